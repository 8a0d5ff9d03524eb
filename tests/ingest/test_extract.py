import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.gathered import Extract
from briefing.ingest.extract import LARGEST, extract
from briefing.ingest.extraction import Extractor

PAGES = Path(os.environ.get("BRIEFING_DATA", "../shared/data")) / "pages"
SENTENCES = [
    f"La Banque centrale a relevé ses taux pour la {n}e fois, et les marchés ont peu réagi."
    for n in range(2, 14)
]


def page(*paragraphs: str, head: str = "", lang: str = "fr") -> bytes:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    links = "".join(f"<li><a href='/{n}'>Rubrique {n}</a></li>" for n in range(20))
    return (
        f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'>{head}</head><body>"
        f"<nav><ul>{links}</ul></nav><article><h1>La BCE relève ses taux</h1>{body}</article>"
        f"<footer><p>Mentions légales</p></footer></body></html>"
    ).encode()


def test_the_article_stands_alone() -> None:
    html = page("La Gazette, publié le lundi 24 août 2020 à 11h46", *SENTENCES, "Lire aussi : X")
    assert extract(html) == Extract(
        title="La BCE relève ses taux", text="\n".join(SENTENCES), language="fr"
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>La BCE relève ses taux | La Gazette</title>", "La BCE relève ses taux"),
        ("<meta property='og:title' content='Les taux &amp; la BCE'>", "Les taux & la BCE"),
        ("<meta property='og:title' content='La BCE relève ses taux - La Gazette'>",
         "La BCE relève ses taux"),
    ],
)  # fmt: skip
def test_the_title_is_the_headline_without_the_paper(head: str, title: str) -> None:
    assert extract(page(*SENTENCES, head=head)).title == title


@pytest.mark.parametrize(
    "head",
    [
        "<script type='application/ld+json'>{'x'</script>"
        "<script type='application/ld+json'>"
        '{"@graph": [{"@type": ["NewsArticle"], "isAccessibleForFree": "False"}]}</script>',
        "<script type='application/ld+json'>"
        '[{"@type": "ReportageNewsArticle", "isAccessibleForFree": false}]</script>',
        "<meta property='article:content_tier' content='locked'>",
    ],
)
def test_a_page_for_subscribers_is_marked(head: str) -> None:
    assert extract(page(*SENTENCES, head=head)).paywalled
    assert not extract(page(*SENTENCES)).paywalled


def test_a_line_that_sells_the_rest_marks_the_page_and_goes() -> None:
    said = extract(page(*SENTENCES, "Il vous reste 85% de cet article à lire."))
    assert said.paywalled
    assert said.text == "\n".join(SENTENCES)


def test_what_only_shows_after_a_click_is_no_text() -> None:
    hidden = "<span style='display: none'>Les autres articles de ce journaliste.</span>"
    said = extract(page(SENTENCES[0] + hidden, *SENTENCES[1:]))
    assert said.text == "\n".join(SENTENCES)


@pytest.mark.parametrize(
    "html",
    [b"", b"\x00", b"%PDF-1.4", b"<html></html>", b"{}", b"x" * (LARGEST + 1), b"<p>" * 2_000],
)
def test_what_is_no_article_says_nothing(html: bytes) -> None:
    assert extract(html).text == ""


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="<>/pdivabé &;\"'=!-", max_size=80))
def test_no_page_is_too_broken(markup: str) -> None:
    said = extract(page(*SENTENCES, markup))
    assert re.search(r"<[a-z/!?][^>]*>", said.text) is None


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    with Extractor(longest_s=2.0) as one:
        yield one


def test_the_process_beside_us_says_the_same(extractor: Extractor) -> None:
    html = page(*SENTENCES)
    assert extractor.extract(html, url="https://gazette.example/é") == extract(html)
    assert extractor.extract(b"", url="") == Extract()


def test_a_page_that_takes_too_long_says_nothing_and_the_next_is_read(
    extractor: Extractor,
) -> None:
    slow = b"<article>" + b"<p>x</p>" * 200_000
    assert extractor.extract(slow, url="") == Extract()
    assert extractor.extract(page(*SENTENCES), url="").text == "\n".join(SENTENCES)


@pytest.mark.parametrize(("folder", "least"), [("aeb", 0.955), ("orange", 0.98)])
def test_a_tenth_of_the_development_pages(folder: str, least: float) -> None:
    path = PAGES / folder / "truth.json"
    if not path.exists():
        pytest.skip(f"no development data at {path}")
    truth = dict(sorted(json.loads(path.read_text(encoding="utf-8")).items())[::10])
    scores = []
    for name, row in truth.items():
        found = extract(gzip.decompress((path.parent / name).read_bytes())).text
        with_lead = f"{row.get('lead', '')}\n{row['text']}"
        scores.append(max(f1(found, row["text"]), f1(found, with_lead)))
    assert sum(scores) / len(scores) >= least


def f1(found: str, true: str) -> float:
    one, other = shingles(found), shingles(true)
    return 2 * (one & other).total() / (one.total() + other.total())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)))
