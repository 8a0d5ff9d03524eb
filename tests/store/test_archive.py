from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import combining, normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import EditionRecord, EditionState, Section
from briefing.store import Store, open_store
from briefing.store.archive import HIT, HIT_END, Found
from briefing.store.query import expression
from briefing.store.session import open_session
from tests.builders import DAY, NOW, edition, english_edition, story_block

WORDS = ("grève", "L'État", "cœur", "à", "Noël", "déçu", "12,5", "aujourd'hui", "Škoda", "le", "İş")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "briefing.db") as store:
        yield store


def draft(store: Store, *leads: str, day: date = DAY) -> EditionRecord:
    blocks = tuple(story_block(lead) for lead in leads)
    told = [Section(kind="need_to_know", title="À savoir", blocks=blocks)]
    made = edition(told, day=day, number=store.number_for("matin", day))
    return store.save_edition(made, (), state=EditionState.DRAFT)


def let_out(store: Store, *leads: str, day: date = DAY) -> EditionRecord:
    return store.set_state(draft(store, *leads, day=day), EditionState.APPROVED, now=NOW)


def found(store: Store, typed: str, *, page: int = 1, size: int = 20) -> tuple[Found, ...]:
    words = expression(typed, "fr")
    return store.archive.search("matin", words, page=page, size=size).found


def told(store: Store, typed: str) -> list[str]:
    return [one.text.replace(HIT, "[").replace(HIT_END, "]") for one in found(store, typed)]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("ELEVES", "Grève des [élèves]."),
        ("éleves", "Grève des [élèves]."),
        ("élève", "Grève des [élèves]."),
        ("oeuf", "Un [œuf] carré."),
        ("œuf", "Un [œuf] carré."),
        ("l'accord", "L’[accord] est signé."),
        ('"accord est"', "L’[accord est] signé."),
    ],
)
def test_accents_capitals_plurals_and_ligatures_make_no_difference(
    store: Store, typed: str, text: str
) -> None:
    let_out(store, "Grève des élèves.", "Un œuf carré.", "L’accord est signé.")
    assert told(store, typed) == [text]


def test_every_word_must_stand_in_one_story(store: Store) -> None:
    let_out(store, "La grève des trains.", "La hausse des taux.")
    assert found(store, "grève taux") == ()
    assert len(found(store, "grève trains")) == 1


def test_a_result_leads_to_its_story(store: Store) -> None:
    let_out(store, "La hausse des taux.")
    (one,) = found(store, "taux")
    assert (one.day, one.kind, one.story_id) == (
        DAY,
        "story",
        story_block("La hausse des taux.").story_id,
    )


def test_the_newest_edition_comes_first_and_pages_overlap_nowhere(store: Store) -> None:
    days = [DAY - timedelta(days=back) for back in (3, 0, 1, 2)]
    for day in days:
        let_out(store, f"Taux {day.day}.", f"Encore les taux {day.day}.", day=day)
    whole = found(store, "taux")
    assert [one.day for one in whole] == sorted([*days, *days], reverse=True)
    assert whole[0].text.startswith(f"{HIT}Taux")
    assert found(store, "taux", size=3) + found(store, "taux", page=2, size=3) == whole[:6]
    assert store.archive.search("matin", '"taux"', page=2, size=3).total == 8
    assert found(store, "taux", page=9) == ()


@pytest.mark.parametrize("state", EditionState)
def test_only_what_was_let_out_is_found_and_listed(store: Store, state: EditionState) -> None:
    record = draft(store, "La hausse des taux.")
    if state is not EditionState.DRAFT:
        store.set_state(record, state, now=NOW)
    shown = state in {"approved", "sending", "paused", "sent"}
    archive = store.archive
    assert bool(found(store, "taux")) is shown
    assert bool(archive.months("matin")) is shown
    assert bool(archive.of_month("matin", DAY)) is shown
    assert bool(archive.latest("matin", limit=5)) is shown
    assert bool(archive.days("matin")) is shown


def test_a_cancelled_edition_is_found_no_more(store: Store) -> None:
    record = let_out(store, "La hausse des taux.")
    store.set_state(record, EditionState.CANCELLED, now=NOW)
    assert found(store, "taux") == ()


def test_an_edition_made_anew_is_found_by_its_new_words_alone(store: Store) -> None:
    record = let_out(store, "La hausse des taux.")
    store.set_state(record, EditionState.SKIPPED, now=NOW)
    let_out(store, "Une grève.")
    assert found(store, "taux") == ()
    assert len(found(store, "grève")) == 1


def test_approving_for_readers_makes_it_be_found(store: Store) -> None:
    store.approve(draft(store, "La hausse des taux."), now=NOW)
    assert len(found(store, "taux")) == 1


def test_each_newsletter_has_its_own_archive(store: Store) -> None:
    let_out(store, "La hausse des taux.")
    record = store.save_edition(english_edition(), (), state=EditionState.DRAFT)
    store.set_state(record, EditionState.SENT, now=NOW)
    assert store.archive.search("morning", '"taux"', page=1, size=5).total == 0
    assert store.archive.search("morning", '"bank"', page=1, size=5).total == 1
    assert store.archive.days("morning") == (DAY,)


def test_months_are_counted_and_end_where_they_end(store: Store) -> None:
    for day in (date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 31)):
        let_out(store, "Rien.", day=day)
    archive = store.archive
    assert [(str(one.day), one.editions) for one in archive.months("matin")] == [
        ("2027-01-01", 1),
        ("2026-12-01", 1),
        ("2026-11-01", 2),
    ]
    november = archive.of_month("matin", date(2026, 11, 5))
    assert [one.day.day for one in november] == [30, 1]


def test_neighbours_are_the_nearest_that_were_let_out(store: Store) -> None:
    for back in (5, 3, 0):
        let_out(store, "Rien.", day=DAY - timedelta(days=back))
    draft(store, "Rien.", day=DAY - timedelta(days=1))
    near = store.archive.neighbours
    assert near("matin", DAY - timedelta(days=3)) == (DAY - timedelta(days=5), DAY)
    assert near("matin", DAY) == (DAY - timedelta(days=3), None)
    assert near("soir", DAY) == (None, None)


def test_what_was_let_out_before_there_was_an_index_is_found(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    with open_store(path) as store:
        let_out(store, "La hausse des taux.")
        draft(store, "Un brouillon de taux.", day=DAY + timedelta(days=1))
    session = open_session(path)
    session.all("DROP TABLE archive_words")
    session.all("DROP TABLE archive_pieces")
    session.all("DELETE FROM _sqlite_migrations WHERE name = 'archive'")
    session.close()
    with open_store(path) as store:
        assert told(store, "taux") == ["La hausse des [taux]."]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.data())
def test_every_word_of_a_story_finds_it(words: list[str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(words))
    folded = "".join(one for one in normalize("NFD", word) if not combining(one))
    spelling = data.draw(st.sampled_from([word, word.upper(), folded, folded.title()]))
    with TemporaryDirectory() as folder, open_store(Path(folder) / "briefing.db") as store:
        let_out(store, " ".join(words))
        assert len(found(store, spelling)) == 1
