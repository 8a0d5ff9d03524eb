import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefing.ingest.furniture as module
from briefing.ingest.furniture import is_paywalled, without_furniture
from briefing.ingest.parse import parse
from tests.builders import NOW, feed

FOLDER = Path(module.__file__).parent / "furniture"
SEED = Path(os.environ.get("BRIEFING_DATA", "../shared/data")) / "seed" / "item.xml"


@pytest.mark.parametrize(
    "line",
    [
        "Logo",
        "Justin Sullivan/Getty Images",
        "Jean Dupont / AFP",
        "© AFP",
        "Photo : Anne Martin/AFP",
        "(Photo by Anne Martin/Getty Images)",
        "📬 Inscrivez-vous au briefing quotidien",
        "Notre briefing gratuit, rapide et amusant sur l'économie mondiale, chaque matin.",
        "➡ Lire aussi : La BCE relève ses taux",
        "À LIRE AUSSI",
        "A lire aussi - La BCE relève ses taux",
        "6Medias avec Public Sénat, publié le jeudi 13 décembre 2018 à 18h05",
        "Publié le 24/08/2020 à 11h46",
        "Mis à jour le 3 mars 2026",
        "Temps de lecture : 3 min",
        "3 min de lecture",
        "Par Anne Martin et Paul Durand (à Rome)",
        "Propos recueillis par Anne Martin",
        "La Gazette avec AFP",
        "Partager sur Facebook",
        "12 commentaires",
        "Nous utilisons des cookies pour vous offrir le meilleur service.",
        "Il vous reste 85.5% de cet article à lire. La suite est réservée aux abonnés.",
        "Suivez-nous sur Instagram",
        "Read more: Rates rise again",
        "[Related: Rates rise again]",
        "(Reporting by Anne Smith; editing by Paul Jones)",
        "Anne Smith contributed reporting from Rome.",
        "Updated at 1:23 p.m.",
        "By Anne Smith and Paul Jones",
        "Sign up for our free newsletter and never miss a story.",
        "Follow us on Twitter @gazette or on Facebook.",
        "comments",
        "Advertisement",
        "5 min read",
        "Tempo de leitura: 2 minutos",
        'var player = jwplayer("x"); player.setup({});',
        "___",
    ],
)
def test_what_is_no_part_of_an_article_goes(line: str) -> None:
    assert without_furniture(f"Les taux montent.\n{line}\nLes prix aussi.") == (
        "Les taux montent.\nLes prix aussi."
    )


@pytest.mark.parametrize(
    "line",
    [
        "Publié le 3 mars, le rapport de la Cour des comptes dit le contraire.",
        "Par Anne Martin, le ministre a fait savoir qu'il partait.",
        "Le ministre a dit « Inscrivez-vous à la newsletter » devant les députés réunis.",
        "Logo et couleurs changent en janvier.",
        "Les abonnés de Canal+ paieront deux euros de plus.",
        "En partenariat avec l'Insee, la région lance une enquête.",
        "AP/HP : la direction de l'hôpital répond.",
        "Read the room: rates will rise again, the bank says.",
        "By Monday the bank will have raised rates twice.",
        "Sharing the cost is what Paris wants.",
        "Reuters said the deal was close.",
        "OPINION: the bank is wrong",
    ],
)
def test_what_may_be_a_sentence_of_it_stays(line: str) -> None:
    assert without_furniture(f"Les taux montent.\n{line}") == f"Les taux montent.\n{line}"


def test_headlines_under_a_heading_of_links_go_up_to_the_next_sentence() -> None:
    text = "Un.\nÀ lire aussi\nLa BCE relève ses taux\nLe pétrole recule\nLes prix montent.\nFin."
    assert without_furniture(text) == "Un.\nLes prix montent.\nFin."


def test_the_title_is_no_sentence_of_the_text() -> None:
    title = "« Tout a changé » : la BCE relève ses taux"
    text = "« Tout a changé » : la BCE relève ses taux.\nLa BCE relève ses taux, dit-elle."
    assert without_furniture(text, title=title) == "La BCE relève ses taux, dit-elle."


def test_a_first_sentence_that_goes_on_after_the_title_stays() -> None:
    text = "La BCE relève ses taux d'un quart de point et se dit prête à recommencer en mars."
    assert without_furniture(text, title="La BCE relève ses taux") == text


def test_nothing_after_the_last_line_belongs_to_the_article() -> None:
    body = "\n".join(f"Phrase numéro {n} de l'article, assez longue." for n in range(20))
    text = f"{body}\nLes plus lus\n1. La BCE relève ses taux.\nMentions légales."
    assert without_furniture(text) == body


def test_an_ending_in_the_middle_is_only_a_line() -> None:
    text = "Un.\nCommentaires de la BCE, deux heures plus tard\nDeux.\nTrois.\nQuatre.\nCinq."
    assert without_furniture(text) == text


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Un.\nIl vous reste 85.5% de cet article à lire.", True),
        ("Un.\nCet article est réservé aux abonnés.", True),
        ("One.\nSubscribe to continue reading", True),
        ("Les abonnés paieront deux euros de plus.", False),
        ("", False),
    ],
)
def test_a_page_says_that_the_rest_is_for_subscribers(text: str, *, paid: bool) -> None:
    assert is_paywalled(text) is paid


@given(
    st.lists(
        st.sampled_from(
            [
                "Logo",
                "À lire aussi",
                "Un titre sans point",
                "Une phrase.",
                "",
                "Les plus lus",
                "© AFP",
            ]
        ),
        max_size=12,
    )
)
def test_a_text_without_furniture_stays_as_it_is(lines: list[str]) -> None:
    once = without_furniture("\n".join(lines))
    assert without_furniture(once) == once


@given(st.text(max_size=200))
def test_no_line_is_changed_and_none_is_added(text: str) -> None:
    kept = iter(text.split("\n"))
    assert all(line in kept for line in without_furniture(text).split("\n") if line)


def test_every_list_of_every_file_is_one_that_is_read() -> None:
    known = {
        "whole", "starts", "labels", "holds", "headings", "ending", "paywall", "agencies",
        "bylines", "tails", "joints", "code", "days", "months",
    }  # fmt: skip
    for path in FOLDER.glob("*.toml"):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        assert set(table) <= known, path.name
        assert all(
            isinstance(one, str) and one.strip() for words in table.values() for one in words
        )


def test_full_text_of_a_feed_is_the_article_alone() -> None:
    paragraphs = ["Logo", "La BCE relève ses taux", "Anne Martin/AFP", *["Les taux montent."] * 80]
    html = "".join(f"<p>{one}</p>" for one in [*paragraphs, "📬 Recevez notre lettre"])
    body = (
        "<rss version='2.0'><channel><item><title>La BCE relève ses taux</title>"
        f"<link>https://gazette.example/1</link><description><![CDATA[{html}]]></description>"
        "</item></channel></rss>"
    ).encode()
    (item,) = parse(body, feed=feed(), url="https://gazette.example/rss", headers={}, now=NOW)
    assert item.content == "\n".join(["Les taux montent."] * 80)
    assert item.summary.startswith("Les taux montent.")


@pytest.mark.skipif(not SEED.exists(), reason=f"no test data at {SEED}")
def test_the_seed_is_its_standfirst_and_text() -> None:
    (item,) = parse(SEED.read_bytes(), feed=feed(), url="https://q.example/", headers={}, now=NOW)
    lines = item.content.split("\n")
    assert lines[0].startswith("Nouveaux départs vers")
    assert lines[1].startswith("Meta vient de réaliser")
    assert not [line for line in lines if "Getty" in line or "briefing" in line or line == "Logo"]
