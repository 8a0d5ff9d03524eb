import os
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.errors import ParseError
from briefing.ingest.parse import MAX_ITEMS, parse
from briefing.model import Item
from tests.builders import NOW, feed

URL = "https://gazette.example/rss/une.xml"
BANK = "<title>La banque</title><link>https://gazette.example/1</link>"


def items(body: str | bytes, headers: Mapping[str, str] | None = None) -> tuple[Item, ...]:
    raw = body.encode() if isinstance(body, str) else body
    return parse(raw, feed=feed(), url=URL, headers=headers or {}, now=NOW)


def rss(*entries: str, head: str = "") -> str:
    inner = "".join(f"<item>{entry}</item>" for entry in entries)
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Gazette</title>{head}{inner}</channel></rss>"
    )


def only(entry: str) -> Item:
    (item,) = items(rss(entry))
    return item


def test_an_rss_entry_becomes_a_clean_item() -> None:
    item = only(
        "<title>Les taux &amp;amp; l&#8217;inflation</title>"
        "<link>/eco/1?utm_source=rss</link><guid isPermaLink='false'>g-1</guid>"
        "<description>&lt;p&gt;Les taux montent.&lt;/p&gt;"
        "&lt;a&gt;Lire la suite&lt;/a&gt;</description>"
        "<pubDate>Mon, 23 Nov 2026 05:00:00 CET</pubDate>"
        "<category>Économie</category><category>Économie</category><category> </category>"
    )
    assert item.title == "Les taux & l’inflation"
    assert item.url == "https://gazette.example/eco/1"
    assert item.keys == ("guid:g-1", "link:https://gazette.example/eco/1")
    assert len(item.id) == 16
    assert item.summary == "Les taux montent."
    assert item.content == ""
    assert item.published == datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
    assert item.first_seen == NOW
    assert item.categories == ("Économie",)
    assert (item.feed_id, item.language) == ("fr-gazette", "fr")


def test_an_atom_entry_becomes_an_item() -> None:
    (item,) = items(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><id>urn:1</id>'
        '<title type="html">&lt;b&gt;Les taux&lt;/b&gt;</title>'
        '<link rel="alternate" href="https://gazette.example/1"/>'
        '<link rel="enclosure" href="https://gazette.example/1.mp3"/>'
        "<updated>2026-11-23T04:30:00Z</updated><summary>Un chapeau.</summary></entry></feed>"
    )
    assert (item.title, item.url) == ("Les taux", "https://gazette.example/1")
    assert item.published == datetime(2026, 11, 23, 4, 30, tzinfo=UTC)


def test_the_first_date_that_can_be_read_counts() -> None:
    dc = "<dc:date>2026-11-22T10:00:00Z</dc:date>"
    assert only(f"{BANK}<pubDate>hier</pubDate>{dc}").published == datetime(
        2026, 11, 22, 10, tzinfo=UTC
    )
    assert only(f"{BANK}<pubDate>hier</pubDate>").published is None


def test_full_text_is_content_and_a_summary_is_made_of_its_opening() -> None:
    first, second = "Les taux montent encore. " * 10, "La banque l'explique. " * 80
    body = f"<![CDATA[<p>{first}</p><p>{second}</p>]]>"
    for entry in (
        f"<description>{body}</description>",
        f"<content:encoded>{body}</content:encoded>",
    ):
        item = only(BANK + entry)
        assert item.summary == first.strip()
        assert item.content == f"{first.strip()}\n{second.strip()}"


def test_a_short_opening_takes_the_next_paragraph_along() -> None:
    long = "Le gouvernement présente son budget. " * 40
    item = only(
        f"{BANK}<description><![CDATA[<p>Paris.</p><p>Un.</p><p>{long}</p>]]></description>"
    )
    assert item.summary == "Paris.\nUn."


def test_content_that_tells_no_more_than_the_summary_is_dropped() -> None:
    item = only(f"{BANK}<description>Un.</description><content:encoded>Un. Deux.</content:encoded>")
    assert (item.summary, item.content) == ("Un.", "")


