"""Each rule of the house finds what breaks it, and nothing in an edition that keeps them."""

from dataclasses import replace
from typing import Any

import pytest

from briefing.config import Newsletter
from briefing.edition.length import reading_minutes, words_in
from briefing.edition.lint import lint_edition
from briefing.findings import RULES
from briefing.model import Edition, QuoteBlock, Section, StoryBlock, Term
from tests.builders import all_sections, edition, line, sections, story_block

LETTER = Newsletter(id="matin", name="Le Brief")


def timed(one: Edition) -> Edition:
    words = words_in(one.sections, one.greeting, one.sign_off)
    return replace(one, reading_minutes=reading_minutes(words, one.language))


def rules(one: Edition, *, recent: tuple[Edition, ...] = (), quota: float = 0.6) -> set[str]:
    found = lint_edition(one, LETTER, economy_quota=quota, recent=recent)
    return {finding.rule for finding in found}


def items(*blocks: StoryBlock, **changes: Any) -> Edition:
    section = Section(kind="need_to_know", title="Voici", blocks=blocks)
    return timed(edition([section], preheader="Et aussi : une poule pond un œuf carré.", **changes))


def item(lead: str = "La BCE relève ses taux.", **changes: Any) -> StoryBlock:
    return story_block(lead, **changes)


def economy(value: float) -> tuple[Term, ...]:
    return (Term(name="economy", weight=0.25, value=value),)


def test_an_edition_that_keeps_the_rules_has_no_finding() -> None:
    preheader = "Et aussi : une poule pond un œuf carré en Bretagne."
    assert rules(timed(edition(all_sections(), preheader=preheader))) == set()


@pytest.mark.parametrize(
    ("one", "rule"),
    [
        (replace(edition(), reading_minutes=9), "words"),
        (items(*(item(f"Nouvelle numéro {n}.", body="mot " * 34) for n in range(30))), "words"),
        (items(item("Trois mots ici")), "lead"),
        (items(item("La BCE relève ses taux…")), "lead"),
        (items(item("LA BCE RELÈVE SES TAUX.")), "lead"),
        (items(item("Un " + "mot " * 14 + "de trop.")), "lead"),
        (items(item("Un titre " + "mot " * 8 + "un peu long.")), "long-lead"),
        (items(item(body="mot " * 36)), "body"),
        (items(item(body="Les taux de la BCE.")), "body"),
        (items(replace(item(), lead=line("La BCE relève ses taux.", source=""))), "credit"),
        (items(replace(item(), lead=line("La BCE relève ses taux.", url=""))), "credit"),
        (items(item(), item()), "credit"),
        (items(*(item(f"La nouvelle numéro {n}.") for n in range(3))), "publisher"),
        (items(item("La <b>BCE</b> relève ses taux.")), "residue"),
        (items(item(body="Le marché recule. Lire la suite sur notre site.")), "residue"),
        (items(item(body="Le marché recule 📬 depuis une semaine.")), "residue"),
        (items(item(), subject="x" * 66), "subject"),
        (items(item(), subject=""), "subject"),
        (edition(preheader="Court."), "subject"),
        (items(item(reasons=economy(0.2)), item("Une autre nouvelle.")), "economy"),
        (edition([*sections()[::-1]]), "order"),
        (edition([Section(kind="watch", title="W", blocks=())]), "order"),
    ],
)
def test_each_rule_finds_what_breaks_it(one: Edition, rule: str) -> None:
    if rule == "economy":
        block = one.sections[0].blocks[1]
        assert isinstance(block, StoryBlock)
        other = replace(block, reasons=economy(1.0))
        one = items(one.sections[0].blocks[0], other)  # type: ignore[arg-type]
    assert rule in rules(one)


def test_a_story_of_a_recent_edition_comes_back_only_with_something_new() -> None:
    before = items(item())
    assert "repeat" in rules(items(item()), recent=(before,))
    assert "repeat" not in rules(items(item(update=True)), recent=(before,))
    others = tuple(items(item(f"Une nouvelle {n} ici.")) for n in range(5))
    assert "repeat" not in rules(items(item()), recent=(*others, before))


def test_a_subject_stands_once_in_sixty_editions() -> None:
    assert "subject" in rules(items(item()), recent=(edition(),))


def test_sentences_in_another_language_are_found() -> None:
    english = "The bank said that it will be one of the first to go with this as they have for the"
    blocks = [item(f"{english} time {n}.", body=f"{english} year.") for n in range(3)]
    assert "language" in rules(items(*blocks))


def test_a_quotation_is_a_clause_and_stands_once() -> None:
    def quoted(text: str) -> Edition:
        quote = QuoteBlock(
            story_id="q", text=text, speaker="Léa", role="", url="https://a.example", source="A"
        )
        section = Section(kind="quote", title="La citation", blocks=(quote,))
        return timed(edition([*items(item()).sections, section]))

    assert "quote" in rules(quoted("Trois mots seuls"))
    assert "quote" in rules(quoted("La BCE relève ses taux"))
    assert "quote" not in rules(quoted("Nous ne céderons pas un centime"))


def test_a_newsletter_about_anything_has_no_quota() -> None:
    one = items(item(reasons=economy(0.2)))
    assert "economy" not in rules(one, quota=0)


def test_every_finding_is_of_a_known_rule() -> None:
    assert all(said.endswith(".") for _, said in RULES.values())
