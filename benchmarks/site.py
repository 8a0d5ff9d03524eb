"""The web pages under load → how fast they answer, alone, beside a send and beside an import.

`python -m benchmarks.site --out F.json [--rows N] [--recipients N] [--seconds S]`: a real server on
loopback with the shipped defaults. Pages asked one after the other; 100 sign-ups a second while an
edition of about 60 kB a message is sent to a mail server of its own process; a CSV of N rows
imported while a page is asked 20 times a second. Times in milliseconds, as the client saw them.
"""

import argparse
import asyncio
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measure import measured, print_stats, write_json
from benchmarks.render import DAY, made_up
from briefing.audience.tokens import KEY, unsubscribe_token
from briefing.clock import utc_now
from briefing.config import Newsletter, Settings
from briefing.config.pages import Web
from briefing.config.settings import Sender, Smtp
from briefing.deliver import transport_for
from briefing.mailing import send
from briefing.model import EditionState
from briefing.store import MOST_AT_ONCE, open_store
from briefing.web.app import build_app
from briefing.web.server import Server

RATE = 100  # sign-ups a second
PAGES = 200  # requests for each page
STORIES = 17


def main(argv: Sequence[str] | None = None) -> None:
    """Serve, ask, count; the last line on stdout is the run's statistics."""
    options = _options(argv)
    if options.client:
        sys.stdout.write(json.dumps(asyncio.run(_ask_all(json.loads(options.client)))))
        return
    if options.sink:
        _serve_sink()
        return
    found: dict[str, Any] = {}
    with measured() as stats, TemporaryDirectory() as folder:
        found = _run(Path(folder), options)
    write_json(options.out, found)
    print_stats(stats.row(n=options.recipients, **found))


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site")
    parser.add_argument("--out", type=Path, default=Path("site.json"))
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--recipients", type=int, default=20_000)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--client", help=argparse.SUPPRESS)
    parser.add_argument("--sink", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def _run(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    sink, port = _sink()
    try:
        settings = _settings(folder, port)
        token = _prepare(settings, options.recipients)
        app = build_app(settings, partial(open_store, settings.database))
        with Server(app, port=0) as server:
            found = _pages(server.port, token)
            found |= _unsubscribing(server.port, token)
            found |= _beside_a_send(server.port, settings, options.seconds)
            found |= _beside_an_import(server.port, settings, folder, options.rows)
    finally:
        sink.terminate()
        sink.wait()
    return found


def _settings(folder: Path, port: int) -> Settings:
    return Settings(
        database=folder / "briefing.db",
        templates=folder / "templates",
        sender=Sender(name="Le Brief", address="brief@b.example", postal_address="1 rue A, Paris"),
        newsletters=(Newsletter(id="brief", name="Le Brief"),),
        smtp=Smtp(host="127.0.0.1", port=port),
        # Every sign-up is mailed: the client is one network.
        web=Web(sign_ups_per_network=1_000_000, sign_ups_per_hour=1_000_000),
    )


def _prepare(settings: Settings, readers: int) -> str:
    """Make readers and an edition that may be read; return the first reader's token."""
    with open_store(settings.database) as store:
        arrivals, now = store.arrivals("brief"), utc_now()
        for start in range(0, readers, MOST_AT_ONCE):
            upto = min(start + MOST_AT_ONCE, readers)
            batch = [(f"reader{n:07d}@b.example", "made up", now) for n in range(start, upto)]
            arrivals.welcome(batch)
        edition = made_up(settings.newsletters[0], stories=STORIES)
        store.save_edition(edition, (), state=EditionState.DRAFT)
        return unsubscribe_token(store.key(KEY), subscriber_id=1, newsletter="brief")


def _pages(port: int, token: str) -> dict[str, Any]:
    paths = ["/brief/join", f"/preferences/{token}", f"/unsubscribe/{token}", "/legal"]
    found: dict[str, Any] = {}
    worst, largest = 0.0, 0
    for path in paths:
        told = _client({"port": port, "get": path, "count": PAGES, "rate": 50})
        worst, largest = max(worst, told["p95_ms"]), max(largest, told["bytes"])
    found["page_p95_ms"], found["page_bytes"] = worst, largest
    return found


def _unsubscribing(port: int, token: str) -> dict[str, Any]:
    told = _client({"port": port, "post": f"/unsubscribe/{token}", "count": 1, "rate": 1})
    return {"unsubscribe_ms": told["p99_ms"]}


def _beside_a_send(port: int, settings: Settings, seconds: int) -> dict[str, Any]:
    asked: list[dict[str, Any]] = []
    order = {"port": port, "join": "/brief/join", "count": RATE * seconds, "rate": RATE}
    thread = threading.Thread(target=lambda: asked.append(_client(order)))
    thread.start()
    time.sleep(2.5)  # the client waits as long before it presses a button
    started = time.perf_counter()
    with open_store(settings.database) as store:
        report = send(
            settings,
            store,
            settings.newsletters[0],
            day=DAY,
            clock=utc_now,
            transport=transport_for(settings),
        )
    took = time.perf_counter() - started
    thread.join()
    return {
        "send_messages_per_s": round(report.sent_now / took, 1),
        "send_seconds": round(took, 1),
        "sign_up_errors": asked[0]["errors"],
        "sign_up_p50_ms": asked[0]["p50_ms"],
        "sign_up_p99_ms": asked[0]["p99_ms"],
    }


def _beside_an_import(port: int, settings: Settings, folder: Path, rows: int) -> dict[str, Any]:
    if not rows:
        return {}
    file, config = folder / "rows.csv", folder / "config.toml"
    with file.open("w", encoding="utf-8") as out:
        out.write("email,proof\n")
        out.writelines(f"import{n:07d}@c.example,fair of June 2026\n" for n in range(rows))
    config.write_text(
        f'database = "{settings.database}"\n[sender]\naddress = "brief@b.example"\n'
        'postal_address = "1 rue A, Paris"\n[[newsletters]]\nid = "brief"\nname = "Le Brief"\n',
        encoding="utf-8",
    )
    briefing = str(Path(sys.executable).with_name("briefing"))
    command = [briefing, "--config", str(config), "subscribers", "import", str(file)]
    asked: list[dict[str, Any]] = []
    started = time.perf_counter()
    importing = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    order = {"port": port, "join": "/brief/join", "count": 20 * 8, "rate": 20}
    thread = threading.Thread(target=lambda: asked.append(_client(order)))
    thread.start()
    code = importing.wait()
    took = time.perf_counter() - started
    thread.join()
    return {
        "import_exit": code,
        "import_rows_per_s": round(rows / took),
        "import_page_p99_ms": asked[0]["p99_ms"],
        "import_page_errors": asked[0]["errors"],
    }


# --- the client, in a process of its own


def _client(order: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.site", "--client", json.dumps(order)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(told.stdout)
    return found


async def _ask_all(order: dict[str, Any]) -> dict[str, Any]:
    port, stamp = order["port"], ""
    if "join" in order:
        _, page = await _ask(port, "GET", order["join"])
        found = re.search(rb'name="stamp" value="([^"]+)"', page)
        stamp = found[1].decode() if found else ""
        await asyncio.sleep(2.5)
    started, tasks = time.perf_counter(), []
    for number in range(order["count"]):
        await asyncio.sleep(max(0.0, started + number / order["rate"] - time.perf_counter()))
        tasks.append(asyncio.create_task(_timed(port, order, number, stamp)))
    told = await asyncio.gather(*tasks)
    times = sorted(ms for ms, _, _ in told)
    return {
        "errors": sum(not good for _, good, _ in told),
        "bytes": max(size for _, _, size in told),
        **{f"p{q}_ms": round(times[int(len(times) * q / 100)], 1) for q in (50, 95, 99)},
    }


async def _timed(
    port: int, order: dict[str, Any], number: int, stamp: str
) -> tuple[float, bool, int]:
    started = time.perf_counter()
    try:
        if "join" in order:
            email = f"new{time.time_ns()}x{number}@d.example"
            form = f"email={email}&stamp={stamp}&website="
            status, page = await _ask(port, "POST", order["join"], form)
        else:
            method = "POST" if "post" in order else "GET"
            status, page = await _ask(port, method, order.get("post") or order["get"])
    except OSError:
        status, page = 0, b""
    return (time.perf_counter() - started) * 1000, status in (200, 303), len(page)


async def _ask(port: int, method: str, path: str, form: str = "") -> tuple[int, bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    if method == "POST":
        head += (
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n"
        )
    writer.write(f"{head}\r\n{form}".encode())
    answer = await reader.read(-1)
    writer.close()
    return int(answer[9:12] or 0), answer


# --- the mail server, in a process of its own


def _sink() -> tuple[subprocess.Popen[str], int]:
    command = [sys.executable, "-m", "benchmarks.site", "--sink"]
    sink = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert sink.stdout is not None
    return sink, int(sink.stdout.readline())


async def _line(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readline()
    except ConnectionError:  # hung up without QUIT
        return b""


def _serve_sink() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 sink ESMTP\r\n")
        while line := await _line(reader):
            word = line[:4].upper()
            if word == b"EHLO":
                writer.write(b"250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n")
            elif word == b"DATA":
                writer.write(b"354 go on\r\n")
                await reader.readuntil(b"\r\n.\r\n")
                writer.write(b"250 taken\r\n")
            elif word == b"QUIT":
                break
            else:
                writer.write(b"250 good\r\n")
        writer.close()

    async def serve() -> None:
        server = await asyncio.start_server(talk, "127.0.0.1", 0, limit=1 << 20)
        sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
        sys.stdout.flush()
        await server.serve_forever()

    asyncio.run(serve())


if __name__ == "__main__":
    main()
