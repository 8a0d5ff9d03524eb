"""Which days a text announces something for; a Monday is published."""

from datetime import date

import pytest

from briefing.facts import find_events
from briefing.model import DatedEvent

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)


def events(text: str, language: str = "fr", today: date = MONDAY) -> tuple[DatedEvent, ...]:
    return find_events(text, language=language, today=today, published=MONDAY, article_id="a1")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("La loi sera votée mardi.", date(2026, 11, 24)),
        ("La loi sera votée ce mardi 24 novembre.", date(2026, 11, 24)),
        ("Le sommet doit s'ouvrir jeudi prochain.", date(2026, 11, 26)),
        ("Le sommet s'ouvre demain à Lyon.", date(2026, 11, 24)),
        ("Le scrutin est prévu le 15 mars.", date(2027, 3, 15)),
        ("Le procès aura lieu le 1er décembre.", date(2026, 12, 1)),
        ("Les députés entameront l'examen du texte ce lundi.", MONDAY),
        ("Annulation de 40 % des vols vendredi.", date(2026, 11, 27)),
        ("La banque publie ses comptes mercredi 25.", date(2026, 11, 25)),
        ("La banque publiera ses comptes le 3 février 2027.", date(2027, 2, 3)),
        (
            "Dimanche 29 novembre, le pape remettra le prix qu'il a reçu le 18 mai.",
            date(2026, 11, 29),
        ),
        ("Les obsèques ont lieu mardi à Lyon.", TUESDAY),
        ("La circulation s'annonce difficile ce mardi.", TUESDAY),
    ],
)
def test_french_announcements(text: str, day: date) -> None:
    (event,) = events(text)
    assert event.day == day
    assert event.sentence == text
    assert event.text in text


@pytest.mark.parametrize(
    "text",
    [
        "La loi a été votée mardi.",
        "Il est mort vendredi dernier.",
        "Le prix monte depuis mardi.",
        "Vous avez jusqu'au 30 novembre.",
        "L'institut a annoncé ce lundi 23 novembre une baisse des prix.",
        "Le tirage du Loto aura lieu mercredi.",
        "La rue sera rouverte un jour.",
        "Le rapport compte 30 février pages.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert events(text) == ()


def test_the_hour_is_read() -> None:
    assert events("L'indice sera publié mardi à 14 h 30.")[0].at == "14:30"
    assert events("Le match débute mardi à 21 heures.")[0].at == "21:00"
    assert events("La loi sera votée mardi.")[0].at is None
    assert events("The index will be out on Tuesday at 2:30 p.m.", "en")[0].at == "14:30"


def test_what_is_before_today_is_left_out() -> None:
    text = "Le conseil se réunira ce lundi. La loi sera votée mardi."
    assert [event.day for event in events(text, today=TUESDAY)] == [TUESDAY]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The ship will arrive on Thursday.", date(2026, 11, 26)),
        ("The trial is set to begin on Jan. 4.", date(2027, 1, 4)),
        ("The shop will open on 2 December 2026.", date(2026, 12, 2)),
        ("The report is due tomorrow.", TUESDAY),
    ],
)
def test_english_announcements(text: str, day: date) -> None:
    assert [event.day for event in events(text, "en")] == [day]


@pytest.mark.parametrize(
    "text", ["Police arrested two men on Friday.", "The mayor on Sunday said it was over."]
)
def test_english_past_is_no_event(text: str) -> None:
    assert events(text, "en") == ()


def test_each_clause_is_read_on_its_own() -> None:
    text = "Le rail a repris lundi ; la loi sera votée mardi, mais le métro restera fermé jeudi."
    assert [(event.day, event.text) for event in events(text)] == [
        (TUESDAY, "la loi sera votée mardi"),
        (date(2026, 11, 26), "le métro restera fermé jeudi."),
    ]


def test_the_day_of_the_saying_is_not_the_day_of_the_event() -> None:
    text = "La loi sera votée mardi, a annoncé le ministre lundi."
    assert [event.day for event in events(text)] == [TUESDAY]


def test_a_day_told_twice_in_a_sentence_is_one_event() -> None:
    text = "La loi sera votée mardi, et la séance de mardi sera longue."
    assert len(events(text)) == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Le sommet se tiendra entre le 1er et le 6 décembre.", date(2026, 12, 1)),
        ("La visite du roi, du 13 au 15 décembre, fait débat.", date(2026, 12, 13)),
        ("Des milliers de visiteurs sont attendus de vendredi à dimanche.", date(2026, 11, 27)),
        ("La vente des huîtres autorisée à partir de ce vendredi.", date(2026, 11, 27)),
        ("Météo-Syldavie a placé le pays en alerte pour mardi.", TUESDAY),
        ("Le vote, déjà reporté deux fois, aura lieu mardi.", TUESDAY),
    ],
)
def test_spans_and_days_told_as_still_to_come(text: str, day: date) -> None:
    assert [event.day for event in events(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Le vote prévu mardi a été reporté.",
        "Le décret est paru ce lundi 23 novembre, avec effet immédiat.",
        "Le roi a parlé lors de son discours sur la place Rouge lundi 23 novembre.",
        "Une rixe a éclaté entre deux hommes ce lundi 23 novembre.",
        "Elle va se retirer, a indiqué l'entourage de la ministre des Finances ce lundi.",
        "La chanteuse s'est produite samedi à Norvin.",
        "L'émission revient du lundi au jeudi.",
        "Le candidat, aujourd'hui en rupture, portera les couleurs du parti.",
    ],
)
def test_what_is_over_put_off_or_habit_is_no_event(text: str) -> None:
    assert events(text) == ()
