"""A mail server and made-up subscribers → how fast one edition leaves.

`python -m benchmarks.deliver --smtp HOST:PORT --recipients N [--connections C]
[--dkim none|ed25519|rsa] --out F.json`: an edition of about 60 kB a message, approved, queued and
sent as `briefing send` does, with a database on disk. Statistics also `messages_per_s` and
`cpu_ms_per_message`, both from the approval to the last answer.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measure import measured, print_stats, refuse, write_json
from benchmarks.render import DAY, MADE_AT, made_up
from briefing.clock import utc_now
from briefing.config import Newsletter, Settings
from briefing.config.settings import DeliverySettings, Dkim, Sender, Smtp
from briefing.deliver import transport_for
from briefing.errors import BriefingError
from briefing.mailing import edition_letter, send
from briefing.model import DeliveryState, EditionRecord, EditionState
from briefing.reports import SendReport
from briefing.store import MOST_AT_ONCE, Store, open_store

STORIES = 17  # about 60 kB a message, both parts
SENDER = "brief@benchmark.example"
READER = "reader{:07d}@benchmark.example"


def main(argv: Sequence[str] | None = None) -> None:
    """Send, count, write; the last line on stdout is the run's statistics."""
    options = _options(argv)
    with TemporaryDirectory() as folder:
        settings = _settings(options, Path(folder))
        with open_store(settings.database) as store:
            record = _prepared(store, settings, readers=options.recipients)
            size = _message_bytes(settings, record)  # here, so that no import is measured
            try:
                with measured() as stats:
                    report = _sent(settings, store)
            except BriefingError as error:
                refuse(f"{error} {error.hint}")
    found = _figures(report, seconds=stats.seconds, cpu_s=stats.cpu_s) | {"message_bytes": size}
    write_json(options.out, found)
    print_stats(stats.row(n=options.recipients, **found))


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.deliver")
    parser.add_argument("--smtp", required=True, metavar="HOST:PORT")
    parser.add_argument("--recipients", type=int, required=True)
    parser.add_argument("--connections", type=int)
    parser.add_argument("--dkim", choices=("none", "ed25519", "rsa"), default="none")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(argv)
    if not options.smtp.rpartition(":")[2].isdigit():
        parser.error("--smtp: HOST:PORT")
    return options


def _settings(options: argparse.Namespace, folder: Path) -> Settings:
    host, _, port = options.smtp.rpartition(":")
    given: dict[str, Any] = (
        {} if options.connections is None else {"connections": options.connections}
    )
    dkim = Dkim()
    if options.dkim != "none":
        from briefing.deliver.dkim import new_key

        new_key(folder / "dkim.pem", options.dkim)
        domain = SENDER.partition("@")[2]
        dkim = Dkim(enabled=True, domain=domain, key_file=folder / "dkim.pem")
    return Settings(
        database=folder / "briefing.db",
        templates=folder / "templates",
        sender=Sender(name="Le Brief", address=SENDER, postal_address="1 rue A, Paris"),
        newsletters=(Newsletter(id="brief", name="Le Brief"),),
        smtp=Smtp(host=host, port=int(port)),
        delivery=DeliverySettings(**given),
        dkim=dkim,
    )


def _prepared(store: Store, settings: Settings, *, readers: int) -> EditionRecord:
    """Put the draft and its readers in the store."""
    arrivals = store.arrivals("brief")
    for start in range(1, readers + 1, MOST_AT_ONCE):
        batch = range(start, min(start + MOST_AT_ONCE, readers + 1))
        arrivals.welcome([(READER.format(n), "benchmark", MADE_AT) for n in batch])
    edition = made_up(settings.newsletters[0], stories=STORIES)
    return store.save_edition(edition, (), state=EditionState.DRAFT)


def _sent(settings: Settings, store: Store) -> SendReport:
    return send(
        settings,
        store,
        settings.newsletters[0],
        day=DAY,
        clock=utc_now,
        transport=transport_for(settings),
    )


def _figures(report: SendReport, *, seconds: float, cpu_s: float) -> dict[str, Any]:
    counts, done = report.counts, max(1, sum(report.counts.values()))
    return {
        "recipients": sum(counts.values()),
        "messages_per_s": round(done / seconds, 1),
        "cpu_ms_per_message": round(1000 * cpu_s / done, 4),
        "sent": counts[DeliveryState.SENT],
        "failed": counts[DeliveryState.FAILED] + counts[DeliveryState.DEFERRED],
        "ambiguous": counts[DeliveryState.AMBIGUOUS],
    }


def _message_bytes(settings: Settings, record: EditionRecord) -> int:
    post = edition_letter(settings, settings.newsletters[0], record, date=MADE_AT)
    return len(post.message(READER.format(1), "x" * 64, f"<{40 * 'x'}@benchmark.example>"))


if __name__ == "__main__":
    main()
