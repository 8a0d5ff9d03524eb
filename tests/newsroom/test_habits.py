import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.newsroom.habits import habits_of, odds_of, outlet_name
from tests.builders import feed, item

SECTIONS, SHARES = ("monde", "sport"), (0.5, 0.5)


def test_a_feed_s_habit_counts_the_sections_that_it_names() -> None:
    labels = [("a", "sport"), ("a", ""), ("a", "sport"), ("b", "monde")]
    assert habits_of(labels) == {"a": {"sport": 2}, "b": {"monde": 1}}


def test_an_outlet_of_which_nothing_is_known_has_no_odds() -> None:
    assert odds_of({}, sections=SECTIONS, shares=SHARES) is None
    assert odds_of({"opinion": 9}, sections=SECTIONS, shares=SHARES) is None


def test_few_items_say_less_than_many_and_the_usual_mix_says_nothing() -> None:
    few = odds_of({"sport": 2}, sections=SECTIONS, shares=SHARES)
    many = odds_of({"sport": 200}, sections=SECTIONS, shares=SHARES)
    assert few and many
    assert many[0] < few[0] < 0 < few[1] < many[1]
    assert odds_of({"sport": 50, "monde": 50}, sections=SECTIONS, shares=SHARES) == (
        pytest.approx([0, 0])
    )


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_items_of_a_section_never_lower_its_odds(sport: int, world: int) -> None:
    before = odds_of({"sport": sport, "monde": world}, sections=SECTIONS, shares=SHARES)
    after = odds_of({"sport": sport + 1, "monde": world}, sections=SECTIONS, shares=SHARES)
    assert after is not None
    assert before is None or after[1] >= before[1]


@pytest.mark.parametrize(
    ("url", "title", "expected"),
    [
        ("https://www.la-croix.com/x", "Autre", "lacroix"),
        ("https://www.bbc.co.uk/news/1", "Autre", "bbc"),
        ("https://rmcsport.bfmtv.com/x", "BFM TV", "rmcsport"),
        (None, "La Croix", "lacroix"),
        ("/relative", "Le Monde", "lemonde"),
        (None, "", ""),
    ],
)
def test_an_outlet_is_named_by_its_host_else_by_its_title(
    url: str | None, title: str, expected: str
) -> None:
    assert outlet_name(item(url=url), feed(title=title)) == expected
