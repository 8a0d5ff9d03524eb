"""One story in depth: three sentences of three articles, the last one about what comes next."""

from datetime import date
from typing import Any

import pytest

from briefing.edition.compose import compose
from briefing.edition.desk import Options
from briefing.edition.sections.big_story import pick
from briefing.model import Article, DatedEvent, Dossier, Sentence, Summary
from tests.builders import article, dossier
from tests.edition.test_compose import desk, stories

DAY = date(2026, 11, 23)
FACTS = "Le groupe Métallor fermera trois usines en Europe d'ici à la fin de l'année prochaine."
DEBATE = "Les syndicats dénoncent une décision prise sans eux et réclament un moratoire."
CONTEXT = (
    "La demande de pièces pour moteurs thermiques recule depuis quatre ans dans toute l'Europe."
)
NEXT = "La direction recevra les élus des sites concernés jeudi 26 novembre à Lyon."


def told(*said: str, step: str = NEXT, day: date = date(2026, 11, 26), **changes: Any) -> Dossier:
    """Return a story whose sentences come from an article each; `step` from the last one."""
    papers = [
        article("Métallor ferme trois usines", outlet=f"Journal {n}", url=f"https://j{n}.example/a")
        for n in range(len(said) + 1)
    ]
    sentences = tuple(
        Sentence(text=text, article_ids=(paper.id,))
        for text, paper in zip(said, papers, strict=False)
    )
    one = dossier(*papers, events=_event(papers[-1], step, day), **changes)
    lead = Sentence(text="Métallor ferme trois usines", article_ids=(papers[0].id,))
    summary = Summary(headline=lead, sentences=sentences[:1], more=sentences[1:])
    return Dossier(story=one.story, summary=summary, events=one.events)


def _event(paper: Article, step: str, day: date) -> tuple[DatedEvent, ...]:
    if not step:
        return ()
    return (DatedEvent(text=step, day=day, at=None, sentence=step, article_id=paper.id),)


def options(**changes: Any) -> Options:
    values: dict[str, Any] = {"max": 1, "language": "fr", "day": DAY, "economy_quota": 0.6}
    return Options(**(values | changes))


def signs(one: Dossier, **changes: Any) -> list[tuple[str, str]]:
    return [(block.label, block.lead.text) for block in pick([one], options(**changes))]


def test_facts_debate_and_next_step_under_the_headline() -> None:
    assert signs(told(FACTS, DEBATE, CONTEXT)) == [
        ("", "Métallor ferme trois usines."),
        ("Les faits", FACTS),
        ("Le débat", DEBATE),
        ("La suite", NEXT),
    ]


def test_without_a_dispute_its_place_tells_the_context() -> None:
    assert [label for label, _ in signs(told(FACTS, CONTEXT))] == [
        "",
        "Les faits",
        "Le contexte",
        "La suite",
    ]


@pytest.mark.parametrize(
    "one",
    [
        told(FACTS, DEBATE, step=""),
        told(FACTS, DEBATE, day=date(2026, 11, 20)),
        told(FACTS),
        told(FACTS, FACTS),
        told(
            FACTS, DEBATE, step="Demain, la direction recevra les élus des sites concernés à Lyon."
        ),
        told(FACTS, DEBATE, step="Ce jeudi, ils recevront les élus des sites concernés à Lyon."),
        told(FACTS, DEBATE, eco=0.2),
    ],
    ids=["no step", "a past one", "two parts", "said twice", "demain", "ils", "no economy"],
)
def test_otherwise_it_is_absent(one: Dossier) -> None:
    assert signs(one) == []


def test_each_sentence_comes_from_another_article() -> None:
    blocks = pick([told(FACTS, DEBATE)], options())
    urls = [block.lead.url for block in blocks[1:]]
    assert len(set(urls)) == len(urls)


def test_one_outlet_alone_is_no_big_story() -> None:
    one = told(FACTS, DEBATE)
    same = [article("M", outlet="Seul", url=f"https://s.example/{n}") for n in range(3)]
    alone = dossier(*same)
    ids = [one.id for one in same]
    summary = Summary(
        headline=Sentence(text="Métallor ferme trois usines", article_ids=(ids[0],)),
        sentences=(Sentence(text=FACTS, article_ids=(ids[0],)),),
        more=(Sentence(text=DEBATE, article_ids=(ids[1],)),),
    )
    events = _event(same[2], NEXT, date(2026, 11, 26))
    assert signs(Dossier(story=alone.story, summary=summary, events=events)) == []
    assert signs(one)


def test_the_story_told_in_depth_is_no_item_and_the_first_one_stays() -> None:
    deep = told(FACTS, DEBATE, score=0.9)
    made = compose([*stories(6, sources=2), deep], desk())
    kinds = {section.kind: section for section in made.sections}
    items = [block.story_id for block in kinds["need_to_know"].blocks]
    assert deep.story.id in {block.story_id for block in kinds["big_story"].blocks}
    assert deep.story.id not in items
    assert len(items) == 6
    assert made.subject.startswith("Marché 0")


def test_a_short_edition_tells_no_story_in_depth() -> None:
    made = compose([*stories(3), told(FACTS, DEBATE, score=0.9)], desk())
    assert "big_story" not in {section.kind for section in made.sections}


DETAIL = "Le plus ancien de ces sites, ouvert en 1921, fabrique des soupapes pour deux marques."


def test_without_a_dated_step_a_third_outlet_adds_what_it_knows() -> None:
    assert [sign for sign, _ in signs(told(FACTS, CONTEXT, DETAIL, step=""))] == [
        "",
        "Les faits",
        "Le contexte",
        "Le détail",
    ]
    assert [sign for sign, _ in signs(told(FACTS, DEBATE, CONTEXT, step=""))] == [
        "",
        "Les faits",
        "Le débat",
        "Le contexte",
    ]


def test_a_sentence_that_shares_five_words_in_a_row_with_another_tells_it_again() -> None:
    again = (
        "Selon deux quotidiens allemands et un élu local, le numéro deux du secteur fermera trois"
        " usines en Europe d'ici à l'été, soit la moitié de ce qu'il possède hors de son pays."
    )
    assert signs(told(FACTS, CONTEXT, again, step="")) == []


def test_what_the_writer_expects_is_no_next_step() -> None:
    guess = "Jeudi 26 novembre, Métallor a de grandes chances de trouver un repreneur à Lyon."
    assert "La suite" not in dict(signs(told(FACTS, DEBATE, CONTEXT, step=guess)))


def test_one_country_s_politics_are_not_told_in_depth() -> None:
    politics = told(FACTS, DEBATE, section="politique", eco=0.6, sources=7)
    assert pick([politics], options()) == ()
    assert pick([politics], options(economy_quota=0.0)) != ()


def test_the_best_story_goes_before_one_with_a_next_step() -> None:
    first = told(FACTS, DEBATE, CONTEXT, step="", score=0.9)
    later = told(FACTS, DEBATE, score=0.5)
    assert pick([first, later], options())[0].story_id == first.story.id


def test_what_an_item_tells_in_other_words_is_not_told_in_depth() -> None:
    other = told(FACTS, DEBATE, near=("a",))
    assert pick([other], options(taken=frozenset({"a"}))) == ()
