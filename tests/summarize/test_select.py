"""Full texts give the sentences that tell them best, within a number of words, none changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.summarize.select import Document, Picked, select
from briefing.summarize.trim import versions
from briefing.text import count_words, sentences

TITLE = "La banque centrale relève ses taux"
TEXT = (
    "Il fait beau sur Lyon ce matin. "
    "La banque centrale relève ses taux de 40 points, une première depuis trois ans, pour freiner"
    " la hausse des prix. "
    "Les syndicats dénoncent cette hausse, alors que les ménages peinent à payer leurs crédits. "
    "Abonnez-vous pour lire la suite de cet article."
)
OTHER = (
    "Les taux de la banque centrale montent de 40 points pour freiner la hausse des prix. "
    "Le ministre des Finances, Paul Serre, approuve la décision de la banque. "
    "Une kermesse a réuni des familles dans le parc de la ville."
)


def picked(*texts: str, words: int = 35, longest: int | None = None) -> tuple[Picked, ...]:
    documents = [Document(title=TITLE, text=text) for text in texts]
    return select(documents, words=words, title=TITLE, language="fr", longest=longest)


def test_the_sentence_that_tells_the_text_best_is_taken() -> None:
    assert any("40 points" in one.text for one in picked(TEXT, words=25))


def test_a_question_is_never_taken() -> None:
    asked = "La banque centrale va-t-elle relever encore ses taux de 40 points cette année ?"
    assert not any("?" in one.text for one in picked(f"{asked} {TEXT}", words=200))


@pytest.mark.parametrize("words", [5, 12, 25, 60, 200])
def test_no_more_words_than_asked_for(words: int) -> None:
    for texts in ((TEXT,), (TEXT, OTHER)):
        assert sum(count_words(one.text) for one in picked(*texts, words=words)) <= words


def test_page_furniture_is_never_taken() -> None:
    assert not any("Abonnez" in one.text for one in picked(TEXT, words=500))


def test_every_sentence_is_one_of_its_text_or_a_version_of_one() -> None:
    for one in picked(TEXT, OTHER, words=60):
        source = sentences((TEXT, OTHER)[one.document], "fr")[one.position]
        assert one.text in set(versions(source, language="fr"))
        assert one.whole == (one.text == source)


def test_one_text_keeps_its_order() -> None:
    places = [one.position for one in picked(TEXT, words=200)]
    assert places == sorted(places)


def test_several_texts_do_not_say_it_twice() -> None:
    chosen = picked(TEXT, OTHER, OTHER, words=40)
    assert len({one.text for one in chosen}) == len(chosen)
    assert "kermesse" not in " ".join(one.text for one in chosen[:1])


def test_the_longest_sentence_may_be_limited() -> None:
    assert all(count_words(one.text) <= 15 for one in picked(TEXT, words=100, longest=15))


LIST = "- pommes\n- poires\n- 3 kg de farine"
TABLE = "Pays | PIB | Dette\nFrance | 2 800 | 112 %\nItalie | 2 000 | 140 %"
ENDLESS = "Le ministre annonce " + "que la banque baisse les taux et " * 500 + "rien."


@pytest.mark.parametrize(
    "text", ["", "   \n", "Rien", "mot " * 3000, "A B C D E F G", LIST, TABLE, ENDLESS]
)
def test_what_cannot_be_printed_gives_nothing(text: str) -> None:
    assert picked(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The government announced a new housing plan on Tuesday, the minister said.",
        "LE GOUVERNEMENT A PRÉSENTÉ MARDI SON PLAN POUR LE LOGEMENT.",
    ],
)
def test_the_wrong_language_or_capitals_give_whole_sentences_only(text: str) -> None:
    assert [one.text for one in picked(text)] == [text]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="Aaébt .,;:!?«»()\"'-\n1", max_size=300), st.integers(3, 40))
def test_any_text_keeps_the_budget_and_its_words(text: str, words: int) -> None:
    chosen = picked(text, words=words)
    assert sum(count_words(one.text) for one in chosen) <= words
    assert all(one.text.rstrip(".").lower()[1:] in text.lower() or not one.whole for one in chosen)
