"""feeds add | remove | enable | disable | import | export: config.toml changed by command."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.command import common_options
from briefing.cli.feeds import FeedId, app, find_table, stranger, tried
from briefing.cli.report import say, shorten, show
from briefing.cli.session import Session, count
from briefing.errors import BriefingError, InputError

if TYPE_CHECKING:
    from briefing.cli.trial import Trial
    from briefing.ingest.opml import Outline

__all__ = ["app"]  # the group, with all its commands


@common_options
def add_feed(
    session: Session,
    address: Annotated[str, typer.Argument(metavar="URL", help="A feed, or a page that names it.")],
    id: Annotated[str, typer.Option("--id", help="Default: made of the address.")] = "",
    title: Annotated[str, typer.Option("--title", help="The outlet as printed.")] = "",
    language: Annotated[str, typer.Option("--language", help="Default: what it reads as.")] = "",
    section: Annotated[str, typer.Option("--section", help='Default: "une", front page.')] = "une",
) -> None:
    """Try a feed and write it into config.toml. A web page is asked for the feed it names."""
    trial = tried(
        session,
        stranger(session, address, language=language, section=section),
        own_language=bool(language),
    )
    if trial.error is not None and trial.linked:
        say(session, f"{trial.url} is a web page; it names {trial.linked[0].url}.")
        found = replace(trial.feed, url=trial.linked[0].url)
        trial = tried(session, found, own_language=bool(language))
    if trial.error is not None:
        raise BriefingError(
            f"Nothing was added: {trial.error}",
            hint=trial.error.hint or "Look for the feed's address on the site.",
        )
    _write_added(session, trial, id=id, title=title)


def _write_added(session: Session, trial: "Trial", *, id: str, title: str) -> None:
    from briefing.cli.trial import warnings
    from briefing.config.edit import add_feeds, read_config, write_config
    from briefing.ingest.captures import outlet

    _refuse_known(session, trial.url)
    name = id or _free_id(session, trial.url)
    table = {
        "id": name,
        "url": trial.url,
        "title": title or outlet(trial.title, name),
        "language": trial.feed.language,
        "section": trial.feed.section,
    }
    write_config(session.config, add_feeds(read_config(session.config), [table]))
    told = warnings(replace(trial, feed=replace(trial.feed, url=trial.url)), now=session.clock())
    session.result({"added": table, "warnings": told})
    items = count(len(trial.articles), "item")
    say(session, f"Added {name}: « {table['title']} », {items} now.", mood="good")
    for one in told:
        say(session, f"Warning: {one}", mood="warn")
    say(session, f"  Its title, section and weight stand at the end of {session.config.name}.")


def _refuse_known(session: Session, url: str) -> None:
    from briefing.ingest.urls import canonical

    for table in session.settings.feeds:
        if canonical(table.url) == canonical(url):
            raise InputError(
                f"{url} is there already, as {table.feed().id}.",
                hint=f"`briefing feeds show {table.feed().id}` tells how it stands.",
            )


def _free_id(session: Session, url: str, taken: frozenset[str] = frozenset()) -> str:
    from briefing.config.settings import slug

    used = taken | {table.feed().id for table in session.settings.feeds}
    first = slug(url)
    ids = (first if n == 1 else f"{first[:59]}-{n}" for n in range(1, 10_000))
    return next(id for id in ids if id not in used)


@common_options
def remove_feed(
    session: Session,
    id: FeedId,
) -> None:
    """Take a feed out of config.toml. What it has brought stays until it is too old."""
    from briefing.config.edit import read_config, remove_feed, write_config

    table = find_table(session, id)
    write_config(session.config, remove_feed(read_config(session.config), id))
    session.result({"removed": id})
    say(session, f"Removed {id} ({table.url}).")


@common_options
def enable_feed(
    session: Session,
    id: FeedId,
) -> None:
    """Ask a feed again that was switched off, here or because it was gone."""
    from briefing.ingest.polling import enabled

    _switch(session, id, enabled=True)
    with session.store() as store:
        state = store.feed_states().get(id)
        if state is not None:
            store.save_feed_states([enabled(state)])
    say(session, f"{id} is asked again from now on.")


@common_options
def disable_feed(
    session: Session,
    id: FeedId,
) -> None:
    """Ask a feed no more, and keep it in config.toml."""
    _switch(session, id, enabled=False)
    say(session, f"{id} is not asked any more. `briefing feeds enable {id}` brings it back.")


def _switch(session: Session, id: str, *, enabled: bool) -> None:
    from briefing.config.edit import read_config, set_enabled, write_config

    if find_table(session, id).enabled is not enabled:
        text = set_enabled(read_config(session.config), id, enabled=enabled)
        write_config(session.config, text)
    session.result({"id": id, "enabled": enabled})


# --- OPML


@common_options
def import_feeds(
    session: Session,
    file: Annotated[Path, typer.Argument(metavar="OPML", help="As another reader exports it.")],
    language: Annotated[
        str, typer.Option("--language", help="Of those that name none. Default: the newsletter's.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would happen.")
    ] = False,
) -> None:
    """Write the feeds of an OPML file into config.toml. One that is broken is read as far as it
    goes.
    """
    from briefing.config.edit import add_feeds, read_config, write_config

    own = language or session.settings.newsletters[0].language.partition("-")[0]
    added, known, refused = _sorted_out(session, _outlines(file), own)
    if added and not dry_run:
        write_config(session.config, add_feeds(read_config(session.config), added))
    session.result({"dry_run": dry_run, "added": added, "known": known, "refused": refused})
    verb = "would be added" if dry_run else "added"
    say(session, f"{count(len(added), 'feed')} {verb}, {len(known)} there already.", mood="good")
    show(
        session,
        ("Feed", "Section", "Outlet"),
        [(f["id"], f.get("section", "–"), f["title"]) for f in added],
    )
    for url in refused:
        say(session, f"Not added, no web address: {shorten(url, 90)}", mood="warn")
    if added and not dry_run:
        say(
            session, "`briefing ingest --all`, then `briefing feeds list --bad` tells which answer."
        )


def _outlines(file: Path) -> "tuple[Outline, ...]":
    from briefing.ingest.opml import read_opml

    try:
        outlines = read_opml(file.read_bytes())
    except OSError as error:
        raise InputError(
            f"{file} cannot be read: {error.strerror}.", hint="Look at its name and rights."
        ) from error
    if not outlines:
        raise InputError(
            f"{file.name} names no feed.",
            hint='An OPML file holds <outline … xmlUrl="https://…"/> for each feed.',
        )
    return outlines


def _sorted_out(
    session: Session, outlines: "tuple[Outline, ...]", language: str
) -> tuple[list[dict[str, str]], list[str], list[str]]:
    """Return the tables of new feeds, the addresses of known ones, and what is no address."""
    from briefing.config.settings import FeedTable
    from briefing.ingest.urls import canonical
    from briefing.newsroom.sections import of_label

    have = {canonical(table.url) for table in session.settings.feeds}
    added: list[dict[str, str]] = []
    known: list[str] = []
    refused: list[str] = []
    for one in outlines:
        key = canonical(one.url)
        if key in have and key is not None:
            known.append(one.url)
            continue
        ids = frozenset(table["id"] for table in added)
        table = {
            "id": _free_id(session, one.url, ids),
            "url": one.url,
            "title": one.title,
            "language": one.language.lower().partition("-")[0] or language,
        }
        if section := of_label(one.folder):  # else nothing is said of what it is about
            table["section"] = section
        try:
            FeedTable.model_validate(table)
        except ValueError:
            refused.append(one.url)
            continue
        have.add(key)
        added.append(table)
    return added, known, refused


@common_options
def export_feeds(
    session: Session,
    file: Annotated[Path, typer.Argument(metavar="OPML", help='A new file; "-" prints it.')],
) -> None:
    """Write the feeds as OPML, a folder for each section, for other programs."""
    from briefing.ingest.opml import write_opml

    feeds = tuple(table.feed() for table in session.settings.feeds)
    text = write_opml(feeds, title=session.settings.newsletters[0].name)
    if str(file) == "-":
        typer.echo(text, nl=False)
        return
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError as error:
        raise InputError(
            f"{file} is there already; nothing was changed.", hint="Name another file."
        ) from error
    except OSError as error:
        raise InputError(
            f"{file} cannot be written: {error.strerror}.", hint="Look at the folder's rights."
        ) from error
    session.result({"file": str(file), "feeds": len(feeds)})
    say(session, f"Wrote {count(len(feeds), 'feed')} to {file}.")


for _name, _command in (
    ("add", add_feed),
    ("remove", remove_feed),
    ("enable", enable_feed),
    ("disable", disable_feed),
    ("import", import_feeds),
    ("export", export_feeds),
):
    app.command(_name)(_command)
