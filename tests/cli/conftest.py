"""One command, as an operator types it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefing.cli import main

CONFIG = """\
[sender]
name = "Le Brief"
address = "bonjour@brief.test"
postal_address = "12 rue des Lilas, Paris"

[[newsletters]]
id = "matin"
name = "Le Brief du matin"

[[feeds]]
id = "fr-gazette"
url = "http://127.0.0.1:9/rss.xml"
title = "La Gazette"

[ingest]
allow_private_networks = true
timeout = "2s"
full_text = "never"
"""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Briefing = Callable[..., Outcome]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


@pytest.fixture
def briefing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Briefing:
    """Run `briefing WORDS…` in the folder of config.toml."""
    monkeypatch.chdir(folder)

    def run(*words: str) -> Outcome:
        code = 0
        try:
            main(list(words))
        except SystemExit as leave:
            code = int(leave.code or 0)
        said = capsys.readouterr()
        return Outcome(code=code, out=said.out, err=said.err)

    return run
