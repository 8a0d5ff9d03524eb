"""The operator's word about a story counts for its edition, can be seen, and taken back."""

from datetime import timedelta
from pathlib import Path

import pytest

from briefing.model import FeedState, Item
from briefing.store import open_store
from tests.builders import NOW, item
from tests.cli.conftest import Briefing

MORNING = ("--now", "2026-11-23 05:50")
TUESDAY = ("--now", "2026-11-24 05:50")
STRIKE = "Carvane supprime 1 200 postes en France"
OIL = "Le pétrole recule de 3 % à Londres"
RENTS = "La Suisse gèle les loyers des commerces pour un an"
MATCH = "Le Stade rennais bat Lorient en finale"


@pytest.fixture(autouse=True)
def newsroom(folder: Path) -> None:
    path = folder / "config.toml"
    second = '\n[[feeds]]\nid = "fr-phare"\nurl = "http://127.0.0.1:9/p.xml"\ntitle = "Le Phare"\n'
    path.write_text(path.read_text(encoding="utf-8") + second, encoding="utf-8")
    put(
        folder,
        item(STRIKE, summary="Le constructeur automobile supprime 1 200 postes d'ici 2028."),
        item(OIL, summary="Le baril de pétrole recule de 3 % lundi, dit le marché."),
        item(
            "Carvane : 1 200 postes supprimés en France",
            summary="Carvane va se séparer de 1 200 salariés français, dit le groupe.",
            feed_id="fr-phare",
        ),
        item(RENTS, summary="Les commerces paieront autant en 2027.", feed_id="fr-phare"),
        item(MATCH, summary="Le club gagne 2-0 dimanche soir.", feed_id="fr-phare"),
    )


def put(folder: Path, *items: Item) -> None:
    seen = NOW - timedelta(hours=2)
    with open_store(folder / "briefing.db") as store:
        for feed_id in {one.feed_id for one in items}:
            state = FeedState(feed_id=feed_id, last_outcome="ok", last_ok_at=seen)
            own = [one for one in items if one.feed_id == feed_id]
            store.record_fetch(state, own, now=seen, history=frozenset())


def row(briefing: Briefing, *words: str) -> dict[str, object]:
    found: dict[str, object] = briefing("explain", *words, *MORNING, "--json").json
    return found


def leads(briefing: Briefing) -> list[str]:
    """Return the titles of the printed stories as the edition would have them."""
    rows = briefing("explain", *MORNING, "--json").json["stories"]
    return [one["items"][0]["title"] for one in rows if one["printed"]]


def test_a_pinned_story_leads_whatever_the_rules_say(briefing: Briefing) -> None:
    assert MATCH not in leads(briefing)
    said = briefing("stories", "pin", "stade", "rennais", *MORNING)
    assert said.code == 0, said.err
    assert "Pinned" in said.out
    assert briefing("make", *MORNING).code == 0
    found = row(briefing, "stade")
    assert found["printed"] is True
    assert "pinned by the operator" in str(found["reason"])
    assert "Stade rennais" in briefing("editions").out  # the first item gives the subject line


def test_a_dropped_story_stands_nowhere(briefing: Briefing) -> None:
    assert briefing("stories", "drop", "carvane", *MORNING).code == 0
    briefing("make", *MORNING)
    found = row(briefing, "carvane")
    assert (found["printed"], str(found["reason"]).endswith("dropped by the operator")) == (
        False,
        True,
    )
    assert "left out" in briefing("explain", "carvane", *MORNING).out


def test_a_deferred_story_is_new_the_next_morning(briefing: Briefing) -> None:
    assert briefing("stories", "defer", "carvane", *MORNING).code == 0
    briefing("make", *MORNING)
    briefing("approve", *MORNING)
    assert row(briefing, "carvane")["printed"] is False
    found = briefing("explain", "carvane", *TUESDAY, "--json").json
    assert "deferred to this edition by the operator" in found["ruled_by"]
    terms = {term["name"]: term["value"] for term in found["terms"]}
    assert terms["freshness"] + terms["deferred"] == pytest.approx(1)


def test_a_deferred_story_waits_for_the_next_edition_there_is(briefing: Briefing) -> None:
    briefing("stories", "defer", "carvane", *MORNING)
    briefing("make", *MORNING)
    briefing("approve", *MORNING)
    wednesday = ("--now", "2026-11-25 05:50", "--day", "2026-11-25")  # Tuesday had none
    found = briefing("explain", "carvane", *wednesday, "--json").json
    assert "deferred to this edition by the operator" in found["ruled_by"]


