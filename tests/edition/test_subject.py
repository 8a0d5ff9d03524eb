"""Subject line and preheader."""

import pytest

from briefing.edition.subject import (
    PREHEADER_LENGTH,
    SUBJECT_LENGTH,
    preheader,
    subject,
)
from briefing.model import Dossier, Kind, Reuse
from tests.builders import article, dossier, story

LONG = "La Banque centrale européenne relève ses taux directeurs d'un quart de point"


def chosen(*printed: Dossier, recent: tuple[str, ...] = ()) -> str:
    return subject(printed, language="fr", recent=recent)


def before(*printed: Dossier, line: str = "Autre chose", language: str = "fr") -> str:
    return preheader(printed, subject=line, language=language)


def test_the_subject_is_the_shortest_headline_of_the_top_story() -> None:
    top = dossier(
        article(LONG), article("La BCE relève encore ses taux."), article("Taux : la BCE remet ça")
    )
    other = dossier(article("Airbus livre"))
    assert chosen(top, other) == "Taux : la BCE remet ça"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("La BCE relève ses taux - Gazette", "La BCE relève ses taux"),
        ("EN DIRECT. La BCE relève ses taux", "La BCE relève ses taux"),
        ("VIDÉO - la BCE relève ses taux", "La BCE relève ses taux"),
    ],
)
def test_outlet_and_labels_are_no_part_of_a_subject(title: str, expected: str) -> None:
    assert chosen(dossier(article(LONG), article(title))) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        article("Taux : encore"),
        article("LA BCE RELÈVE SES TAUX"),
        article("La BCE relève ses…"),
        article("La BCE : « Nous relevons les taux"),
        article("La BCE relève ses taux", kind=Kind.OPINION),
        article("La BCE relève ses taux", damaged=True),
        article("La BCE relève ses taux", reuse=Reuse.LINK),
    ],
)
def test_a_headline_that_is_cut_shouted_or_not_ours_is_no_subject(wrong: object) -> None:
    assert chosen(dossier(article(LONG), wrong), dossier(article("Airbus livre 71 avions"))) == (  # type: ignore[arg-type]
        "Airbus livre 71 avions"
    )


def test_a_subject_of_recent_days_does_not_come_back() -> None:
    top = dossier(article("La BCE relève ses taux"))
    other = dossier(article("Airbus livre 71 avions"))
    assert chosen(top, other, recent=("la BCE relève ses taux",)) == "Airbus livre 71 avions"


def test_nor_does_one_that_says_the_same() -> None:
    top = dossier(article("Grève des contrôleurs aériens"))
    other = dossier(article("Airbus livre 71 avions"))
    assert chosen(top, other, recent=("Grève de contrôleurs aériens",)) == "Airbus livre 71 avions"


def test_a_whole_headline_goes_before_the_mere_topic_of_the_first_story() -> None:
    top = dossier(article("Conclave sur les retraites : Bayrou évoque des avancées majeures"))
    other = dossier(article("Airbus livre 71 avions"))
    assert chosen(top, other) == "Airbus livre 71 avions"
    assert chosen(top) == "Conclave sur les retraites"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Trump se vante d'avoir fait céder le Canada et cible l'Europe",
         "Trump se vante d'avoir fait céder le Canada"),
        ("Loi Duplomb : compromis trouvé au Parlement, le pesticide maintenu",
         "Loi Duplomb : compromis trouvé au Parlement"),
        ("Français inculpés d'espionnage en Iran : Macron menace Téhéran",
         "Français inculpés d'espionnage en Iran"),
        ("Grève des contrôleurs aériens : retards, annulations, ce qui change",
         "Grève des contrôleurs aériens"),
        ("Grève des contrôleurs aériens jeudi: Paris, une ville sans avions ou presque",
         "Grève des contrôleurs aériens jeudi"),
    ],
)  # fmt: skip
def test_a_long_headline_may_give_its_first_clause(title: str, expected: str) -> None:
    assert chosen(dossier(article(title))) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Dans les Alpes françaises et italiennes, un glacier menace une vallée",
        "Le groupe supprimerait mille postes en France, selon les syndicats",
        "Retraites : après l'échec du conclave, le gouvernement reprend la main",
        "Agence Bio, agence régionale de santé, Agence nationale du sport : la fin",
    ],
)
def test_a_clause_that_says_too_little_or_too_much_is_not_cut_out(title: str) -> None:
    assert chosen(dossier(article(title))).endswith("…")
    assert chosen(dossier(article(title)), dossier(article("Airbus livre 71 avions"))) == (
        "Airbus livre 71 avions"
    )


def test_the_outlets_own_voice_is_no_subject() -> None:
    top = dossier(article(LONG), article("Notre confrère est libre"))
    assert chosen(top, dossier(article("Airbus livre 71 avions"))) == "Airbus livre 71 avions"


def test_a_voice_in_quotation_marks_is_not_the_outlets() -> None:
    quoted = "« Nous avons un acheteur », affirme Trump"
    assert chosen(dossier(article(LONG), article(quoted))) == quoted


def test_without_a_short_headline_the_top_one_is_cut_between_words() -> None:
    line = chosen(dossier(article(LONG)))
    assert line == "La Banque centrale européenne relève ses taux…"
    assert len(line) <= SUBJECT_LENGTH["liste"]
    flights = dossier(
        article("Annulation de 40 % des vols vendredi dans tous les aéroports parisiens")
    )
    assert chosen(flights) == "Annulation de 40 % des vols vendredi…"


