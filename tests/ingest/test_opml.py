"""Lists of feeds come from many programs: what is broken is read as far as it goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.opml import Outline, read_opml, write_opml
from tests.builders import feed

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mes flux</title></head><body>
<outline text="Économie"><outline type="rss" text="Le Phare" xmlUrl="https://phare.test/?a=1&amp;b=2"
  htmlUrl="https://phare.test/"/></outline>
<outline text='L"Écho' title='L"Écho' xmlUrl='https://echo.test/rss' language='fr'/>
</body></opml>"""


def urls(body: bytes) -> list[str]:
    return [one.url for one in read_opml(body)]


def test_feeds_are_read_with_their_folder() -> None:
    assert read_opml(GOOD.encode()) == (
        Outline(
            url="https://phare.test/?a=1&b=2", title="Le Phare", folder="Économie", language=""
        ),
        Outline(url="https://echo.test/rss", title='L"Écho', folder="", language="fr"),
    )


@pytest.mark.parametrize(
    "body",
    [
        '<opml><body><outline text="A & B" xmlUrl="https://a.test/rss"/>',  # bare &, cut off
        '<outline text="<b>A</b>" xmlUrl="https://a.test/rss">',  # markup in a value
        "<OUTLINE TEXT=A XMLURL=https://a.test/rss>",  # no quotation marks
        '<outline text="open xmlUrl="https://x.test"/><outline xmlUrl="https://a.test/rss"/>',
        '<!-- <outline xmlUrl="https://x.test"/> --><outline xmlUrl="https://a.test/rss"/>',
        '<!-- never closed <outline xmlUrl="https://a.test/rss"/>',
        '</outline></outline><outline xmlUrl="https://a.test/rss"/>\0\0',
        '<outline xmlUrl="https://a.test/rss"/><outline xmlUrl="https://a.test/rss"/>',  # twice
    ],
)
def test_what_is_not_well_formed_is_read_as_far_as_it_goes(body: str) -> None:
    assert "https://a.test/rss" in urls(body.encode())
    assert urls(body.encode()).count("https://a.test/rss") == 1


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_the_declared_encoding_counts(encoding: str) -> None:
    body = GOOD.replace("UTF-8", encoding).encode(encoding)
    assert read_opml(body)[0].folder == "Économie"


def test_entities_are_never_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    (one,) = read_opml(bomb + b'<outline text="&a;&b;" xmlUrl="https://a.test"/>')
    assert one.title == "&a;&b;"


@pytest.mark.parametrize("body", [b"", b"\x89PNG", b"<html><body>no</body></html>", b"{}"])
def test_what_is_no_list_holds_no_feed(body: bytes) -> None:
    assert read_opml(body) == ()


@given(st.binary(max_size=400))
def test_nothing_breaks_the_reading(body: bytes) -> None:
    read_opml(b"<outline " + body)


def test_what_is_written_is_read_again() -> None:
    feeds = (
        feed("a", title="A & <B> «\"'»", url="https://a.test/?x=1&y=2", section="économie"),
        feed("b", section="monde"),
        feed("c", section="économie"),
    )
    text = write_opml(feeds, title="Le Brief & co")
    found = {one.url: (one.title, one.folder, one.language) for one in read_opml(text.encode())}
    assert found == {one.url: (one.title, one.section, one.language) for one in feeds}