def test_a_teaser_that_repeats_the_title_is_none() -> None:
    assert only(f"{BANK}<description>La banque</description>").summary == ""


@pytest.mark.parametrize("doctype", ["", "<!DOCTYPE rss>"], ids=["fast", "feedparser"])
def test_a_title_that_names_a_tag_keeps_it(doctype: str) -> None:
    titles = ("&lt;script&gt; vieillit", "<![CDATA[<script> vieillit]]>")
    for title in titles:
        body = rss(f"<title>{title}</title><link>/1</link>")
        (item,) = items(body.replace("?><rss", f"?>{doctype}<rss"))
        assert item.title == "<script> vieillit"


def test_a_title_is_derived_from_the_text_and_an_entry_without_either_is_skipped() -> None:
    body = rss(
        "<description>Les taux montent. La banque explique.</description>",
        "<title>&lt;img src=x&gt;</title><description>" + "mot " * 60 + "</description>",
        "<link>https://gazette.example/3</link>",
    )
    titles = [item.title for item in items(body)]
    assert titles[0] == "Les taux montent"
    assert titles[1].endswith("mot…")
    assert len(titles) == 2
    assert len(titles[1]) <= 90


def test_an_endless_title_is_cut() -> None:
    assert len(only(f"<title>{'a' * 5000}</title>").title) == 300


def test_the_language_of_an_entry_counts_when_it_says_another() -> None:
    languages = [
        only(f"{BANK}<dc:language>{code}</dc:language>").language
        for code in ("en-US", "fr-CA", "???", "DE")
    ]
    assert languages == ["en", "fr", "fr", "de"]


def test_an_entry_that_stands_there_twice_is_one_item() -> None:
    assert len(items(rss(BANK, BANK, BANK.replace("/1", "/2")))) == 2


def test_hostile_markup_and_links_stay_outside() -> None:
    item = only(
        "<title><![CDATA[<script>alert(1)</script>Bonjour <img src=x onerror=alert(1)>]]></title>"
        "<link>javascript:alert(1)</link>"
        "<description>&lt;svg/onload=alert(1)&gt;&lt;/svg&gt;Le texte"
        "&amp;lt;script&amp;gt;x</description>"
    )
    assert (item.title, item.url, item.summary) == ("Bonjour", None, "Le texte")
    assert item.keys[0].startswith("title:")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("latin-1", "iso-8859-1"),
        ("cp1252", "utf-8"),
        ("cp1252", "iso-8859-1"),
        ("utf-8", "iso-8859-1"),
        ("utf-16", "utf-16"),
        ("utf-8", "utf-16"),
    ],
)
@pytest.mark.parametrize("content_type", ["", "text/html", "application/rss+xml; charset=utf-8"])
def test_accents_are_right_whatever_is_declared(
    encoding: str, declared: str, content_type: str
) -> None:
    title = "L'été à l'Élysée" if encoding == "latin-1" else "L’été à l’Élysée – 20 €"
    body = rss(f"<title>{title}</title>").replace("?>", f" encoding='{declared}'?>", 1)
    headers = {"content-type": content_type} if content_type else {}
    assert [item.title for item in items(body.encode(encoding), headers)] == [title]


def test_undeclared_entities_and_bare_ampersands_are_read() -> None:
    assert only("<title>L&eacute;na & Cie</title>").title == "Léna & Cie"


def test_a_body_that_is_a_path_or_an_address_is_no_feed(tmp_path: Path) -> None:
    real = tmp_path / "feed.xml"
    real.write_text(rss(BANK), encoding="utf-8")
    for body in (str(real), real.as_uri(), "http://127.0.0.1:9/feed.xml"):
        with pytest.raises(ParseError):
            items(body)


def test_no_file_and_no_entity_is_opened() -> None:
    secret = Path(__file__).resolve()
    body = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + rss(
        "<title>a &x; b</title>"
    )
    assert "def test" not in items(body.replace('<?xml version="1.0"?>', ""))[0].title


