"""The edition of each kind of morning: Monday, Friday, holiday, quiet, feeds down, own dates."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from briefing.config import Settings, load_settings
from briefing.config.packaged import packaged
from briefing.making import keep_edition
from briefing.model import Dossier, Edition, EditionRecord, EventBlock, FeedState, Figure
from briefing.store import Store, open_store
from tests.builders import article, dossier
from tests.edition.test_compose import spotlight, stories

MONDAY = date(2026, 11, 23)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    path = tmp_path / "config.toml"
    path.write_text(packaged("config.toml").read_text(encoding="utf-8"), encoding="utf-8")
    return load_settings(path)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "briefing.db") as opened:
        yield opened


def make(
    settings: Settings,
    store: Store,
    day: date,
    *dossiers: Dossier,
    feeds_up: bool = True,
) -> tuple[EditionRecord, tuple[str, ...]]:
    now = datetime(day.year, day.month, day.day, 5, 45, tzinfo=UTC) - timedelta(hours=1)
    newsletter = settings.newsletters[0]
    if feeds_up:
        store.save_feed_states(
            FeedState(feed_id=feed.id, last_outcome="ok", last_ok_at=now)
            for feed in settings.feeds_of(newsletter)
        )
    told = [one.story for one in dossiers]
    return keep_edition(settings, store, newsletter, dossiers, stories=told, day=day, now=now)


def made(settings: Settings, store: Store, day: date, *dossiers: Dossier) -> Edition:
    record, _ = make(settings, store, day, *dossiers)
    assert record.edition is not None, record.reason
    return record.edition


def test_a_holiday_is_greeted(settings: Settings, store: Store) -> None:
    towns = ("Lyon", "Brest", "Nantes", "Tours", "Metz", "Caen")
    trades = ("acier", "verre", "laine", "cuir", "bois", "papier")
    full = [
        dossier(
            article(f"{town} : {trade} cher", outlet=f"Journal de {town}"),
            body=f"À {town}, {' '.join(f'{trade}{n}' for n in range(32))} monte.",
            section="",
            sources=2,
            score=1 - place / 100,
        )
        for place, (town, trade) in enumerate(zip(towns, trades, strict=True))
    ]
    told = spotlight("Airbus", score=0.1)
    edition = made(settings, store, date(2026, 11, 11), *full, told, *more(8))
    assert edition.greeting == "Bonjour et bon 11 Novembre !"


def more(count: int) -> list[Dossier]:
    """Return oddities, for the discoveries: they make a full edition of six items."""
    return stories(count, odd=0.9, eco=0.2)


def test_a_quiet_morning_gives_a_short_edition_and_a_quieter_one_none(
    settings: Settings, store: Store
) -> None:
    edition = made(settings, store, MONDAY, *stories(2))
    assert edition.greeting == "Matinée calme : édition courte."
    record, _ = make(settings, store, date(2026, 11, 24), *stories(1))
    assert (record.edition, record.reason.split(":")[0]) == (None, "quiet")


def test_with_most_feeds_down_there_is_no_edition_of_old_news(
    settings: Settings, store: Store
) -> None:
    record, _ = make(settings, store, MONDAY, *stories(6), feeds_up=False)
    assert (record.edition, record.reason.split(":")[0]) == (None, "sources")


def test_on_friday_the_numbers_of_the_week_come_back_with_their_day(
    settings: Settings, store: Store
) -> None:
    for day in (23, 24, 25):
        figure = spotlight(f"Usine {day}", sources=2)
        figure = Dossier(
            story=figure.story,
            summary=figure.summary,
            figures=tuple(_said(one, f"{day} 000 emplois") for one in figure.figures),
        )
        made(settings, store, date(2026, 11, day), *stories(5), figure)
    edition = made(settings, store, date(2026, 11, 27), *stories(5), spotlight("Airbus"))
    section = next(one for one in edition.sections if one.kind == "number")
    assert section.title == "La semaine en 4 chiffres"
    days = [getattr(block, "day", None) for block in section.blocks]
    assert days == [None, *(date(2026, 11, day) for day in (23, 24, 25))]
    assert edition.sign_off.startswith("Bon")


def _said(figure: Figure, text: str) -> Figure:
    return replace(figure, text=text, sentence=f"L'usine supprime {text}.")


def test_the_operators_own_dates_stand_on_the_agenda(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    text = "L'Insee publie le climat des affaires."
    (tmp_path / "calendar.toml").write_text(
        f'[[dates]]\nday = "2026-11-23"\nat = "08:45"\ntext = "{text}"\nsource = "Insee"\n',
        encoding="utf-8",
    )
    own = settings.model_copy(update={"calendar": tmp_path / "calendar.toml"})
    edition = made(own, store, MONDAY, *stories(6))
    (block,) = next(one for one in edition.sections if one.kind == "watch").blocks
    assert isinstance(block, EventBlock)
    assert (block.text, block.at, block.source) == (text, "08:45", "Insee")


def test_a_calendar_that_cannot_be_read_does_not_cost_the_edition(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    own = settings.model_copy(update={"calendar": tmp_path / "nothing.toml"})
    record, flags = make(own, store, MONDAY, *stories(6))
    assert record.edition is not None
    assert "calendar" in flags


def test_an_edition_over_80_kb_loses_its_last_sections_and_never_its_items(
    settings: Settings, store: Store
) -> None:
    heavy = settings.templates / "email" / "sections" / "number.mjml"
    heavy.parent.mkdir(parents=True)
    words = "<p>lourd</p>" * 8_000
    heavy.write_text(
        f"<mj-section><mj-column><mj-text>{words}</mj-text></mj-column></mj-section>",
        encoding="utf-8",
    )
    record, flags = make(settings, store, MONDAY, *stories(5), spotlight("Airbus"))
    assert record.edition is not None
    kinds = [section.kind for section in record.edition.sections]
    assert "size" in flags
    assert kinds[0] == "need_to_know" and "number" not in kinds
