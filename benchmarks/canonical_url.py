"""URLs → their canonical forms: `python -m benchmarks.canonical_url FILE.txt --out FILE.txt`.

One URL a line in, its canonical form out, a line each, same order; "" for what is no web link.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import measured, print_stats, refuse
from briefing.ingest.urls import canonical


def main(argv: Sequence[str] | None = None) -> None:
    """Read, canonicalise, write; the last line on stdout is the run's statistics."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.canonical_url")
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(argv)
    urls = _lines(options.file)
    with measured() as stats:
        found = [canonical(url) or "" for url in urls]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("".join(f"{url}\n" for url in found), encoding="utf-8")
    print_stats(stats.row(n=len(urls), no_web_link=found.count("")))


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        refuse(f"{path}: {error.strerror}")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        refuse(f"{path}, line {line}: not UTF-8")
    # Not splitlines(): a URL may hold characters that it takes for line ends.
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else []


if __name__ == "__main__":
    main()
