"""subscribers show | erase | rotate-key: what is kept of a reader, its end, and the links' key."""

from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.command import common_options
from briefing.cli.session import Session, count
from briefing.errors import NotFound

if TYPE_CHECKING:
    from briefing.model import Subscriber
    from briefing.store import Store

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="name@domain")]


def _reader(store: "Store", address: str) -> "Subscriber":
    from briefing.audience.addresses import normalise

    reader = store.subscriber_by_email(normalise(address))
    if reader is None:
        raise NotFound(
            f"{address} is nobody's here.", hint="`briefing subscribers list` shows who is."
        )
    return reader


@common_options
def show_reader(
    session: Session,
    address: Address,
) -> None:
    """Print all that is kept of somebody, as JSON: the answer to a request for access."""
    from briefing.privacy import export

    with session.store() as store:
        typer.echo(export(store, _reader(store, address).id), nl=False)


@common_options
def erase_reader(
    session: Session,
    address: Address,
) -> None:
    """Forget somebody who asked for it, in the database and in stored mails. No way back."""
    from briefing.privacy import erase

    with session.store() as store:
        reader = _reader(store, address)
        files = erase(session.settings, store, reader.id, now=session.clock())
    session.result({"erased": True, "files": files})
    session.print(
        f"Forgotten, with {count(files, 'stored mail')}. A salted hash stays, so that no import"
        f" brings the address back. Backups hold it until they are overwritten"
        f" ({session.settings.imprint.backups}), and so may the logs of your mail server."
    )


@common_options
def rotate_key(
    session: Session,
    retire: Annotated[
        bool,
        typer.Option("--retire", help="Forget the older keys: all links sent before are dead."),
    ] = False,
) -> None:
    """Sign the links in mails with a new key; links in mails sent before go on working.

    With --retire they do not, those to leave among them: only for when somebody saw the database.
    """
    from briefing.audience.tokens import KEY

    with session.store() as store:
        older = store.keyring.rotate(KEY)
        forgotten = store.keyring.retire(KEY) if retire else 0
    session.result({"older_keys": older - forgotten, "forgotten": forgotten})
    session.print("A new key signs the links of mails from now on.")
    if forgotten:
        session.print(
            f"{count(forgotten, 'older key')} forgotten: every link in mails sent before is dead."
            " Readers get new ones with the next edition; tell those who ask to write to you."
        )
    elif older:
        session.print(
            f"{count(older, 'older key')} still open{'s' * (older == 1)} the links in mails sent"
            " before, and links that somebody forged who saw the database:"
            " `briefing subscribers rotate-key --retire` ends both."
        )
