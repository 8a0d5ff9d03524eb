"""The real tick through simulated mornings: real store, real feeds as text, files as mail."""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from briefing.config import load_settings
from briefing.model import EditionState, Section
from briefing.schedule.tick import tick_editions, tick_feeds
from briefing.store import only_one
from tests.builders import edition, story_block
from tests.schedule.press import House, settings_in

PARIS = ZoneInfo("Europe/Paris")
MONDAY, TUESDAY = "2026-11-23", "2026-11-24"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC)


def house(folder: Path, **changes: Any) -> House:
    """Return a house with one reader, whose scheduler looked around on Sunday evening."""
    failing = changes.pop("failing", frozenset())
    built = House(settings=settings_in(folder, **changes), failing=failing)
    built.subscribe("a@lecteur.test", at("2026-11-22 12:00"))
    built.look(at("2026-11-22 20:00"))
    return built


def test_a_morning_is_made_and_sent_at_its_hours(tmp_path: Path) -> None:
    home = house(tmp_path)
    home.look(at(f"{MONDAY} 05:44"))
    assert home.states() == {}
    home.look(at(f"{MONDAY} 05:45"))
    assert home.states() == {MONDAY: "draft"}
    home.look(at(f"{MONDAY} 06:29"))
    assert home.mails == []
    home.look(at(f"{MONDAY} 06:30"))
    assert (home.states(), len(home.mails)) == ({MONDAY: "sent"}, 1)
    for hour in ("06:31", "08:31", "12:00"):
        home.look(at(f"{MONDAY} {hour}"))
    assert (len(home.mails), home.alerts) == (1, [])


def test_asleep_at_the_hour_and_awake_in_time_one_look_does_it_all(tmp_path: Path) -> None:
    home = house(tmp_path)
    home.look(at(f"{MONDAY} 07:10"))
    assert (home.states(), len(home.mails)) == ({MONDAY: "sent"}, 1)
    assert home.alerts == ["Briefing: matin the edition left late"]
    home.look(at(f"{MONDAY} 07:11"))
    assert (len(home.mails), len(home.alerts)) == (1, 1)


def test_awake_too_late_it_is_skipped_and_told_once(tmp_path: Path) -> None:
    home = house(tmp_path)
    for hour in ("15:00", "15:01", "23:50"):
        home.look(at(f"{MONDAY} {hour}"))
    assert (home.states(), home.mails) == ({MONDAY: "skipped late"}, [])
    assert home.alerts == ["Briefing: matin no edition"]
    home.look(at(f"{TUESDAY} 00:10"))
    assert len(home.alerts) == 1


def test_a_draft_that_waited_through_the_morning_is_skipped(tmp_path: Path) -> None:
    home = house(tmp_path)
    home.look(at(f"{MONDAY} 05:46"))
    home.look(at(f"{MONDAY} 15:00"))
    assert home.states() == {MONDAY: "skipped late"}
    assert (home.mails, home.alerts) == ([], ["Briefing: matin no edition"])


def test_days_that_passed_unseen_are_skipped_with_one_alert(tmp_path: Path) -> None:
    home = house(tmp_path)
    home.look(at("2026-11-26 05:50"))
    assert home.states() == {
        MONDAY: "skipped late",
        TUESDAY: "skipped late",
        "2026-11-25": "skipped late",
        "2026-11-26": "draft",
    }
    assert home.alerts == ["Briefing: matin no edition"]


def test_a_fresh_installation_missed_nothing(tmp_path: Path) -> None:
    home = House(settings=settings_in(tmp_path))
    home.look(at(f"{MONDAY} 15:00"))
    assert (home.states(), home.alerts) == ({}, [])
    home.look(at(f"{TUESDAY} 05:45"))
    assert home.states() == {TUESDAY: "draft"}


def test_a_store_that_knows_an_earlier_edition_did_miss_it(tmp_path: Path) -> None:
    home = House(settings=settings_in(tmp_path))
    with home.store() as store:
        store.save_edition(edition(day=date(2026, 11, 20)), (), state=EditionState.DRAFT)
    home.look(at(f"{MONDAY} 15:00"))
    assert home.states()[MONDAY] == "skipped late"


def test_a_fresh_installation_in_the_morning_sends_it(tmp_path: Path) -> None:
    home = House(settings=settings_in(tmp_path))
    home.subscribe("a@lecteur.test", at(f"{MONDAY} 08:00"))
    home.look(at(f"{MONDAY} 08:00"))
    assert (home.states(), len(home.mails)) == ({MONDAY: "sent"}, 1)


