import os
from dataclasses import fields
from pathlib import Path

import pytest

from briefing.errors import ParseError
from briefing.ingest import parse as reference
from briefing.ingest.encoding import UTF_8, settle
from briefing.ingest.entry import Entry
from briefing.ingest.quick import read_quickly

URL = "https://gazette.example/rss/une.xml"
MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
ATOM = 'xmlns:atom="http://www.w3.org/2005/Atom"'


def rss(*entries: str) -> bytes:
    inner = "".join(f"<item>{entry}</item>" for entry in entries)
    head = f'<rss version="2.0" {MEDIA} {DC} {CONTENT} {ATOM}><channel><title>G</title>'
    return f"{head}{inner}</channel></rss>".encode()


def atom(entry: str) -> bytes:
    head = f'<feed xmlns="http://www.w3.org/2005/Atom" {MEDIA}><title>G</title>'
    return f"{head}<entry>{entry}</entry></feed>".encode()


def quick(body: bytes) -> tuple[Entry, ...] | None:
    return read_quickly(body, url=URL)


def slow(body: bytes) -> tuple[Entry, ...]:
    return reference.read_xml(body, url=URL, content_type=UTF_8)


ALIKE = {
    "the usual": "<title>Un &amp;amp; deux</title><link> https://g.example/1?a=1&amp;amp;b </link>"
    "<guid>abc</guid><description>&lt;p&gt;Un&lt;/p&gt;</description>"
    "<pubDate>Mon, 23 Nov 2026 05:00:00 GMT</pubDate><category>Éco</category>",
    "cdata and comments": "<title><![CDATA[Un]]><!-- x --> deux</title><link>/1</link>",
    "a guid that is a link": "<guid>https://g.example/1</guid><title>T</title>",
    "a guid that is none": "<guid isPermaLink='false'>1</guid><link>/a</link><title>T</title>",
    "a guid before its link": "<guid>7</guid><link></link>",
    "a media title first": "<media:title>M</media:title><title>T</title>",
    "a media title last": "<title>T</title><media:title>M</media:title>",
    "an empty title": "<title/><media:title>M</media:title>",
    "a media title only": "<media:group><media:title>M</media:title></media:group>",
    "a title after a source": "<title>T</title><source url='u'>S</source>"
    "<media:title>M</media:title>",
    "two descriptions": "<description>A</description><media:description>B</media:description>",
    "a deep description first": "<media:group><media:description>B</media:description>"
    "</media:group><description>A</description>",
    "an empty description": "<description/><content:encoded>C</content:encoded>",
    "content first": "<content:encoded>C</content:encoded><description>A</description>",
    "content last": "<description>A</description><content:encoded>C</content:encoded>",
    "content only": "<content:encoded>C</content:encoded>",
    "categories": "<category domain='d'>A</category><category/><dc:subject>B</dc:subject>"
    "<category>A</category><media:category label='L'>C</media:category>"
    "<media:keywords>x, y</media:keywords>",
    "dates": "<pubDate>a</pubDate><dc:date>b</dc:date><dc:date>c</dc:date>",
    "a language": "<dc:language>en-US</dc:language>",
    "encoded twice": "<title>Ã©tÃ©</title><guid>Ã©</guid>",
    "windows signs": "<title>L\x92été</title>",
    "a relative guid": "<guid>../x</guid>",
    "links of atom": "<link>/1</link><atom:link rel='alternate' href='/2'/>"
    "<atom:link rel='self' href='/3'/>",
    "unknown elements": "<nid>1</nid><x y='z'>q</x><author>a@b.example (A)</author>",
    "credits": "<media:content url='u'><media:credit>P</media:credit>"
    "<media:title>M</media:title></media:content><title>T</title>",
}


@pytest.mark.parametrize("name", ALIKE)
def test_a_clean_rss_entry_is_what_feedparser_makes_of_it(name: str) -> None:
    body = rss(ALIKE[name], "<title>Après</title><description>B</description>")
    assert quick(body) == slow(body)


def test_an_rss_feed_without_items_has_none() -> None:
    assert quick(rss()) == slow(rss()) == ()


