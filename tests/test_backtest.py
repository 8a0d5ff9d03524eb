"""A past morning out of captured feeds is that morning, and nothing later."""

import json
import os
from datetime import date
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from briefing.backtest import WRITTEN, Backtest, backtest, captured_feeds
from briefing.choice import Choice, Verb
from briefing.config import Newsletter, Settings
from briefing.config.settings import FeedTable, Schedule, Sender, Skip
from briefing.errors import InputError
from briefing.ingest.captures import find_captures
from briefing.model import Reuse
from briefing.store.rows import edition_json
from tests.builders import NOW, edition
from tests.captured import AIRBUS, CHIPS, OIL, RATES, STRIKE, TARIFFS, capture

TUESDAY = date(2025, 7, 1)


def settings(**changes: Any) -> Settings:
    values: dict[str, Any] = {
        "sender": Sender(name="Le Brief", address="a@brief.test", postal_address="1 rue A, Paris"),
        "newsletters": (Newsletter(id="matin", name="Le Brief"),),
    }
    return Settings(**(values | changes))


def replay(
    folder: Path, *more: Path, day: date = TUESDAY, out: Path | None = None, **changes: Any
) -> Backtest:
    choices = changes.pop("choices", ())
    made = settings(**changes)
    captures = (folder / "captures", *more)
    return backtest(
        made, made.newsletters[0], captures, day=day, out=out or folder / "out", choices=choices
    )


@pytest.fixture
def two_evenings(tmp_path: Path) -> Path:
    """Friday to Monday: what was told on Friday is told no more."""
    captures = tmp_path / "captures"
    for feed, title in (("fr-gazette", "La Gazette"), ("fr-phare", "Le Phare")):
        capture(captures, "2025-06-29", feed, RATES, AIRBUS, STRIKE, title=title)
        capture(captures, "2025-06-30", feed, RATES, TARIFFS, CHIPS, OIL, title=title)
    return tmp_path


def leads(done: Backtest) -> set[str]:
    assert done.edition is not None
    return {
        block.lead.text.rstrip(".")
        for section in done.edition.sections
        for block in section.blocks
        if block.kind == "story"
    }


def test_a_morning_is_written_in_all_its_parts(two_evenings: Path) -> None:
    done = replay(two_evenings)
    out = two_evenings / "out"
    assert sorted(path.name for path in out.iterdir()) == sorted(WRITTEN)
    document = json.loads((out / "edition.json").read_text("utf-8"))
    assert done.edition is not None
    assert (document["day"], document["subject"]) == ("2025-07-01", done.edition.subject)
    message = message_from_bytes((out / "edition.eml").read_bytes())
    assert message.get_content_type() == "multipart/alternative"
    assert "Le Phare" in (out / "edition.html").read_text("utf-8")


def test_what_the_operator_said_of_a_story_counts(two_evenings: Path) -> None:
    rows = replay(two_evenings).report["stories"]
    oil = next(row for row in rows if row["items"][0]["title"] == OIL[0])
    assert oil["printed"]
    said = Choice(
        newsletter=settings().newsletters[0].id,
        day=TUESDAY,
        verb=Verb.DROP,
        item_ids=(oil["story_id"],),
        title="",
        noted_at=NOW,
    )
    done = replay(two_evenings, choices=(said,))
    assert OIL[0] not in leads(done)
    (row,) = (row for row in done.report["stories"] if row["story_id"] == oil["story_id"])
    assert row["reason"].endswith("left out; dropped by the operator")


HEAD = "newsletter day language number subject preheader greeting sign_off reading_minutes"
KEYS = {
    "story": {"kind", "story_id", "lead", "sentences", "also", "update"},
    "number": {"kind", "story_id", "value", "text", "url", "source"},
    "quote": {"kind", "story_id", "text", "speaker", "role", "url", "source"},
    "event": {"kind", "text", "url", "source"},
}


