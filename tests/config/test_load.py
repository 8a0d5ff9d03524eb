"""config.toml: every mistake at once, with its line and what to do."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from briefing.config import load_settings
from briefing.config.packaged import packaged
from briefing.config.sample import sample_values
from briefing.errors import ConfigError

GOOD = """\
[sender]
address = "bonjour@brief.test"
postal_address = "12 rue des Lilas, Paris"

[[newsletters]]
id = "matin"
name = "Le Brief"

[[feeds]]
url = "https://gazette.test/rss.xml"
title = "La Gazette"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_settings(write(folder, text))
    return [str(fault) for fault in caught.value.faults]


def test_the_shipped_configuration_loads_as_it_is() -> None:
    settings = load_settings(packaged("config.toml"))
    letter = settings.newsletters[0]
    assert (letter.language, letter.schedule.send_at) == ("fr", time(6, 30))
    assert letter.schedule.make_before == timedelta(minutes=45)
    assert len(settings.feeds_of(letter)) == 23
    assert "Le Monde" in {feed.title for feed in settings.all_feeds}


def test_the_shipped_configuration_is_told_to_be_a_sample() -> None:
    settings = load_settings(packaged("config.toml"))
    assert sample_values(settings, settings.newsletters[0]) == (
        "sender.postal_address",
        "sender.address",
        "sender.reply_to",
        "operator",
        "ingest.contact",
    )


def test_a_word_that_only_contains_example_is_no_sample(tmp_path: Path) -> None:
    text = GOOD.replace("brief.test", "my.example.org")
    settings = load_settings(write(tmp_path, text))
    assert sample_values(settings, settings.newsletters[0]) == ()


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = """\
databse = "x.db"
public_url = "ftp://brief"
[sender]
address = "nobody"
[[newsletters]]
id = "Le Matin"
name = "Le Brief"
[newsletters.schedule]
timezone = "Europe/Pari"
days = ["mon", "tuesday"]
send_at = "25:00"
make_before = "soon"
[[newsletters.sections]]
kind = "nubmer"
[ingest]
max_body = "5 potatoes"
"""
    told = mistakes(tmp_path, text)
    assert [line.split(": ")[0] for line in told] == [
        f"config.toml:{number}" for number in (1, 2, 3, 4, 6, 9, 10, 11, 12, 14, 16)
    ]
    assert "Did you mean `database`?" in told[0]
    assert "Did you mean `number`?" in told[-2]
    assert any("IANA name" in line for line in told)


def test_a_setting_of_the_second_newsletter_is_found_at_its_own_line(tmp_path: Path) -> None:
    second = '\n[[newsletters]]\nid = "soir"\nname = "Le Soir"\nlangage = "fr"\n'
    (told,) = mistakes(tmp_path, GOOD + second)
    line = (GOOD + second).splitlines().index('langage = "fr"') + 1
    assert told.startswith(f"config.toml:{line}: newsletters.langage")
    assert "Did you mean `language`?" in told


def test_broken_toml_is_told_with_its_line(tmp_path: Path) -> None:
    (told,) = mistakes(tmp_path, GOOD + "database = \n")
    assert told.startswith(f"config.toml:{len(GOOD.splitlines()) + 1}: is no valid TOML")


def test_a_file_that_is_not_there_names_init(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="briefing init"):
        load_settings(tmp_path / "config.toml")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="UTF-8"):
        load_settings(path)


def test_ids_stand_once(tmp_path: Path) -> None:
    twice = GOOD + '\n[[feeds]]\nurl = "https://gazette.test/rss.xml"\n'
    (told,) = mistakes(tmp_path, twice)
    assert "gazette-test-rss-xml stands twice" in told


def test_a_newsletter_may_name_only_known_feeds(tmp_path: Path) -> None:
    (told,) = mistakes(tmp_path, GOOD.replace('name = "Le Brief"', 'name = "B"\nfeeds = ["x"]'))
    assert "names the feed x" in told


def test_a_newsletter_without_feeds_takes_those_of_its_language(tmp_path: Path) -> None:
    english = '\n[[feeds]]\nid = "en"\nurl = "https://herald.test/rss"\nlanguage = "en-GB"\n'
    settings = load_settings(write(tmp_path, GOOD + english))
    assert [feed.title for feed in settings.feeds_of(settings.newsletters[0])] == ["La Gazette"]


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, GOOD))
    assert settings.database == tmp_path / "briefing.db"
    assert settings.transport.folder == tmp_path / "outbox"


@pytest.mark.parametrize(
    ("host", "security"), [("127.0.0.1", "none"), ("localhost", "none"), ("relay.test", "starttls")]
)
def test_only_a_server_on_this_machine_is_spoken_to_in_the_clear(
    tmp_path: Path, host: str, security: str
) -> None:
    settings = load_settings(write(tmp_path, GOOD + f'\n[smtp]\nhost = "{host}"\n'))
    assert settings.smtp.effective_security == security


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"12 rue des Lilas, Paris"', '"   "', "is empty"),
        ('name = "Le Brief"', 'name = ""', "is empty"),
        ('id = "matin"', 'id = "unsubscribe"', "the name of a page"),
        ('id = "matin"', f'id = "{"m" * 34}"', "at most 33"),
        ("[[feeds]]", '[ingest]\ntimeout = "0s"\n[[feeds]]', "longer than nothing"),
        (
            "[[feeds]]",
            '[newsletters.schedule.skip]\ndates = ["02-31"]\n[[feeds]]',
            "no day of any calendar",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    (told,) = mistakes(tmp_path, GOOD.replace(old, new, 1))
    assert said in told


def test_the_29th_of_february_may_be_skipped(tmp_path: Path) -> None:
    skip = '[newsletters.schedule.skip]\ndates = ["02-29"]\n[[feeds]]'
    settings = load_settings(write(tmp_path, GOOD.replace("[[feeds]]", skip)))
    assert settings.newsletters[0].schedule.skip.dates == ("02-29",)


def test_spaces_alone_are_no_heading_and_no_name(tmp_path: Path) -> None:
    sections = '[[newsletters.sections]]\nkind = "number"\ntitle = "   "\n'
    text = GOOD.replace("[[feeds]]", f"{sections}\n[[feeds]]").replace(
        "[sender]", '[sender]\nname = " "'
    )
    settings = load_settings(write(tmp_path, text))
    assert settings.newsletters[0].sections[0].title == ""
    assert settings.sender.name == ""
