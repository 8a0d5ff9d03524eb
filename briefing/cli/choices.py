"""stories pin, drop, defer, merge, split, choices, undo: the operator's word about stories."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.choice import Choice, Verb
from briefing.cli.command import common_options
from briefing.cli.looks import Look, chosen, look
from briefing.cli.report import say, shorten, show, when
from briefing.cli.session import Session
from briefing.cli.stories import StoryWords, app
from briefing.errors import InputError, NotFound
from briefing.model import Article, EditionRecord, EditionState

if TYPE_CHECKING:
    from briefing.config import Newsletter

__all__ = ["app"]  # the group of stories.py, with these commands too

_OPEN = frozenset({EditionState.DRAFT, EditionState.HELD, EditionState.SKIPPED})
_WHOLE_ID = re.compile(r"[0-9a-f]{16}")
_DONE = {
    Verb.PIN: "Pinned: it will be an item, before all that is not pinned",
    Verb.DROP: "Dropped: it will stand in no section",
    Verb.DEFER: "Deferred: not in this edition, and as good as new for the next one",
    Verb.MERGE: "Merged: they will be told as one story",
    Verb.SPLIT: "Split: what you named will be a story of its own",
}

Stories = Annotated[
    list[str],
    typer.Argument(
        metavar="STORY STORY…", help='One word each: ids, their beginnings, or "title words".'
    ),
]
Articles = Annotated[
    list[str],
    typer.Argument(metavar="ARTICLE…", help="Ids, or their beginnings, as `explain` shows them."),
]


@app.command("pin")
@common_options
def pin(
    session: Session,
    newsletter: "Newsletter",
    day: date,
    story: StoryWords,
) -> None:
    """Print a story in this edition, at the head, whatever the rules say.

    Several that are pinned stand in the order of their scores.
    """
    _place(session, newsletter, day, Verb.PIN, story)


@app.command("drop")
@common_options
def drop(
    session: Session,
    newsletter: "Newsletter",
    day: date,
    story: StoryWords,
) -> None:
    """Leave a story out of this edition, in every section."""
    _place(session, newsletter, day, Verb.DROP, story)


@app.command("defer")
@common_options
def defer(
    session: Session,
    newsletter: "Newsletter",
    day: date,
    story: StoryWords,
) -> None:
    """Keep a story for the next edition: left out of this one, as good as new for that one."""
    _place(session, newsletter, day, Verb.DEFER, story)


@app.command("merge")
@common_options
def merge_stories(
    session: Session,
    newsletter: "Newsletter",
    day: date,
    stories: Stories,
) -> None:
    """Tell two or more stories as one, in this edition."""
    _refuse_frozen(session, newsletter, day)
    rows = _rows(session, newsletter, day, stories)
    if len({row["story_id"] for row in rows}) < 2:
        raise InputError(
            "These words name one story; merging takes two.",
            hint='Each word names a story: `briefing stories merge 3f2a91c0 "title words"`.',
        )
    _keep(session, newsletter, day, Verb.MERGE, [_named(row) for row in rows])


@app.command("split")
@common_options
def split(
    session: Session,
    newsletter: "Newsletter",
    day: date,
    articles: Articles,
) -> None:
    """Take articles out of their story: together they are one of their own, in this edition."""
    _refuse_frozen(session, newsletter, day)
    if all(map(_WHOLE_ID.fullmatch, articles)):
        named = [(one, "") for one in articles]
    else:
        seen = look(session, newsletter, day)
        named = [(found.id, found.item.title) for found in _articles(seen, articles)]
    _keep(session, newsletter, day, Verb.SPLIT, named)


@app.command("choices")
@common_options
def choices(
    session: Session,
    newsletter: "Newsletter",
    day: date,
) -> None:
    """List what was said of the stories of an edition, and its number for `undo`."""
    with session.store() as store:
        said = store.choices.of(newsletter.id, day)
    session.result({"day": day, "choices": [_row(one) for one in said]})
    if not said:
        say(session, f"Nothing was said of the stories of {day}.")
        return
    zone = newsletter.schedule.zone
    show(
        session,
        ("#", "Said", "When", "Item", "Title"),
        [
            (str(one.id), one.verb, when(one.noted_at, zone), _ids(one), shorten(one.title, 70))
            for one in said
        ],
        right=frozenset({0}),
    )


@app.command("undo")
@common_options
def undo(
    session: Session,
    newsletter: "Newsletter",
    day: date,
    number: Annotated[
        int | None, typer.Argument(help="As `stories choices` lists it; without one, the last.")
    ] = None,
) -> None:
    """Take back a pin, drop, defer, merge or split of this edition."""
    _refuse_frozen(session, newsletter, day)
    with session.store() as store:
        said = store.choices.of(newsletter.id, day)
        meant = [one for one in said[-1:] if number is None] or [
            one for one in said if one.id == number
        ]
        if not meant:
            raise NotFound(
                f"Nothing with the number {number} was said of the stories of {day}."
                if said and number is not None
                else f"Nothing was said of the stories of {day}.",
                hint=f"`briefing stories choices --day {day}` lists what was said.",
            )
        store.choices.forget(meant[0])
        record = store.edition(newsletter.id, day)
    session.result({"day": day, "undone": _row(meant[0])})
    say(session, f"Taken back: {meant[0].verb} {meant[0].title or _ids(meant[0])}")
    _tell_next(session, day, record)


# --- what is meant


def _place(
    session: Session, newsletter: "Newsletter", day: date, verb: Verb, words: Sequence[str]
) -> None:
    _refuse_frozen(session, newsletter, day)
    whole = " ".join(words).strip().lower()
    if _WHOLE_ID.fullmatch(whole):  # nobody types one that is not meant; captures need no look
        _keep(session, newsletter, day, verb, _of_id(session, newsletter, day, whole))
        return
    row = chosen(look(session, newsletter, day), words)
    _keep(session, newsletter, day, verb, _all_items(row))


def _of_id(session: Session, newsletter: "Newsletter", day: date, id: str) -> list[tuple[str, str]]:
    """Return the story's items, or the id alone when it is none of today's: it may come yet, and
    a backtest has stories that the store never saw."""
    try:
        return _all_items(chosen(look(session, newsletter, day), [id]))
    except NotFound:
        say(session, f"{id} is no story so far; the word counts if it becomes one.", mood="warn")
        return [(id, "")]


def _all_items(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Return ids and titles of a story, the id that names it first."""
    first = (row["story_id"], row["items"][0]["title"])
    return [first, *((one["id"], "") for one in row["items"] if one["id"] != row["story_id"])]


