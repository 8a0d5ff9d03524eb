"""Nothing is printed that its source does not say."""

import pytest

from briefing.summarize import problems

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
