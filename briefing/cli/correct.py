"""correct: what an edition got wrong, said in the next one and on its own page."""

from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.command import DayOption, common_options
from briefing.cli.session import Session
from briefing.errors import InputError, NotFound

if TYPE_CHECKING:
    from datetime import date

    from briefing.config import Newsletter
    from briefing.model import EditionRecord

MOST_WORDS = 90


@common_options
def correct(
    session: Session,
    newsletter: "Newsletter",
    text: Annotated[
        str,
        typer.Option("--text", metavar="WORDS", help="What was wrong and what is right."),
    ],
    day_text: DayOption = None,
) -> None:
    """Say what an edition got wrong: in the next edition, and on the page of the wrong one.

    Without --day the last edition that left is meant.
    """
    from briefing.model import Correction

    words = _checked(text)
    with session.store() as store:
        known = _left(store.editions(newsletter.id, limit=400))
        wrong = session.day(day_text, newsletter) if day_text else next(iter(known), None)
        if wrong is None or wrong not in known:
            raise NotFound(
                f"No edition of {newsletter.id} left{f' on {wrong}' if wrong else ' yet'}.",
                hint="A draft needs no correction: mend it with `briefing make --again`.",
            )
        one = Correction(newsletter=newsletter.id, day=wrong, text=words, noted_at=session.clock())
        store.errata.add(one)
    session.result({"newsletter": newsletter.id, "day": wrong, "text": words})
    session.print(
        f"Kept: the next edition of {newsletter.name} says it, and the page of {wrong} now."
    )
    _tell_missing(session, [section.kind for section in newsletter.sections])


def _left(records: "tuple[EditionRecord, ...]") -> "list[date]":
    """Return the days whose edition readers may have seen, the newest first."""
    from briefing.model import EditionState

    seen = {EditionState.APPROVED, EditionState.SENDING, EditionState.PAUSED, EditionState.SENT}
    return [one.day for one in records if one.state in seen]


def _checked(text: str) -> str:
    from briefing.text import count_words

    words = " ".join(text.split())
    if not 1 <= count_words(words) <= MOST_WORDS:
        raise InputError(
            f"A correction has 1 to {MOST_WORDS} words; this one has {count_words(words)}.",
            hint="Say in one to three sentences what was wrong and what is right.",
        )
    return words


def _tell_missing(session: Session, kinds: list[str]) -> None:
    if "correction" not in kinds:
        session.print(
            '  No section of kind = "correction" stands in config.toml: only the page tells it.'
        )