BASED = b'<rss xml:base="https://x.example/"'


def test_a_base_of_the_whole_document_changes_no_absolute_link() -> None:
    body = rss("<title>T</title><link>https://g.example/1</link><guid isPermaLink='false'>7</guid>")
    body = body.replace(b"<rss", BASED)
    assert quick(body) == slow(body)
    assert slow(body)[0].link == "https://g.example/1"


@pytest.mark.parametrize("link", ["http:///x//y", "http://[x", "//h.example/a b", "x:y", "?a=1"])
def test_odd_links_are_joined_as_feedparser_does_it(link: str) -> None:
    body = rss(f"<title>T</title><link>{link}</link>")
    assert quick(body) == slow(body)


ATOM_ALIKE = (
    "<id>urn:1</id><title type='html'>T</title><link href='/1'/><link rel='enclosure' href='/2'/>"
    "<published>a</published><updated>b</updated><summary>S</summary>"
    "<content type='html'>&lt;p&gt;C&lt;/p&gt;</content>",
    "<id>1</id><title>T</title><content type='text'>C</content><author><name>A</name></author>",
    "<id>https://g.example/1</id><summary>S</summary><category term='t' label='L' scheme='s'/>",
    "<media:group><media:title>M</media:title><media:description>D</media:description>"
    "<media:community><media:statistics views='1'/></media:community></media:group>"
    "<title>T</title><link rel='alternate' type='application/pdf' href='/x'/>",
)


@pytest.mark.parametrize("entry", ATOM_ALIKE)
def test_a_clean_atom_entry_is_what_feedparser_makes_of_it(entry: str) -> None:
    assert quick(atom(entry)) == slow(atom(entry))


DOUBTFUL = {
    "xhtml": atom("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>T</div></title>"),
    "base64": atom("<content type='application/octet-stream'>QQ==</content>"),
    "markup in a title": rss("<title>Un <b>deux</b></title>"),
    "a base": rss("<title>T</title>").replace(b"<item>", b"<item xml:base='https://x.example/'>"),
    "a relative link under a base": rss("<link>/1</link>").replace(b"<rss", BASED),
    "an image": rss("<image><title>I</title></image><title>T</title>"),
    "an item in an item": rss("<item><title>I</title></item>"),
    "an item outside": rss("<title>T</title>").replace(b"</rss>", b"<item/></rss>"),
    "a doctype": b"<!DOCTYPE rss [<!ENTITY x 'y'>]>" + rss("<title>&x;</title>"),
    "an undeclared entity": rss("<title>L&eacute;na</title>"),
    "what is cut off": rss("<title>T</title>")[:-20],
    "a prefix that means something else": rss("<title>T</title>").replace(
        MEDIA.encode(), b'xmlns:media="http://purl.org/dc/elements/1.1/"'
    ),
    "no entries": b"<feed xmlns='http://www.w3.org/2005/Atom'/>",
    "another document": b"<urlset><url/></urlset>",
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_is_in_doubt_is_left_to_feedparser(name: str) -> None:
    assert quick(DOUBTFUL[name]) is None


def _development_feeds() -> list[Path]:
    root = Path(os.environ.get("BRIEFING_DATA", "../shared/data")) / "feeds"
    return [
        path for path in sorted(root.glob("*/**/*")) if path.suffix in {".xml", ".rss", ".atom"}
    ]


def test_no_field_differs_over_the_development_feeds() -> None:
    paths = _development_feeds()[::12]  # each twelfth: the whole takes 10 s
    if not paths:
        pytest.skip("no development data (BRIEFING_DATA)")
    read = 0
    for path in paths:
        body, content_type = settle(path.read_bytes(), "")
        body = reference.capped(body.strip())
        entries = quick(body) if content_type == UTF_8 else None
        if entries is None:
            continue
        read += 1
        try:
            expected = slow(body)
        except ParseError:
            pytest.fail(f"{path} is no feed")
        assert len(entries) == len(expected), path
        for one, other in zip(entries, expected, strict=True):
            for field in fields(Entry):
                assert getattr(one, field.name) == getattr(other, field.name), path
    assert read > len(paths) / 3