def _rows(
    session: Session, newsletter: "Newsletter", day: date, words: Sequence[str]
) -> list[dict[str, Any]]:
    if all(_WHOLE_ID.fullmatch(word) for word in words):
        return [{"story_id": word, "items": [{"title": ""}]} for word in words]
    seen = look(session, newsletter, day)
    return [chosen(seen, [word]) for word in words]


def _named(row: dict[str, Any]) -> tuple[str, str]:
    return row["story_id"], row["items"][0]["title"]


def _articles(seen: Look, words: Sequence[str]) -> list[Article]:
    made = seen.made
    every = [
        article
        for story in (*made.stories, *made.repeated, *made.left_out)
        for article in story.articles
    ]
    return [_article(every, word, seen.day) for word in words]


def _article(every: Sequence[Article], word: str, day: date) -> Article:
    found = [one for one in every if len(word) >= 4 and one.id.startswith(word.lower())]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(
            f"No article of {day} has an id that begins with {word!r}.",
            hint="`briefing explain STORY` shows the articles of a story with their ids.",
        )
    told = [f"{one.id}  {one.outlet}: {one.item.title}" for one in found[:8]]
    raise InputError(
        "\n  ".join([f"{len(found)} articles of {day} begin with {word!r}:", *told]),
        hint="Type more of its id.",
    )


# --- what is kept


def _refuse_frozen(session: Session, newsletter: "Newsletter", day: date) -> None:
    """Raise InputError when the edition of that day is past all choosing."""
    with session.store() as store:
        record = store.edition(newsletter.id, day)
    if record is not None and record.state not in _OPEN:
        raise InputError(
            f"The edition of {day} is {record.state}: what it tells is frozen.",
            hint="--day names the edition of a coming day; `briefing correct` mends a sent one.",
        )


def _keep(
    session: Session,
    newsletter: "Newsletter",
    day: date,
    verb: Verb,
    named: Sequence[tuple[str, str]],
) -> None:
    """Keep the word about these items (id, title), and tell what it does and what is next."""
    choice = Choice(
        newsletter=newsletter.id,
        day=day,
        verb=verb,
        item_ids=tuple(dict.fromkeys(id for id, _ in named)),
        title=" + ".join(title for _, title in named if title),
        noted_at=session.clock(),
    )
    with session.store() as store:
        kept = store.choices.add(choice)
        record = store.edition(newsletter.id, day)
    session.result({"day": day, "choice": _row(kept)})
    say(session, f"{_DONE[verb]}.", mood="good")
    say(session, f"  {kept.title or _ids(kept)}")
    _tell_next(session, day, record)
    say(session, f"  `briefing stories undo {kept.id} --day {day}` takes it back.", mood="dim")


def _tell_next(session: Session, day: date, record: EditionRecord | None) -> None:
    if record is None:
        say(session, f"  It counts when the edition of {day} is made.")
    else:
        say(
            session,
            f"  The edition of {day} stands as it was ({record.state}):"
            f" `briefing make --again --day {day}` makes it anew.",
            mood="warn",
        )


def _ids(choice: Choice) -> str:
    ids = choice.item_ids if choice.verb in {Verb.MERGE, Verb.SPLIT} else choice.item_ids[:1]
    return " ".join(id[:8] for id in ids)


def _row(choice: Choice) -> dict[str, Any]:
    return {
        "number": choice.id,
        "verb": choice.verb.value,
        "items": list(choice.item_ids),
        "title": choice.title,
        "noted_at": choice.noted_at,
    }