# --- clocks that jump


def test_a_clock_that_goes_back_sends_nothing_twice(tmp_path: Path) -> None:
    home = house(tmp_path)
    home.look(at(f"{MONDAY} 06:31"))
    for moment in (f"{MONDAY} 05:40", f"{MONDAY} 06:30", "2026-11-20 06:35", f"{MONDAY} 06:35"):
        home.look(at(moment))
    assert (home.states(), len(home.mails)) == ({MONDAY: "sent"}, 1)
    assert home.alerts == ["Briefing: matin something fails"]  # the clock went back
    home.look(at(f"{TUESDAY} 06:31"))
    assert len(home.mails) == 2


def test_a_clock_that_went_forward_and_back_loses_no_morning(tmp_path: Path) -> None:
    home = house(tmp_path)
    home.look(at(f"{MONDAY} 04:00"))
    home.look(at(f"{MONDAY} 10:00"))
    assert home.states() == {MONDAY: "skipped late"}
    home.look(at(f"{MONDAY} 04:01"))
    home.look(at(f"{MONDAY} 06:30"))
    assert (home.states(), len(home.mails)) == ({MONDAY: "sent"}, 1)


def test_a_clock_years_ahead_for_a_moment_holds_nothing_back(tmp_path: Path) -> None:
    home = house(tmp_path)
    home.look(at("2031-05-05 06:31"))
    home.look(at(f"{MONDAY} 06:31"))
    assert home.states()[MONDAY] == "sent"


def test_old_news_is_forgotten_and_what_was_printed_is_not(tmp_path: Path) -> None:
    home = house(tmp_path)
    home.look(at(f"{MONDAY} 06:30"))
    long_after = at(f"{MONDAY} 06:30") + home.settings.retention.items + timedelta(days=3)
    home.look(long_after)
    with home.store() as store:
        since = at("2000-01-01 00:00")
        kept = store.items(("fr-gazette", "fr-phare"), since=since, until=long_after)
        assert kept
        assert min(one.first_seen for one in kept) == long_after
        assert store.printed("matin", before=long_after.date(), editions=9)


def test_news_noted_by_a_clock_that_ran_ahead_is_news_all_the_same(tmp_path: Path) -> None:
    home = House(settings=settings_in(tmp_path))
    home.clock.set(at(f"{MONDAY} 09:00"))
    with home.store() as store:
        tick_feeds(home.shift(), store)
    home.look(at(f"{MONDAY} 05:45"))
    assert home.states() == {MONDAY: "draft"}, "not quiet"
    with home.store() as store:
        asked = {state.last_ok_at for state in store.feed_states().values()}
    assert asked == {at(f"{MONDAY} 05:45")}, "and the feeds are asked again"


# --- approval


def test_a_manual_edition_waits_for_its_operator(tmp_path: Path) -> None:
    home = house(tmp_path, newsletter='approval = "manual"')
    home.look(at(f"{MONDAY} 05:45"))
    assert home.alerts == ["Briefing: matin an edition waits for you"]
    home.look(at(f"{MONDAY} 06:31"))
    assert home.mails == []
    with home.store() as store:
        record = store.edition("matin", date.fromisoformat(MONDAY))
        assert record is not None
        store.approve(record, now=at(f"{MONDAY} 07:30"))
    home.look(at(f"{MONDAY} 07:31"))
    assert (home.states(), len(home.mails)) == ({MONDAY: "sent"}, 1)
    assert len(home.alerts) == 1  # he knows that he was late


@pytest.mark.parametrize(
    ("rule", "state", "mails"), [("skip", "skipped unapproved", 0), ("send", "sent", 1)]
)
def test_what_nobody_approved_is_skipped_or_sent_at_the_deadline(
    tmp_path: Path, rule: str, state: str, mails: int
) -> None:
    home = house(tmp_path, newsletter=f'approval = "manual"\napproval_deadline = "{rule}"')
    for hour in ("05:45", "08:30", "08:31"):
        home.look(at(f"{MONDAY} {hour}"))
    assert (home.states(), len(home.mails)) == ({MONDAY: state}, mails)


def test_a_flagged_edition_is_held_and_told(tmp_path: Path) -> None:
    flagged = 'approval = "hold-if-flagged"\nflag_coverage_below = 0.8'
    home = house(tmp_path, newsletter=flagged, failing=frozenset({"fr-gazette"}))
    home.look(at(f"{MONDAY} 05:45"))
    assert home.states()[MONDAY].startswith("held sources")
    assert home.alerts == ["Briefing: matin an edition waits for you"]
    home.look(at(f"{MONDAY} 08:31"))
    assert home.states() == {MONDAY: "skipped unapproved"}