def test_what_breaks_off_twice_is_cut_last() -> None:
    twice = "Hospitalisation, urgences... Le gouvernement envisage de relever les tarifs"
    once = "Le gouvernement envisage de relever les tarifs de l'hôpital et des urgences"
    assert chosen(dossier(article(twice), article(once))).startswith("Le gouvernement envisage")


def test_a_cut_leaves_no_amount_without_its_unit() -> None:
    fine = dossier(article("Shein devra payer une amende de 40 millions d'euros en France"))
    assert chosen(fine) == "Shein devra payer une amende…"


def test_a_headline_of_a_later_story_is_better_than_one_that_an_inbox_cuts() -> None:
    long = "Annulation de 40 % des vols vendredi dans les aéroports parisiens"
    later = dossier(article("Airbus livre 71 avions"))
    assert chosen(dossier(article(long)), later) == "Airbus livre 71 avions"


def test_a_long_headline_of_the_top_story_gives_its_first_clause_before_a_later_one() -> None:
    long = "La Banque d'Angleterre baisse ses taux, et la livre sterling recule aussitôt"
    later = dossier(article("Airbus livre 71 avions"))
    assert chosen(dossier(article(LONG), article(long)), later) == (
        "La Banque d'Angleterre baisse ses taux"
    )


def test_the_style_titre_takes_forty_characters_at_most() -> None:
    one = dossier(article("La Banque d'Angleterre baisse enfin ses taux"))
    other = dossier(article("Airbus livre 71 avions"))
    assert chosen(one, other) == "La Banque d'Angleterre baisse enfin ses taux"
    short = subject([one, other], language="fr", recent=(), style="titre")
    assert short == "Airbus livre 71 avions"


def test_two_names_held_together_are_not_parted() -> None:
    title = "Nucléaire : passe d'armes entre Macron et Retailleau au Sénat"
    assert not chosen(dossier(article(title))).endswith("Macron")


def test_a_headline_that_names_somebody_goes_before_a_shorter_one() -> None:
    nameless, named = article("700 000 déplacés en un mois"), article("700 000 déplacés au Soudan")
    assert chosen(dossier(nameless, named)) == "700 000 déplacés au Soudan"


def test_the_preheader_names_the_oddest_other_story() -> None:
    top = dossier(article("Autre chose arrive"), odd=0.9)
    plain, odd = (
        dossier(article(LONG), odd=0.1),
        dossier(article("Une poule voyage seule en train de nuit"), odd=0.8),
    )
    assert before(top, plain, odd, line="Autre chose arrive") == (
        "Et aussi : une poule voyage seule en train de nuit."
    )


@pytest.mark.parametrize(
    "line", ["Shein devra payer une amende…", "Amende record pour Shein en France"]
)
def test_the_preheader_tells_no_story_that_the_subject_tells_in_other_words(line: str) -> None:
    fine = dossier(article("Shein devra payer une amende record de 40 millions d'euros en France"))
    other = dossier(article("Airbus livre 71 avions"))
    assert before(fine, other, line=line) == "Et aussi : Airbus livre 71 avions."


def test_a_short_one_is_followed_by_a_second() -> None:
    odd, other = (
        dossier(article("Une poule voyage"), odd=0.9),
        dossier(article("Airbus livre 71 avions")),
    )
    assert before(odd, other) == "Et aussi : une poule voyage ; Airbus livre 71 avions."
    assert before(odd, other, language="en") == "Plus: Une poule voyage; Airbus livre 71 avions."


def test_a_headline_that_does_not_fit_is_cut_only_when_none_fits() -> None:
    endless = dossier(article("Une poule " + "très " * 20 + "longue"))
    line = before(endless)
    assert line.startswith("Et aussi : une poule très")
    assert line.endswith("…")
    assert len(line) <= PREHEADER_LENGTH
    assert before(endless, dossier(article("Airbus livre 71 avions"))) == (
        "Et aussi : Airbus livre 71 avions."
    )


def test_the_preheader_names_the_dead_last_and_a_name_first() -> None:
    dead, plain, named = (
        dossier(article(title))
        for title in ("Trois morts à Brest", "Un écart qui se réduit enfin", "Airbus livre à Brest")
    )
    assert before(dead, plain, named) == (
        "Et aussi : Airbus livre à Brest ; un écart qui se réduit enfin."
    )


def test_with_one_story_there_is_nothing_else_to_name() -> None:
    assert before(dossier(article("La BCE relève ses taux")), line="La BCE relève ses taux") == ""


def test_a_story_without_summary_still_has_its_titles() -> None:
    bare = Dossier(story=story(article("La BCE relève ses taux")), summary=None)
    assert chosen(bare) == "La BCE relève ses taux"


def test_what_stands_third_is_not_the_subject() -> None:
    second = dossier(article(LONG.replace("La Banque", "Une banque")))
    third = dossier(article("Airbus livre 71 avions"))
    assert chosen(dossier(article(LONG)), second, third).endswith("…")


def test_who_somebody_is_makes_no_subject() -> None:
    title = "Candidate à la mairie de Paris, Rachida Dati démissionne du gouvernement"
    assert chosen(dossier(article(title))) != "Candidate à la mairie de Paris"
