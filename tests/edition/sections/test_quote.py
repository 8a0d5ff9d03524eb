"""Which words are the quote of the day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from briefing.edition.desk import Options
from briefing.edition.sections.quote import pick
from briefing.model import Dossier, Quotation
from tests.builders import article, dossier

WORDS = "Nous ne céderons pas un centime de plus cette année"


def options(**changes: Any) -> Options:
    values: dict[str, Any] = {"max": 1, "language": "fr", "day": date(2026, 11, 23)}
    return Options(**(values | changes))


def said(title: str = "Les salaires bloqués", **changes: Any) -> Dossier:
    kept = {k: changes.pop(k) for k in ("eco", "score") if k in changes}
    source = article(title)
    words = changes.get("text", WORDS)
    values: dict[str, Any] = {
        "text": words,
        "speaker": "Claire Vasseur",
        "role": "présidente de la fédération",
        "sentence": f"« {words} », a déclaré Claire Vasseur.",
        "article_id": source.id,
    }
    return dossier(source, quotations=(Quotation(**(values | changes)),), **kept)


def test_the_quote_is_verbatim_with_speaker_role_and_outlet() -> None:
    (block,) = pick([said()], options())
    assert (block.text, block.speaker) == (WORDS, "Claire Vasseur")
    assert block.role == "présidente de la fédération"
    assert block.source == "Gazette"


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "Nous ne céderons pas"},
        {"text": "nous " * 31},
        {"text": "la fin de toute une époque industrielle"},
        {"text": "Nous ne céderons pas […] un centime de plus"},
        {"speaker": None},
        {"speaker": "un cadre de Meta"},
        {"speaker": "le ministère"},
        {"speaker": "Répression des"},
        {"text": "à l'issue d'une procédure de transaction"},
        {"text": "procédures qui sont devenues hypersimplifiées depuis hier"},
        {"sentence": f"« {WORDS} », {'a-t-on pu entendre dire ' * 4} par Claire Vasseur."},
        {"sentence": f"Un mort : « {WORDS} », a déclaré Claire Vasseur."},
        {"article_id": "elsewhere"},
    ],
)
def test_scraps_strangers_and_distant_speakers_are_no_quote(wrong: dict[str, Any]) -> None:
    assert pick([said(**wrong)], options()) == ()


def test_a_speaker_before_the_words_or_in_the_same_headline_counts() -> None:
    before = said(sentence=f"Claire Vasseur : « {WORDS} »")
    reworded = said(sentence="Claire Vasseur refuse : pas un centime de plus.")
    assert pick([before], options()) != ()
    assert pick([reworded], options()) != ()


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("Claire Vasseur a jugé que « {} » pour les usines du pays.", False),
        ('For Claire Vasseur, "{}" the steel makers.', False),
        ("« {} » a déclaré Claire Vasseur.", True),
        ("« {} », estime Claire Vasseur.", True),
        ("Pour Claire Vasseur, « {} ».", True),
    ],
)
def test_a_sentence_that_the_reporter_ends_is_no_quotation(sentence: str, whole: bool) -> None:
    found = pick([said(sentence=sentence.format(WORDS))], options())
    assert bool(found) is whole


def test_a_story_of_the_economy_is_preferred() -> None:
    general, economy = said("Un concert annulé", eco=0.2), said()
    assert pick([general, economy], options())[0].story_id == economy.story.id
    assert pick([general], options()) != ()


def test_a_person_speaks_not_a_body() -> None:
    body = said("Un rappel", speaker="la DGCCRF", sentence=f"« {WORDS} », dit la DGCCRF.")
    assert pick([body, said()], options())[0].speaker == "Claire Vasseur"
    assert pick([body], options()) == ()


@pytest.mark.parametrize("role", ["sa visite en Chine", "directrice de la", "", None])
def test_a_role_that_was_cut_or_is_none_is_left_out(role: str | None) -> None:
    assert pick([said(role=role)], options())[0].role == ""


def test_the_wording_of_the_text_is_preferred_to_that_of_the_headline() -> None:
    headline = "Nous ne céderons pas un centime"
    source = article(f"Vasseur : « {headline} »")
    both = tuple(
        Quotation(
            text=words,
            speaker="Claire Vasseur",
            role=None,
            sentence=f"« {words} », dit Claire Vasseur.",
            article_id=source.id,
        )
        for words in (headline, WORDS)
    )
    (block,) = pick([dossier(source, quotations=both)], options())
    assert (block.text, block.role) == (WORDS, "")


def test_words_printed_above_are_no_quote() -> None:
    assert pick([said()], options(said=(f"Elle l'a dit : « {WORDS}. »",))) == ()


def test_a_story_gives_the_number_or_the_quote_not_both() -> None:
    told = said()
    assert pick([told], options(spotlit=frozenset({told.story.id}))) == ()


def test_a_trailing_comma_stays_outside() -> None:
    assert pick([said(text=WORDS + ",")], options())[0].text == WORDS


def test_a_story_that_tells_of_the_dead_gives_no_quote() -> None:
    assert pick([said("Un bébé est décédé à bord d'un avion")], options()) == ()


def test_a_question_is_no_quote() -> None:
    assert (
        pick([said(text="Que ferons-nous si la banque ne cède pas cette année ?")], options()) == ()
    )


def test_a_party_speaks_elsewhere() -> None:
    source = said(eco=1.0)
    (article,) = source.story.articles
    politics = replace(
        source, story=replace(source.story, articles=(replace(article, section="politique"),))
    )
    assert pick([politics], options(economy_quota=0.6)) == ()
    assert pick([politics], options(economy_quota=0.0)) != ()


@pytest.mark.parametrize(
    "text",
    [
        "Nous pensons que c'est probablement plus proche de deux ans",
        "Il doit arriver à Pékin en représentant de toute l'Europe",
        "Cette décision est absolument inconcevable pour nous tous",
    ],
)
def test_words_that_need_those_before_them_are_no_quote(text: str) -> None:
    assert pick([said(text=text)], options()) == ()
