import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.clean import to_line, to_teaser, to_text, to_title


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Un</p><p>deux&nbsp;: trois</p>", "Un\ndeux : trois"),
        ("Un<br/>deux<ul><li>trois<li>quatre</ul>", "Un\ndeux\ntrois\nquatre"),
        ("<b>gr</b><i>as</i>  et\n maigre", "gras et maigre"),
        ("R&amp;D, AT&T, 5 < 6 > 4, <3", "R&D, AT&T, 5 < 6 > 4, <3"),
        ("«\u202f20\u00a0%\u2009»", "« 20 % »"),
        ("&eacute;t&#233; &#x1F600; &hellip;", "été 😀 …"),
        ("Premier\n\nsecond\nsuite", "Premier\nsecond suite"),
        ("", ""),
        ("e\u0301te\u0301", "été"),
        ("l\x92\x93id\xe9e\x94\x85", "l’“idée”…"),
        ("Ã©tÃ©, lâ€™hiver", "été, l’hiver"),
        ("São Paulo, « Ã© » et été", "São Paulo, « Ã© » et été"),
        ("a\x00b\x08c\u200bd\ufeffe\u00adf\u202eg", "abcdefg"),
        ("a\u2028b\rc", "a b c"),
        ("<figure><img src=x><figcaption>Crédit AFP</figcaption></figure>Texte", "Texte"),
    ],
)
def test_markup_becomes_plain_text(html: str, text: str) -> None:
    assert to_text(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>Bonjour",
        "Bonjour<style>p{}</style><!-- x --><img src=x onerror=alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;Bonjour",
        "&amp;lt;p&amp;gt;Bonjour&amp;lt;/p&amp;gt;",
        "&lt;p&gt;Bonjour&lt;br/&gt;&lt;/p&gt;",
        "<svg/onload=alert(1)></svg>Bonjour",
        "<iframe src=//evil.example></iframe><b onclick=x()>Bonjour</b>",
        "</mj-text></mj-body><mj-raw>Bonjour",
        "<a href='javascript:alert(1)'>Bonjour</a>",
        "&lt;img src=x onerror=alert(1)&gt;Bonjour",
        "Bonjour&lt;img src=x onerror=alert(1)",
    ],
)
def test_nothing_executable_survives(html: str) -> None:
    assert to_text(html) == "Bonjour"


@given(st.text(alphabet="<>&;ab/!lt gp#3\n'\"=", max_size=60))
def test_no_tag_survives_whatever_the_markup(html: str) -> None:
    text = to_text(html)
    assert re.search(r"<[a-z/!?][^>]*>", text) is None
    assert text == text.strip()


@given(st.text(max_size=80))
def test_text_is_free_of_what_cannot_be_seen(text: str) -> None:
    unseen = r"[\x00-\x09\x0b-\x1f\x7f-\xa0\u200b-\u200f\u202a-\u202e]|\n\n|  "
    assert re.search(unseen, to_text(text)) is None


def test_a_line_is_one_line() -> None:
    assert to_line("Un\r\nBcc: <br>victime") == "Un Bcc: victime"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("&lt;script&gt; vieillit", "<script> vieillit"),
        ("<script> vieillit", "<script> vieillit"),
        ("&amp;lt;script&amp;gt; vieillit", "<script> vieillit"),
        ("La balise <marquee> est morte", "La balise <marquee> est morte"),
        ("List<String> en Java", "List<String> en Java"),
        ("Pourquoi <TITLE> compte", "Pourquoi <TITLE> compte"),
        ("<script>alert(1)</script>Bonjour", "Bonjour"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Bonjour", "Bonjour"),
        ("<script src=//evil.example>Bonjour", ""),
        ("<img src=x onerror=alert(1)>Bonjour", "Bonjour"),
        ("<svg/onload=alert(1)>Bonjour", ""),
        ("<svg><b>Bonjour", "<svg>Bonjour"),
        ("<b>Bonjour <i>Paris</b>", "Bonjour Paris"),
        ("<p>Bonjour<br>Paris", "Bonjour Paris"),
        ("\ufdd0script>alert(1)", "script>alert(1)"),
        ("</mj-text><mj-raw>Bonjour", "<mj-raw>Bonjour"),
    ],
)
def test_a_title_keeps_the_tags_it_names(html: str, title: str) -> None:
    assert to_title(html) == title


@given(st.text(alphabet="<>&;ab/!lt gp#3\n'\"=\ufdd0", max_size=60))
def test_no_tag_of_a_title_does_anything(html: str) -> None:
    title = to_title(html)
    assert re.search(r"<(?![a-z][a-z0-9-]*>)[a-z/!?][^>]*>", title) is None
    assert "\ufdd0" not in title
    assert title == " ".join(title.split())


@pytest.mark.parametrize(
    ("html", "teaser"),
    [
        ("Les taux montent. <a href=x>Lire la suite</a>", "Les taux montent."),
        ("<p>Les taux montent.</p><p>Lire la suite →</p>", "Les taux montent."),
        ("Rates rise. Continue reading…", "Rates rise."),
        ("Rates rise. <a>Continue reading “Rates rise”</a>", "Rates rise."),
        ("Rates rise. Read more »", "Rates rise."),
        ("Les taux vont [&#8230;]", "Les taux vont…"),
        ("Les taux montent. [...]", "Les taux montent."),
        ("Les taux vont (…) Lire la suite", "Les taux vont…"),
        (
            "<p>Rates rise.</p><p>The post <a>Rates</a> appeared first on <a>Gazette</a>.</p>",
            "Rates rise.",
        ),
        (
            "<p>Les taux montent […]</p><p>L’article Les taux est apparu en premier sur Écho.</p>",
            "Les taux montent…",
        ),
        ("Il faut lire la suite du roman.", "Il faut lire la suite du roman."),
        ("Lire la suite du roman est un plaisir.", "Lire la suite du roman est un plaisir."),
        ("L'article de loi est voté.", "L'article de loi est voté."),
        ("[…]", ""),
    ],
)
def test_a_teaser_ends_with_its_last_sentence(html: str, teaser: str) -> None:
    assert to_teaser(html) == teaser