def test_the_document_has_the_keys_that_others_read() -> None:
    document = json.loads(edition_json(edition()))
    assert {*HEAD.split(), "coverage", "sections"} <= set(document)
    assert {"feeds", "ok"} <= set(document["coverage"])
    blocks = [block for section in document["sections"] for block in section["blocks"]]
    assert {block["kind"] for block in blocks} == set(KEYS)
    for block in blocks:
        assert KEYS[block["kind"]] <= set(block)
        for line in (block.get("lead"), *block.get("sentences", ())):
            assert line is None or {"text", "url", "source"} <= set(line)


def test_what_was_printed_the_morning_before_is_not_printed_again(two_evenings: Path) -> None:
    monday = replay(two_evenings, day=date(2025, 6, 30))
    tuesday = replay(two_evenings)
    assert monday.edition is not None
    assert tuesday.edition is not None
    assert (monday.edition.number, tuesday.edition.number) == (1, 2)
    assert RATES[0] in leads(monday)
    assert RATES[0] not in leads(tuesday)
    row = next(row for row in tuesday.report["stories"] if row["items"][0]["title"] == RATES[0])
    assert (row["printed"], row["reason"]) == (False, "rank 4, printed before, and nothing new")


def test_captures_of_that_day_or_later_are_never_opened(two_evenings: Path) -> None:
    before = replay(two_evenings)
    captures = two_evenings / "captures"
    for day in ("2025-07-01", "2025-07-02"):
        capture(captures, day, "fr-gazette", ("Wall Street perd 9 % en un jour de krach", ""))
        capture(captures, day, "fr-echo", ("Wall Street perd 9 % en un jour de krach", ""))
    assert replay(two_evenings).report == before.report


def test_the_same_captures_give_the_same_bytes(two_evenings: Path) -> None:
    one, other = two_evenings / "one", two_evenings / "other"
    replay(two_evenings, out=one)
    replay(two_evenings, out=other)
    for name in WRITTEN:
        assert (one / name).read_bytes() == (other / name).read_bytes()


def test_folders_are_merged_by_day_and_names_that_are_no_dates_ignored(two_evenings: Path) -> None:
    more = two_evenings / "more"
    capture(more, "2025-06-30", "fr-echo", STRIKE, title="L'Écho - À la une")
    for name in ("2025-06-30-sequence", "2025-02-30", "notes"):  # no dates
        (more / "2025-06-30").rename(more / name)
        capture(more, "2025-06-30", "fr-echo", STRIKE, title="L'Écho - À la une")
    done = replay(two_evenings, more)
    assert {row["id"]: row["title"] for row in done.report["feeds"]} == {
        "fr-echo": "L'Écho",
        "fr-gazette": "La Gazette",
        "fr-phare": "Le Phare",
    }


def test_feeds_of_another_language_are_not_read(two_evenings: Path) -> None:
    capture(two_evenings / "captures", "2025-06-30", "en-courier", ("Oil falls", ""))
    done = replay(two_evenings)
    assert {row["id"] for row in done.report["feeds"]} == {"fr-gazette", "fr-phare"}


