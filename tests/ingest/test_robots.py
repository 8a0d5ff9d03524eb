import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.robots import EVERYTHING, NOTHING, fits, read_robots

SITE = "https://gazette.example"
RULES = b"""\
User-agent: *
Disallow: /abonnes/
Allow: /abonnes/une
Disallow: /*.pdf$
Disallow: /*?print=
Disallow: /caf%C3%A9
Crawl-delay: 2.5
Sitemap: https://gazette.example/sitemap.xml
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/economie/taux", True),
        ("/abonnes/", False),
        ("/abonnes/a", False),
        ("/abonnes", True),
        ("/abonnes/une", True),
        ("/doc/a.pdf", False),
        ("/doc/a.pdf?x=1", True),
        ("/a?print=1", False),
        ("/a?x=1", True),
        ("/café", False),
        ("/caf%c3%a9/noir", False),
        ("/robots.txt", True),
    ],
)
def test_the_longest_rule_that_fits_decides(path: str, *, allowed: bool) -> None:
    assert read_robots(RULES).allows(SITE + path) is allowed


def test_rules_by_our_name_are_ours_alone() -> None:
    body = b"User-agent: *\nDisallow: /\n\nUser-agent: GPTBot\nUser-Agent: BRIEFING/1.0\nAllow: /\n"
    assert read_robots(body).allows(SITE + "/a")
    assert not read_robots(body, agent="other").allows(SITE + "/a")


def test_groups_of_one_agent_count_together() -> None:
    body = b"User-agent: briefing\nDisallow: /a\n\nUser-agent: briefing\nDisallow: /b\n"
    rules = read_robots(body)
    assert [rules.allows(SITE + path) for path in ("/a", "/b", "/c")] == [False, False, True]


def test_a_rule_that_allows_wins_over_one_as_long() -> None:
    assert read_robots(b"User-agent: *\nDisallow: /a\nAllow: /a\n").allows(SITE + "/a")


@pytest.mark.parametrize(
    "body", [b"", b"User-agent: *\nDisallow:\n", b"<html>404", b"\xff\xfe\x00"]
)
def test_who_forbids_nothing_allows_everything(body: bytes) -> None:
    assert read_robots(body).allows(SITE + "/a")


def test_a_wish_for_pauses_is_heard() -> None:
    assert read_robots(RULES).crawl_delay_s == 2.5
    assert read_robots(b"User-agent: *\nCrawl-delay: soon\n").crawl_delay_s == 0
    assert (EVERYTHING.allows(SITE), NOTHING.allows(SITE + "/a")) == (True, False)


def test_a_pattern_of_stars_costs_no_time() -> None:
    assert not fits("/" + "*a" * 400 + "b", "/" + "a" * 2_000)


@given(st.binary(max_size=300))
def test_whatever_the_file_holds_there_is_an_answer(body: bytes) -> None:
    assert read_robots(b"User-agent: *\nDisallow: " + body).allows(SITE + "/a") in {True, False}
