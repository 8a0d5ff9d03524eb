"""subscribers show | erase | rotate-key: what is kept of a reader, its end, and the links' key."""

from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.session import ConfigOption, JsonOption, NowOption, count, merge
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


def show_reader(
    context: typer.Context,
    address: Address,
    config: ConfigOption = None,
) -> None:
    """Print all that is kept of somebody, as JSON: the answer to a request for access."""
    from briefing.privacy import export

    with merge(context, config, False, None).store() as store:
        typer.echo(export(store, _reader(store, address).id), nl=False)


def erase_reader(
    context: typer.Context,
    address: Address,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    now: NowOption = None,
) -> None:
    """Forget somebody who asked for it, in the database and in stored mails. No way back."""
    from briefing.privacy import erase

    session = merge(context, config, as_json, now)
    with session.store() as store:
        reader = _reader(store, address)
        files = erase(session.settings, store, reader.id, now=session.clock())
    session.result({"erased": True, "files": files})
    session.print(
        f"Forgotten, with {count(files, 'stored mail')}. A salted hash stays, so that no import"
        f" brings the address back. Backups hold it until they are overwritten"
        f" ({session.settings.imprint.backups}), and so may the logs of your mail server."
    )


def rotate_key(
    context: typer.Context,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sign the links in mails with a new key; links in mails sent before go on working."""
    from briefing.audience.tokens import KEY

    session = merge(context, config, as_json, None)
    with session.store() as store:
        older = store.rotate(KEY)
    session.result({"older_keys": older})
    session.print(
        f"A new key signs from now on; {count(older, 'older key')} open links sent before."
    )