def test_the_configuration_adds_what_it_knows_of_a_feed(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    address = "https://phare.example/rss"
    capture(captures, "2025-06-30", "fr-gazette", RATES)
    capture(captures, "2025-06-30", "fr-lighthouse", RATES, title="Le Phare", link=address)
    known = (
        FeedTable(
            id="fr-gazette", url="https://g.example/rss", title="G", section="tech", weight=1
        ),
        FeedTable(url=address, section="marchés", reuse=Reuse.TITLE),
        FeedTable(id="fr-echo", url="https://echo.example/rss"),
    )
    made = settings(feeds=known)
    days = find_captures([captures], first=date(2025, 6, 30), before=TUESDAY)
    by_id, by_address = captured_feeds(made, made.newsletters[0], days)
    assert (by_id.title, by_id.section, by_id.weight) == ("La Gazette", "tech", 1)
    assert (by_address.id, by_address.title) == ("fr-lighthouse", "Le Phare")
    assert (by_address.section, by_address.reuse) == ("marchés", Reuse.TITLE)


def test_a_newsletter_that_names_its_feeds_has_only_those(two_evenings: Path) -> None:
    phare = FeedTable(id="fr-phare", url="https://phare.example/rss")
    letter = Newsletter(id="matin", name="Le Brief", feeds=("fr-phare",))
    done = replay(two_evenings, feeds=(phare,), newsletters=(letter,))
    assert [row["id"] for row in done.report["feeds"]] == ["fr-phare"]


# --- mornings without an edition


@pytest.mark.parametrize(
    ("day", "reason"),
    [(date(2025, 6, 29), "weekday"), (date(2025, 7, 14), "date"), (date(2025, 7, 3), "sources")],
)
def test_a_morning_without_an_edition_says_why(two_evenings: Path, day: date, reason: str) -> None:
    schedule = Schedule(skip=Skip(dates=("07-14",)))
    letter = Newsletter(id="matin", name="Le Brief", schedule=schedule)
    done = replay(two_evenings, day=day, newsletters=(letter,))
    assert done.edition is None
    report = json.loads((two_evenings / "out" / "report.json").read_text("utf-8"))
    assert (report["day"], report["skipped"]) == (day.isoformat(), reason)
    assert [path.name for path in (two_evenings / "out").iterdir()] == ["report.json"]


def test_an_edition_of_an_earlier_run_does_not_stay_beside_a_skipped_one(
    two_evenings: Path,
) -> None:
    replay(two_evenings)
    replay(two_evenings, day=date(2025, 6, 29))
    assert [path.name for path in (two_evenings / "out").iterdir()] == ["report.json"]


def test_no_captured_feed_of_the_language_is_a_reason_too(two_evenings: Path) -> None:
    done = replay(two_evenings, newsletters=(Newsletter(id="m", name="M", language="en-GB"),))
    assert done.report["skipped"] == "sources"
    assert done.report["detail"] == "no feed in en was captured in the 8 days before"


def test_a_captured_day_without_a_feed_is_told(two_evenings: Path) -> None:
    (two_evenings / "captures" / "2025-06-28").mkdir()
    assert replay(two_evenings).empty == (date(2025, 6, 28),)


def test_a_broken_capture_harms_no_other(two_evenings: Path) -> None:
    capture(two_evenings / "captures", "2025-06-30", "fr-broken").write_bytes(b"<html>no</html>")
    done = replay(two_evenings)
    assert done.edition is not None
    assert (done.edition.coverage.feeds, done.edition.coverage.ok) == (3, 2)
    assert [row["id"] for row in done.report["feeds"] if "error" in row] == ["fr-broken"]


@pytest.mark.parametrize("make", [False, True])
def test_a_folder_without_captures_is_your_mistake(tmp_path: Path, make: bool) -> None:
    if make:
        (tmp_path / "captures" / "notes").mkdir(parents=True)
    with pytest.raises(InputError) as raised:
        replay(tmp_path)
    assert "DIR/2025-06-30/fr-lemonde.xml" in raised.value.hint


# --- the seed article among the news of its day


def test_the_seed_story_is_printed_without_page_furniture(tmp_path: Path) -> None:
    data = Path(os.environ.get("BRIEFING_DATA", "../shared/data"))
    if not (data / "seed" / "captures").is_dir():
        pytest.skip(f"no development data in {data}")
    evening = tmp_path / "captures" / "2025-06-30"  # one evening: eight take ten seconds
    evening.parent.mkdir()
    evening.symlink_to((data / "feeds" / "news" / evening.name).resolve())
    done = replay(tmp_path, data / "seed" / "captures")
    printed = [row for row in done.report["stories"] if row["printed"]]
    assert any("OpenAI" in item["title"] for row in printed for item in row["items"])
    written = (tmp_path / "out" / "edition.txt").read_text("utf-8")
    for furniture in ("Logo", "Getty", "Inscrivez-vous au briefing", "📬"):
        assert furniture not in written
    assert done.edition is not None
    blocks = [block for section in done.edition.sections for block in section.blocks]
    numbers = [block.value for block in blocks if block.kind == "number"]
    assert not any("Llama" in value or "24 heures" in value for value in numbers)
