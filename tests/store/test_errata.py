"""A correction is due in one edition: the next that is made after it was noted."""

from datetime import date, timedelta
from pathlib import Path

from briefing.model import Correction, EditionState
from briefing.store import Store, open_store
from tests.builders import DAY, NOW, edition

TUESDAY, WEDNESDAY = DAY + timedelta(days=1), DAY + timedelta(days=2)


def sent(store: Store, day: date, number: int) -> None:
    made_at = NOW + (day - DAY)
    record = store.save_edition(
        edition(day=day, number=number, made_at=made_at), (), state=EditionState.DRAFT
    )
    store.set_state(record, EditionState.SENT, now=made_at)


def due(store: Store, day: date) -> list[str]:
    return [one.text for one in store.errata.due("matin", day, now=NOW + (day - DAY))]


def test_a_correction_is_told_in_the_next_edition_and_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        sent(store, DAY, 1)
        noted = NOW + timedelta(hours=5)
        store.errata.add(Correction(newsletter="matin", day=DAY, text="X.", noted_at=noted))
        assert due(store, TUESDAY) == ["X."]
        assert due(store, TUESDAY) == ["X."]  # made again
        sent(store, TUESDAY, 2)
        assert due(store, WEDNESDAY) == []
        assert due(store, DAY) == []


def test_a_morning_that_never_left_told_nobody(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        sent(store, DAY, 1)
        noted = NOW + timedelta(hours=5)
        store.errata.add(Correction(newsletter="matin", day=DAY, text="X.", noted_at=noted))
        store.save_edition(
            edition(day=TUESDAY, number=2, made_at=NOW + timedelta(days=1)),
            (),
            state=EditionState.HELD,
        )
        assert due(store, WEDNESDAY) == ["X."]


def test_another_newsletter_tells_its_own(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.errata.add(Correction(newsletter="soir", day=DAY, text="X.", noted_at=NOW))
        assert due(store, TUESDAY) == []
        assert store.errata.of("matin", DAY) == ()
