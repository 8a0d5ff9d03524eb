"""A configuration → what happens on each day, a line per newsletter and day.

`python -m benchmarks.calendar CONFIG.toml --from DAY --to DAY --out F.jsonl`, both days included.
Statistics also `send` and `skip`: how many days of each.
"""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measure import measured, print_stats, refuse, write_jsonl
from briefing.config import load_settings
from briefing.errors import BriefingError
from briefing.schedule.calendar import Plan, plans


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the plan of every day."""
    parser = argparse.ArgumentParser(prog="benchmarks.calendar")
    parser.add_argument("config", type=Path)
    parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True)
    parser.add_argument("--to", dest="last", type=date.fromisoformat, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    if options.last < options.first:
        refuse(f"--to {options.last} is before --from {options.first}.")
    with measured() as stats:
        rows = _rows(options.config, options.first, options.last)
        write_jsonl(options.out, rows)
    sent = sum(row["action"] == "send" for row in rows)
    print_stats(stats.row(n=len(rows), send=sent, skip=len(rows) - sent))


def _rows(config: Path, first: date, last: date) -> list[dict[str, Any]]:
    try:
        settings = load_settings(config)
        return [
            _row(plan)
            for letter in settings.newsletters
            for plan in plans(letter, first, last=last)
        ]
    except BriefingError as error:
        refuse(f"{error}\n{error.hint}".strip())


def _row(plan: Plan) -> dict[str, Any]:
    return {
        "newsletter": plan.newsletter,
        "day": plan.day.isoformat(),
        "action": plan.action,
        "reason": plan.reason,
        "send_at": None if plan.send_at is None else plan.send_at.isoformat(),
    }


if __name__ == "__main__":
    main()
