"""The article that the project started from, where the test data are at hand."""

import os
import re
import xml.etree.ElementTree as ET
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from briefing.facts import find_figures, find_quotations
from briefing.model import Article
from briefing.summarize import summarize
from tests.builders import NOW, article, story

SEED = Path(os.environ.get("BRIEFING_DATA", "../shared/data")) / "seed" / "item.xml"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason=f"no test data at {SEED}")


def seed() -> Article:
    entry = ET.parse(SEED).getroot().find("channel/item")
    assert entry is not None
    html = entry.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or ""
    paragraphs = re.findall(r"<p>(.*?)</p>", html, re.DOTALL)
    text = "\n".join(unescape(re.sub(r"<[^>]+>", "", one)) for one in paragraphs)
    return article(
        entry.findtext("title") or "",
        summary=entry.findtext("description") or "",
        text=text,
        published=NOW,
    )


def test_the_seed_makes_an_item_without_furniture() -> None:
    made = summarize(story(seed()), words=35, today=date(2026, 11, 24))
    assert made is not None
    assert made.headline.text.endswith("» : un cadre d'OpenAI.")
    (body,) = made.sentences
    assert "OpenAI" in body.text
    assert not re.search(r"Logo|Getty|📬|briefing", body.text)


def test_figures_of_the_seed_keep_their_hedges() -> None:
    found = find_figures(seed().text, language="fr", article_id="x")
    assert [(figure.value, figure.hedge, figure.currency) for figure in found] == [
        (100e6, "jusqu'à", "USD"),
        (50, "environ", None),
        (10e9, "plus de", "USD"),
    ]
    assert found[0].attribution is not None
    assert found[0].attribution.endswith("Sam Altman")


def test_quotations_of_the_seed_are_given_to_who_says_them() -> None:
    item = seed()
    found = find_quotations(item.item.title, item.text, language="fr", article_id="x")
    speakers = {quotation.text[:12]: quotation.speaker for quotation in found}
    assert speakers["Meta sait qu"] is None
    assert speakers["Les escarmou"] == "Mark Chen"
    assert speakers["commande une"] == "Andrew Bosworth"
    assert not any(quotation.text in item.item.title for quotation in found)
    assert all(quotation.text in item.text for quotation in found)
