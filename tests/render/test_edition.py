"""What a reader sees: every sentence with its outlet, well set, safe, small, the same each time."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from briefing.config.packaged import packaged
from briefing.model import Credit, Edition, EventBlock, QuoteBlock, Section, StoryBlock
from briefing.render import headers
from briefing.render.context import Frame
from briefing.render.edition import Rendered, render
from briefing.render.html import entry, page
from briefing.render.mjml import Templates
from briefing.render.slots import TOKEN_SLOT
from briefing.typography import FIXED, NARROW
from tests.builders import edition, line, sections, story_block

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


@pytest.fixture
def shown(templates: Templates, frame: Callable[..., Frame]) -> Callable[..., Rendered]:
    def make(one: Edition | None = None, **changes: str) -> Rendered:
        return render(one or edition(), frame(**changes), templates)

    return make


def long_edition() -> Edition:
    stories = tuple(
        story_block(
            f"Le constructeur numéro {n} relève ses prévisions annuelles de ventes en Europe.",
            "Le groupe table désormais sur 1 200 000 véhicules, soit « un niveau jamais vu » depuis"
            " dix ans, a déclaré sa directrice financière devant les analystes à Francfort.",
        )
        for n in range(12)
    )
    return edition([Section(kind="need_to_know", title="À savoir", blocks=stories), *sections()])


def one_story(**changes: Any) -> Edition:
    block = replace(story_block(), **changes)
    return edition([Section(kind="need_to_know", title="À savoir", blocks=(block,))])


def text_of(html: str) -> str:
    body = re.sub(r"(?s)<head>.*?</head>|<!--.*?-->|<[^>]+>", " ", html)
    return " ".join(body.split())


def test_the_same_edition_gives_the_same_bytes(shown: Callable[..., Rendered]) -> None:
    assert shown() == shown()


def test_twelve_stories_stay_below_what_mail_programs_clip(shown: Callable[..., Rendered]) -> None:
    assert len(shown(long_edition()).html.encode()) <= 80_000


def test_every_section_has_its_pair_of_templates() -> None:
    folder = packaged("templates") / "email/sections"
    pairs = {path.stem for path in folder.glob("*.mjml")}
    assert pairs == {path.stem for path in folder.glob("*.txt")}
    assert pairs >= {section.kind for section in sections()}


def test_every_template_for_mail_has_its_text_part() -> None:
    assert (packaged("templates") / "email/edition.txt").is_file()


def test_html_and_text_tell_the_same_stories_in_the_same_order(
    shown: Callable[..., Rendered],
) -> None:
    rendered = shown()
    html = text_of(rendered.html)
    for told in (html, rendered.text):
        at = [
            told.index(lead)
            for lead in ("La BCE relève ses taux.", "Airbus", "L’Insee", "Une poule")
        ]
        assert at == sorted(at)


def test_lead_and_sentence_of_one_article_are_credited_once(
    shown: Callable[..., Rendered],
) -> None:
    same = one_story(sentences=(line("Le dépôt passe à 2,25 %."),), also=())
    assert shown(same).text.count("[La Gazette]") == 1
    assert text_of(shown(same).html).count("La Gazette") == 1


def test_lead_and_sentence_of_two_outlets_name_both(shown: Callable[..., Rendered]) -> None:
    both = one_story(
        sentences=(line("Le dépôt passe à 2,25 %.", source="Le Phare", url="https://p.example/9"),)
    )
    rendered = shown(both)
    assert "taux. [La Gazette] Le dépôt" in rendered.text
    assert "→ https://gazette.example/1\n→ https://p.example/9" in rendered.text
    assert rendered.html.index("https://gazette.example/1") < rendered.html.index("p.example/9")


def test_other_outlets_are_listed(shown: Callable[..., Rendered]) -> None:
    two = (
        Credit(source="L'Écho", url="https://e.example/2"),
        Credit(source="Le Phare", url="https://p.example/3"),
    )
    rendered = shown(one_story(also=two, sentences=()))
    assert "L’Écho, Le Phare" in rendered.text
    assert 'href="https://p.example/3"' in rendered.html


def test_an_update_and_a_signpost_are_marked(shown: Callable[..., Rendered]) -> None:
    rendered = shown(one_story(update=True, label="Les faits."))
    assert 'class="mark"' in rendered.html
    assert "Les faits. La BCE" in rendered.text
    assert "Les faits. La BCE" in text_of(rendered.html)
    assert 'class="mark"' not in shown(one_story()).html


def test_text_is_typeset_with_the_space_each_part_can_show(shown: Callable[..., Rendered]) -> None:
    rendered = shown(edition(subject="Qui a gagné ?", preheader="Et aussi : rien !"))
    assert "début de semaine\u202f!" in rendered.html
    assert "début de semaine\u00a0!" in rendered.text
    assert rendered.subject == "Qui a gagné\u00a0?"
    for part in (rendered.subject, rendered.preheader, rendered.text):
        assert "\u202f" not in part


def test_a_client_without_the_narrow_space_can_be_spared_it(shown: Callable[..., Rendered]) -> None:
    assert "\u202f" not in shown(narrow_space="\u00a0").html


def test_addresses_are_never_typeset(shown: Callable[..., Rendered]) -> None:
    url = "https://gazette.example/qui-a-gagne?a=1&b='x'--y%20"
    block = replace(story_block(), lead=line("Qui a gagné ?", url=url), also=())
    told = edition([Section(kind="need_to_know", title="À savoir", blocks=(block,))])
    assert f"→ {url}" in shown(told).text
    assert _Links.of(shown(told).html).count(url) == 1


def test_nothing_a_source_writes_becomes_markup(
    templates: Templates, frame: Callable[..., Frame]
) -> None:
    bad = one_story(
        lead=line(HOSTILE, source=HOSTILE, url=f"https://x.example/{HOSTILE}"), label=HOSTILE
    )
    bad = replace(bad, subject=HOSTILE, greeting=HOSTILE, preheader=HOSTILE, sign_off=HOSTILE)
    for html in (render(bad, frame(), templates).html, page(bad, frame(), templates)):
        parser = _Tags()
        parser.feed(html)
        assert not parser.found & {"script", "img"}
        assert not any(name.startswith("on") for name in parser.attributes)


def test_a_headline_about_a_tag_shows_it_and_runs_nothing(
    shown: Callable[..., Rendered], templates: Templates, frame: Callable[..., Frame]
) -> None:
    headline = "<script> vieillit, <mj-raw> et <style> aussi."
    story = story_block(headline, "La balise a 30 ans.")
    one = edition([Section(kind="need_to_know", title="À savoir", blocks=(story,))])
    one = replace(one, subject=headline, preheader=headline)
    rendered = shown(one)
    for part in (rendered.html, page(one, frame(), templates), entry(one, frame(), templates)):
        told = part.replace(NARROW, " ").replace(FIXED, " ")
        assert "&lt;script&gt; vieillit, &lt;mj-raw&gt; et &lt;style&gt; aussi" in told
        parser = _Tags()
        parser.feed(part)
        assert not parser.found & {"script", "mj-raw"}
    assert headline in rendered.text.replace("\n", " ")
    assert rendered.subject == headline


@pytest.mark.parametrize("char", ["\0", "\a", "\x1b", "\x85", "\n", "\r\n", "\u2028", "\ufffe"])
def test_a_character_that_no_mail_can_hold_is_not_printed(
    shown: Callable[..., Rendered], templates: Templates, frame: Callable[..., Frame], char: str
) -> None:
    story = story_block(f"La Banque{char} centrale relève son taux.", "Le taux passe à 2 %.")
    marred = edition([Section(kind="need_to_know", title=f"À{char} savoir", blocks=(story,))])
    marred = replace(marred, subject=f"Les taux{char} montent", greeting=f"Bon{char}jour.")
    rendered = shown(marred)
    for part in (rendered.html, rendered.text, page(marred, frame(), templates)):
        assert char not in part or char.isspace()
        assert "Banque" in part
    assert rendered.subject.split() == ["Les", "taux", "montent"]
    headers.text_header("Subject", rendered.subject)


def test_a_link_leads_to_the_web_or_nowhere(shown: Callable[..., Rendered]) -> None:
    bad = one_story(lead=line("La BCE relève ses taux.", url="javascript:alert(1)"))
    assert "javascript:" not in shown(bad).html


def test_nothing_is_fetched_when_the_mail_is_opened(shown: Callable[..., Rendered]) -> None:
    html = shown(long_edition()).html
    assert not re.search(r"<(img|script|link|iframe|video)\b|@import|url\(|@font-face", html)


def test_headings_are_in_order_and_tables_are_layout(shown: Callable[..., Rendered]) -> None:
    html = shown().html
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    tables = re.findall(r"<table[^>]*>", re.sub(r"(?s)<!--.*?-->", "", html))
    assert tables
    assert all('role="presentation"' in table for table in tables)
    assert '<html lang="fr" dir="ltr"' in html


def test_dark_screens_get_their_colours_whatever_marks_them(shown: Callable[..., Rendered]) -> None:
    html = shown().html
    assert "@media (prefers-color-scheme: dark)" in html
    assert "[data-ogsc] .card td" in html
    assert 'name="color-scheme" content="light dark"' in html
    assert "@media print" in html


def test_the_preview_text_is_hidden_and_padded(shown: Callable[..., Rendered]) -> None:
    html = shown().html
    hidden = re.search(r'<div class="preheader" style="([^"]*)">(.*?)</div>', html)
    assert hidden
    assert "display: none" in hidden[1]
    assert hidden[2].startswith("Et aussi")
    assert hidden[2].count("\u034f") > 80


def test_the_footer_says_why_how_and_who_in_seventy_words(shown: Callable[..., Rendered]) -> None:
    html = shown().html
    footer = text_of(html[html.index('class="footer"') :].partition(">")[2])
    for part in ("Le Brief du matin", "du lundi au vendredi", "22", "23", "12 rue des Lilas"):
        assert part in footer
    assert len(footer.split()) <= 70


def test_the_reader_can_leave_from_both_parts(shown: Callable[..., Rendered]) -> None:
    rendered = shown()
    address = f"https://brief.example/unsubscribe/{TOKEN_SLOT}"
    assert rendered.html.count(address) == rendered.text.count(address) == 1
    assert rendered.text.rstrip().endswith(address)


def test_what_is_not_there_leaves_no_trace(shown: Callable[..., Rendered]) -> None:
    bare = edition(
        [
            Section(kind="number", title="Vide", blocks=()),
            Section(
                kind="watch",
                title="À suivre",
                blocks=(EventBlock(text="Un vote.", url="https://a.example", source="A"),),
            ),
            Section(
                kind="quote",
                title="La citation",
                blocks=(
                    QuoteBlock(
                        story_id="",
                        text="Oui",
                        speaker="Léa",
                        role="",
                        url="https://a.example",
                        source="A",
                    ),
                ),
            ),
        ],
        greeting="",
        sign_off="",
    )
    rendered = shown(bare, schedule_note="")
    assert "Vide" not in rendered.html + rendered.text
    assert 'class="greeting"' not in rendered.html
    assert 'class="sign-off"' not in rendered.html
    assert "\nUn vote. [A]\n" in rendered.text
    assert "Léa. [A]" in rendered.text
    assert 'id=""' not in rendered.html
    assert "\n\n\n\n" not in rendered.text


def test_answers_go_where_the_operator_wants_them(shown: Callable[..., Rendered]) -> None:
    assert "mailto:redaction@brief.example?subject=" in shown().html
    assert "mailto:bonjour@brief.example?subject=" in shown(reply_to="").html


@pytest.mark.parametrize("theme", ["papier", "nuit", "sobre"])
def test_each_theme_colours_the_mail(
    templates: Templates, shown: Callable[..., Rendered], theme: str
) -> None:
    assert templates.theme(theme).light.ink in shown(theme=theme).html


def test_an_english_brief_is_set_in_english(shown: Callable[..., Rendered]) -> None:
    english = edition(language="en", greeting="Good morning!")
    rendered = shown(english, language="en-US", schedule_note="")
    assert "Monday, November 23, 2026" in rendered.text
    assert "“Nous" in rendered.text
    assert "1 min read" in rendered.text
    assert "22 of 23 sources answered." in rendered.text


def test_a_language_from_right_to_left_is_laid_out_so(shown: Callable[..., Rendered]) -> None:
    arabic, french = shown(language="ar").html, shown().html
    assert 'lang="ar" dir="rtl"' in arabic
    assert 'lang="fr" dir="ltr"' in french
    assert "direction:ltr" not in arabic
    assert arabic.count("direction:rtl") == french.count("direction:ltr")
    assert arabic.count("border-right:") == french.count("border-left:") > 0
    assert arabic.count(";text-align:right;color:") == french.count(";text-align:left;color:") > 0


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes |= {name for name, _ in attrs}


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if tag == "a" and name == "href"]

    @classmethod
    def of(cls, html: str) -> list[str]:
        parser = cls()
        parser.feed(html)
        return parser.found


def test_an_edition_has_few_links_and_only_to_the_web_and_the_editors(
    shown: Callable[..., Rendered],
) -> None:
    links = _Links.of(shown().html)
    assert all(link.startswith(("https://", "mailto:")) for link in links)


def test_a_block_is_a_noun_of_the_model() -> None:
    assert isinstance(one_story().sections[0].blocks[0], StoryBlock)


def test_templates_hold_no_fixed_colours() -> None:
    for path in Path(packaged("templates")).rglob("*"):
        if path.suffix in {".mjml", ".css", ".html"}:
            colours = set(re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8")))
            assert colours <= {"#000000"}, path  # ink of the printer
