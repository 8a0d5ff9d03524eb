"""The lists of phrases in furniture/ → patterns that know a line of furniture when they see it."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from briefing.text import fold

_FOLDER = Path(__file__).parent / "furniture"
_BEFORE_SIGN = re.compile(r"\s+([:;!?»])")
_FIRST = re.compile(r"\d+|\w+|\W")
_GAPS = re.compile(r"…|#|\{\w+\}")
_ANYTHING = ".{0,80}?"


@dataclass(frozen=True, slots=True)
class Phrases:
    """One list as patterns over the keys of lines, by what must be there for one to fit: all of
    them would cost 80 µs a line, of which a feed has thousands, and 100 ms to compile."""

    by_first: Mapping[str, str]  # first word → the pattern of the phrases that begin with it
    by_fragment: Mapping[str, str]  # a part of each phrase → the pattern of those that hold it

    def open(self, key: str) -> bool:
        """Tell whether the line begins with one of them."""
        return self.opening(key) is not None

    def opening(self, key: str) -> str | None:
        """Return the phrase that the line begins with."""
        pattern = self.by_first.get(_first(key))
        found = None if pattern is None else _compiled(pattern).match(key)
        return None if found is None else found[0]

    def are(self, key: str) -> bool:
        """Tell whether the line is one of them and nothing else."""
        key = key.rstrip(":")
        pattern = self.by_first.get(_first(key))
        return pattern is not None and _compiled(pattern).fullmatch(key) is not None

    def stand_in(self, key: str) -> bool:
        """Tell whether one of them stands somewhere in the line."""
        for fragment, pattern in self.by_fragment.items():  # any() costs three times that
            if fragment in key and _compiled(pattern).search(key) is not None:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Rules:
    """The lists of all languages together; what each is for stands in the files."""

    whole: Phrases
    starts: Phrases
    labels: Phrases
    holds: Phrases
    headings: Phrases
    ending: Phrases
    paywall: Phrases
    agencies: Phrases
    bylines: Phrases
    tails: tuple[str, ...]
    joints: frozenset[str]
    code: tuple[str, ...]


def key_of(line: str) -> str:
    """Return the line as the lists see it: folded, no signs at its ends, no space before « : »."""
    key = fold(line)
    if ":" in key or "?" in key or "!" in key or "»" in key or ";" in key:
        key = _BEFORE_SIGN.sub(r"\1", key)
    start, end = 0, len(key)
    while start < end and not (key[start].isalnum() or key[start] in "_©@"):
        start += 1
    while start < end and not (key[end - 1].isalnum() or key[end - 1] in "_):"):
        end -= 1
    return key[start:end]


@lru_cache(maxsize=64)  # each list asks for it
def _first(key: str) -> str:
    """Return the first word, "#" for a number."""
    found = _FIRST.match(key)
    if found is None:
        return ""
    return "#" if found[0].isdigit() else found[0]


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """Read every file of the folder, once."""
    files = sorted(_FOLDER.glob("*.toml"))
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in files]
    return Rules(
        whole=_phrases(tables, "whole"),
        starts=_phrases(tables, "starts"),
        labels=_phrases(tables, "labels"),
        holds=_phrases(tables, "holds"),
        headings=_phrases(tables, "headings"),
        ending=_phrases(tables, "ending"),
        paywall=_phrases(tables, "paywall"),
        agencies=_phrases(tables, "agencies"),
        bylines=_phrases(tables, "bylines"),
        tails=tuple(map(fold, _words(tables, "tails"))),
        joints=frozenset(map(fold, _words(tables, "joints"))),
        code=tuple(_words(tables, "code")),
    )


def _words(tables: Iterable[Mapping[str, Any]], name: str) -> list[str]:
    return [word for table in tables for word in table.get(name, ())]


def _phrases(tables: Iterable[Mapping[str, Any]], name: str) -> Phrases:
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    by_fragment: defaultdict[str, list[str]] = defaultdict(list)
    for table in tables:
        names = {sign: _names(table, sign) for sign in ("day", "month")}
        for written in table.get(name, ()):
            phrase = _BEFORE_SIGN.sub(r"\1", fold(written)).strip()
            pattern = _pattern(phrase, names)
            by_first["#" if phrase[0] == "#" else _first(phrase)].append(pattern)
            by_fragment[max(_GAPS.split(phrase), key=len).strip()].append(pattern)
    return Phrases(by_first=_either(by_first), by_fragment=_either(by_fragment))


def _names(table: Mapping[str, Any], sign: str) -> str:
    return "|".join(re.escape(fold(word)) for word in table.get(f"{sign}s", ()))


def _pattern(phrase: str, names: Mapping[str, str]) -> str:
    """Return « … » as anything, « # » as a number, {day} and {month} as the names of the table.

    A phrase ends where a word ends.
    """
    pattern = re.escape(phrase).replace("…", _ANYTHING).replace(r"\#", r"\d+")
    for sign, either in names.items():
        pattern = pattern.replace(rf"\{{{sign}\}}", f"(?:{either})")
    return pattern + (r"(?!\w)" if re.search(r"\w$", phrase) else "")


def _either(patterns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {sign: rf"(?<!\w)(?:{'|'.join(held)})" for sign, held in patterns.items()}


@cache  # only what is met is compiled
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
