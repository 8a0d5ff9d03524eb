"""Edited templates are tried where they can harm nobody."""

from pathlib import Path

import pytest

from briefing.config.packaged import packaged
from briefing.render.folders import templates_of
from briefing.trial import faults_of, fillings, try_templates
from tests.web import house

SHIPPED = packaged("templates")

CONFIG = """\
templates = "own"

[sender]
address = "bonjour@brief.test"
postal_address = "12 rue des Lilas, Paris"

[[newsletters]]
id = "matin"
name = "Le Brief du matin"
"""


def tried(folder: Path, name: str = "", source: str = "", *, timeout_s: float = 20) -> list[str]:
    config = folder / "config.toml"
    config.write_text(CONFIG, encoding="utf-8")
    (folder / "own").mkdir(exist_ok=True)
    if name:
        path = folder / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return list(try_templates(config, timeout_s=timeout_s))


def test_the_shipped_templates_have_no_fault(tmp_path: Path) -> None:
    assert tried(tmp_path) == []


def test_faults_of_mail_and_pages_are_told_at_once(tmp_path: Path) -> None:
    tried(tmp_path, "web/index.html", "\n{{ nothing }}")
    found = tried(tmp_path, "email/sections/quote.txt", "{{ nothing }}")
    assert len(found) == 2
    assert "quote.txt:1" in found[0]
    assert "index.html:2" in found[1]


@pytest.mark.parametrize(
    "name", ["web/join.html", "web/opengraph.html", "web/search.html", "mails/notice.txt"]
)
def test_what_only_readers_would_find_is_found(tmp_path: Path, name: str) -> None:
    broken = tmp_path / name
    broken.parent.mkdir()
    broken.write_text((SHIPPED / name).read_text("utf-8") + "\n{% if %}", encoding="utf-8")
    found = faults_of(house.settings(tmp_path, templates=tmp_path))
    assert found
    assert all(name in one for one in found)


def test_no_template_is_left_untried(tmp_path: Path) -> None:
    settings = house.settings(tmp_path)
    templates = templates_of(settings)
    for fill in fillings(settings, settings.newsletters[0], templates):
        fill()
    tried = {name for one in templates._environments.values() for _, name in one.cache or ()}
    there = {str(path.relative_to(SHIPPED)) for path in SHIPPED.rglob("*.*")}
    assert {one for one in there if not one.endswith(".toml")} <= tried


def test_a_template_without_end_is_stopped(tmp_path: Path) -> None:
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    (said,) = tried(tmp_path, "email/sections/quote.txt", endless, timeout_s=3)
    assert "not filled within 3 seconds" in said


def test_a_wrong_configuration_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("nonsense", encoding="utf-8")
    assert try_templates(tmp_path / "config.toml")