# --- what can go wrong


def test_a_morning_without_sources_is_skipped_and_told(tmp_path: Path) -> None:
    home = house(tmp_path, failing=frozenset({"fr-gazette", "fr-phare"}))
    home.look(at(f"{MONDAY} 05:45"))
    assert home.states() == {MONDAY: "skipped sources"}
    assert home.alerts == ["Briefing: matin no edition"]


def test_a_trouble_is_told_once_and_the_edition_leaves_when_it_is_over(tmp_path: Path) -> None:
    home = house(tmp_path, newsletter='theme = "papier"')
    broken = tmp_path / "templates" / "email" / "edition.txt"
    broken.parent.mkdir(parents=True)
    broken.write_text("{{ nobody.knows }}", encoding="utf-8")
    for hour in ("05:45", "06:30", "06:31", "06:32"):
        home.look(at(f"{MONDAY} {hour}"))
    assert (home.mails, home.alerts) == ([], ["Briefing: matin something fails"])
    broken.unlink()
    home.look(at(f"{MONDAY} 06:33"))
    assert (home.states(), len(home.mails)) == ({MONDAY: "sent"}, 1)


def test_what_cannot_go_on_keeps_nothing_else_waiting(tmp_path: Path) -> None:
    home = house(tmp_path)
    second = '[[newsletters]]\nid = "soir"\nname = "Le Soir"\n'
    config = tmp_path / "config.toml"
    config.write_text(config.read_text(encoding="utf-8") + second, encoding="utf-8")
    both = House(settings=load_settings(config), clock=home.clock)
    with both.store() as store:
        store.add_subscriber("a@lecteur.test", "soir", proof="test", now=at("2026-11-22 12:00"))
        # Friday's edition of the first newsletter can never leave: its section has no template.
        gone = Section(kind="gone", title="Gone", blocks=(story_block(),))
        stuck = edition([gone], day=date(2026, 11, 20))
        record = store.save_edition(stuck, (), state=EditionState.DRAFT)
        record = store.approve(record, now=at("2026-11-20 06:30"))
        store.set_state(record, EditionState.SENDING, now=at("2026-11-20 06:30"))
    both.look(at(f"{MONDAY} 06:31"))
    with both.store() as store:
        states = [store.edition(id, date.fromisoformat(MONDAY)) for id in ("matin", "soir")]
    assert [one.state for one in states if one is not None] == [EditionState.SENT] * 2
    assert "Briefing: matin something fails" in both.alerts


# --- many mornings


def test_mornings_come_once_through_a_clock_change_and_a_holiday(tmp_path: Path) -> None:
    # 2026-03-29: the clocks change; 04-06: Easter Monday. Thirty weekdays: see docs/how-to/time.md.
    home = House(settings=settings_in(tmp_path, schedule='skip = { country = "FR" }'))
    home.subscribe("a@lecteur.test", at("2026-03-26 12:00"))
    day = date(2026, 3, 26)
    while day <= date(2026, 4, 7):
        for hour in (time(5, 45, 10), time(6, 30, 5), time(19)):
            home.look(datetime.combine(day, hour, PARIS).astimezone(UTC))
        day += timedelta(days=1)
    sent = ["03-26", "03-27", "03-30", "03-31", "04-01", "04-02", "04-03", "04-07"]
    assert home.states() == {f"2026-{one}": "sent" for one in reversed(sent)}
    assert (len(home.mails), home.alerts) == (len(sent), [])
    dates = [re.search(rb"Date: (.*)\r\n", mail.read_bytes()) for mail in home.mails]
    hours = sorted(b" ".join(found[1].split()[4:]) for found in dates if found)
    assert hours == [b"06:30:05 +0100"] * 2 + [b"06:30:05 +0200"] * 6


def test_a_look_while_another_sends_changes_nothing(tmp_path: Path) -> None:
    home = house(tmp_path)
    home.look(at(f"{MONDAY} 05:45"))
    with only_one(home.settings.database, "send"):
        home.look(at(f"{MONDAY} 06:30"))
    assert (home.states(), home.alerts) == ({MONDAY: "draft"}, [])
    home.clock.set(at(f"{MONDAY} 06:31"))
    with home.store() as store:
        tick_editions(home.shift(), store)
    assert home.states() == {MONDAY: "sent"}
