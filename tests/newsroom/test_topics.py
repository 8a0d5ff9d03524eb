from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.newsroom.topics import Learned, features, likely_section, read, shipped

ODDS = {"guer": (9, -9), "match": (-9, 9), "franc": (1, -1)}
TWO = {"fr": Learned(("monde", "sport"), ODDS, (0.5, 0.5), {"gazette": {"sport": 99}})}
SIX = tuple("abcdef")


def likely(title: str, teaser: str = "", *, language: str = "fr") -> str:
    return likely_section(title, teaser, language=language, learned=TWO)


def test_the_section_is_the_one_that_the_words_speak_for() -> None:
    assert likely("Une guerre éclate") == "monde"
    assert likely("Un match de gala", "La France a gagné") == "sport"


def test_words_that_are_unknown_faint_or_undecided_say_nothing() -> None:
    assert likely("Un volcan se réveille") == ""
    assert likely("") == ""
    odds = {"franc": (1, 0, 0, 0, 0, 0), "match": (90, 90, 90, 90, 0, 0)}
    six = {"fr": Learned(SIX, odds)}
    assert likely_section("La France se réveille", "", language="fr", learned=six) == ""
    assert likely_section("Le match", "", language="fr", learned=six) == ""


def test_what_an_outlet_files_stands_beside_what_the_words_say() -> None:
    def told(title: str, **known: object) -> str:
        return likely_section(title, "", language="fr", learned=TWO, **known)  # type: ignore[arg-type]

    assert told("La France se réveille") == "monde"
    assert told("La France se réveille", outlet="gazette") == "sport"
    assert told("La France se réveille", habit={"sport": 99}) == "sport"
    assert told("La guerre", outlet="gazette", habit={"monde": 300}) == "monde"


def test_a_language_that_was_not_learned_says_nothing() -> None:
    assert likely("Une guerre éclate", language="de") == ""
    assert likely("Une guerre éclate", language="fr-CH") == "monde"


def test_a_long_text_counts_no_more_than_a_short_one() -> None:
    found = features("La table", "mot verte chaise " * 90, {}, language="fr")
    assert sum(weight**2 for weight in found.values()) == pytest.approx(1)
    assert features("", "", {"économie": 2}, language="fr") == {"#économie": 0.25}


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["fr", "en", "de", ""]))
def test_any_text_has_a_known_section_or_none(title: str, teaser: str, language: str) -> None:
    told = likely_section(title, teaser, language=language)
    assert told in {"", *(name for one in shipped().values() for name in one.sections)}


def test_what_was_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "learned.json"
    file.write_text(
        '{"fr": {"sections": ["a", "b"], "shares": [0.5, 0.5], "outlets": {"x": {"a": 2}},'
        ' "odds": {"mot": [1, -1]}}}',
        encoding="utf-8",
    )
    learned = Learned(("a", "b"), {"mot": (1, -1)}, (0.5, 0.5), {"x": {"a": 2}})
    assert read(file) == {"fr": learned}
