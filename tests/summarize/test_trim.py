"""Long sentences lose whole parts, never half a clause."""

import pytest

from briefing.summarize.trim import tidy, trim


@pytest.mark.parametrize(
    ("sentence", "words", "short"),
    [
        (
            "La banque centrale (réunie à Lyon depuis deux jours) relève ses taux lundi.",
            8,
            "La banque centrale relève ses taux lundi.",
        ),
        (
            "La banque centrale relève ses taux - et la Bourse a chuté aussitôt.",
            8,
            "La banque centrale relève ses taux.",
        ),
        (
            "La banque centrale relève ses taux ; la Bourse a chuté aussitôt.",
            8,
            "La banque centrale relève ses taux.",
        ),
        (
            "La banque – qui attendait depuis un an – relève ses taux lundi.",
            9,
            "La banque relève ses taux lundi.",
        ),
        (
            "La banque centrale relève ses taux, tandis que la Bourse chute.",
            8,
            "La banque centrale relève ses taux.",
        ),
    ],
)
def test_whole_parts_go(sentence: str, words: int, short: str) -> None:
    assert trim(sentence, words, language="fr") == short


def test_a_sentence_that_fits_is_left_alone() -> None:
    sentence = "La banque (centrale) relève ses taux lundi."
    assert trim(sentence, 10, language="fr") == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "La banque centrale relève ses taux de base pour la troisième fois en un an.",
        "Elle a dit « non – et je le répète ; non (encore) à toute hausse des taux ».",
    ],
)
def test_nothing_is_cut_inside_a_clause_or_a_quotation(sentence: str) -> None:
    assert trim(sentence, 8, language="fr") is None


def test_kickers_datelines_and_initials_go() -> None:
    assert tidy("RÉCIT - La banque  relève ses taux.") == "La banque relève ses taux."
    assert tidy("LYON (AFP) – La banque relève ses taux.") == "La banque relève ses taux."
    assert tidy("La banque relève ses taux. (abc)") == "La banque relève ses taux."