@pytest.mark.parametrize("body", ["", "  \n\t", "\ufeff", "\0\0"])
def test_an_empty_body_is_an_error(body: str) -> None:
    with pytest.raises(ParseError, match="empty"):
        items(body)


def test_a_web_page_is_an_error_that_names_its_feed() -> None:
    page = "<!doctype html><html><head>{}</head><body>Bonjour</body></html>"
    link = '<link rel="alternate" type="application/rss+xml" href="/flux.xml?a=1&amp;b=2">'
    with pytest.raises(ParseError, match="web page") as caught:
        items(page.format(link))
    assert "https://gazette.example/flux.xml?a=1&b=2" in caught.value.hint
    with pytest.raises(ParseError) as caught:
        items(page.format(""))
    assert "browser" in caught.value.hint


@pytest.mark.parametrize("body", ["Bonjour", "<urlset><url/></urlset>", "\x89PNG\r\n\x1a\n\0\0"])
def test_anything_else_is_an_error_with_a_hint(body: str) -> None:
    with pytest.raises(ParseError) as caught:
        items(body)
    assert caught.value.hint


def test_a_feed_without_entries_is_no_error() -> None:
    assert items(rss()) == ()


def test_a_feed_that_was_cut_off_keeps_what_came_before() -> None:
    whole = rss(BANK, "<title>Deux</title>", "<title>Trois et la suite</title>")
    cut = whole[: whole.index("et la suite")]
    assert [item.title for item in items(cut)] == ["La banque", "Deux"]


def test_at_most_a_thousand_items_are_read() -> None:
    many = rss(*(f"<title>T{n}</title>" for n in range(MAX_ITEMS + 500)))
    got = items(many)
    assert [got[0].title, got[-1].title, len(got)] == ["T0", "T999", MAX_ITEMS]


def test_a_flood_of_attributes_costs_nothing() -> None:
    flood = " ".join(f'a{n}="1"' for n in range(20_000))
    begun = time.process_time()
    got = items(rss(BANK).replace("<item>", f"<item {flood}>"))
    assert [item.title for item in got] == ["La banque"]
    assert time.process_time() - begun < 2


def test_deep_nesting_is_survived() -> None:
    deep = "<b>" * 20_000 + "x" + "</b>" * 20_000
    assert only(f"{BANK}<description><![CDATA[{deep}]]></description>").summary == "x"
    assert len(items(rss(BANK, deep))) >= 1


def test_a_thousand_laughs_are_not_told() -> None:
    lines = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    body = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{lines}]>' + rss("<title>&a9;</title>")[21:]
    begun = time.process_time()
    assert all(len(item.title) <= 300 for item in items(body))
    assert time.process_time() - begun < 0.5, "entities made of entities are taken out"


def test_halves_of_a_character_are_joined_and_end_nothing() -> None:
    smile = "<title>Joie &#55357;&#56832; et &#xD83D;&#xDE00;, moitié &#xD800; seule</title>"
    (item,) = items(rss(f"{smile}<link>https://gazette.example/1</link>"))
    assert item.title.startswith("Joie 😀 et 😀, moitié")
    entry = '{"id": "\\ud800", "title": "Le \\ud83d\\ude00"}'
    (item,) = items(f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{entry}]}}')
    assert item.title == "Le 😀"
    item.title.encode()


def _development_feeds() -> list[Path]:
    root = Path(os.environ.get("BRIEFING_DATA", "../shared/data")) / "feeds"
    return [
        path
        for path in sorted(root.glob("*/**/*"))
        if path.suffix in {".xml", ".json"} and ".expected" not in path.name
    ]


def test_development_feeds_give_clean_items_or_a_hint() -> None:
    paths = _development_feeds()[::7]  # each seventh: the whole takes 15 s
    if not paths:
        pytest.skip("no development data (BRIEFING_DATA)")
    for path in paths:
        try:
            got = items(path.read_bytes())
        except ParseError as error:
            assert error.hint
            continue
        assert len({item.id for item in got}) == len(got)
        assert all(item.title and "<script" not in item.title + item.summary for item in got)
