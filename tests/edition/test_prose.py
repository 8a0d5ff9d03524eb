"""How a sentence becomes a printed line."""

import pytest

from briefing.edition.prose import line, said_in, stopped, story_block
from briefing.model import Dossier, Sentence
from tests.builders import article, dossier, story


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les taux baissent", "Les taux baissent."),
        ("Les taux baissent.", "Les taux baissent."),
        ("Les taux baissent ?", "Les taux baissent ?"),
        ("Les taux baissent !", "Les taux baissent."),
        ("Les taux baissent…", "Les taux baissent."),
        ("« Les taux baissent. »", "« Les taux baissent. »"),
        ("Vasseur : « Qui paiera ? »", "Vasseur : « Qui paiera ? »."),
        ("Vasseur : « Pas un centime »", "Vasseur : « Pas un centime »."),
    ],
)
def test_a_printed_line_ends_with_a_stop(text: str, expected: str) -> None:
    assert stopped(text) == expected


def test_the_first_article_with_an_address_is_credited() -> None:
    bare, whole = article("Sans adresse", url=None), article("Avec adresse", outlet="Le Phare")
    told = dossier(bare, whole)
    printed = line(told, Sentence(text="Un fait", article_ids=("gone", bare.id, whole.id)))
    assert printed is not None
    assert (printed.source, printed.url) == ("Le Phare", whole.item.url)
    assert line(told, Sentence(text="Un fait", article_ids=(bare.id,))) is None


def test_a_story_without_summary_makes_no_block() -> None:
    assert story_block(Dossier(story=story(), summary=None)) is None


def test_a_sentence_is_known_whatever_its_marks() -> None:
    assert said_in("L’été arrive.", "Enfin, l'été arrive !")
    assert not said_in("été", "étés")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("He spoke on “Justice with Judge Jeanine.”", "He spoke on “Justice with Judge Jeanine.”"),
        ("Il a dit : « C'est fini. »", "Il a dit : « C'est fini. »"),
        ("Il parle d'un « échec »", "Il parle d'un « échec »."),
    ],
)
def test_a_stop_inside_the_last_quotation_marks_is_enough(text: str, printed: str) -> None:
    assert stopped(text) == printed
