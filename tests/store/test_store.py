"""The store keeps what it is given, once, and changes nothing half."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from briefing.errors import BriefingError, StoreError
from briefing.model import (
    EditionRecord,
    EditionState,
    FeedState,
    Item,
    Printed,
)
from briefing.store import Added, Store, only_one, open_store
from tests.builders import DAY, NOW, edition, feed, item

NO_HISTORY: frozenset[str] = frozenset()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "briefing.db") as opened:
        yield opened


def fetch(store: Store, *items: Item) -> Added:
    state = FeedState(feed_id=items[0].feed_id, last_outcome="ok", last_ok_at=NOW)
    return store.record_fetch(state, items, now=NOW, history=NO_HISTORY)


def draft(store: Store, **changes: Any) -> EditionRecord:
    return store.save_edition(edition(**changes), (), state=EditionState.DRAFT)


# --- items


def test_an_item_is_kept_once_however_often_it_comes(store: Store) -> None:
    one = item("La BCE relève ses taux")
    assert fetch(store, one) == Added(new=1)
    assert fetch(store, one) == Added()
    assert [kept.title for kept in kept_items(store)] == ["La BCE relève ses taux"]


def kept_items(store: Store) -> tuple[Item, ...]:
    return store.items(("fr-gazette",), since=NOW - timedelta(days=1), until=NOW)


def test_a_known_link_under_a_new_guid_is_the_same_item(store: Store) -> None:
    one = replace(item("Le pétrole recule"), keys=("guid:1", "link:x"))
    again = replace(one, id="other", keys=("guid:2", "link:x"))
    assert fetch(store, one, again) == Added(new=1)
    third = replace(one, id="third", keys=("guid:2",))
    assert fetch(store, third) == Added(), "the new guid is remembered too"


def test_a_changed_title_is_a_revision_and_keeps_when_it_was_first_seen(store: Store) -> None:
    one = item("Le pétrole recule")
    fetch(store, one)
    later = NOW + timedelta(hours=3)
    revised = replace(one, title="Le pétrole recule de 3 %", first_seen=later)
    assert fetch(store, revised) == Added(changed=1)
    (kept,) = kept_items(store)
    assert (kept.title, kept.first_seen) == ("Le pétrole recule de 3 %", NOW)


def test_a_new_date_alone_is_no_revision(store: Store) -> None:
    one = item("Le pétrole recule")
    fetch(store, one)
    assert fetch(store, replace(one, published=NOW + timedelta(hours=1))) == Added()


def test_history_is_known_and_never_news(store: Store) -> None:
    old, new = item("Ancien"), item("Nouveau")
    state = FeedState(feed_id="fr-gazette")
    store.record_fetch(state, (old, new), now=NOW, history=frozenset({old.id}))
    assert [kept.title for kept in kept_items(store)] == ["Nouveau"]
    assert fetch(store, old) == Added()


def test_only_the_items_of_these_feeds_and_hours_are_returned(store: Store) -> None:
    fetch(store, item("Ici"))
    fetch(store, item("Ailleurs", feed_id="fr-phare"))
    fetch(store, item("Avant-hier", published=NOW - timedelta(days=2)))
    fetch(store, item("Plus tard", first_seen=NOW + timedelta(hours=1)))
    assert [kept.title for kept in kept_items(store)] == ["Ici"]


def test_earlier_items_are_background(store: Store) -> None:
    fetch(store, item("Avant-hier", published=NOW - timedelta(days=2), summary="Un chapeau."))
    fetch(store, item("Ici"))
    found = store.background("fr", before=NOW - timedelta(days=1), limit=10)
    assert found == ("Avant-hier Un chapeau.",)


AGO = NOW - timedelta(days=40)
MONTH = NOW - timedelta(days=30)


def test_old_items_are_forgotten_with_their_identities(store: Store) -> None:
    old = item("Vieux", published=AGO, first_seen=AGO)
    fetch(store, old)
    fetch(store, item("Ici"))
    store.forget_items(before=MONTH)
    assert fetch(store, old) == Added(new=1)


def test_what_still_stands_in_its_feed_is_never_forgotten(store: Store) -> None:
    """An undated item is as old as its first sight, and would come back as new."""
    undated = item("À propos", published=None, first_seen=AGO)
    fetch(store, undated, item("Ici"))
    store.forget_items(before=MONTH)
    assert fetch(store, undated) == Added()


def test_what_came_back_into_its_feed_stands_there_again(store: Store) -> None:
    old = item("Vieux", published=AGO, first_seen=AGO)
    for items in ((old,), (item("Ici"),), (old,)):
        fetch(store, *items)
    store.forget_items(before=MONTH)
    assert fetch(store, old) == Added()


def test_items_of_a_feed_that_answers_no_more_are_forgotten(store: Store) -> None:
    old = item("Vieux", published=AGO, first_seen=AGO)
    fetch(store, old)
    store.save_feed_states([FeedState(feed_id=old.feed_id, last_outcome="ok", last_ok_at=AGO)])
    store.forget_items(before=MONTH)
    assert fetch(store, old) == Added(new=1)


def test_what_was_printed_is_remembered_when_its_items_are_forgotten(store: Store) -> None:
    old = item("Vieux", published=NOW - timedelta(days=40), first_seen=NOW - timedelta(days=40))
    fetch(store, old)
    told = Printed(
        newsletter="matin",
        day=DAY - timedelta(days=1),
        story_id="s",
        item_ids=(old.id,),
        outlets=("Gazette",),
        text="Vieux",
    )
    store.save_edition(edition(day=told.day), (told,), state=EditionState.APPROVED)
    fetch(store, item("Ici"))
    store.forget_items(before=NOW - timedelta(days=30))
    assert store.items([old.feed_id], since=AGO, until=MONTH) == ()
    assert store.printed("matin", before=DAY, editions=1) == (told,)


def test_coverage_counts_the_feeds_that_answered(store: Store) -> None:
    for id, ok_at in (("a", NOW), ("b", NOW - timedelta(days=3)), ("c", None)):
        state = FeedState(feed_id=id, last_ok_at=ok_at)
        store.record_fetch(state, (), now=NOW, history=NO_HISTORY)
    feeds = [feed(id) for id in ("a", "b", "c", "never-asked")]
    found = store.coverage(feeds, since=NOW - timedelta(days=1))
    assert (found.feeds, found.ok) == (4, 1)


def test_a_feed_state_comes_back_as_it_was(store: Store) -> None:
    state = FeedState(
        feed_id="a", etag='"x"', failures=3, last_error="It is away.", next_fetch_at=NOW
    )
    store.record_fetch(state, (), now=NOW, history=NO_HISTORY)
    assert store.feed_states() == {"a": state}


# --- editions


def test_an_edition_comes_back_as_it_was(store: Store) -> None:
    draft(store)
    record = store.edition("matin", DAY)
    assert record is not None
    assert record.edition == edition()
    assert store.edition("matin", DAY + timedelta(days=1)) is None


def test_a_draft_made_again_replaces_the_first(store: Store) -> None:
    first = draft(store)
    second = draft(store, subject="Autre chose")
    assert first.id == second.id
    assert [one.edition.subject for one in store.editions() if one.edition] == ["Autre chose"]


def test_an_approved_edition_cannot_change(store: Store) -> None:
    store.approve(draft(store), now=NOW)
    with pytest.raises(StoreError, match="approved"):
        draft(store, subject="Autre chose")
    record = store.edition("matin", DAY)
    assert record is not None
    assert record.edition == edition()


def test_numbers_go_up_and_stay_when_made_again(store: Store) -> None:
    assert store.number_for("matin", DAY) == 1
    draft(store, number=1)
    assert store.number_for("matin", DAY) == 1
    assert store.number_for("matin", DAY + timedelta(days=1)) == 2
    assert store.number_for("soir", DAY) == 1


def test_a_skipped_day_has_a_reason_and_no_number(store: Store) -> None:
    record = store.skip_edition("matin", DAY, reason="quiet", detail="1 story.")
    assert (record.state, record.reason, record.edition) == ("skipped", "quiet: 1 story.", None)
    assert store.number_for("matin", DAY) == 1
    assert store.cut_off("matin", before=DAY + timedelta(days=1)) is None


def test_the_cut_off_is_when_the_edition_before_was_made(store: Store) -> None:
    draft(store)
    assert store.cut_off("matin", before=DAY + timedelta(days=1)) == NOW
    assert store.cut_off("matin", before=DAY) is None


def test_printed_stories_of_the_last_editions_are_remembered(store: Store) -> None:
    for back, text in ((3, "lundi"), (2, "mardi"), (1, "mercredi")):
        day = DAY - timedelta(days=back)
        told = Printed(
            newsletter="matin", day=day, story_id=text, item_ids=("a",), outlets=("É",), text=text
        )
        made = edition(day=day, number=10 - back)
        store.save_edition(made, (told,), state=EditionState.DRAFT)
    found = store.printed("matin", before=DAY, editions=2)
    assert [one.text for one in found] == ["mercredi", "mardi"]
    assert found[0].outlets == ("É",)


# --- readers and deliveries


def join(store: Store, *names: str) -> list[int]:
    return [
        store.add_subscriber(f"{name}@lecteur.test", "matin", proof="form", now=NOW)[0].id
        for name in names
    ]


def test_an_address_is_subscribed_once(store: Store) -> None:
    first, new = store.add_subscriber("a@lecteur.test", "matin", proof="form", now=NOW)
    second, again = store.add_subscriber("a@lecteur.test", "matin", proof="form", now=NOW)
    assert (first, new, again) == (second, True, False)
    assert len(list(store.subscribers("matin"))) == 1
    assert list(store.subscribers("soir")) == []


def test_whoever_left_may_come_back(store: Store) -> None:
    (reader,) = join(store, "a")
    assert store.unsubscribe(reader, "matin", now=NOW) is True
    assert store.unsubscribe(reader, "matin", now=NOW) is False
    assert list(store.subscribers("matin")) == []
    join(store, "a")
    assert len(list(store.subscribers("matin"))) == 1


# --- the file


def test_a_change_that_fails_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(RuntimeError), store.write():
        join(store, "a")
        raise RuntimeError
    assert list(store.subscribers("matin")) == []


def test_a_scratch_copy_does_not_touch_the_original(store: Store) -> None:
    draft(store)
    with store.scratch() as copy:
        copy.approve(draft(copy), now=NOW)
        join(copy, "a")
    record = store.edition("matin", DAY)
    assert record is not None
    assert record.state == EditionState.DRAFT
    assert list(store.subscribers("matin")) == []


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    path.write_text("Ceci n'est pas une base de données. " * 50)
    with pytest.raises(StoreError, match="not a database") as caught:
        open_store(path)
    assert "config.toml" in caught.value.hint


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "nowhere" / "briefing.db")
    assert "folder" in caught.value.hint


def error_as_nobody(path: Path) -> str:
    """Return what opening the store says to a user without rights (they do not bind root)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = ""
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            with open_store(path) as opened:
                opened.key("x")
        except StoreError as error:
            said = f"{error} {error.hint}"
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return said


def test_a_database_that_may_only_be_read_is_told() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "briefing.db"
        open_store(path).close()
        path.chmod(0o444)
        folder.chmod(0o555)
        said = error_as_nobody(path)
        folder.chmod(0o755)
    assert "readonly" in said
    assert "writable for this user" in said


def test_two_of_a_kind_are_refused(tmp_path: Path) -> None:
    database = tmp_path / "briefing.db"
    with (
        only_one(database, "send"),
        pytest.raises(BriefingError, match="Another"),
        only_one(database, "send"),
    ):
        pass
    with only_one(database, "send"), only_one(database, "run"):
        pass
