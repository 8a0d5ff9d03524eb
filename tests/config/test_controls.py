"""No text of config.toml holds what no header and no page can."""

from pathlib import Path

import pytest

from briefing.config import load_settings
from briefing.config.controls import control_characters
from briefing.errors import ConfigError
from tests.cli.conftest import CONFIG


def _loaded(folder: Path, old: str, new: str) -> tuple[int, str]:
    """Return line and words of the one mistake."""
    assert old in CONFIG
    path = folder / "config.toml"
    path.write_text(CONFIG.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    (fault,) = caught.value.faults
    return fault.line, f"{fault.key} {fault.message} {fault.remedy}"


@pytest.mark.parametrize("escaped", ["\\u0007", "\\u0000", "\\u001b", "\\u0085", "\\uFFFE"])
def test_a_control_character_is_told_with_its_line(tmp_path: Path, escaped: str) -> None:
    line, words = _loaded(tmp_path, '"Le Brief du matin"', f'"Le Brief {escaped} du matin"')
    assert line == CONFIG.splitlines().index('name = "Le Brief du matin"') + 1
    assert words.startswith(f"newsletters.name holds U+{escaped[2:].upper()}.")


@pytest.mark.parametrize("broken", ['"Le\\r\\nBcc: x@y.example"', '"""Le\nBrief"""', '"a\\tb"'])
def test_a_name_stands_on_one_line(tmp_path: Path, broken: str) -> None:
    line, words = _loaded(tmp_path, '"Le Brief"', broken)
    assert (line, words) == (
        2,
        "sender.name goes over several lines. Write it on one line.",
    )


def test_each_text_of_a_list_is_looked_at() -> None:
    document = {"web": {"trusted": ["10.0.0.1", "\x01"]}, "rules": [{"words": ["a\nb"]}]}
    faults = control_characters(document, file="config.toml", line=len)
    assert [(one.key, one.line) for one in faults] == [
        ("web.trusted", 3),
        ("rules.words", 4),
    ]


def test_a_postal_address_may_have_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        CONFIG.replace('"12 rue des Lilas, Paris"', '"""12 rue des Lilas\n\t75020 Paris"""')
    )
    assert "75020" in load_settings(path).sender.postal_address
