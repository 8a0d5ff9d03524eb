"""Every theme can be read by everyone; a wrong token is told with its line."""

from itertools import product
from pathlib import Path

import pytest

from briefing.config.packaged import packaged
from briefing.errors import TemplateError
from briefing.render.context import Palette
from briefing.render.theme import load_theme

THEMES = ("papier", "nuit", "sobre")
SHIPPED = packaged("templates")
PAIRS = [
    *product(("ink", "soft", "link"), ("page", "card", "box", "tint")),
    ("band_ink", "band"),
    ("band_soft", "band"),
    ("mark_ink", "mark"),
    ("figure", "box"),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(name: str, scheme: str) -> None:
    palette: Palette = getattr(load_theme([SHIPPED], name), scheme)
    for text, ground in PAIRS:
        assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5, (text, ground)


def test_an_operator_may_change_one_colour_alone(tmp_path: Path) -> None:
    write(tmp_path, '[papier.light]\nink = "#000000"\n')
    theme = load_theme([tmp_path, SHIPPED], "papier")
    shipped = load_theme([SHIPPED], "papier")
    assert theme.light.ink == "#000000"
    assert theme.light.link == shipped.light.link
    assert theme.dark == shipped.dark


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ('[papier.light]\ninkk = "#000000"\n', 2, "inkk"),
        ('[papier.light]\n\nink = "red"\n', 3, "#1C1B1A"),
        ('[papier]\nserif = "x; } body { display: none"\n', 2, "font names"),
        ("[papier]\nserif = 3\n", 2, "font names"),
        ("[papier\n", 1, "is not TOML"),
        ("\n[papier.light]\nink = [", 3, "is not TOML"),
        ('[papier.light]\nink = "#000000"\n[papier.dark]\nink = "x"\n', 4, "#1C1B1A"),
        ('[papier.x]\nink = "#000000"\n', 1, "x: is no token"),
        ('\n[papyer.light]\nink = "#000000"\n', 2, "papyer: is no theme. There are papier"),
        ("papier = 3\n", 1, "is no table"),
        ('[papier]\nlight = "#000000"\n', 2, "is no table"),
    ],
)
def test_a_wrong_token_is_told_with_its_line(
    tmp_path: Path, source: str, line: int, message: str
) -> None:
    write(tmp_path, source)
    with pytest.raises(TemplateError, match=message) as raised:
        load_theme([tmp_path, SHIPPED], "papier")
    assert raised.value.fault.line == line
    assert raised.value.fault.file == str(tmp_path / "email/theme.toml")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    write(tmp_path, "")
    (tmp_path / "email/theme.toml").write_bytes(b'[papier]\nserif = "\xe9"')
    with pytest.raises(TemplateError, match="cannot be read"):
        load_theme([tmp_path, SHIPPED], "papier")


def test_a_theme_nobody_wrote_is_refused(tmp_path: Path) -> None:
    for folders in ([SHIPPED], [tmp_path], []):
        with pytest.raises(TemplateError, match="no complete theme"):
            load_theme(folders, "fluo")


def write(folder: Path, source: str) -> None:
    (folder / "email").mkdir()
    (folder / "email/theme.toml").write_text(source, encoding="utf-8")
