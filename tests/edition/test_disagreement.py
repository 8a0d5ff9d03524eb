"""What each outlet says, and where their figures differ: no dispute is invented."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.edition.disagreement import MOST_FIGURES, MOST_OUTLETS, facts_of
from briefing.facts.figures import find_figures
from briefing.model import Dossier, Reuse, SourceFact
from tests.builders import article, dossier

PLAN = "Le groupe Métallor supprime {n} emplois dans ses usines en Europe."


def told(*titles: tuple[str, str], **changes: Any) -> Dossier:
    """Return a story told by (outlet, title)s, with the figures of its titles."""
    articles = [
        article(title, outlet=outlet, url=f"https://{place}.example/a", **changes)
        for place, (outlet, title) in enumerate(titles)
    ]
    figures = tuple(
        figure
        for one in articles
        for figure in find_figures(one.item.title, language="fr", article_id=one.id)
    )
    return dossier(*articles, figures=figures)


def differing(facts: tuple[SourceFact, ...]) -> list[str]:
    return [figure.text for one in facts for figure in one.figures if figure.differs]


def of(one: Dossier) -> tuple[SourceFact, ...]:
    return facts_of(one, language="fr")


def test_each_outlet_stands_once_with_its_headline_and_figures() -> None:
    facts = of(told(("Le Phare", PLAN.format(n="4 000")), ("L'Écho", "Métallor ferme deux sites")))
    assert [one.source for one in facts] == ["Le Phare", "L'Écho"]
    assert facts[0].headline == PLAN.format(n="4 000")
    assert [one.text for one in facts[0].figures] == ["4 000 emplois"]
    assert facts[1].figures == ()
    assert differing(facts) == []


def test_other_numbers_for_one_thing_differ_and_bring_their_sentence() -> None:
    facts = of(told(("Le Phare", PLAN.format(n="4 000")), ("L'Écho", PLAN.format(n="5 200"))))
    assert differing(facts) == ["4 000 emplois", "5 200 emplois"]
    assert facts[0].figures[0].sentence == PLAN.format(n="4 000")


def test_a_hedge_that_one_outlet_drops_differs() -> None:
    facts = of(
        told(("Le Phare", PLAN.format(n="jusqu'à 4 000")), ("L'Écho", PLAN.format(n="4 000")))
    )
    assert differing(facts) == ["jusqu'à 4 000 emplois", "4 000 emplois"]


def test_the_same_number_in_both_is_no_dispute() -> None:
    facts = of(told(("Le Phare", PLAN.format(n="4 000")), ("L'Écho", PLAN.format(n="4 000"))))
    assert differing(facts) == []


def test_a_rounded_number_and_the_exact_one_agree() -> None:
    facts = of(
        told(("Le Phare", PLAN.format(n="près de 45 000")), ("L'Écho", PLAN.format(n="44 800")))
    )
    assert differing(facts) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("plus de 400", "470"), ("jusqu'à 2 100", "1 900"), ("4 000", "4 000")],
)
def test_a_bound_makes_room_for_the_exact_number(one: str, other: str) -> None:
    facts = of(told(("Le Phare", PLAN.format(n=one)), ("L'Écho", PLAN.format(n=other))))
    assert differing(facts) == []


def test_one_thing_may_have_two_words() -> None:
    posts = PLAN.replace("emplois", "postes").format(n="5 200")
    facts = of(told(("Le Phare", PLAN.format(n="4 000")), ("L'Écho", posts)))
    assert differing(facts) == ["4 000 emplois", "5 200 postes"]


def test_figures_about_different_things_are_no_dispute() -> None:
    facts = of(
        told(
            ("Le Phare", "Les ventes de voitures électriques bondissent de 12 % en octobre."),
            ("L'Écho", "Le titre Métallor cède 3 % à la Bourse de Paris."),
        )
    )
    assert differing(facts) == []


def test_who_tells_both_ends_agrees_with_who_tells_one() -> None:
    facts = of(
        told(
            ("Le Phare", "La BCE porte son taux de dépôt de 2 % à 2,25 % en décembre."),
            ("L'Écho", "La BCE porte son taux de dépôt à 2,25 % en décembre."),
        )
    )
    assert differing(facts) == []


def test_one_outlet_does_not_disagree_with_itself() -> None:
    one = told(("Le Phare", PLAN.format(n="4 000")), ("Le Phare", PLAN.format(n="5 200")))
    assert differing(of(one)) == []


def test_what_may_not_be_reprinted_is_only_linked() -> None:
    one = told(("Le Phare", PLAN.format(n="4 000")), reuse=Reuse.LINK)
    (fact,) = of(one)
    assert (fact.headline, fact.figures) == ("", ())
    assert fact.url


def test_a_story_of_many_outlets_stays_readable() -> None:
    many = told(*((f"Journal {n}", PLAN.format(n=f"{n + 2} 000")) for n in range(30)))
    facts = of(many)
    assert len(facts) == MOST_OUTLETS
    assert all(len(one.figures) <= MOST_FIGURES for one in facts)


@given(st.permutations([("A", "4 000"), ("B", "5 200"), ("C", "4 000"), ("D", "près de 4 000")]))
def test_who_differs_does_not_depend_on_the_order(order: list[tuple[str, str]]) -> None:
    facts = of(told(*((outlet, PLAN.format(n=n)) for outlet, n in order)))
    assert sorted(differing(facts)) == [
        "4 000 emplois",
        "4 000 emplois",
        "5 200 emplois",
        "près de 4 000 emplois",
    ]
