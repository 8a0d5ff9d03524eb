"""subscribers add | list | remove | show | erase | import | export: who gets the mail."""

from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.arrivals import export_readers, import_readers
from briefing.cli.command import common_options
from briefing.cli.privacy import erase_reader, rotate_key, show_reader
from briefing.cli.session import Session, count
from briefing.errors import InputError, NotFound

if TYPE_CHECKING:
    from briefing.config import Newsletter

app = typer.Typer(no_args_is_help=True, help="Add, list, remove, import or export readers.")

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="name@domain")]


@app.command()
@common_options
def add(
    session: Session,
    newsletter: "Newsletter",
    address: Address,
    proof: Annotated[
        str, typer.Option("--proof", help="How this person agreed to get mail.")
    ] = "added by the operator",
) -> None:
    """Subscribe somebody who agreed to it."""
    from briefing.audience.addresses import normalise
    from briefing.privacy import erased_in

    with session.store() as store:
        erased = erased_in(store)
        if erased is not None and erased(normalise(address)):
            raise InputError(
                "The owner of this address had it erased or moved on; only they can bring it back.",
                hint=f"They can sign up themselves: {session.settings.public_url}/join",
            )
        reader, new = store.add_subscriber(
            normalise(address), newsletter.id, proof=proof, now=session.clock()
        )
    session.result({"id": reader.id, "new": new})
    session.print(
        f"{reader.email} gets {newsletter.name} from the next edition on."
        if new
        else f"{reader.email} gets {newsletter.name} already."
    )


@app.command("list")
@common_options
def list_readers(
    session: Session,
    newsletter: "Newsletter",
) -> None:
    """List who gets the next edition."""
    with session.store() as store:
        readers = list(store.subscribers(newsletter.id))
    session.result(
        {"subscribers": [{"id": r.id, "email": r.email, "since": r.since} for r in readers]}
    )
    for reader in readers:
        session.print(
            f"{reader.id:>6}  {reader.email}  since {reader.since:%Y-%m-%d} ({reader.proof})"
        )
    session.print(f"{count(len(readers), 'reader')} of {newsletter.name}.")


@app.command()
@common_options
def remove(
    session: Session,
    newsletter: "Newsletter",
    address: Address,
) -> None:
    """End somebody's subscription, at once."""
    from briefing.audience.addresses import normalise

    with session.store() as store:
        reader = store.subscriber_by_email(normalise(address))
        ended = reader is not None and store.unsubscribe(
            reader.id, newsletter.id, now=session.clock(), reason="operator"
        )
    if not ended:
        raise NotFound(
            f"{address} does not get {newsletter.name}.",
            hint="`briefing subscribers list` shows who does.",
        )
    session.result({"removed": True})
    session.print(f"{address} gets {newsletter.name} no more.")


app.command("show")(show_reader)
app.command("erase")(erase_reader)
app.command("rotate-key")(rotate_key)
app.command("import")(import_readers)
app.command("export")(export_readers)
