"""A robots.txt → may we fetch this address? RFC 9309, and Crawl-delay. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

AGENT = "briefing"  # what a publisher writes after « User-agent: »
_LARGEST = 500_000  # bytes; the RFC lets us stop there
_MOST_RULES = 5_000
_LONGEST_PATTERN = 1_000


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for us: (allowed, pattern), in any order."""

    rules: tuple[tuple[bool, str], ...] = field(default=())
    crawl_delay_s: float = 0.0

    def allows(self, url: str) -> bool:
        """Tell whether the longest rule that fits this address allows it; a tie does."""
        parts = urlsplit(url)
        path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
        if path == "/robots.txt":
            return True
        fitting = [
            (len(pattern), allowed) for allowed, pattern in self.rules if fits(pattern, path)
        ]
        return max(fitting)[1] if fitting else True


EVERYTHING = Robots()
NOTHING = Robots(rules=((False, "/"),))


def read_robots(body: bytes, *, agent: str = AGENT) -> Robots:
    """Return the rules that are for this agent by name, else those for everybody.

    What is no rule is passed over; groups for one agent count together.
    """
    own: list[tuple[str, str]] = []
    common: list[tuple[str, str]] = []
    named = False
    for agents, lines in _groups(body[:_LARGEST].decode("utf-8", "replace")):
        if agent in agents:
            named = True
            own += lines
        elif "*" in agents:
            common += lines
    lines = own if named else common
    rules = tuple(
        (name == "allow", _plain(value[:_LONGEST_PATTERN]))
        for name, value in lines[:_MOST_RULES]
        if name in {"allow", "disallow"} and value
    )
    delays = [_seconds(value) for name, value in lines if name == "crawl-delay"]
    return Robots(rules=rules, crawl_delay_s=max(delays, default=0.0))


def _groups(text: str) -> Iterator[tuple[frozenset[str], list[tuple[str, str]]]]:
    """Yield the agents of each group, and its lines as (name, value)."""
    agents: set[str] = set()
    lines: list[tuple[str, str]] = []
    open_to_agents = True
    for line in text.removeprefix("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon or name == "sitemap":
            continue
        if name == "user-agent":
            if not open_to_agents:
                yield frozenset(agents), lines
                agents, lines, open_to_agents = set(), [], True
            # « Briefing/1.0 » is meant for us too
            agents.add(re.split(r"[/\s]", value.lower(), maxsplit=1)[0])
        else:
            open_to_agents = False
            lines.append((name, value))
    yield frozenset(agents), lines


def _seconds(text: str) -> float:
    match = re.fullmatch(r"\d{1,6}(\.\d+)?", text)
    return float(match[0]) if match else 0.0


def _plain(path: str) -> str:
    """Return one spelling of a path: « /é », « /%C3%A9 » and « /%c3%a9 » are the same."""
    return quote(unquote(path, errors="replace"), safe="/*$?&=:@!+,;~()'%")


def fits(pattern: str, path: str) -> bool:
    """Tell whether the pattern begins the path: « * » is anything, a final « $ » the end."""
    if "*" not in pattern and not pattern.endswith("$"):
        return path.startswith(pattern)
    return _compiled(pattern).match(path) is not None


@lru_cache(maxsize=2_000)
def _compiled(pattern: str) -> re.Pattern[str]:
    end = pattern.endswith("$")
    parts = [re.escape(part) for part in re.split(r"\*+", pattern.removesuffix("$"))]
    # Each part at its first place, and no way back: « /*a*a*a*a*b » costs no more than its length.
    (first, *others) = parts
    rest = "".join(f"(?>.*?{part})" for part in others[:-1])
    greedy = ".*" if end else ".*?"
    last = greedy + others[-1] if others else ""
    return re.compile(first + rest + last + (r"\Z" if end else ""), re.DOTALL)
