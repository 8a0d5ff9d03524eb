"""Dossiers → today's agenda: what is announced for this day."""

import re
from collections.abc import Sequence

from briefing.edition.desk import Options
from briefing.edition.prose import quotable, said_in, stopped
from briefing.edition.vocabulary import ASKING, GAMES, TELEVISION
from briefing.edition.wording import as_today, leans, said_within, without_hour
from briefing.i18n import primary
from briefing.model import DatedEvent, Dossier, EventBlock
from briefing.text import content_stems, count_words, stop_words, words

TITLES = {"fr": "À surveiller aujourd'hui", "en": "What to watch for today"}
LIMIT = 4

SENTENCE_WORDS = 30
ECONOMIC = 0.6
BIG = 5  # outlets that make a match or a storm news for these readers
ALIKE = 0.5  # shared stems of two sentences that announce the same


def pick(dossiers: Sequence[Dossier], options: Options) -> tuple[EventBlock, ...]:
    """Return what calendars and the best stories announce for the day, by the hour."""
    chosen = _of_calendars(options)
    for dossier in dossiers if len(chosen) < options.max else ():
        block = _of_dossier(dossier, options)
        if block is not None and not any(_alike(block, one, options) for one in chosen):
            chosen.append(block)
        if len(chosen) == options.max:
            break
    return tuple(sorted(chosen, key=lambda block: (not block.at, block.at)))


def _of_calendars(options: Options) -> list[EventBlock]:
    """Return the operator's own dates; they go first, and leave a place to the news."""
    blocks = [
        EventBlock(
            text=stopped(one.text),
            url=one.url,
            source=one.source,
            at="" if one.at is None else f"{one.at.astimezone(options.zone):%H:%M}",
        )
        for one in options.appointments
        if count_words(one.text) <= SENTENCE_WORDS
    ]
    return blocks[: max(1, options.max - 1)]


def _of_dossier(dossier: Dossier, options: Options) -> EventBlock | None:
    story = dossier.story
    economic = options.economy_quota == 0 or story.eco >= ECONOMIC
    if story.sources < BIG and (story.section == "sport" or not economic):
        return None
    for event in dossier.events:
        article = quotable(dossier, event.article_id, event.sentence)
        text = _text(event)
        if article is not None and event.day == options.day and _announces(text, options):
            return EventBlock(
                text=stopped(
                    without_hour(
                        as_today(text, day=options.day, language=options.language), event.at
                    )
                ),
                url=article.item.url or "",
                source=article.outlet,
                story_id=dossier.story.id,
                at=event.at or "",
            )
    return None


def _text(event: DatedEvent) -> str:
    """Return the whole sentence; the event's own words where that is too long."""
    whole = count_words(event.sentence) <= SENTENCE_WORDS
    return event.sentence if whole else event.text[:1].upper() + event.text[1:]


def _announces(text: str, options: Options) -> bool:
    found = set(words(text))
    return (
        5 <= count_words(text) <= SENTENCE_WORDS
        and not leans(text)
        and not (GAMES | TELEVISION) & found
        and not _asks(text)
        and _names_something(text, options.language)
        and not said_in(text, *options.said)
    )


def _names_something(text: str, language: str) -> bool:
    """Say whether it names anything: « Des annulations sont prévues » tells a stranger nothing."""
    first, _, rest = text.partition(" ")
    elided = re.search(r"['’][A-ZÀ-Þ]", first) is not None
    small = bool(set(words(first)) & stop_words(primary(language)))
    return elided or not small or any(char.isupper() for char in rest)


def _asks(text: str) -> bool:
    clauses = [words(clause)[:1] for clause in text.split(":")]
    openings = {word for clause in clauses for word in clause}
    return "?" in text or bool(openings & ASKING) or said_within(text, ("qu est ce",))


def _alike(one: EventBlock, other: EventBlock, options: Options) -> bool:
    a = set(content_stems(one.text, options.language))
    b = set(content_stems(other.text, options.language))
    return len(a & b) >= ALIKE * max(1, min(len(a), len(b)))
