"""The shipped coefficients fit the features that the code computes."""

from operator import mul

import pytest

from briefing.summarize.concepts import PAIR_NAMES, WORD_NAMES, pair_features, word_features
from briefing.summarize.features import NAMES, promising
from briefing.summarize.ranker import CONCEPT_NAMES, read, row, score, weights

TEXTS = [
    "La banque centrale relève ses taux de 40 points.",
    "Les taux de la banque inquiètent les ménages.",
    "Un chien dort.",
]


def test_every_feature_has_a_coefficient() -> None:
    model = weights()
    assert len(model.words) == len(WORD_NAMES)
    assert len(model.pairs) == len(PAIR_NAMES)
    assert len(model.sentence) == len((*NAMES, *CONCEPT_NAMES))


@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_features_are_as_many_as_their_names(language: str) -> None:
    article = read("La banque relève ses taux", TEXTS, language=language, model=weights())
    known = article.concepts
    assert len(row(article, 0, TEXTS[0], whole=True, words=35)) == len(NAMES) + len(CONCEPT_NAMES)
    assert len(word_features("banque", known)) == len(WORD_NAMES)
    assert len(pair_features(("la", "banque"), known)) == len(PAIR_NAMES)


def test_what_the_title_is_about_is_worth_more() -> None:
    article = read("La banque relève ses taux", TEXTS, language="fr", model=weights())
    worth = [score(article, at, text, whole=True, words=35) for at, text in enumerate(TEXTS)]
    assert worth[0] > worth[1] > worth[2]


def test_only_the_promising_sentences_are_weighed() -> None:
    article = read("La banque relève ses taux", TEXTS, language="fr", model=weights())
    assert promising(article.page, 2) == {0, 1}


def test_a_word_that_the_article_lacks_has_no_chance() -> None:
    article = read("", TEXTS, language="fr", model=weights())
    assert article.concepts.chance("kermesse") == 0
    assert article.concepts.pairs_in(["kermesse", "banque"]) == 0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_chances_are_the_features_weighed(language: str) -> None:
    texts = [*TEXTS, "En 2026, Lyon et la banque centrale de Lyon parlent de 40 points."]
    model = weights()
    known = read("La banque de Lyon en 2026", texts, language=language, model=model).concepts
    for word in known.words.times:
        expected = sum(map(mul, word_features(word, known), model.words))
        assert known.chance(word) == pytest.approx(expected)
    for pair in known.pairs.times:
        expected = sum(map(mul, pair_features(pair, known), model.pairs))
        assert known.pair_chance(pair) == pytest.approx(expected)
