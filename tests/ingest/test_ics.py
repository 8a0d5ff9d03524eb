from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ParseError
from briefing.gathered import Appointment
from briefing.ingest.ics import parse_ics

NOW = datetime(2026, 11, 23, 4, 45, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def read(*events: str, top: str = "", zone: ZoneInfo = PARIS) -> tuple[Appointment, ...]:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *([top] if top else [])]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.strip().split("\n"), "END:VEVENT"]
    body = "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()
    return parse_ics(body, source="Insee", zone=zone, now=NOW)


def test_an_event_is_told_with_its_moment() -> None:
    assert read(
        "DTSTART:20261124T074500Z\nSUMMARY:Climat des affaires\nURL:https://i.example/1"
    ) == (
        Appointment(
            day=date(2026, 11, 24),
            at=datetime(2026, 11, 24, 7, 45, tzinfo=UTC),
            text="Climat des affaires",
            source="Insee",
            url="https://i.example/1",
        ),
    )


@pytest.mark.parametrize(
    ("start", "hour"),
    [
        ("DTSTART:20261124T133000Z", 13),
        ("DTSTART;TZID=America/New_York:20261124T083000", 13),
        ('DTSTART;TZID="Eastern Standard Time":20261124T083000', 13),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/Tzfile/Europe/Paris:20261124T143000", 13),
        ("DTSTART;TZID=Europe/Paris:20261124T143000", 13),
        ("DTSTART:20261124T143000", 13),
        ("DTSTART;TZID=Nowhere:20261124T143000", 13),
        ("DTSTART;X-A=1;TZID=Asia/Tokyo:20261124T223000", 13),
        ("DTSTART;VALUE=DATE-TIME:20261124T1430", 13),
    ],
)
def test_the_hour_is_that_of_the_zone_that_is_named(start: str, hour: int) -> None:
    (one,) = read(f"{start}\nSUMMARY:x")
    assert one.at == datetime(2026, 11, 24, hour, 30, tzinfo=UTC)


def test_the_zone_of_the_calendar_comes_before_ours() -> None:
    (one,) = read("DTSTART:20261124T083000\nSUMMARY:x", top="X-WR-TIMEZONE:America/New_York")
    assert one.at == datetime(2026, 11, 24, 13, 30, tzinfo=UTC)


def test_a_day_without_an_hour_lasts_all_day() -> None:
    (one,) = read("DTSTART;VALUE=DATE:20261125\nSUMMARY:Réunion de l'Opep")
    assert (one.day, one.at) == (date(2026, 11, 25), None)


def test_folded_and_escaped_text_is_one_line() -> None:
    (one,) = read("DTSTART:20261124\nSUMMARY:Prix\\, taux\\net\n  emploi \\\\ <b>France</b>")
    assert one.text == "Prix, taux et emploi \\ France"


def test_an_alarm_inside_an_event_changes_nothing() -> None:
    alarm = "BEGIN:VALARM\nSUMMARY:Alarme\nDTSTART:20270101\nEND:VALARM"
    (one,) = read(f"{alarm}\nDTSTART:20261124\nSUMMARY:Prix")
    assert (one.text, one.day) == ("Prix", date(2026, 11, 24))


@pytest.mark.parametrize(
    "event",
    [
        "SUMMARY:sans date",
        "DTSTART:20261124",
        "DTSTART:20261324\nSUMMARY:x",
        "DTSTART:20261124T256100\nSUMMARY:x",
        "DTSTART:demain\nSUMMARY:x",
        "DTSTART:20261124\nSUMMARY:x\nSTATUS:CANCELLED",
        "DTSTART:20261119\nSUMMARY:passé",
        "DTSTART:20270501\nSUMMARY:trop loin",
    ],
)
def test_what_cannot_be_announced_is_left_out(event: str) -> None:
    assert read(event) == ()


def test_events_come_in_order_each_once_and_links_are_web_links() -> None:
    told = read(
        "DTSTART:20261125T080000Z\nSUMMARY:b",
        "DTSTART:20261124T080000Z\nSUMMARY:a\nURL:javascript:alert(1)",
        "DTSTART:20261124T080000Z\nSUMMARY:a",
    )
    assert [(one.text, one.url) for one in told] == [("a", ""), ("b", "")]


def test_a_calendar_that_was_cut_off_keeps_what_came_before() -> None:
    body = (
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261124\nSUMMARY:a\nEND:VEVENT\n"
        b"BEGIN:VEVENT\nDTSTART:20261124\nSUMM"
    )
    assert [one.text for one in parse_ics(body, source="x", zone=PARIS, now=NOW)] == ["a"]


@pytest.mark.parametrize("body", [b"", b"<html>", b"BEGIN:VCARD\nEND:VCARD"])
def test_what_is_no_calendar_is_told(body: bytes) -> None:
    with pytest.raises(ParseError):
        parse_ics(body, source="x", zone=PARIS, now=NOW)


@given(st.text(alphabet='BEGINVENTD:;=TS0127Z\n \\"', max_size=120))
def test_no_calendar_is_too_broken(text: str) -> None:
    body = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:{text}\nEND:VEVENT".encode()
    assert isinstance(parse_ics(body, source="x", zone=PARIS, now=NOW), tuple)
