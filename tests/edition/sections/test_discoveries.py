"""Which stories make readers smile."""

from datetime import date
from typing import Any

from briefing.edition.desk import Options
from briefing.edition.sections.discoveries import pick
from tests.builders import article, dossier


def options(**changes: Any) -> Options:
    values: dict[str, Any] = {"max": 3, "language": "fr", "day": date(2026, 11, 23)}
    return Options(**(values | changes))


def test_the_oddest_come_first_and_the_ordinary_never() -> None:
    pool = [
        dossier(article("Une loi est votée"), odd=0.5),
        dossier(article("Une poule voyage en train"), odd=0.7),
        dossier(article("Un poisson joue aux échecs"), odd=0.9),
    ]
    assert [block.lead.text for block in pick(pool, options())] == [
        "Un poisson joue aux échecs.",
        "Une poule voyage en train.",
    ]


def test_a_story_printed_above_is_no_discovery() -> None:
    told = dossier(odd=0.9)
    assert pick([told], options(taken=frozenset({told.story.id}))) == ()


def test_nor_is_one_that_tells_of_the_same() -> None:
    odd = dossier(odd=0.9, near=("above",))
    assert pick([odd], options(taken=frozenset({"above"}))) == ()


def test_a_body_is_printed_only_when_it_is_short() -> None:
    short = dossier(article("Une poule voyage"), odd=0.9, body="Elle avait un billet.")
    long = dossier(article("Un coq voyage"), odd=0.8, body="mot " * 26)
    first, second = pick([short, long], options())
    assert [line.text for line in first.sentences] == ["Elle avait un billet."]
    assert second.sentences == ()


def test_no_more_than_asked_and_none_without_credit() -> None:
    pool = [dossier(article(f"Une poule numéro {n}"), odd=0.9) for n in range(5)]
    assert len(pick(pool, options(max=2))) == 2
    assert pick([dossier(article("Sans adresse", url=None), odd=0.9)], options()) == ()


def test_nothing_odd_is_taken_from_a_tragedy() -> None:
    assert pick([dossier(article("Un requin tué par une poule"), odd=0.9)], options()) == ()
