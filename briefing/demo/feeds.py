"""A newspaper worded for a morning → the bytes of its feed and of its article pages."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from email.utils import format_datetime
from html import escape

from briefing.demo.newspapers import ZONE, Entry, Newspaper, published

CONTENT_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "rdf": "application/rdf+xml",
}


def feed_bytes(paper: Newspaper, day: date, *, base: str) -> bytes:
    """Return the feed in the newspaper's own format, newest first; `base` ends without a slash."""
    write: Callable[..., str] = {"rss": _rss, "atom": _atom, "rdf": _rdf}[paper.format]
    entries = sorted(paper.items, key=lambda entry: entry.hours_ago)
    head = f'<?xml version="1.0" encoding="{paper.encoding}"?>\n'
    document = head + write(paper, entries, day, f"{base}/{paper.id}")
    # Latin-1 knows neither œ nor – : they travel as character references.
    return document.encode(paper.encoding, errors="xmlcharrefreplace")


def page_bytes(paper: Newspaper, entry: Entry) -> bytes:
    """Return the small HTML page of one article."""
    texts = entry.paragraphs or (entry.summary,)
    body = "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)
    title = escape(entry.title, quote=False)
    return f"""<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{title} – {escape(paper.title)}</title>
<style>body{{max-width:38em;margin:3em auto;font:1.1em/1.6 Georgia,serif;padding:0 1em}}</style>
</head><body>
<header><p><strong>{escape(paper.title)}</strong> · journal de fiction</p></header>
<main><article>
<h1>{title}</h1>
{body}
</article></main>
</body></html>
""".encode()


def _date(paper: Newspaper, moment: datetime) -> str:
    if paper.dates == "rfc822":
        return format_datetime(moment.astimezone(ZONE))
    if paper.dates == "gmt":
        return format_datetime(moment.astimezone(UTC), usegmt=True)
    if paper.dates == "iso":
        return moment.astimezone(ZONE).isoformat()
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _html(paragraphs: tuple[str, ...]) -> str:
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)


def _description(paper: Newspaper, entry: Entry) -> str:
    """Fine papers wrap HTML into CDATA, plain ones escape text: both are common."""
    if paper.typography == "fine":
        return f"<![CDATA[{_html((entry.summary,))}]]>"
    return escape(entry.summary).replace("&#x27;", "&#039;")


def _rss(paper: Newspaper, entries: list[Entry], day: date, home: str) -> str:
    items = "\n".join(_rss_item(paper, entry, day, home) for entry in entries)
    return f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>{escape(paper.title)}</title><link>{home}/</link>
<description>{escape(paper.about)}</description><language>fr</language>
{items}
</channel>
</rss>
"""


def _rss_item(paper: Newspaper, entry: Entry, day: date, home: str) -> str:
    category = f"<category>{escape(entry.category)}</category>\n" if entry.category else ""
    content = ""
    if entry.content:
        content = f"<content:encoded><![CDATA[{_html(entry.paragraphs)}]]></content:encoded>\n"
    return f"""<item>
<title>{escape(entry.title, quote=False)}</title>
<link>{home}{entry.path}</link>
<guid isPermaLink="false">{paper.id}{entry.path}</guid>
<pubDate>{_date(paper, published(entry, day))}</pubDate>
{category}<description>{_description(paper, entry)}</description>
{content}</item>"""


def _atom(paper: Newspaper, entries: list[Entry], day: date, home: str) -> str:
    items = "\n".join(_atom_entry(paper, entry, day, home) for entry in entries)
    updated = _date(paper, published(entries[0], day))
    return f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<title>{escape(paper.title)}</title><id>{home}/</id><link href="{home}/"/>
<subtitle>{escape(paper.about)}</subtitle><updated>{updated}</updated>
{items}
</feed>
"""


def _atom_entry(paper: Newspaper, entry: Entry, day: date, home: str) -> str:
    moment = _date(paper, published(entry, day))
    category = f'<category term="{escape(entry.category)}"/>\n' if entry.category else ""
    content = ""
    if entry.content:
        content = f'<content type="html">{escape(_html(entry.paragraphs))}</content>\n'
    return f"""<entry>
<title type="text">{escape(entry.title, quote=False)}</title>
<link rel="alternate" type="text/html" href="{home}{entry.path}"/>
<id>tag:{paper.id}.example,{day.year}:{entry.path}</id>
<published>{moment}</published><updated>{moment}</updated>
{category}<summary type="html">{escape(_html((entry.summary,)))}</summary>
{content}</entry>"""


def _rdf(paper: Newspaper, entries: list[Entry], day: date, home: str) -> str:
    listed = "".join(f'<rdf:li rdf:resource="{home}{entry.path}"/>' for entry in entries)
    items = "\n".join(_rdf_item(paper, entry, day, home) for entry in entries)
    return f"""<rdf:RDF xmlns="http://purl.org/rss/1.0/"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="{home}/">
<title>{escape(paper.title)}</title><link>{home}/</link>
<description>{escape(paper.about)}</description><dc:language>fr</dc:language>
<items><rdf:Seq>{listed}</rdf:Seq></items>
</channel>
{items}
</rdf:RDF>
"""


def _rdf_item(paper: Newspaper, entry: Entry, day: date, home: str) -> str:
    content = ""
    if entry.content:
        content = f"<content:encoded><![CDATA[{_html(entry.paragraphs)}]]></content:encoded>\n"
    return f"""<item rdf:about="{home}{entry.path}">
<title>{escape(entry.title, quote=False)}</title>
<link>{home}{entry.path}</link>
<dc:date>{_date(paper, published(entry, day))}</dc:date>
<description>{_description(paper, entry)}</description>
{content}</item>"""
