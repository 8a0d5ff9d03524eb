"""A command may change the list of feeds; it loses no comment and breaks no file."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config.edit import (
    add_feeds,
    feed_ids,
    read_config,
    remove_feed,
    set_enabled,
    write_config,
)
from briefing.config.packaged import packaged
from briefing.errors import InputError, NotFound

TEXT = """\
# mine
[sender]
address = "a@b.test"
postal_address = "x"

[[newsletters]]
id = "matin"
name = "Le Brief"

# --- dailies
[[feeds]]
id = "one"          # the first
url = "https://one.test/rss"

# --- magazines
# [[feeds]]
# id = "idea"
[[feeds]]
url = "https://two.test/rss"
title = "Two"
# not sure about this one

# the end
"""


def comments(text: str) -> list[str]:
    return [line[line.index("#") :] for line in text.splitlines() if "#" in line]


def test_a_feed_is_added_behind_the_last_one() -> None:
    after = add_feeds(TEXT, [{"id": "three", "url": 'https://t.test/"x"', "title": "L’Écho"}])
    assert feed_ids(after) == ("one", "two-test-rss", "three")
    assert comments(after) == comments(TEXT)
    assert after.replace(after[after.index('title = "Two"') : after.index("# not sure")], "")


def test_a_first_feed_is_added_at_the_end() -> None:
    bare = TEXT[: TEXT.index("# --- dailies")]
    assert feed_ids(add_feeds(bare, [{"url": "https://x.test"}])) == ("x-test",)


def test_a_feed_is_removed_and_the_comments_around_it_stay() -> None:
    after = remove_feed(TEXT, "one")
    assert feed_ids(after) == ("two-test-rss",)
    assert comments(after) == [one for one in comments(TEXT) if one != "# the first"]


def test_a_feed_without_an_id_is_found_by_its_address() -> None:
    assert feed_ids(remove_feed(TEXT, "two-test-rss")) == ("one",)


def test_a_feed_is_switched_off_and_on_in_its_own_table() -> None:
    off = set_enabled(TEXT, "one", enabled=False)
    assert tomllib.loads(off)["feeds"][0]["enabled"] is False
    assert set_enabled(off, "one", enabled=True) == off.replace("enabled = false", "enabled = true")
    assert comments(off) == comments(TEXT)


def test_line_ends_stay_as_they_are() -> None:
    after = add_feeds(TEXT.replace("\n", "\r\n"), [{"url": "https://x.test"}])
    assert after.count("\n") == after.count("\r\n")


def test_an_unknown_feed_is_told() -> None:
    with pytest.raises(NotFound, match="no feed 'nine'"):
        remove_feed(TEXT, "nine")


def test_feeds_in_one_line_are_left_to_the_operator() -> None:
    text = 'feeds = [{ id = "one", url = "https://one.test" }]\n'
    with pytest.raises(InputError, match="nothing was changed"):
        remove_feed(text, "one")
    with pytest.raises(InputError, match="nothing was changed"):
        set_enabled(text, "one", enabled=False)
    with pytest.raises(InputError, match="nothing was changed"):
        add_feeds(text, [{"url": "https://x.test"}])


def test_a_table_inside_a_text_is_no_table() -> None:
    text = TEXT.replace('name = "Le Brief"', 'name = """\n[[feeds]]\n"""')
    with pytest.raises(InputError, match="nothing was changed"):
        remove_feed(text, "one")


@given(st.data())
def test_the_shipped_file_survives_any_sequence_of_changes(data: st.DataObject) -> None:
    text = packaged("config.toml").read_text(encoding="utf-8")
    before = comments(text)
    for _ in range(data.draw(st.integers(1, 6))):
        id = data.draw(st.sampled_from(feed_ids(text)))
        change = data.draw(st.sampled_from(["remove", "off", "on", "add"]))
        if change == "remove":
            text = remove_feed(text, id)
        elif change == "add":
            text = add_feeds(text, [{"url": f"https://{id}.test/{len(text)}"}])
        else:
            text = set_enabled(text, id, enabled=change == "on")
    assert comments(text) == before
    assert "\n\n\n" not in text


# --- writing


def test_what_would_not_load_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match=r"config.toml:\d+: feeds.weight"):
        write_config(path, add_feeds(TEXT, [{"url": "https://x.test", "weight": 7}]))
    assert read_config(path) == TEXT


def test_a_link_stays_a_link_and_rights_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_text(TEXT, encoding="utf-8")
    real.chmod(0o640)
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    write_config(link, remove_feed(TEXT, "one"))
    assert link.is_symlink()
    assert (real.stat().st_mode & 0o777, feed_ids(read_config(real))) == (0o640, ("two-test-rss",))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
