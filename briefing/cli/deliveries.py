"""What became of messages, and an edition on its way: deliveries, dkim, pause, resume, cancel."""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from briefing.cli.command import DayOption, common_options
from briefing.cli.report import say, show
from briefing.cli.session import Session, count
from briefing.errors import BriefingError, InputError, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from briefing.config import Newsletter
    from briefing.model import EditionRecord
    from briefing.store import Listed, Store

app = typer.Typer(no_args_is_help=True, help="List messages by what became of them; settle doubts.")
dkim_app = typer.Typer(no_args_is_help=True, help="Sign mails here, where no relay does.")

StateWord = Literal["queued", "in_flight", "sent", "deferred", "failed", "ambiguous", "suppressed"]


@app.command("list")
@common_options
def list_deliveries(
    session: Session,
    newsletter: "Newsletter",
    state: Annotated[StateWord, typer.Option("--state", help="Which ones.")] = "ambiguous",
    day_text: DayOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 100,
) -> None:
    """List deliveries in one state, with the server's last words."""
    from briefing.model import DeliveryState

    with session.store() as store:
        found = store.ledger.listed(
            DeliveryState(state),
            newsletter=newsletter.id,
            day=None if day_text is None else session.day(day_text, newsletter),
            limit=limit,
        )
    session.result({"deliveries": [_row(one) for one in found]})
    if not found:
        say(session, f"No delivery is {state.replace('_', ' ')}.")
        return
    rows = [
        (str(one.delivery.id), str(one.day), f"{one.changed_at:%Y-%m-%d %H:%M}", *_words(one))
        for one in found
    ]
    show(session, ("ID", "Edition", "Since (UTC)", "Address", "What was said"), rows)
    if state == "ambiguous":
        say(
            session,
            "Nobody knows whether these arrived. `briefing deliveries resolve --sent` leaves it at"
            " that, `--resend` sends them once more.",
        )


def _words(one: "Listed") -> tuple[str, str]:
    return one.delivery.subscriber.email, one.delivery.response


def _row(one: "Listed") -> dict[str, Any]:
    return {
        "id": one.delivery.id,
        "newsletter": one.newsletter,
        "day": one.day,
        "address": one.delivery.subscriber.email,
        "state": one.delivery.state.value,
        "attempts": one.delivery.attempts,
        "response": one.delivery.response,
        "changed_at": one.changed_at,
    }


@app.command()
@common_options
def resolve(
    session: Session,
    newsletter: "Newsletter",
    day: "date",
    id: Annotated[
        int | None, typer.Argument(metavar="[ID]", help="One of them. Default: all of an edition.")
    ] = None,
    resend: Annotated[
        bool | None,
        typer.Option("--resend/--sent", help="Send them once more, or take them as arrived."),
    ] = None,
) -> None:
    """Settle deliveries of which nobody knows whether they arrived."""
    from briefing.model import EditionState

    if resend is None:
        raise InputError("Say --sent or --resend.", hint="--resend may give a reader two copies.")
    with session.store() as store, store.write():
        record = _edition(store, newsletter, day)
        if resend and record.state == EditionState.CANCELLED:
            raise _refused(record, "nothing of it is sent again.")
        settled = store.ledger.resolve(record, resend=resend, now=session.clock(), id=id)
        if resend and settled and record.state == EditionState.SENT:
            store.set_state(record, EditionState.SENDING, now=session.clock())
    session.result({"resolved": settled})
    if not settled:
        say(session, f"No delivery of {record.day} is ambiguous.")
        return
    end = "`briefing send` sends them once more." if resend else "They count as sent."
    say(session, f"{count(settled, 'message')} settled. {end}")


# --- an edition on its way


@common_options
def pause(
    session: Session,
    newsletter: "Newsletter",
    day: "date",
) -> None:
    """Stop an edition on its way; messages under way are finished."""
    from briefing.model import EditionState

    record = _moved(
        session,
        newsletter,
        day,
        known={EditionState.APPROVED, EditionState.SENDING},
        to=EditionState.PAUSED,
    )
    say(session, f"Paused: `briefing resume --day {record.day}` lets it go on.")


@common_options
def resume(
    session: Session,
    newsletter: "Newsletter",
    day: "date",
) -> None:
    """Let a paused edition go on, with those who have not got it."""
    from briefing.model import EditionState

    with session.store() as store:
        record = _edition(store, newsletter, day)
        if record.state != EditionState.PAUSED:
            raise _refused(record, "it is not paused.")
        begun = store.ledger.begun_at(record) is not None
        state = EditionState.SENDING if begun else EditionState.APPROVED
        record = store.set_state(record, state, now=session.clock())
        left = store.ledger.unfinished(record.id)
    session.result({"day": record.day, "state": record.state.value, "deliveries": left})
    goes_on = "`briefing run` or `briefing send` goes on"
    say(session, f"Resumed: {goes_on}, with {count(left, 'reader')} to come.")


@common_options
def cancel(
    session: Session,
    newsletter: "Newsletter",
    day: "date",
) -> None:
    """End an edition for good: whoever has not got it will not. What left cannot be called back."""
    from briefing.model import EditionState

    record = _moved(
        session,
        newsletter,
        day,
        known={EditionState.APPROVED, EditionState.SENDING, EditionState.PAUSED},
        to=EditionState.CANCELLED,
    )
    say(session, f"Cancelled: nothing more of {record.day} leaves.")


