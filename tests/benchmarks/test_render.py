"""Made-up stories → a rendered edition and its cost."""

import json
from email import message_from_bytes
from pathlib import Path

import pytest

from benchmarks.render import made_up, main
from briefing.config import Newsletter

CONFIG = """\
[sender]
name = "The Brief"
address = "hello@brief.test"
postal_address = "1 Main Street"

[[newsletters]]
id = "brief"
name = "The Brief"
language = "LANGUAGE"
"""


@pytest.mark.parametrize(("language", "town"), [("fr", "engrenages de Pau"), ("en-GB", "of Pau")])
def test_the_stories_asked_for_are_rendered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, town: str
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(CONFIG.replace("LANGUAGE", language), encoding="utf-8")
    main([str(config), "--stories", "12", "--out", str(tmp_path / "out")])
    stats = json.loads(capsys.readouterr().out.splitlines()[-1])
    html = (tmp_path / "out" / "edition.html").read_bytes()
    assert (stats["n"], stats["html_bytes"]) == (12, len(html))
    assert 0 < stats["render_ms"] < 1000
    assert town in html.decode()
    assert town in (tmp_path / "out" / "edition.txt").read_text("utf-8")
    message = message_from_bytes((tmp_path / "out" / "edition.eml").read_bytes())
    assert message.get_content_type() == "multipart/alternative"


@pytest.mark.parametrize("count", [1, 2, 3, 4, 12, 40])
def test_no_story_is_missing_and_none_stands_twice(count: int) -> None:
    edition = made_up(Newsletter(id="brief", name="The Brief"), stories=count)
    blocks = [block for section in edition.sections for block in section.blocks]
    stories = [block.story_id for block in blocks if block.kind == "story"]
    assert len(stories) == len(set(stories)) == count


@pytest.mark.parametrize("words", [("nowhere.toml", "--stories", "3"), ("x", "--stories", "0")])
def test_bad_input_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([*words, "--out", str(tmp_path)])
    assert (left.value.code, capsys.readouterr().err != "") == (2, True)
