"""What a report says of a morning, and of two of them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from briefing.config import Newsletter
from briefing.config.settings import SectionOptions
from briefing.model import EditionRecord, EditionState
from briefing.reports import MakeReport
from briefing.verdicts import compare, printed_in, skipped_report, story_report, write_report
from tests.builders import DAY, article, dossier, edition, sections, story

LETTER = Newsletter(id="matin", name="Le Brief")


def made(**changes: object) -> MakeReport:
    record = EditionRecord(
        id=1, newsletter="matin", day=DAY, state=EditionState.DRAFT, reason="", edition=edition()
    )
    return replace(MakeReport(record=record, made=True), **changes)  # type: ignore[arg-type]


def reasons(report: MakeReport, letter: Newsletter = LETTER) -> list[str]:
    told = story_report(report, letter, economy_quota=0.6)
    return [row["reason"] for row in told["stories"]]


def test_each_story_has_its_rank_and_reason() -> None:
    printed = story(article("La BCE relève ses taux"), id="n1")
    weak, mute, low = (story(article(title)) for title in ("Un match", "Un mot", "Une fin"))
    old = story(article("Hier"))
    report = made(
        stories=(printed, weak, mute, low),
        repeated=(old,),
        dossiers=(
            replace(dossier(article("Un match")), story=replace(weak, eco=0.2)),
            replace(dossier(), story=mute, summary=None),
        ),
    )
    assert reasons(report) == [
        "rank 1, in number",
        "rank 2, not about the economy: told by 1 outlet, not 5",
        "rank 3, nothing fit to print",
        "rank 4, below the shortlist",
        "rank 5, printed before, and nothing new",
    ]


def test_a_newsletter_without_items_refuses_nothing() -> None:
    letter = Newsletter(id="matin", name="B", sections=(SectionOptions(kind="discoveries"),))
    one = dossier(article("Un match"))
    assert reasons(made(stories=(one.story,), dossiers=(one,)), letter) == [
        "rank 1, no section took it"
    ]


def test_a_skipped_morning_has_its_word_and_its_sentence() -> None:
    record = EditionRecord(
        id=1,
        newsletter="matin",
        day=DAY,
        state=EditionState.SKIPPED,
        reason="quiet: 1 story",
        edition=None,
    )
    report = story_report(made(record=record), LETTER, economy_quota=0.6)
    assert (report["skipped"], report["detail"]) == ("quiet", "1 story")
    assert printed_in(record) == {}
    early = skipped_report(LETTER, date(2026, 11, 22), reason="weekday")
    assert (early["day"], early["skipped"], early["stories"]) == ("2026-11-22", "weekday", [])


def test_two_editions_are_compared_by_story_and_place() -> None:
    first, *rest = sections()
    one, other = first.blocks
    swapped = replace(first, blocks=(other, one))
    after = edition((swapped, *rest[:2]), subject="Airbus livre 71 avions")
    found = compare(edition(), after, stories={"q1": "rank 9, below the shortlist"})
    assert found["subject"] == ["La BCE relève ses taux", "Airbus livre 71 avions"]
    assert found["came"] == []
    assert [row["place"] for row in found["moved"]] == [
        ["need_to_know 2", "need_to_know 1"],
        ["need_to_know 1", "need_to_know 2"],
    ]
    assert [row["reason"] for row in found["went"]] == [
        "rank 9, below the shortlist",
        "not among its stories",
    ]


def test_no_edition_compares_too() -> None:
    found = compare(None, edition(), stories={})
    assert found["subject"] == [None, "La BCE relève ses taux"]
    assert len(found["came"]) == 6
    assert compare(None, None, stories={})["went"] == []


def test_a_report_is_written_as_people_read_it(tmp_path: Path) -> None:
    write_report(tmp_path / "report.json", {"day": DAY, "text": "é"})
    text = (tmp_path / "report.json").read_text("utf-8")
    assert "é" in text
    assert json.loads(text) == {"day": "2026-11-23", "text": "é"}
