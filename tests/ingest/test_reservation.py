import json

import pytest

from briefing.ingest.reservation import page_reserved, place_reserved, read_tdmrep

SITE = "https://gazette.example"


@pytest.mark.parametrize(
    ("headers", "html", "reserved"),
    [
        ({"tdm-reservation": "1"}, b"", True),
        ({"tdm-reservation": "0"}, b"", False),
        ({}, b'<head><meta name="tdm-reservation" content="1"></head>', True),
        ({}, b"<META content='1' NAME='TDM-Reservation'>", True),
        ({}, b"<meta name=tdm-reservation content=1 />", True),
        ({}, b'<meta name="tdm-reservation" content="0">', False),
        ({}, b'<meta name="tdm-policy" content="1">', False),
        ({"tdm-reservation": "0"}, b'<meta name="tdm-reservation" content="1">', True),
        ({}, b"<p>tdm-reservation: 1</p>", False),
    ],
)
def test_a_reservation_in_header_or_head_counts(
    headers: dict[str, str], html: bytes, *, reserved: bool
) -> None:
    assert page_reserved(headers, html) is reserved


def test_the_first_place_that_fits_counts() -> None:
    places = read_tdmrep(
        json.dumps(
            [
                {"location": "/libre/*", "tdm-reservation": 0},
                {"location": "/*.pdf$", "tdm-reservation": "1"},
                {"location": "economie", "tdm-reservation": 1, "tdm-policy": "https://x.example"},
                {"location": 3},
                "x",
            ]
        ).encode()
    )
    paths = ("/libre/a.pdf", "/a.pdf", "/economie/taux", "/", "/sport/economie")
    reserved = [place_reserved(places, SITE + path) for path in paths]
    assert reserved == [False, True, True, False, False]


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b"[" * 100_000, b"\xff"])
def test_a_file_that_is_none_reserves_nothing(body: bytes) -> None:
    assert read_tdmrep(body) == ()