def test_two_stories_are_told_as_one_and_parted_again(briefing: Briefing) -> None:
    before = len(briefing("explain", *MORNING, "--json").json["stories"])
    assert briefing("stories", "merge", "pétrole", "Suisse loyers", *MORNING).code == 0
    found = row(briefing, "pétrole")
    assert {one["title"] for one in found["items"]} == {OIL, RENTS}  # type: ignore[attr-defined]
    assert "merged by the operator" in str(found["reason"])
    assert len(briefing("explain", *MORNING, "--json").json["stories"]) == before - 1
    (rents,) = (one["id"] for one in found["items"] if one["title"] == RENTS)  # type: ignore[attr-defined]
    assert briefing("stories", "split", rents[:8], *MORNING).code == 0
    assert len(briefing("explain", *MORNING, "--json").json["stories"]) == before


def test_the_last_word_counts(briefing: Briefing) -> None:
    briefing("stories", "pin", "pétrole", *MORNING)
    briefing("stories", "drop", "pétrole", *MORNING)
    assert row(briefing, "pétrole")["printed"] is False
    assert briefing("stories", "undo", *MORNING).code == 0
    assert "pinned by the operator" in str(row(briefing, "pétrole")["reason"])


def test_words_are_listed_and_taken_back_by_number(briefing: Briefing) -> None:
    assert "Nothing was said" in briefing("stories", "choices", *MORNING).out
    briefing("stories", "pin", "pétrole", *MORNING)
    briefing("stories", "drop", "carvane", *MORNING)
    said = briefing("stories", "choices", *MORNING, "--json").json["choices"]
    assert [one["verb"] for one in said] == ["pin", "drop"]
    assert "Le pétrole recule" in briefing("stories", "choices", *MORNING).out
    undone = briefing("stories", "undo", str(said[0]["number"]), *MORNING, "--json").json
    assert undone["undone"]["verb"] == "pin"
    missing = briefing("stories", "undo", "99", *MORNING)
    assert (missing.code, "stories choices --day 2026-11-23" in missing.err) == (2, True)


def test_an_edition_that_is_approved_takes_no_word(briefing: Briefing) -> None:
    briefing("make", *MORNING)
    briefing("approve", *MORNING)
    for words in (("pin", "pétrole"), ("undo",), ("merge", "pétrole", "loyers"), ("split", "abcd")):
        said = briefing("stories", *words, *MORNING)
        assert (said.code, "is approved" in said.err) == (2, True)


def test_a_draft_says_how_the_word_comes_into_it(briefing: Briefing) -> None:
    briefing("make", *MORNING)
    said = briefing("stories", "drop", "carvane", *MORNING)
    assert "briefing make --again --day 2026-11-23" in said.out
    assert briefing("make", "--again", *MORNING).code == 0
    assert "Carvane" not in briefing("editions").out


def test_what_is_not_clear_is_asked(briefing: Briefing) -> None:
    assert "stories of 2026-11-23 match" in briefing("stories", "drop", "l", *MORNING).err
    assert briefing("stories", "pin", "xyzzy", *MORNING).code == 2
    assert "names one story" not in briefing("stories", "merge", "xyzzy", "loyers", *MORNING).err
    same = briefing("stories", "merge", "carvane", "carvane", *MORNING)
    assert (same.code, "merging takes two" in same.err) == (2, True)
    unknown = briefing("stories", "split", "ffffff", *MORNING)
    assert (unknown.code, "No article of 2026-11-23" in unknown.err) == (2, True)


def test_a_whole_id_is_remembered_before_there_is_a_story(briefing: Briefing) -> None:
    said = briefing("stories", "pin", "0123456789abcdef", *MORNING)
    assert (said.code, "no story so far" in said.out) == (0, True)
    assert briefing("make", *MORNING).code == 0


def test_a_rule_of_the_configuration_is_named_where_it_counts(
    briefing: Briefing, folder: Path
) -> None:
    path = folder / "config.toml"
    rules = '\n[[rules]]\nprint = "never"\nwords = ["pétrole"]\n'
    rules += '\n[[rules]]\nprint = "always"\nsections = ["sport"]\n'
    path.write_text(path.read_text(encoding="utf-8") + rules, encoding="utf-8")
    oil = row(briefing, "pétrole")
    assert oil["printed"] is False
    assert "rule 1 of config.toml: never words pétrole" in str(oil["reason"])
    match = row(briefing, "stade")
    assert match["printed"] is True
    assert "rule 2 of config.toml: always sections sport" in str(match["reason"])
    briefing("stories", "pin", "pétrole", *MORNING)  # the operator's word goes before a rule
    assert row(briefing, "pétrole")["printed"] is True
