import pytest

from briefing.newsroom.vectors import body_of, cosine, grams, texts_of, word_counts
from tests.builders import article


def test_grams_mark_the_edges_of_a_word() -> None:
    assert grams("mars") == (" mar", "mars", "ars ")
    assert (grams("or"), grams("a")) == ((" or ",), (" a ",))


def test_a_word_of_the_title_counts_twice() -> None:
    assert word_counts("Taux en hausse", "Les taux") == {"taux": 3, "en": 2, "hausse": 2, "les": 1}


def test_only_the_start_of_a_long_text_counts() -> None:
    assert "fin" not in word_counts("", "mot " * 90 + "fin")


def test_the_body_is_what_says_most() -> None:
    assert body_of(article(summary="Court.", text="Un texte plus long.")) == "Un texte plus long."
    assert body_of(article(summary="Un assez long chapô.", text="Bref.")) == "Un assez long chapô."


def test_a_rare_word_weighs_more_than_a_frequent_one() -> None:
    (text, *_) = texts_of(
        [article("Taux : la Banque"), article("Taux : le Brésil"), article("Les taux montent")],
        ["Taux, encore"],
        "fr",
    )
    assert text.stems["banqu"] > text.stems["taux" if "taux" in text.stems else "tau"]


def test_likeness_runs_from_nothing_to_one() -> None:
    one, same, other = texts_of(
        [article("La BCE relève ses taux"), article("La BCE relève ses taux"), article("Foot")],
        (),
        "fr",
    )
    assert cosine(one.stems, same.stems) == pytest.approx(1)
    assert cosine(one.letters, same.letters) == pytest.approx(1)
    assert cosine(one.stems, other.stems) == 0
