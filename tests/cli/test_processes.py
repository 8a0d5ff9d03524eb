"""`run` and `web` as processes: they serve, refuse a second one, and stop cleanly."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from socket import socket

import pytest

Start = Callable[..., "subprocess.Popen[str]"]


def free_port() -> int:
    with closing(socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def port(folder: Path) -> int:
    port = free_port()
    with (folder / "config.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[web]\nport = {port}\n")
    return port


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Start `briefing WORDS…`; what still runs at the end of the test is stopped."""
    started: list[subprocess.Popen[str]] = []

    def run(*words: str) -> "subprocess.Popen[str]":
        code = "from briefing.cli import main; main()"
        process = subprocess.Popen(
            [sys.executable, "-c", code, *words],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def answer(port: int, path: str) -> int:
    """Return the status of a page, as soon as the server listens (at most 20 s)."""
    for _ in range(200):
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except ConnectionRefusedError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError("nothing listens")


@pytest.mark.parametrize("verb", ["run", "web"])
def test_it_serves_until_it_is_told_to_stop(start: Start, port: int, verb: str) -> None:
    process = start(verb, "--now", "2026-11-21 12:00")
    assert answer(port, "/") == 200
    assert answer(port, "/matin/2026-11-20") == 404
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Serving http://127.0.0.1" in said
    assert "Traceback" not in said


def test_a_second_scheduler_on_the_same_files_is_refused(start: Start, port: int) -> None:
    start("run", "--now", "2026-11-21 12:00")
    assert answer(port, "/") == 200
    second = start("run", "--now", "2026-11-21 12:00")
    said, _ = second.communicate(timeout=30)
    assert second.returncode == 1
    assert "Another `briefing run` is at work" in said


def test_an_address_in_use_is_told(start: Start, port: int) -> None:
    with closing(socket()) as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        said, _ = start("web").communicate(timeout=30)
    assert str(port) in said
    assert "Traceback" not in said


def test_help_is_there_at_once(folder: Path) -> None:
    code = (
        "import sys; from briefing.cli import app\n"
        "heavy = {'feedparser', 'aiohttp', 'starlette', 'apscheduler', 'mjml', 'pydantic',"
        " 'sqlite_utils', 'babel', 'jinja2'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == "", "imported before a command needs it"
