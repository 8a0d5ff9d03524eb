"""The edition in a real Chromium: nothing runs off a phone's edge, nothing is fetched."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.config.packaged import packaged
from briefing.model import Section
from briefing.render.edition import render
from briefing.render.html import page
from briefing.render.mjml import Templates
from tests.builders import edition, line, sections, story_block
from tests.golden.test_golden import FRENCH

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

MEASURE = """
<script>
addEventListener("load", () => {
  const root = document.querySelector("iframe").contentDocument.documentElement;
  const asked = document.querySelector("iframe").contentWindow.performance
    .getEntriesByType("resource").map(one => one.name);
  document.title = JSON.stringify({over: root.scrollWidth - root.clientWidth, asked});
});
</script>
"""


def measured(html: str, folder: Path, *, width: int) -> dict[str, object]:
    """Return by how many pixels the page exceeds a window of that width, and what it fetches."""
    (folder / "inner.html").write_text(html, encoding="utf-8")
    quoted = html.replace("&", "&amp;").replace('"', "&quot;")
    frame = f'<iframe srcdoc="{quoted}" style="width:{width}px;height:900px;border:0"></iframe>'
    outer = folder / "outer.html"
    outer.write_text(f"<!doctype html><meta charset=utf-8>{frame}{MEASURE}", encoding="utf-8")
    assert CHROMIUM is not None
    dumped = subprocess.run(
        [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
            f"--user-data-dir={folder / 'profile'}",
            "--dump-dom",
            outer.as_uri(),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    title = re.search(r"<title>(\{.*?\})</title>", dumped)
    assert title is not None, dumped[:500]
    found = json.loads(title[1])
    assert isinstance(found, dict)
    return found


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft fusionne."
WIDE = replace(story_block(), lead=line(LONG, source="L’Écho" + "-très-loin" * 8))
HARD = edition((Section(kind="need_to_know", title="L’essentiel", blocks=(WIDE,)), *sections()))


@pytest.mark.parametrize("width", [375, 800])
@pytest.mark.parametrize("view", ["mail", "page"])
def test_nothing_runs_off_the_edge_and_nothing_is_fetched(
    tmp_path: Path, view: str, width: int
) -> None:
    templates = Templates((packaged("templates"),))
    html = render(HARD, FRENCH, templates).html
    if view == "page":
        html = page(HARD, FRENCH, templates)
    found = measured(html, tmp_path, width=width)
    assert found == {"over": 0, "asked": []}
