"""Durations, sizes, days and hours as people write them."""

from datetime import time, timedelta

import pytest

from briefing.config.units import duration, local_time, size, weekday


@pytest.mark.parametrize(
    ("text", "seconds"), [("20s", 20), ("15m", 900), ("2h", 7200), ("1.5d", 129_600), (45, 45)]
)
def test_a_duration_has_a_unit_or_counts_seconds(text: object, seconds: int) -> None:
    assert duration(text) == timedelta(seconds=seconds)
    assert duration(duration(text)) == duration(text)


@pytest.mark.parametrize("text", ["soon", "-5m", -5, "5 weeks", True, ""])
def test_what_is_no_duration_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="is no duration"):
        duration(text)


@pytest.mark.parametrize(
    ("text", "n"), [("5MB", 5_000_000), ("200kB", 200_000), ("7 B", 7), (9, 9)]
)
def test_a_size_has_a_unit_or_counts_bytes(text: object, n: int) -> None:
    assert size(text) == n


@pytest.mark.parametrize("text", ["big", 0, "-1MB", True])
def test_what_is_no_size_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="is no size"):
        size(text)


def test_monday_is_day_0() -> None:
    assert [weekday(day) for day in ("mon", "Sun", 3)] == [0, 6, 3]
    with pytest.raises(ValueError, match="is no day"):
        weekday("lundi")


def test_an_hour_is_written_with_a_colon() -> None:
    assert local_time("6:30") == local_time(time(6, 30)) == time(6, 30)
    for text in ("24:00", "6h30", "06:60"):
        with pytest.raises(ValueError, match="is no time of day"):
            local_time(text)
