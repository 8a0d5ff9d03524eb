"""An undated item is as old as its address says."""

import pytest

from briefing.newsroom.past import is_past
from tests.builders import NOW, item


@pytest.mark.parametrize(
    "path", ["monde/20190401.OBS2797/x.html", "2019/04/01/x", "x-20190401", "2019-04-01/x"]
)
def test_an_old_day_in_the_address_is_the_past(path: str) -> None:
    url = f"https://a.example/{path}"
    assert is_past(item(url=url, published=None))
    assert not is_past(item(url=url, published=NOW))


@pytest.mark.parametrize("path", [f"{NOW:%Y/%m/%d}/x", "x-20191399", "x_6211399_823448", "x", ""])
def test_today_and_numbers_that_are_no_day_are_not(path: str) -> None:
    assert not is_past(item(url=f"https://a.example/{path}", published=None))


def test_without_an_address_nothing_is_said() -> None:
    assert not is_past(item(url=None, published=None))
