"""What is on today's agenda."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from briefing.edition.desk import Options
from briefing.edition.sections.watch import pick, title
from briefing.gathered import Appointment
from briefing.model import DatedEvent, Dossier
from tests.builders import article, dossier

DAY = date(2026, 11, 23)
SENTENCE = "L'Insee publiera lundi 23 novembre le climat des affaires."


def options(**changes: Any) -> Options:
    values: dict[str, Any] = {"max": 4, "language": "fr", "day": DAY}
    return Options(**(values | changes))


def announced(sentence: str = SENTENCE, **changes: Any) -> Dossier:
    kept = {k: changes.pop(k) for k in ("section", "sources", "eco") if k in changes}
    source = article(f"À propos de {sentence}")
    values: dict[str, Any] = {
        "text": sentence.rstrip("."),
        "day": DAY,
        "at": None,
        "sentence": sentence,
        "article_id": source.id,
    }
    return dossier(source, events=(DatedEvent(**(values | changes)),), **kept)


def texts(*dossiers: Dossier, **changes: Any) -> list[str]:
    return [block.text for block in pick(dossiers, options(**changes))]


def test_an_event_of_today_is_told_as_of_today() -> None:
    (block,) = pick([announced(at="08:45")], options())
    assert block.text == "L'Insee publiera ce lundi le climat des affaires."
    assert (block.at, block.source) == ("08:45", "Gazette")


def test_what_an_item_tells_in_other_words_is_not_on_the_agenda() -> None:
    one = announced()
    twin = replace(one, story=replace(one.story, near=("a",)))
    assert texts(twin, taken=frozenset({"a"})) == []
    assert texts(twin) != []


TUESDAY = date(2026, 11, 24)
SOON = "Le Parlement votera jeudi 26 novembre le budget."


def test_an_event_of_another_day_is_not_on_the_agenda_of_a_day_that_has_its_own() -> None:
    today = announced("L'Insee publiera mardi le climat des affaires.", day=TUESDAY)
    later = announced(SOON, day=date(2026, 11, 26))
    assert texts(today, later, day=TUESDAY) == ["L'Insee publiera ce mardi le climat des affaires."]


@pytest.mark.parametrize(
    ("day", "named"),
    [(DAY, "À surveiller cette semaine"), (TUESDAY, "À surveiller ces prochains jours")],
)
def test_mondays_and_empty_days_look_ahead_under_a_title_that_says_so(
    day: date, named: str
) -> None:
    blocks = pick([announced(SOON, day=date(2026, 11, 26), at="15:00")], options(day=day))
    assert [(one.text, one.at, one.day) for one in blocks] == [(SOON, "", date(2026, 11, 26))]
    assert title(blocks, (), options(day=day)) == named


def test_nothing_further_than_six_days_ahead_is_announced() -> None:
    assert texts(announced("Le Sénat votera lundi 30 novembre.", day=date(2026, 11, 30))) == []


def test_mondays_add_three_lines_of_the_week_at_most() -> None:
    later = [
        announced(sentence, day=date(2026, 11, 26))
        for sentence in (
            "Lyon inaugurera jeudi son nouveau musée.",
            "Le Parlement votera jeudi le budget de l'Union.",
            "Airbus livrera jeudi son millième avion.",
            "La Banque d'Angleterre publiera jeudi ses prévisions.",
        )
    ]
    assert len(texts(*later)) == 3


def test_today_alone_keeps_the_usual_title() -> None:
    blocks = pick([announced()], options())
    assert title(blocks, (), options()) == "À surveiller aujourd'hui"


def test_a_story_that_stands_above_is_not_announced_again() -> None:
    one = announced()
    assert texts(one, taken=frozenset({one.story.id})) == []
    assert texts(one, said=("L'Insee publie le climat des affaires lundi.",)) == []


def test_an_hour_that_has_passed_is_no_agenda() -> None:
    assert texts(announced(at="04:30"), hour="05:45") == []
    assert texts(announced(at="08:45"), hour="05:45") != []


@pytest.mark.parametrize(
    "sentence",
    [
        "Avec le record de 84 départements en alerte lundi, Paris connaît une vague de chaleur.",
        "Le Parlement votera demain lundi le budget de Paris.",
        "« Nous gagnerons lundi », promet la présidente Claire Vasseur.",
    ],
)
def test_what_is_over_and_what_counts_from_another_day_is_no_agenda(sentence: str) -> None:
    assert texts(announced(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Le tirage du Loto aura lieu lundi soir à Paris.",
        "La série reviendra lundi soir sur TF1 à 21 heures.",
        "Il présentera lundi son plan devant les députés.",
        "Rendez-vous lundi.",
        "Canicule : qu'est-ce que la vigilance qui commencera lundi.",
        "Climat : comment Paris votera lundi son plan.",
        "Des annulations sont prévues lundi.",
        "Son avocat plaidera lundi à Paris.",
        "La cérémonie de signature et de promulgation aura lieu lundi à Washington.",
        "Le texte sera examiné lundi par l'Assemblée nationale.",
        "Le vote aura lieu à Rome lundi.",
    ],
)
def test_games_television_questions_and_dangling_sentences_are_left_out(sentence: str) -> None:
    assert texts(announced(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Airbus livrera lundi son avion.",
        "La loi sur la fin de vie sera examinée lundi à l'Assemblée.",
        "Le procès de Nicolas Sarkozy s'ouvrira lundi à Paris.",
        "L'audience de la Cour suprême se tiendra lundi à Washington.",
        "L'Insee publiera lundi un indice.",
        "Une manifestation aura lieu à Rome lundi.",
    ],
)
def test_a_sentence_that_names_somebody_or_some_place_stands_alone(sentence: str) -> None:
    assert len(texts(announced(sentence))) == 1


def test_what_is_not_about_the_economy_must_be_big() -> None:
    storm = announced(eco=0.2, sources=4)
    assert texts(storm, economy_quota=0.6) == []
    assert len(texts(storm)) == 1
    assert len(texts(announced(eco=0.2, sources=5), economy_quota=0.6)) == 1


def test_sport_is_on_the_agenda_only_when_it_is_big() -> None:
    assert texts(announced(section="sport", sources=4)) == []
    assert len(texts(announced(section="sport", sources=5))) == 1


def test_a_sentence_that_is_too_long_gives_way_to_the_events_own_words() -> None:
    long = "L'Insee publiera lundi le climat des affaires " + "et ceci " * 20
    told = announced(long, text="l'Insee publiera lundi le climat des affaires")
    assert texts(told) == ["L'Insee publiera ce lundi le climat des affaires."]
    assert texts(announced(long, text=long)) == []


def test_two_sentences_that_announce_the_same_are_one_event() -> None:
    again = announced("Le climat des affaires sera publié lundi par l'Insee.")
    assert len(texts(announced(), again)) == 1


def test_no_sentence_is_printed_twice() -> None:
    assert texts(announced(), said=(SENTENCE,)) == []


def test_events_with_an_hour_come_first_in_their_order() -> None:
    dossiers = [
        announced("Le Sénat votera lundi la loi sur l'eau.", at=None),
        announced("La BCE dévoilera lundi ses prévisions de croissance.", at="14:00"),
        announced("Airbus livrera lundi son premier avion électrique.", at="09:30"),
    ]
    assert [block.at for block in pick(dossiers, options())] == ["09:30", "14:00", ""]


def test_no_more_than_asked() -> None:
    dossiers = [
        announced("Le Sénat votera lundi la loi sur l'eau."),
        announced("La BCE dévoilera lundi ses prévisions de croissance."),
    ]
    assert len(texts(*dossiers, max=1)) == 1


def test_an_article_that_may_not_be_printed_announces_nothing() -> None:
    assert texts(announced(article_id="elsewhere")) == []


def test_a_calendars_date_goes_first_at_the_readers_hour() -> None:
    talk = Appointment(
        day=DAY,
        at=datetime(2026, 11, 23, 13, 30, tzinfo=UTC),
        text="Conférence de presse de la BCE",
        source="BCE",
        url="",
    )
    blocks = pick([announced()], options(appointments=(talk,), zone=ZoneInfo("Europe/Paris")))
    assert (blocks[0].at, blocks[0].text, blocks[0].source) == (
        "14:30",
        "Conférence de presse de la BCE.",
        "BCE",
    )
    assert len(blocks) == 2


def test_calendars_leave_a_place_to_the_news() -> None:
    many = tuple(
        Appointment(day=DAY, at=None, text=f"Réunion numéro {n}", source="C", url="")
        for n in range(9)
    )
    blocks = pick([announced()], options(appointments=many))
    assert len(blocks) == 4
    assert any("climat des affaires" in one.text for one in blocks)
