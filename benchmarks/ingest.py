"""What one round of ingest costs: a list of feed URLs, a new database, cold and then again.

    python -m benchmarks.ingest --urls FILE [--rounds 2] --out F.json

The same `ingest` and fetcher as the daily run. Each round finds every feed due.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measure import Stats, measured, print_stats, refuse, write_json
from briefing.clock import utc_now
from briefing.config import Settings
from briefing.ingest.fetch import HttpFetcher
from briefing.pipeline import ingest
from briefing.reports import FeedReport
from briefing.store import Store, open_store


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.ingest", description=__doc__)
    parser.add_argument("--urls", type=Path, required=True, help="one feed URL a line")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    urls = read_urls(given.urls)
    with TemporaryDirectory() as folder:
        settings = settings_for(urls, database=Path(folder) / "briefing.db")
        with open_store(settings.database) as store:
            measures = [run_round(settings, store) for _ in range(given.rounds)]
    write_json(given.out, result_of(measures))
    print_stats(total(measures, n=len(urls)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round cost, and what came of each feed."""

    stats: Stats
    reports: tuple[FeedReport, ...]


def read_urls(path: Path) -> tuple[str, ...]:
    """Return the addresses, each once, in order. A line that is none ends the run (exit 2)."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        refuse(f"{path}: {error.strerror}")
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.strip().startswith(("http://", "https://")):
            refuse(f"{path}, line {number}: no http(s) address")
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))


def settings_for(urls: Sequence[str], *, database: Path) -> Settings:
    """Return the shipped defaults with these feeds, and with loopback allowed."""
    return Settings.model_validate(
        {
            "database": database,
            "sender": {"address": "brief@briefing.example", "postal_address": "1, rue du Test"},
            "newsletters": [{"id": "brief", "name": "Brief"}],
            "feeds": [{"id": f"f{n}", "url": url} for n, url in enumerate(urls, 1)],
            "ingest": {"allow_private_networks": True},
        }
    )


def run_round(settings: Settings, store: Store) -> Round:
    """Fetch every feed once."""
    with measured() as stats:
        fetcher = HttpFetcher(settings.ingest)
        reports = ingest(settings, store, fetcher, now=utc_now(), force=True)
    return Round(stats=stats, reports=reports)


def result_of(rounds: Sequence[Round]) -> dict[str, Any]:
    """Return what evaluation.md asks for."""
    peak = max((one.stats.peak_rss_mb for one in rounds), default=0.0)
    return {"rounds": [_figures(one) for one in rounds], "peak_rss_mb": round(peak, 1)}


def total(rounds: Sequence[Round], *, n: int) -> dict[str, Any]:
    """Return the statistics of the whole run."""
    return {
        "n": n,
        "seconds": round(sum(one.stats.seconds for one in rounds), 3),
        "cpu_s": round(sum(one.stats.cpu_s for one in rounds), 3),
        **result_of(rounds),
    }


def _figures(one: Round) -> dict[str, Any]:
    reports = one.reports
    return {
        "seconds": round(one.stats.seconds, 3),
        "cpu_s": round(one.stats.cpu_s, 3),
        "fetched": _count(reports, "ok"),
        "not_modified": _count(reports, "not_modified"),
        "failed": len(reports) - _count(reports, "ok") - _count(reports, "not_modified"),
        "items_new": sum(report.new for report in reports),
        "items_changed": sum(report.changed for report in reports),
    }


def _count(reports: Sequence[FeedReport], outcome: str) -> int:
    return sum(report.state.last_outcome == outcome for report in reports)


if __name__ == "__main__":
    main()
