"""approve, hold, skip, calendar: what an operator says about a morning."""

from datetime import date
from pathlib import Path

from briefing.model import EditionState
from tests.builders import NOW
from tests.cli.conftest import Briefing
from tests.cli.test_commands import MORNING, edit, open_database, put_draft


def state(folder: Path, day: str = "2026-11-23") -> tuple[str, str]:
    with open_database(folder) as store:
        record = store.edition("matin", date.fromisoformat(day))
    assert record is not None
    return record.state.value, record.reason


def test_an_edition_is_approved_once(briefing: Briefing, folder: Path) -> None:
    put_draft(folder)
    briefing("subscribers", "add", "a@lecteur.test")
    said = briefing("approve", *MORNING)
    assert (said.code, "goes to 1 reader at 06:30 CET." in said.out) == (0, True)
    assert "approved" in briefing("approve", *MORNING).err


def test_approving_after_the_hour_says_that_it_leaves_now(briefing: Briefing, folder: Path) -> None:
    put_draft(folder)
    said = briefing("approve", "--now", "2026-11-23 07:00")
    assert "`briefing run` sends it within 20 seconds" in said.out


def test_approving_without_a_reader_says_so(briefing: Briefing, folder: Path) -> None:
    put_draft(folder)
    assert "Nobody subscribes yet" in briefing("approve", *MORNING).out
    assert briefing("approve", "--day", "2026-11-24").code == 2


def test_a_held_draft_waits_for_approval(briefing: Briefing, folder: Path) -> None:
    put_draft(folder)
    said = briefing("hold", "--reason", "the  number\nis wrong", *MORNING)
    assert (said.code, "briefing approve --day 2026-11-23" in said.out) == (0, True)
    assert state(folder) == ("held", "operator: the number is wrong")
    assert briefing("send", *MORNING).code == 2
    assert briefing("approve", *MORNING).code == 0
    assert state(folder) == ("approved", "")
    refused = briefing("hold", *MORNING)
    assert (refused.code, "only a draft can be held" in refused.err) == (2, True)


def test_a_skipped_draft_is_not_sent(briefing: Briefing, folder: Path) -> None:
    put_draft(folder)
    briefing("subscribers", "add", "a@lecteur.test")
    briefing("approve", *MORNING)
    said = briefing("skip", "--reason", "grève", *MORNING, "--json")
    assert (said.json["state"], said.json["reason"]) == ("skipped", "operator: grève")
    refused = briefing("send", *MORNING)
    assert (refused.code, "skipped (operator: grève)" in refused.err) == (2, True)
    assert sum(briefing("status", "--json").json["deliveries"].values()) == 0
    assert briefing("skip", *MORNING).code == 2


def test_a_day_to_come_can_be_skipped_and_taken_back(briefing: Briefing, folder: Path) -> None:
    said = briefing("skip", "--day", "2026-11-24", *MORNING)
    assert "sends nothing on Tuesday 2026-11-24" in said.out
    assert state(folder, "2026-11-24") == ("skipped", "operator")
    put_draft(folder)
    briefing("make", "--again", "--day", "2026-11-24", *MORNING)
    assert not state(folder, "2026-11-24")[1].startswith("operator")


def test_what_needs_no_skipping_or_is_over_is_refused(briefing: Briefing, folder: Path) -> None:
    weekend = briefing("skip", "--day", "2026-11-22", *MORNING)
    assert (weekend.code, "not in schedule.days" in weekend.err) == (2, True)
    over = briefing("skip", "--day", "2026-11-20", *MORNING)
    assert (over.code, "is over" in over.err) == (2, True)
    put_draft(folder)
    with open_database(folder) as store:
        record = store.edition("matin", date(2026, 11, 23))
        assert record is not None
        record = store.approve(record, now=NOW)
        store.set_state(record, EditionState.SENDING, now=NOW)
    sending = briefing("skip", *MORNING)
    assert (sending.code, "can no longer be skipped" in sending.err) == (2, True)


def test_the_calendar_tells_each_day_and_why(briefing: Briefing, folder: Path) -> None:
    rules = '[newsletters.schedule.skip]\ncountry = "FR"\ndates = ["12-24"]\n\n[[feeds]]'
    edit(folder, "[[feeds]]", rules)
    said = briefing("calendar", "--days", "10", "--now", "2026-12-21 10:00")
    assert said.code == 0
    lines = {line.split()[1]: line for line in said.out.splitlines() if " 2026-" in line}
    assert "send  06:30 CET" in lines["2026-12-21"]
    assert "schedule.skip.dates" in lines["2026-12-24"]
    assert "public holiday of schedule.skip.country · Noël" in lines["2026-12-25"]
    assert "not in schedule.days" in lines["2026-12-26"]
    assert not (folder / "briefing.db").exists()


def test_the_calendar_knows_what_was_decided_already(briefing: Briefing, folder: Path) -> None:
    briefing("skip", "--day", "2026-11-24", "--reason", "[grève]", *MORNING)
    said = briefing("calendar", "--days", "2", *MORNING)
    assert "skipped: operator: [grève]" in said.out
    rows = briefing("calendar", "--days", "2", "--json", *MORNING).json["days"]
    assert [row["action"] for row in rows] == ["send", "send"]  # what the configuration says
    assert [row["state"] for row in rows] == [None, "skipped"]
    assert rows[0]["send_at"] == "2026-11-23T05:30:00+00:00"


def test_an_unknown_country_is_told_with_its_line(briefing: Briefing, folder: Path) -> None:
    edit(folder, "[[feeds]]", '[newsletters.schedule.skip]\ncountry = "France"\n\n[[feeds]]')
    said = briefing("calendar")
    assert said.code == 2
    assert "config.toml:11: newsletters.schedule.skip.country: 'France' is no country" in said.err
