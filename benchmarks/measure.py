"""What a run costs (wall, CPU, memory of the process tree), and rows in and out as JSON lines."""

import json
import os
import resource
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

SAMPLE_S = 0.05  # between two looks at the memory; one look costs about 1 ms
BAD_INPUT = 2


class Stats:
    """The cost of a `measured` block; complete once the block is left."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.cpu_s = 0.0  # user + system, children included, our own looking not
        self.looked_s = 0.0  # CPU of the looks: a tenth of a run on a busy machine
        self.peak_rss_mb = 0.0  # the largest sum of PSS over the process tree

    def row(self, *, n: int, **figures: Any) -> dict[str, Any]:
        """Return the statistics of a run over `n` items; `figures` are the module's own."""
        return {
            "n": n,
            "seconds": round(self.seconds, 3),
            "cpu_s": round(self.cpu_s, 3),
            "peak_rss_mb": round(self.peak_rss_mb, 1),
            **figures,
        }


@contextmanager
def measured() -> Iterator[Stats]:
    """Measure what the block takes. Read the figures after it."""
    stats = Stats()
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(stats, done), daemon=True)
    wall, cpu = time.perf_counter(), _cpu_s()
    watch.start()
    try:
        yield stats
    finally:
        stats.seconds = time.perf_counter() - wall
        stats.cpu_s = _cpu_s() - cpu - stats.looked_s
        done.set()
        watch.join()
        _look(stats)


def print_stats(row: Mapping[str, Any]) -> None:
    """Print the statistics as the last line of stdout."""
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line number from 1, object). A broken line ends the run: exit 2 with its number."""
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                refuse(f"{path}, line {number}: not JSON ({error})")
            if not isinstance(row, dict):
                refuse(f"{path}, line {number}: not an object")
            yield number, row


def field(row: Mapping[str, Any], key: str, *, line: int, path: Path) -> Any:
    """Return what a row holds under `key`; without it the run ends with exit 2."""
    if key not in row:
        refuse(f"{path}, line {line}: no {key!r}")
    return row[key]


def write_jsonl(path: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write one JSON object a line, in order; return how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def write_json(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")


def refuse(message: str) -> NoReturn:
    """End the run because of its input: the message on stderr, exit 2."""
    sys.stderr.write(message + "\n")
    raise SystemExit(BAD_INPUT)


@contextmanager
def _opened(path: Path) -> Iterator[Iterable[str]]:
    try:
        lines = path.open(encoding="utf-8")
    except OSError as error:
        refuse(f"{path}: {error.strerror}")
    with lines:
        yield lines


# --- what the process tree costs


def _cpu_s() -> float:
    """Return user + system seconds so far, of this process and of every child, alive or not."""
    own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    alive = sum(_cpu_of(pid) for pid in _tree(os.getpid())[1:])
    return sum(usage.ru_utime + usage.ru_stime for usage in own) + alive


def _cpu_of(pid: int) -> float:
    with suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(int(ticks) for ticks in fields[11:15]) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _watch(stats: Stats, done: threading.Event) -> None:
    while not done.wait(SAMPLE_S):
        _look(stats)
        stats.looked_s = time.thread_time()


def _look(stats: Stats) -> None:
    pss_kb = sum(_pss_kb(pid) for pid in _tree(os.getpid()))
    if not pss_kb:  # no /proc: the process alone, which is more than its share
        pss_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    stats.peak_rss_mb = max(stats.peak_rss_mb, pss_kb / 1024)


def _pss_kb(pid: int) -> int:
    with suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def _tree(root: int) -> list[int]:
    """Return `root` and its descendants."""
    pids = [root]
    for pid in pids:  # grows while it is walked: children follow their parents
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            with suppress(OSError, ValueError):
                pids.extend(int(child) for child in task.read_text().split())
    return pids
