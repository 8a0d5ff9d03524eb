"""README and tutorial tell the truth: their commands run, their links lead somewhere."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
# `make test` runs this very test; the demo is run once, before what looks into it.
NOT_AGAIN = {"make test"}


def commands(page: str) -> list[str]:
    """Return the lines of the page's shell blocks, without their comments."""
    blocks = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    lines = (line.split("#")[0].strip() for block in blocks for line in block.splitlines())
    return [line for line in lines if line and line not in NOT_AGAIN]


def test_every_command_of_the_readme_runs(tmp_path: Path) -> None:
    assert len(commands(README)) >= 6
    for command in commands(README):
        # Everything lands in a folder of the test; the programs are those of this checkout.
        here = command.replace("make demo", ".venv/bin/briefing demo")
        words = [str(ROOT / w) if w.startswith(".venv/") else w for w in shlex.split(here)]
        done = subprocess.run(
            words, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", *sorted(
    str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")
)])  # fmt: skip
def test_every_link_leads_to_a_file(name: str) -> None:
    page = ROOT / name
    links = re.findall(r"(?:\]\(|src=\")([^)\"#]+)", page.read_text(encoding="utf-8"))
    missing = [
        link
        for link in links
        if not link.startswith(("http", "mailto:")) and not (page.parent / link).exists()
    ]
    assert missing == []


def test_the_readme_is_short_and_shows_an_edition() -> None:
    assert len(README.splitlines()) <= 120
    assert "docs/edition.png" in README


def test_every_place_that_the_readme_names_is_there() -> None:
    table = README.split("## Where do I change…?")[1].split("\n## ")[0]
    for place in re.findall(r"`((?:briefing|templates)/[^`]*)`", table):
        path = place.replace("<kind>", "number")
        assert (ROOT / path).exists(), place