def _moved(
    session: Session,
    newsletter: "Newsletter",
    day: "date",
    *,
    known: "set[Any]",
    to: Any,
) -> "EditionRecord":
    from briefing.model import EditionState

    with session.store() as store, store.write():
        record = _edition(store, newsletter, day)
        if record.state not in known:
            raise _refused(record, f"it cannot be {to}.")
        record = store.set_state(record, to, now=session.clock(), reason="operator")
        if to == EditionState.CANCELLED:
            store.ledger.cancel(record, now=session.clock())
    session.result({"day": record.day, "state": record.state.value})
    return record


def _edition(store: "Store", newsletter: "Newsletter", day: "date") -> "EditionRecord":
    record = store.edition(newsletter.id, day)
    if record is None:
        raise NotFound(
            f"There is no edition of {newsletter.id} for {day}.",
            hint="`briefing editions` lists those there are; --day names one.",
        )
    return record


def _refused(record: "EditionRecord", why: str) -> InputError:
    return InputError(
        f"The edition of {record.day} is {record.state}; {why}",
        hint="`briefing editions` shows where each one stands; --day names another.",
    )


# --- trying it out (send --to, send --dry-run)


def try_out(session: Session, newsletter: "Newsletter", *, day: "date", to: str) -> None:
    """Send one copy to an address, or without one tell what `send` would do."""
    if to:
        _send_test(session, newsletter, day=day, to=to)
    else:
        _rehearse(session, newsletter, day=day)


@contextmanager
def sending_progress(
    session: Session, store: "Store", newsletter: "Newsletter", *, day: "date"
) -> "Iterator[Callable[[], None]]":
    """Show how many messages are out, how fast and for how long; yield what counts one more."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task
    from rich.progress import TimeRemainingColumn as TimeLeft
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.0f}/s" if task.speed else "")

    record = store.edition(newsletter.id, day)
    total = None if record is None else store.ledger.expected(record)
    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeLeft())
    quiet = session.as_json or not session.console.is_terminal
    with Progress(*columns, console=session.console, transient=True, disable=quiet) as progress:
        task = progress.add_task("Messages", total=total)
        yield lambda: progress.advance(task)


def _send_test(session: Session, newsletter: "Newsletter", *, day: "date", to: str) -> None:
    """Send one copy to an address. Nothing is recorded."""
    from briefing.audience.addresses import normalise
    from briefing.deliver import transport_for
    from briefing.mailing import test_mail
    from briefing.model import DeliveryState

    with session.store() as store:
        envelope = test_mail(
            session.settings, store, newsletter, day=day, to=normalise(to), now=session.clock()
        )
    (receipt,) = transport_for(session.settings).deliver([envelope])
    taken = receipt.state == DeliveryState.SENT
    session.result({"to": envelope.recipient, "sent": taken, "response": receipt.response})
    if not taken:
        raise BriefingError(f"The server did not take it: {receipt.response}")
    say(session, f"A test of {day} left for {envelope.recipient}: {receipt.response}")


def _rehearse(session: Session, newsletter: "Newsletter", *, day: "date") -> None:
    """Tell what `send` would do. Nothing is changed, nobody is written to."""
    from briefing.deliver.dkim import signer_of
    from briefing.mailing import edition_letter, sendable

    settings = session.settings
    with session.store() as store:
        record = sendable(settings, store, newsletter, day=day)
        readers = store.ledger.expected(record)
        post = edition_letter(settings, newsletter, record, date=session.clock())
    signer = signer_of(settings.dkim)
    size = len(post.head) + sum(map(len, post.body))
    smtp, files = settings.smtp, settings.transport.kind == "files"
    where = str(settings.transport.folder) if files else f"{smtp.host}:{smtp.port}"
    signed = "" if signer is None else f"{signer.selector}._domainkey.{signer.domain}"
    session.result(
        {"day": day, "deliveries": readers, "bytes": size, "to": where, "signed": signed}
    )
    say(session, f"{count(readers, 'message')} of {size / 1000:.0f} kB would go to {where}.")
    say(session, f"  Signed with {signed}." if signed else "  Not signed here; a relay may do so.")


# --- keys


@dkim_app.command()
@common_options
def keygen(
    session: Session,
    kind: Annotated[
        Literal["rsa", "ed25519"],
        typer.Option("--kind", help="rsa is read everywhere; large providers skip ed25519."),
    ] = "rsa",
) -> None:
    """Make the key that `[dkim]` names, if there is none, and print its DNS record."""
    from briefing.deliver.dkim import dns_record, new_key, signer_of

    dkim = session.settings.dkim
    domain = dkim.domain or session.settings.sender.address.rpartition("@")[2]
    made = not Path(dkim.key_file).exists()
    if made:
        new_key(dkim.key_file, kind)
    signer = signer_of(dkim.model_copy(update={"enabled": True, "domain": domain}))
    assert signer is not None, "it is enabled"
    name, value = dns_record(signer)
    session.result({"key_file": str(dkim.key_file), "made": made, "name": name, "txt": value})
    say(session, f"{dkim.key_file} {'was made' if made else 'is there already'}: keep it secret.")
    say(session, f"Put this TXT record into the DNS of {domain}:\n\n{name}. IN TXT {value}\n")
    say(session, f'Then set in [dkim]: enabled = true, domain = "{domain}".')
