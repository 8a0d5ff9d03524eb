from pathlib import Path

import pytest

from briefing.ingest.urls import canonical, tidy

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "url_pairs.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in ROWS if row[0] == "same"])
def test_addresses_of_one_article_agree(one: str, other: str) -> None:
    assert canonical(one) is not None
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in ROWS if row[0] == "different"])
def test_addresses_of_two_articles_differ(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize("url", sorted({url for row in ROWS for url in row[1:]}))
def test_a_form_is_its_own_form_also_after_tidying(url: str) -> None:
    form = canonical(url)
    assert canonical(form or "") == form
    assert canonical(tidy(url) or "") == form
