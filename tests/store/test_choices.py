"""The operator's words are kept in their order, each for one edition."""

from datetime import date, timedelta
from pathlib import Path

from briefing.choice import Choice, Verb
from briefing.model import EditionState
from briefing.store import open_store
from tests.builders import DAY, NOW, edition, item


def choice(day: date = DAY, verb: Verb = Verb.PIN, newsletter: str = "matin") -> Choice:
    return Choice(
        newsletter=newsletter,
        day=day,
        verb=verb,
        item_ids=("a", "b"),
        title="Un titre",
        noted_at=NOW,
    )


def test_what_is_kept_comes_back_with_its_number(tmp_path: Path) -> None:
    with open_store(tmp_path / "b.db") as store:
        first, second = store.choices.add(choice()), store.choices.add(choice(verb=Verb.DROP))
        store.choices.add(choice(newsletter="soir"))
        store.choices.add(choice(DAY + timedelta(days=1)))
        assert store.choices.of("matin", DAY) == (first, second)
        assert first.item_ids == ("a", "b")
        assert first.id != second.id
        assert len(store.choices.every("matin")) == 3
        store.choices.forget(first)
        store.choices.forget(first)
        assert store.choices.of("matin", DAY) == (second,)


def test_words_are_carried_over_mornings_without_an_edition(tmp_path: Path) -> None:
    with open_store(tmp_path / "b.db") as store:
        kept = store.choices.add(choice(verb=Verb.DEFER))
        record = store.save_edition(edition(), [], state=EditionState.DRAFT)
        store.skip_edition("matin", DAY + timedelta(days=1), reason="quiet")
        assert record.day == DAY
        assert store.choices.carried("matin", DAY) == ()
        assert store.choices.carried("matin", DAY + timedelta(days=2)) == (kept,)
        later = edition(day=DAY + timedelta(days=2), number=2)
        store.save_edition(later, [], state=EditionState.DRAFT)
        assert store.choices.carried("matin", DAY + timedelta(days=3)) == ()


def test_items_are_had_by_name_however_old(tmp_path: Path) -> None:
    old, other = item("Vieux"), item("Ailleurs", feed_id="fr-phare")
    with open_store(tmp_path / "b.db") as store:
        store.add_items([old, other], now=NOW, history=frozenset())
        ids = (old.id, other.id, "unknown")
        found = store.items_named(ids, feed_ids=("fr-gazette",), until=NOW)
        assert [one.id for one in found] == [old.id]
        early = NOW - timedelta(days=1)
        assert store.items_named(ids, feed_ids=("fr-gazette",), until=early) == ()
