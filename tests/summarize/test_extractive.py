"""A story becomes a lead and a sentence that adds to it, within what each feed allows."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Article, Kind, Reuse, Summary
from briefing.summarize import summarize
from briefing.text import count_words
from tests.builders import DAY, NOW, article, story

TITLE = "La banque centrale relève ses taux directeurs à 2,25 %"
TEASER = "Le taux de dépôt passe à 2,25 % dès mercredi, une première depuis trois ans."


def summary(*articles: Article, today: date = DAY, words: int = 35) -> Summary | None:
    return summarize(story(*articles), words=words, today=today)


def told(*articles: Article, today: date = DAY) -> tuple[str, str]:
    """Return lead and body, "" where there is none."""
    made = summary(*articles, today=today)
    if made is None:
        return "", ""
    return made.headline.text, made.sentences[0].text if made.sentences else ""


def body(teaser: str, title: str = TITLE, today: date = DAY, **changes: Any) -> str:
    return told(article(title, summary=teaser, **changes), today=today)[1]


def test_a_title_and_a_teaser_make_an_item() -> None:
    first = article(TITLE, summary=TEASER)
    made = summary(first)
    assert made is not None
    assert made.headline.text == f"{TITLE}."
    assert made.headline.article_ids == (first.id,)
    assert [sentence.text for sentence in made.sentences] == [TEASER]
    assert made.made_by == "extractive"


def test_the_lead_is_the_title_nearest_to_ten_words() -> None:
    long = "Taux : après des mois d'attente, la banque centrale se décide enfin à relever ses taux"
    assert told(article(long), article(TITLE, feed_id="fr-phare"))[0] == f"{TITLE}."


def test_a_statement_is_preferred_to_a_question_and_to_a_quotation() -> None:
    asked = article("La banque centrale va-t-elle relever ses taux directeurs cette année ?")
    quoted = article("« Il faut agir vite » : la banque centrale relève ses taux", feed_id="fr-a")
    assert told(asked, quoted, article(TITLE, feed_id="fr-phare"))[0] == f"{TITLE}."


def test_a_question_leads_nothing_however_many_outlets_ask_it() -> None:
    asked = "Faut-il relever les taux directeurs ?"
    one, other = article(asked, summary=TEASER), article(asked, feed_id="fr-phare")
    assert summary(one) is None
    assert summarize(story(one, other, sources=2), words=35, today=DAY) is None


def test_a_headline_cut_short_keeps_who_or_how_much() -> None:
    title = (
        "L'écart s'est réduit en 2024, mais moins vite qu'avant : les hommes gagnent toujours bien"
        " plus que les femmes dans tout le secteur privé"
    )
    assert summary(article(title)) is None


def test_what_was_to_come_is_not_printed_once_its_day_has_come() -> None:
    teaser = "La hausse du taux de dépôt de la banque prend fin mercredi, selon trois analystes."
    assert body(teaser) == teaser
    assert not body(teaser, today=DAY + timedelta(days=7))


def test_an_article_whose_address_names_a_day_long_past_is_not_printed() -> None:
    old = article(TITLE, url="https://journal.example/monde/20190402.N17/taux.html")
    new = article(TITLE, url=f"https://journal.example/monde/{DAY:%Y/%m/%d}/taux.html")
    assert summary(old) is None
    assert summary(new) is not None


def test_a_quotation_about_somebody_is_not_his() -> None:
    title = (
        "« Il a très bien incarné son pays et tout son combat » : Jean Martin, un président aimé"
    )
    assert told(article(title))[0] != (
        "« Il a très bien incarné son pays et tout son combat » : Jean Martin."
    )


def test_a_sentence_of_another_article_shares_the_matter_of_the_lead() -> None:
    other = article(
        "Taux de chômage : une usine ferme à Lyon",
        feed_id="fr-phare",
        summary="À Lyon, une usine de textile ferme ses portes et 300 ouvriers partent.",
    )
    assert told(article(TITLE), other)[1] == ""


@pytest.mark.parametrize(
    "title",
    [
        "Des lendemains qui déchantent",
        "« Lignes rouges », drapeaux brûlés",
        "Durée d'indemnisation rabotée, dégressivité accrue",
        "La réforme de la facturation en 8 questions",
        "« En 2027 je vote » : le courrier des lecteurs",
    ],
)
def test_a_title_that_tells_nothing_leads_nothing(title: str) -> None:
    assert summary(article(title)) is None


def test_a_title_that_cannot_be_shortened_is_used_up_to_eighteen_words() -> None:
    words = "mot " * 13
    assert told(article(f"La banque relève {words}ici"))[0] != ""
    assert summary(article(f"La banque relève {words}très long ici")) is None


def test_a_topic_goes_when_only_then_it_fits_and_the_body_brings_it_back() -> None:
    title = (
        "Guerre en Syldavie : le gouvernement engage le retrait du pays de la convention sur"
        " l’interdiction des mines antichar"
    )
    teaser = "La Syldavie avait signé ce traité en 1997, avec soixante autres pays."
    lead, sentence = told(article(title, summary=teaser))
    assert lead.startswith("Le gouvernement engage")
    assert sentence == teaser
    assert summary(article(title)) is None


@pytest.mark.parametrize(
    ("reuse", "expected"),
    [
        (Reuse.LINK, None),
        (Reuse.TITLE, ()),
        (Reuse.TEASER, ("La hausse des taux prend effet lundi prochain à Lyon.",)),
        (Reuse.SENTENCE, ("Les taux de la banque montent de 40 points, a annoncé Paul Serre.",)),
    ],
)
def test_a_feed_is_reprinted_only_as_far_as_it_allows(
    reuse: Reuse, expected: tuple[str, ...] | None
) -> None:
    made = summary(
        article(
            "La banque centrale relève ses taux directeurs",
            summary="La hausse des taux prend effet lundi prochain à Lyon.",
            text="Les taux de la banque montent de 40 points, a annoncé Paul Serre.",
            reuse=reuse,
        )
    )
    got = None if made is None else tuple(sentence.text for sentence in made.sentences)
    assert got == expected


@pytest.mark.parametrize("changes", [{"damaged": True}, {"kind": Kind.OPINION}])
def test_what_is_damaged_or_no_news_is_never_printed(changes: dict[str, Any]) -> None:
    assert summary(article(TITLE, summary=TEASER, **changes)) is None


def test_another_outlet_may_tell_the_rest() -> None:
    other = article("Les taux montent", summary=TEASER, feed_id="fr-phare")
    made = summary(article(TITLE), other)
    assert made is not None
    assert made.sentences[0].article_ids == (other.id,)


@pytest.mark.parametrize(
    "teaser",
    [
        "Il a relevé les taux de la banque de 40 points lundi.",
        "Cette décision relève les taux de la banque de 40 points.",
        "Avec cette hausse, les taux de la banque montent de 40 points.",
        "Mais les taux de la banque montent de 40 points.",
        "Nous savions que les taux de la banque monteraient de 40 points.",
        "Les taux de la banque vont-ils monter de 40 points lundi ?",
        "Les taux de la banque montent de 40 points et la suite…",
        "Les taux de la banque montent de 40 points, sans point final",
        "Lire aussi : les taux de la banque montent de 40 points.",
        "Suivez l'actualité des taux de la banque centrale sur notre site.",
        "Abonnez-vous pour lire la suite sur les taux de la banque.",
        "Par Paul Serre, qui suit les taux de la banque centrale.",
        "Crédit photo : la banque centrale et ses taux à Lyon.",
        "Une hausse des taux qui inquiète toute la place de Lyon.",
        "La banque centrale relève ses taux directeurs à 2,25 %.",
        "« Nous relevons les taux de la banque de 40 points lundi. »",
        "Hausse des taux.",
        "Au grand dam de ceux qui attendaient une baisse des taux.",
        "Du moins ceux de la banque, qui montent de 40 points.",
    ],
)
def test_what_never_follows_a_lead(teaser: str) -> None:
    assert body(teaser) == ""


@pytest.mark.parametrize("word", ["hier", "aujourd'hui", "demain", "ce matin", "ce soir"])
def test_a_relative_day_is_printed_on_its_own_day_only(word: str) -> None:
    teaser = f"Les prêteurs de Lyon seront servis {word} à ce taux par la banque."
    assert body(teaser) == teaser
    assert body(teaser, published=NOW - timedelta(days=1)) == ""


def test_a_relative_week_is_true_for_two_days() -> None:
    teaser = "Le taux de dépôt passe cette semaine à 2,25 %, une première depuis trois ans."
    assert body(teaser, published=NOW - timedelta(days=2)) == teaser
    assert body(teaser, published=NOW - timedelta(days=3)) == ""


def test_a_weekday_stays() -> None:
    teaser = "Ce lundi, le taux de dépôt passe à 2,25 %, une première depuis trois ans."
    assert body(teaser, published=NOW - timedelta(days=1)) == teaser


def test_a_long_sentence_is_trimmed_or_left_out() -> None:
    more = "et " + "très " * 30 + "attendue"
    short = "Le taux de dépôt passe à 2,25 %, une première depuis trois ans"
    teaser = f"{short} - {more}."
    assert body(teaser) == f"{short}."
    assert body(teaser.replace(" - ", " ")) == ""


def test_an_attribution_is_not_trimmed_away() -> None:
    more = "selon Paul Serre, qui le dit " + "très " * 30 + "fort"
    told = "Le taux de dépôt passe à 2,25 % pour la troisième fois depuis deux ans"
    assert body(f"{told}, {more}.") == f"{told}, selon Paul Serre."
    assert body(f"{told} ({more}).") == ""


def test_where_outlets_differ_the_weaker_number_is_printed() -> None:
    sure = article(
        "Orion supprime des postes", summary="Orion va supprimer 2 100 postes en Europe."
    )
    weaker = article(
        "Orion va supprimer jusqu'à 2 100 postes en Europe",
        summary="La direction d'Orion négocie avec les syndicats depuis lundi.",
        feed_id="fr-phare",
    )
    lead, sentence = told(sure, weaker)
    assert "jusqu'à 2 100 postes" in lead
    assert "2 100" not in sentence


def test_two_wordings_of_one_quotation_are_never_both_printed() -> None:
    title = "« On nous a cambriolés et volé nos idées » : un cadre d'Orion sur la concurrence"
    text = (
        "« C'est comme si on nous avait cambriolés et volé nos idées », a écrit Paul Serre lundi."
    )
    lead, sentence = told(article(title, text=text))
    assert lead.startswith("« On nous a cambriolés et volé nos idées » : un cadre d'Orion")
    assert sentence == ""


def test_page_furniture_in_a_full_text_is_never_printed() -> None:
    text = (
        "Logo\nPaul Serre/Getty Images\n"
        "Orion recrute quatre chercheurs de Lyre pour son laboratoire de Brest.\n"
        "📬 Inscrivez-vous à la lettre du matin d'Orion\n"
        "Notre lettre, gratuite et rapide, arrive chaque matin chez Orion."
    )
    assert told(article("Orion débauche chez son rival Lyre", text=text))[1] == (
        "Orion recrute quatre chercheurs de Lyre pour son laboratoire de Brest."
    )


def test_english_stories_are_told_too() -> None:
    lead, sentence = told(
        article(
            "Central bank raises rates for third time - Herald",
            summary="They rose again. The deposit rate will go to 2.25 per cent on Wednesday.",
            feed_id="en-herald",
        )
    )
    assert lead == "Central bank raises rates for third time."
    assert sentence == "The deposit rate will go to 2.25 per cent on Wednesday."


@given(st.permutations([TITLE, "Les taux montent à Lyon", "Hausse des taux directeurs"]))
def test_the_order_of_articles_changes_no_limit(titles: list[str]) -> None:
    articles = [article(title, summary=TEASER, feed_id=f"fr-{n}") for n, title in enumerate(titles)]
    made = summary(*articles, words=20)
    assert made is not None
    assert 4 <= count_words(made.headline.text) <= 14
    assert all(count_words(sentence.text) <= 20 for sentence in made.sentences)


@pytest.mark.parametrize(
    "teaser",
    [
        "La banque centrale a relevé ses taux directeurs à 2,25 % jeudi 19 novembre.",
        "Le groupe a annoncé mardi que la banque centrale relève ses taux directeurs à 2,25 %.",
        "Le diplomate a été convoqué lundi à cause des taux de la banque centrale de Lyon.",
        "La mesure doit être examinée samedi par les banques et les syndicats de Lyon.",
        "Les taux de la banque sont hauts.",
    ],
)
def test_a_body_that_repeats_the_lead_or_leans_on_the_unsaid_is_left_out(teaser: str) -> None:
    assert body(teaser) == ""


def test_this_weekday_is_printed_on_that_day_only() -> None:
    teaser = "Le taux de dépôt passe ce dimanche à 2,25 %, une première depuis trois ans."
    assert body(teaser, published=NOW - timedelta(days=1)) == ""


def test_what_was_announced_for_a_day_that_is_past_is_left_out() -> None:
    teaser = "Le taux de dépôt sera examiné dimanche à Lyon, une première depuis trois ans."
    assert body(teaser, published=NOW - timedelta(days=2)) == ""


def test_a_question_loses_to_a_longer_statement() -> None:
    asked = article("Faut-il relever encore les taux directeurs de la banque ?")
    long = article(
        "La banque centrale et ses voisines relèvent ensemble les taux directeurs pour freiner"
        " la hausse des prix",
        feed_id="fr-phare",
    )
    assert told(asked, long)[0].startswith("La banque centrale et ses voisines")


def test_a_full_text_gives_the_sentence_that_tells_it_best() -> None:
    text = (
        "Le soleil brille sur Lyon. "
        "La banque centrale porte à 2,25 % le taux de dépôt, une première depuis trois ans, "
        "pour freiner la hausse des prix et des salaires. "
        "Les passants sont pressés."
    )
    found = body("", text=text)
    assert found.startswith("La banque centrale porte")


def test_an_article_of_another_matter_never_follows_the_lead() -> None:
    court = article("A Minsk court refuses to annul the disputed vote", language="en")
    other = article(
        "Gaza declares lockdown after first cases",
        summary="A 48-hour lockdown has been declared in Gaza after the first cases were found.",
        language="en",
    )
    assert told(court, other) == ("A Minsk court refuses to annul the disputed vote.", "")


@pytest.mark.parametrize(
    "title",
    [
        "Day 2 of the Convention: Schedule, Speakers and How to Watch",
        "Budget : ce qu'il faut retenir",
    ],
)
def test_what_only_serves_leads_nothing(title: str) -> None:
    assert told(article(title, summary=TEASER))[0] != f"{title}."


def test_a_sentence_in_capitals_never_follows_a_lead() -> None:
    assert body("LE GOUVERNEMENT A PRÉSENTÉ MARDI SON PLAN DE SOUTIEN AUX BANQUES.") == ""


def test_a_comment_that_one_outlet_prints_leads_nothing_and_others_may_tell_its_event() -> None:
    comment = article("La Syldavie ne parvient toujours pas à solder son passé de pirate")
    assert summary(comment) is None
    assert told(comment, article(TITLE, feed_id="fr-phare"))[0] == f"{TITLE}."


def test_what_an_outlet_prints_of_itself_is_no_story_unless_others_print_it() -> None:
    own = article("Le Phare remporte le prix de la presse de Lyon", outlet="Le Phare")
    assert summary(own) is None


@pytest.mark.parametrize(
    "title",
    [
        "Un casino suspend ses ventes mardi",
        "« Il y a des effets qui ne vont pas durer longtemps », estime Paul Serre",
        "La commune a voté mardi une aide de 40 millions d'euros",
        "La famille de l'otage le plus jeune lance un appel mardi",
    ],
)
def test_a_lead_that_does_not_say_who_needs_a_sentence_that_does(title: str) -> None:
    assert summary(article(title)) is None


def test_a_day_that_is_past_takes_the_headline_with_it() -> None:
    title = "La banque centrale relève ce lundi ses taux à 2,25 %"
    assert told(article(title))[0] == f"{title}."
    assert summary(article(title), today=DAY + timedelta(days=1)) is None


@pytest.mark.parametrize(
    "teaser",
    [
        "Pour s'y préparer, la banque centrale réunit jeudi 40 prêteurs de Lyon.",
        "La banque centrale a par ailleurs nommé jeudi Paul Serre à Lyon.",
        "LE POINT SUR LES TAUX - La banque centrale réunit jeudi 40 prêteurs de Lyon.",
        "Dans sa chronique, Paul Serre juge les taux de la banque centrale depuis Lyon.",
        "La banque réunit 40 prêteurs de Lyon en prime time L'annonce des taux a surpris.",
        "Une hausse moyenne entre 10 et 14 points des taux de la banque de Lyon.",
        "Pas vraiment, puisque la banque de Lyon a servi 40 prêteurs en un an.",
        "La banque réunit jeudi 40 prêteurs de Lyon pour préparer jeudi la baisse.",
        "Quatre personnes, dont deux cadres de la banque, ont été arrêtés à Lyon.",
    ],
)
def test_what_goes_on_or_is_no_sentence_never_follows_a_lead(teaser: str) -> None:
    assert body(teaser) == ""


def test_the_headline_that_tells_what_most_outlets_tell_comes_first() -> None:
    beside = article("Une fuite de carburant détectée au large du port de Klow", feed_id="fr-a")
    first, second, third = (
        article(f"Klow : {told} dans le port par la marine de Syldavie", feed_id=feed_id)
        for feed_id, told in (
            ("fr-b", "un drone inconnu neutralisé"),
            ("fr-c", "un drone armé neutralisé jeudi"),
            ("fr-d", "ce que dit le drone neutralisé mardi"),
        )
    )
    assert "drone" in told(beside, first, second, third)[0]
