"""Whatever stands in a feed gives the best honest line, or none."""

import pytest

from briefing.model import Reuse, Sentence
from briefing.summarize import summarize
from briefing.summarize.select import Document, select
from tests.builders import DAY, article, story

TITLE = "La banque centrale relève ses taux directeurs à 2,25 %"
TEXT = (
    "Le taux de dépôt passe à 2,25 % dès mercredi, une première depuis trois ans. "
    "Les ménages de Norvin peinent déjà à payer leurs crédits, dit un syndicat. "
    "Le ministre Paul Serre approuve cette décision de la banque."
)
ENGLISH = (
    "The bank said on Tuesday that it would raise its rates by 40 points. "
    "The union said that the households of the city were already struggling to repay their loans. "
    "It was the first time in three years that the bank had done so, and the minister approved."
)
BAD = {
    "no stops": TEXT.replace(".", "") * 30,
    "one sentence of 3,000 words": "Le taux passe à 2,25 % et " * 600 + "la banque attend.",
    "table": "Pays | Taux | Dette\nNorvin | 4,2 % | 112 %\nLyre | 3,1 % | 140 %\n" * 30,
    "list": "- pommes\n- poires\n- 3 kg de farine\n1. œufs\n" * 30,
    "one word": "mot " * 20_000,
    "no spaces": "a" * 100_000,
    "marks": "« " * 3000 + ". " * 3000 + ", " * 3000,
    "empty": " \n\t",
    "another language": ENGLISH * 3,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_such_a_text_gives_the_story_its_title_alone(text: str) -> None:
    made = summarize(story(article(TITLE, text=text, reuse=Reuse.SENTENCE)), words=35, today=DAY)
    assert made is not None
    assert made.headline.text == f"{TITLE}."
    assert made.sentences == ()


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_such_a_teaser_is_never_printed(text: str) -> None:
    made = summarize(story(article(TITLE, summary=text)), words=35, today=DAY)
    assert made is not None
    assert made.sentences == ()


def test_a_good_text_gives_a_sentence() -> None:
    made = summarize(story(article(TITLE, text=TEXT, reuse=Reuse.SENTENCE)), words=35, today=DAY)
    assert made is not None
    assert all(isinstance(one, Sentence) for one in made.sentences) and made.sentences


def test_a_text_is_read_in_its_own_language_when_the_declared_one_gives_nothing() -> None:
    document = Document(title="", text=ENGLISH)
    for declared in ("en", "fr"):
        found = select([document], words=35, title="", language=declared)
        assert found and all(one.text in ENGLISH for one in found)


def test_a_sentence_that_a_text_repeats_is_taken_once() -> None:
    document = Document(title=TITLE, text=f"{TEXT} " * 10)
    found = [one.text for one in select([document], words=200, title=TITLE, language="fr")]
    assert len(found) == len(set(found)) >= 2
