"""Any story of a day is shown and explained, printed or not; nothing is changed by looking."""

from datetime import timedelta
from pathlib import Path

import pytest

from briefing.model import EditionState, FeedState, Item
from briefing.store import open_store
from tests.builders import DAY, NOW, item
from tests.cli.conftest import Briefing

MORNING = ("--now", "2026-11-23 05:50")
STRIKE = "Carvane supprime 1 200 postes en France"
OTHER = "Carvane va se séparer de 1 200 salariés français, surtout à Saint-Nazaire, dit le groupe."
TEASER = "Le constructeur automobile Carvane supprime 1 200 postes sur 12 000 en France d'ici 2028."


@pytest.fixture(autouse=True)
def newsroom(folder: Path) -> None:
    """Two outlets tell one story, and each one of its own; a lottery draw is no news."""
    path = folder / "config.toml"
    second = '\n[[feeds]]\nid = "fr-phare"\nurl = "http://127.0.0.1:9/p.xml"\ntitle = "Le Phare"\n'
    path.write_text(path.read_text(encoding="utf-8") + second, encoding="utf-8")
    put(
        folder,
        item(STRIKE, summary=TEASER),
        item("Le pétrole recule de 3 % à Londres", summary="Le baril recule de 3 % lundi."),
        item("Carvane : 1 200 postes supprimés en France", summary=OTHER, feed_id="fr-phare"),
        item("La Suisse gèle ses loyers pour un an", summary="", feed_id="fr-phare"),
        item("Loto : le tirage du samedi 21 novembre", feed_id="fr-phare"),
    )


def put(folder: Path, *items: Item) -> None:
    seen = NOW - timedelta(hours=2)
    with open_store(folder / "briefing.db") as store:
        for feed_id in {one.feed_id for one in items}:
            state = FeedState(feed_id=feed_id, last_outcome="ok", last_ok_at=seen)
            own = [one for one in items if one.feed_id == feed_id]
            store.record_fetch(state, own, now=seen, history=frozenset())


def test_all_stories_are_listed_with_why(briefing: Briefing) -> None:
    said = briefing("stories", "list", *MORNING)
    assert said.code == 0
    assert "2026-11-23: 5 items, 1 of them no news, in 3 stories" in said.out
    assert "Le pétrole recule de 3 % à Londres" in said.out
    found = briefing("explain", *MORNING, "--json").json
    assert len(found["stories"]) == 3
    assert all(one["reason"] for one in found["stories"])
    assert briefing("editions").out.startswith("No edition yet")  # looking keeps nothing


def test_a_story_is_explained_by_words_of_a_title(briefing: Briefing) -> None:
    said = briefing("explain", "carvane", "postes", *MORNING)
    assert said.code == 0, said.err
    assert "2 sources" in said.out
    assert "One story, since its articles share:" in said.out
    assert "Le Phare" in said.out
    row = briefing("explain", "carvane", *MORNING, "--json").json
    points = sum(term["weight"] * term["value"] for term in row["terms"])
    assert points == pytest.approx(row["score"], abs=1e-3)
    assert f"{row['score']:.3f}" in said.out


def test_a_story_is_found_by_the_beginning_of_its_id(briefing: Briefing) -> None:
    row = briefing("explain", "pétrole", *MORNING, "--json").json
    again = briefing("explain", row["story_id"][:6], *MORNING, "--json").json
    assert again["story_id"] == row["story_id"]


def test_a_story_is_shown_as_it_would_be_told(briefing: Briefing) -> None:
    said = briefing("stories", "show", "carvane", *MORNING)
    assert "1 200 postes" in said.out
    found = briefing("stories", "show", "carvane", *MORNING, "--json").json
    assert found["summary"][0]["sources"]
    assert found["figures"]


def test_which_story_is_meant_is_asked_when_several_match(briefing: Briefing) -> None:
    said = briefing("explain", "l", *MORNING)
    assert said.code == 2
    assert "stories of 2026-11-23 match 'l'" in said.err
    assert "Le pétrole recule" in said.err


def test_what_is_no_news_is_told_as_such(briefing: Briefing) -> None:
    said = briefing("explain", "loto", "tirage", *MORNING)
    assert (said.code, "it is taken for game" in said.err) == (2, True)


def test_an_unknown_story_is_told(briefing: Briefing) -> None:
    for verb in (("explain",), ("stories", "show")):
        said = briefing(*verb, "xyzzy", *MORNING)
        assert (said.code, "stories list --day 2026-11-23" in said.err) == (2, True)


def test_a_day_without_an_edition_names_the_next(briefing: Briefing) -> None:
    said = briefing("explain", "--day", "2026-11-22", *MORNING)
    assert (said.code, "--day 2026-11-23" in said.err) == (2, True)
    assert "Sunday 2026-11-22" in said.err


def test_a_past_morning_is_looked_at_as_of_its_hour(briefing: Briefing, folder: Path) -> None:
    briefing("make", *MORNING)
    later = NOW + timedelta(hours=9)
    put(folder, item("La Bourse de Paris clôture en hausse", published=later, first_seen=later))
    with open_store(folder / "briefing.db") as store:
        record = store.edition("matin", DAY)
        assert record is not None
        if record.edition is not None:
            store.set_state(record, EditionState.SENT, now=NOW)
    words = ("stories", "list", "--day", "2026-11-23", "--now", "2026-11-24 12:00", "--json")
    assert briefing(*words).json["items"] == 5
    assert briefing("explain", "bourse", *words[2:-1]).code == 2


def test_brackets_in_a_title_are_no_markup(briefing: Briefing, folder: Path) -> None:
    put(folder, item("[/red] Les [Échos] paient 3 milliards", url="https://x.test/1"))
    assert "[/red] Les [Échos]" in briefing("explain", "milliards", *MORNING).out


def test_what_was_kept_apart_is_told_with_what_differs(briefing: Briefing, folder: Path) -> None:
    put(
        folder,
        item("Séisme de magnitude 5 au Chili, des habitants évacués", url="https://x.test/1"),
        item(
            "Séisme de magnitude 7 au Japon, des habitants évacués",
            url="https://y.test/1",
            feed_id="fr-phare",
        ),
    )
    said = briefing("explain", "Chili", *MORNING).out
    assert "Kept apart from" in said
    assert "chili" in said
    assert "japon" in said
    (near,) = briefing("explain", "Chili", *MORNING, "--json").json["near"]
    assert near["theirs"] == ["7", "japon"]


def test_where_its_sources_disagree_is_told(briefing: Briefing, folder: Path) -> None:
    title = "L'usine Vermeil de Saint-Nazaire ferme ses portes"
    for feed, number in (("fr-gazette", 800), ("fr-phare", 500)):
        text = f"La fermeture de l'usine Vermeil de Saint-Nazaire supprime {number} emplois."
        put(folder, item(title, summary=text, feed_id=feed, url=f"https://{feed}.test/1"))
    found = briefing("explain", "Vermeil", *MORNING, "--json").json
    assert {one["figure"] for one in found["disputed"]} == {"800 emplois", "500 emplois"}
    assert "Its sources disagree:" in briefing("explain", "Vermeil", *MORNING).out
