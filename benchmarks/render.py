"""A configuration and made-up stories → a rendered edition and what rendering costs.

`python -m benchmarks.render CONFIG.toml --stories N --out DIR` writes edition.html, edition.txt
and edition.eml of the first newsletter. Statistics also `render_ms` (median of 20: one frozen
edition → all its parts, before the personal ones) and `html_bytes`.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from benchmarks.measure import measured, print_stats, refuse
from briefing.config import Newsletter, SectionOptions, Settings, load_settings
from briefing.edition.length import reading_minutes, words_in
from briefing.edition.sections import load
from briefing.errors import BriefingError
from briefing.i18n import primary
from briefing.mailing import edition_letter
from briefing.model import (
    Block,
    Coverage,
    Credit,
    Edition,
    EditionRecord,
    EditionState,
    EventBlock,
    Line,
    NumberBlock,
    QuoteBlock,
    Section,
    StoryBlock,
)
from briefing.render.context import frame_of
from briefing.render.edition import render
from briefing.render.folders import templates_of

RUNS = 20
FIRST, LIGHT = "need_to_know", 3  # where stories stand, and how many as discoveries
DAY = date(2026, 11, 23)
MADE_AT = datetime(2026, 11, 23, 5, 45, tzinfo=UTC)
READER = "reader@reader.example"

_PLACES = ("Brest", "Lyon", "Nantes", "Tours", "Metz", "Caen", "Nice", "Lille", "Pau", "Dijon")
_SAID = {
    "fr": (
        "L'usine d'engrenages de {place} embauche {n} ouvriers.",
        "Le groupe « Roues & Fils » prévoit d'y investir 12,5 millions d'euros d'ici à 2028, selon"
        " sa directrice, Anne Personne ; le maire « s'en réjouit ».",
    ),
    "en": (
        "The gear works of {place} hire {n} people.",
        'The group "Wheels & Sons" plans to put $12.5 million into it by 2028, says its director,'
        " Ann Nobody; the mayor isn't unhappy.",
    ),
}


def main(argv: Sequence[str] | None = None) -> None:
    """Render, write, render 20 times more; the last line on stdout is the run's statistics."""
    options = _options(argv)
    try:
        settings = load_settings(options.config)
    except BriefingError as error:
        refuse(str(error))
    newsletter = settings.newsletters[0]
    edition = made_up(newsletter, stories=options.stories)
    frame, templates = frame_of(settings, newsletter), templates_of(settings)
    with measured() as stats:
        rendered = render(edition, frame, templates)
        times = [_timed_s(lambda: render(edition, frame, templates)) for _ in range(RUNS)]
    options.out.mkdir(parents=True, exist_ok=True)
    html = rendered.html.encode()
    (options.out / "edition.html").write_bytes(html)
    (options.out / "edition.txt").write_text(rendered.text, encoding="utf-8")
    (options.out / "edition.eml").write_bytes(_message(settings, newsletter, edition))
    render_ms = round(1000 * median(times), 3)
    print_stats(stats.row(n=options.stories, render_ms=render_ms, html_bytes=len(html)))


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.render")
    parser.add_argument("config", type=Path, metavar="CONFIG.toml")
    parser.add_argument("--stories", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(argv)
    if options.stories < 1:
        parser.error("--stories: at least 1")
    return options


def _timed_s(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def made_up(newsletter: Newsletter, *, stories: int) -> Edition:
    """Return an edition with so many stories in the sections that the newsletter has."""
    spoken = primary(newsletter.language)
    blocks = [_story(place, spoken if spoken in _SAID else "en") for place in range(stories)]
    kinds = [section.kind for section in newsletter.sections]
    light = min(LIGHT, stories - 1) if {"discoveries", FIRST} <= set(kinds) else 0
    first, line = blocks[: stories - light], blocks[0].sentences[0]
    content: dict[str, tuple[Block, ...]] = {
        FIRST if FIRST in kinds else kinds[0]: tuple(first),
        "discoveries": tuple(blocks[len(first) :]),
        "watch": (EventBlock(text=line.text, at="14:30", url=line.url, source=line.source),),
        "number": (_number(blocks[0]),),
        "quote": (_quote(blocks[0]),),
    }
    sections = tuple(
        _section(one, content[one.kind], spoken)
        for one in newsletter.sections
        if content.get(one.kind)
    )
    return Edition(
        newsletter=newsletter.id,
        day=DAY,
        language=newsletter.language,
        number=214,
        subject=blocks[0].lead.text.rstrip("."),
        preheader=blocks[-1].lead.text,
        greeting="Bonjour !" if spoken == "fr" else "Good morning!",
        sign_off="Bonne journée !" if spoken == "fr" else "Have a good day!",
        reading_minutes=reading_minutes(words_in(sections), newsletter.language),
        coverage=Coverage(feeds=24, ok=23),
        sections=sections,
        made_at=MADE_AT,
    )


def _section(options: SectionOptions, blocks: tuple[Block, ...], spoken: str) -> Section:
    titles = load(options.kind).TITLES
    title = options.title or titles.get(spoken, titles["en"])
    return Section(kind=options.kind, title=title, blocks=blocks)


def _story(place: int, spoken: str) -> StoryBlock:
    url = f"https://gazette.example/2026/11/22/story-{place}"
    lead, body = (text.format(place=_PLACES[place % 10], n=100 + place) for text in _SAID[spoken])
    return StoryBlock(
        story_id=f"{place:016x}",
        lead=Line(text=lead, url=url, source="La Gazette"),
        sentences=(Line(text=body, url=f"{url}-phare", source="Le Phare"),),
        also=(Credit(source="L'Écho", url=f"{url}-echo"),),
        update=place % 5 == 4,
    )


def _number(story: StoryBlock) -> NumberBlock:
    line = story.sentences[0]
    return NumberBlock(
        story_id=story.story_id,
        value="12,5 millions",
        text=line.text,
        url=line.url,
        source=line.source,
    )


def _quote(story: StoryBlock) -> QuoteBlock:
    line = story.sentences[0]
    return QuoteBlock(
        story_id=story.story_id,
        text=story.lead.text.rstrip("."),
        speaker="Anne Personne",
        role="directrice",
        url=line.url,
        source=line.source,
    )


def _message(settings: Settings, newsletter: Newsletter, edition: Edition) -> bytes:
    record = EditionRecord(
        id=1,
        newsletter=newsletter.id,
        day=DAY,
        state=EditionState.APPROVED,
        reason="",
        edition=edition,
        approved_at=MADE_AT,
    )
    post = edition_letter(settings, newsletter, record, date=MADE_AT)
    domain = settings.sender_of(newsletter).address.partition("@")[2]
    return post.message(READER, "x" * 64, f"<benchmark@{domain}>")


if __name__ == "__main__":
    main()
