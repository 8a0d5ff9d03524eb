"""How fast and how large the public pages are, with 1,000 editions in the archive.

    python -m benchmarks.pages [--editions 1000] [--rounds 40]

One page after another over a real connection on loopback: milliseconds (median, 95 %) and kB.
The numbers of the issue: 95 % within 50 ms; at most 60 kB without the edition.
"""

import argparse
import statistics
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from briefing.config.settings import Settings
from briefing.model import EditionState, StoryBlock
from briefing.store import Store, open_store
from briefing.web.app import build_app
from briefing.web.server import Server
from tests import builders

FIRST = date(2023, 1, 2)
THINGS = ("taux", "usines", "accord", "grève", "récolte", "enquête", "élection", "budget")
PLACES = ("à Nantes", "au Québec", "en Bretagne", "à Genève", "dans le Nord", "en Allemagne")
PAGES = {
    "front": "/",
    "archive": "/matin/archive",
    "month": "/matin/archive/2024-03",
    "edition": "/matin/2024-03-14",
    "search, one word": "/matin/search?q=gr%C3%A8ve",
    "search, little word": "/matin/search?q=la",
    "search, three words": "/matin/search?q=budget+grogne+Nantes",
    "search, last page": "/matin/search?q=budget&page=999",
    "search, nothing": "/matin/search?q=zzzz",
    "rss": "/matin/rss.xml",
    "atom": "/matin/atom.xml",
    "json feed": "/matin/feed.json",
    "sitemap": "/sitemap.xml",
    "robots": "/robots.txt",
    "sign-up": "/matin/join",
    "legal notice": "/legal",
    "no such page": "/nothing/here",
}


def fill(store: Store, *, editions: int) -> None:
    """Let out one edition a weekday, each with twelve stories of its own."""
    days = (FIRST + timedelta(days=ahead) for ahead in range(editions * 2))
    weekdays = (day for day in days if day.weekday() < 5)
    for number, day in zip(range(1, editions + 1), weekdays, strict=False):
        first, *rest = builders.sections()
        sections = (replace(first, blocks=tuple(_stories(number))), *rest)
        made = builders.edition(sections, day=day, number=number)
        record = store.save_edition(made, (), state=EditionState.DRAFT)
        store.set_state(record, EditionState.SENT, now=builders.NOW)


def _stories(number: int) -> Iterator[StoryBlock]:
    for place in range(12):
        thing, where = THINGS[(number + place) % 8], PLACES[(number * place) % 6]
        yield builders.story_block(
            f"Le {thing} fait grogner la ville {where}, édition {number}.",
            f"La mairie annonce {number * 7 + place} décisions sur le {thing} d'ici à la fin mars.",
            facts=builders.facts(),
        )


def times(port: int, path: str, *, rounds: int) -> tuple[list[float], int]:
    """Return the milliseconds of each round, and the bytes of one answer."""
    taken, size = [], 0
    for _ in range(rounds):
        began = time.perf_counter()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
                size = len(answer.read())
        except urllib.error.HTTPError as error:
            size = len(error.read())
        taken.append((time.perf_counter() - began) * 1000)
    return taken, size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--editions", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=40)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        settings = Settings.model_validate(
            {
                "database": Path(folder) / "briefing.db",
                "templates": Path(folder),
                "sender": {"address": "a@brief.example", "postal_address": "12 rue des Lilas"},
                "newsletters": [{"id": "matin", "name": "Le Brief du matin"}],
                "web": {"index": True},
            }
        )
        with open_store(settings.database) as store, store.write():
            fill(store, editions=asked.editions)
        app = build_app(settings, partial(open_store, settings.database))
        with Server(app, port=0) as server:
            for name, path in PAGES.items():
                taken, size = times(server.port, path, rounds=asked.rounds)
                centiles = statistics.quantiles(taken, n=20)
                middle = statistics.median(taken)
                figures = f"{middle:8.1f} ms {centiles[-1]:8.1f} ms {size / 1000:8.1f} kB"
                sys.stdout.write(f"{name:22}{figures}\n")


if __name__ == "__main__":
    main()
