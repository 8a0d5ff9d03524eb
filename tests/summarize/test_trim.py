"""Long sentences lose whole parts, never half a clause."""

import pytest

from briefing.summarize.trim import tidy, trim, versions


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


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        (
            "Paul Serre, président de la banque centrale depuis deux ans, a relevé les taux lundi.",
            "Paul Serre a relevé les taux lundi.",
        ),
        (
            "Mercredi, la banque centrale relève ses taux directeurs.",
            "La banque centrale relève ses taux directeurs.",
        ),
        (
            "La banque relève ses taux lundi, ce qui inquiète les ménages du pays.",
            "La banque relève ses taux lundi.",
        ),
        (
            "La banque relève ses taux lundi parce que les prix montent encore.",
            "La banque relève ses taux lundi.",
        ),
        (
            "The bank raises its rates on Monday, while the stock market falls again.",
            "The bank raises its rates on Monday.",
        ),
    ],
)
def test_parts_that_tell_more_of_the_same_may_go(sentence: str, short: str) -> None:
    language = "en" if sentence.startswith("The") else "fr"
    assert short in versions(sentence, language=language)


@pytest.mark.parametrize(
    "sentence",
    [
        "La banque relève ses taux lundi, selon deux sources proches du dossier.",
        "La banque relève ses taux lundi, sauf si les prix baissent encore.",
        "La banque relève ses taux lundi, a annoncé Paul Serre devant la presse.",
        "Le ministre a annoncé, lors d'une visite à Lyon, la fermeture de la mine.",
        "Depuis le départ du ministre, un homme de 46 ans, à Lyon, les grèves se suivent.",
        "L'annonce de la hausse des taux, lundi à Lyon, a surpris les ménages.",
        "La banque a publié un rapport dans lequel son chef, Paul Serre, parle de hausse.",
        "Un policier a raconté à la presse que plusieurs patients, dont deux blessés, sont partis.",
        "Elle a dit qu'elle « relève ses taux, mais pas ses primes, ce lundi ».",
    ],
)
def test_nothing_goes_that_weakens_or_completes_the_rest(sentence: str) -> None:
    assert list(versions(sentence, language="fr")) == [sentence]


def test_a_clause_that_opens_with_a_span_of_time_waits_for_its_main_clause() -> None:
    text = (
        "Alors qu'il y a une semaine, une majorité de gens ne faisaient pas confiance au maire"
        " sur le plan, près de trois sur quatre estiment maintenant qu'il a bien fait."
    )
    assert trim(text, 22, language="fr") is None
