"""The operator's own dates: every mistake with its line, every date on its day."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from briefing.config.dates import appointments_of, own_dates
from briefing.errors import ConfigError

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 11, 24)
LONG = "mot " * 31
TEXT = 'text = "L\'Insee publie le climat des affaires."\nsource = "Insee"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "calendar.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("day", ['"2026-11-24"', "2026-11-24", '"11-24"'])
def test_a_date_stands_on_its_day_and_on_no_other(tmp_path: Path, day: str) -> None:
    dates = own_dates(written(tmp_path, f"[[dates]]\nday = {day}\n{TEXT}"))
    (found,) = appointments_of(dates, DAY, newsletter="matin", zone=PARIS)
    assert (found.day, found.at, found.source) == (DAY, None, "Insee")
    assert appointments_of(dates, date(2026, 11, 25), newsletter="matin", zone=PARIS) == ()


@pytest.mark.parametrize(
    ("zone", "utc"),
    [("", datetime(2026, 11, 24, 13, 30, tzinfo=UTC)), ("America/New_York", None)],
)
def test_its_hour_is_that_of_the_newsletter_unless_it_names_a_zone(
    tmp_path: Path, zone: str, utc: datetime | None
) -> None:
    named = f'timezone = "{zone}"\n' if zone else ""
    dates = own_dates(
        written(tmp_path, f'[[dates]]\nday = "2026-11-24"\nat = "14:30"\n{named}{TEXT}')
    )
    (found,) = appointments_of(dates, DAY, newsletter="matin", zone=PARIS)
    assert found.at == (utc or datetime(2026, 11, 24, 19, 30, tzinfo=UTC))


def test_an_hour_that_falls_on_the_next_day_of_the_readers_stands_there(tmp_path: Path) -> None:
    entry = f'[[dates]]\nday = "12-31"\nat = "20:00"\ntimezone = "America/New_York"\n{TEXT}'
    dates = own_dates(written(tmp_path, entry))
    (found,) = appointments_of(dates, date(2027, 1, 1), newsletter="matin", zone=PARIS)
    assert found.day == date(2027, 1, 1)
    assert appointments_of(dates, date(2026, 12, 31), newsletter="matin", zone=PARIS) == ()


def test_the_29th_of_february_stands_in_leap_years_only(tmp_path: Path) -> None:
    dates = own_dates(written(tmp_path, f'[[dates]]\nday = "02-29"\n{TEXT}'))
    assert appointments_of(dates, date(2028, 2, 29), newsletter="matin", zone=PARIS)
    assert not appointments_of(dates, date(2027, 3, 1), newsletter="matin", zone=PARIS)


def test_a_date_of_another_newsletter_is_not_printed(tmp_path: Path) -> None:
    entry = f'[[dates]]\nday = "11-24"\nnewsletters = ["soir"]\n{TEXT}'
    dates = own_dates(written(tmp_path, entry))
    assert appointments_of(dates, DAY, newsletter="matin", zone=PARIS) == ()
    assert appointments_of(dates, DAY, newsletter="soir", zone=PARIS)


@pytest.mark.parametrize(
    ("text", "line", "key", "remedy"),
    [
        (f'[[dates]]\nday = "31/11"\n{TEXT}', 2, "day", "2026-11-24"),
        (f'[[dates]]\nday = "11-31"\n{TEXT}', 2, "day", "2026-11-24"),
        (f'[[dates]]\nday = "11-24"\nat = "25:00"\n{TEXT}', 3, "at", "14:30"),
        (f'[[dates]]\nday = "11-24"\ntimezone = "Paris"\n{TEXT}', 3, "timezone", "America"),
        (f'[[dates]]\nday = "11-24"\nurl = "insee.fr"\n{TEXT}', 3, "url", "https://"),
        (f'[[dates]]\nday = "11-24"\nsorce = "x"\n{TEXT}', 3, "sorce", "source"),
        (f'[[dates]]\nday = "11-24"\nnewsletters = "x"\n{TEXT}', 3, "newsletters", '["matin"]'),
        ('[[dates]]\nday = "11-24"\nsource = "x"\n', 1, "text", "text ="),
        (
            f'[[dates]]\nday = "11-24"\nsource = "x"\ntext = "{LONG}"\n',
            4,
            "text",
            "30 words",
        ),
        (f'[dates]\nday = "11-24"\n{TEXT}', 1, "dates", "[[dates]]"),
        (f'# dates\n[[date]]\nday = "11-24"\n{TEXT}', 2, "date", "[[dates]]"),
        (f'\n[sate]\nday = "11-24"\n{TEXT}', 2, "sate", "[[dates]]"),
        (f'[[dates]]\nday = "11-24"\n"so-rce" = "x"\n{TEXT}', 3, "so-rce", "source"),
        (f'[[dates]]\nday = "11-24"\nto.day = "x"\n{TEXT}', 3, "to", "source"),
        ('dates = [{day = "11-24", text = "x"}]', 1, "source", "source ="),
        ('[[dates]]\nday = "11-24\n', 2, "", "[[dates]]"),
        ("date = 1\n", 1, "date", "[[dates]]"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_remedy(
    tmp_path: Path, text: str, line: int, key: str, remedy: str
) -> None:
    with pytest.raises(ConfigError) as told:
        own_dates(written(tmp_path, text))
    (fault,) = told.value.faults
    assert (fault.file, fault.line, fault.key) == ("calendar.toml", line, key)
    assert remedy in fault.remedy


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as told:
        own_dates(written(tmp_path, '[[dates]]\nday = "x"\n[[dates]]\nday = "y"\n'))
    assert len(told.value.faults) == 6


@pytest.mark.parametrize("content", [None, b"\xff"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "calendar.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError) as told:
        own_dates(path)
    assert told.value.faults[0].remedy
