"""Nothing is printed that its source does not say."""

import pytest

from briefing.summarize import problems
from briefing.summarize.check import novelty

SOURCE = (
    "Orion serait en pourparlers pour investir plus de 10 milliards de dollars dans Lyre. "
    "Quatre chercheurs ont quitté Lyre, a dit Paul Serre. "
    "« Nous l’avons appris par la presse », a écrit Paul Serre.\n"
    "Les primes iraient jusqu'à 90 millions de dollars, selon Paul Serre. "
    "Le siège de Lyre est à Brest."
)


def found(sentence: str, source: str = SOURCE, language: str = "fr") -> tuple[str, ...]:
    return problems(sentence, [source], language=language)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le siège de Lyre est à Brest.",
        "Orion serait en pourparlers pour investir plus de 10 milliards de dollars dans Lyre.",
        "4 chercheurs ont quitté Lyre, a dit Paul Serre.",
        '"Nous l\'avons appris par la presse", a écrit Paul Serre.',
    ],
)
def test_what_the_source_says_is_fine(sentence: str) -> None:
    assert found(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("Cinq chercheurs ont quitté Lyre, a dit Paul Serre.", "number: Cinq"),
        ("Le siège de Lyre est à Nantes.", "name: Nantes"),
        ("« Nous l’avons lu dans la presse », a écrit Paul Serre.",
         "quote: Nous l’avons lu dans la presse"),
        ("Orion est en pourparlers pour investir plus de 10 milliards de dollars dans Lyre.",
         "hedge: conditional"),
        ("Orion serait en pourparlers pour investir 10 milliards de dollars dans Lyre.",
         "hedge: amount"),
        ("Les primes iraient jusqu'à 90 millions de dollars.", "attribution: selon Paul Serre"),
    ],
)  # fmt: skip
def test_what_it_does_not_say_is_told(sentence: str, problem: str) -> None:
    assert found(sentence) == (problem,)


def test_english_hedges_are_kept() -> None:
    source = "Orion reportedly offered up to $90 million to staff."
    assert found("Orion offered up to $90 million to staff.", source, "en") == ("hedge: claim",)
    assert found("Orion reportedly offered $90 million to staff.", source, "en") == (
        "hedge: amount",
    )


def test_a_sentence_about_something_else_owes_no_hedge() -> None:
    assert found("Lyre a quitté Brest.") == ()


LONG = (
    "La banque de Lyre a vendu lundi 12 mars 40 tonnes d'or à la ville de Norvin, a annoncé mardi"
    " Claire Vasseur, qui n'a pas donné le prix de « cette vente très rentable pour nous »."
)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("40 tonnes", "70 tonnes", "number"),
        ("40 tonnes", "40 kilos", "unit"),
        ("lundi", "jeudi", "date"),
        ("mars", "juin", "date"),
        ("Norvin", "Brest", "name"),
        ("Claire Vasseur", "Paul Serre", "name"),
        ("n'a pas donné", "a donné", "negation"),
        ("a vendu", "n'a pas vendu", "negation"),
        ("très rentable", "peu rentable", "quote"),
    ],
)
def test_one_change_in_a_sentence_of_the_source_is_found(old: str, new: str, kind: str) -> None:
    told = problems(LONG.replace(old, new), [LONG, "Paul Serre vit à Brest."], language="fr")
    assert {one.partition(":")[0] for one in told} & {kind, "attribution"}


def test_parts_left_out_whole_are_no_change() -> None:
    source = "La banque de Lyre, qui perdrait de l'argent, ferme ses portes lundi à Norvin."
    assert found("La banque de Lyre ferme ses portes lundi à Norvin.", source) == ()


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("Orion veut mettre 10 milliards d'euros dans le capital de Lyre.", "unit"),
        ("Le chercheur « Nous l’avons appris par la presse », a dit Claire Vasseur.", "name"),
    ],
)
def test_a_free_sentence_that_contradicts_its_source_is_found(claim: str, kind: str) -> None:
    assert kind in {one.partition(":")[0] for one in found(claim)}


def test_a_free_sentence_in_other_words_is_fine() -> None:
    assert found("À Brest se trouve le siège de Lyre, que quatre chercheurs ont quittée.") == ()


def test_novelty_is_the_share_of_new_pairs_of_words() -> None:
    assert novelty("Le siège de Lyre est à Brest.", [SOURCE], language="fr") == 0
    assert novelty("Une kermesse réunit des familles.", [SOURCE], language="fr") == 1
    assert novelty("", [SOURCE], language="fr") == 0
