"""The phrase lists in summarize/lexicon/ → one pattern a group, made when it is first looked for.

How a line is written stands in lexicon/README.md.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from briefing.text import base

LANGUAGES = ("fr", "en")
SIGNS = "signs"  # the file of what is seen by its signs, in whatever language
_T = TypeVar("_T")
_FOLDER = Path(__file__).parent / "lexicon"
# Where the phrases of a table stand → what stands around all of them.
_PLACES = {
    "anywhere": (r"\b(?:", r")\b"),
    "begins": (r"\b(?:", ")"),
    "opens": ("^(?:", r")\b"),
    "closes": (r"\b(?:", r")\.?$"),
    "forms": ("(?:", ")"),
}
_OPTIONS = ("why", "minds_case", "before", "after", "words")
_SHORTHAND = re.compile(
    r"\\.|\[(?:\\.|[^\]])*\]|(?P<space> )|(?P<apostrophe>’)|\{(?P<part>[a-z_]+)\}"
)


class Phrases:
    """A group of phrases in some languages, one pattern: searched, matched, cut out."""

    def __init__(self, name: str, group: str, *languages: str) -> None:
        self.name = name
        self.group = group
        self.languages = languages or (*LANGUAGES, SIGNS)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        found = [_pattern_of(self.name, self.group, one) for one in self.languages]
        sources = [one for one in found if one]
        if not sources:
            raise LookupError(f"summarize/lexicon: no group {self.group!r} in {self.name}.*.toml")
        return re.compile("|".join(sources))

    def stand_in(self, text: str) -> bool:
        """Say whether one of them stands in the text, where its table says that it may."""
        return self._pattern.search(text) is not None

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first of them in the text."""
        return self._pattern.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """Return the one that the text begins with."""
        return self._pattern.match(text)

    def findall(self, text: str) -> list[str]:
        """Return all of them, in the order of the text."""
        return [match.group() for match in self._pattern.finditer(text)]

    def sub(self, new: str, text: str) -> str:
        """Return the text with `new` in place of each of them."""
        return self._pattern.sub(new, text)


def by_language(name: str, group: str) -> dict[str, Phrases]:
    """Return language → its own phrases of the group."""
    return {language: Phrases(name, group, language) for language in LANGUAGES}


def for_language(table: Mapping[str, _T], language: str) -> _T:
    """Return what is a language's own, what is French for a language without its own."""
    return table.get(base(language), table["fr"])


@cache
def block(name: str, group: str, language: str) -> tuple[str, ...]:
    """Return the lines of a group of plain words; what is set in goes on the line above."""
    found: str = _group(name, group, language)["words"]
    return tuple(found.strip().replace("\n  ", " ").splitlines())


def lines(name: str, language: str) -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Yield (line, the pattern that it alone makes, its example or "") of a file."""
    for group in reasons(name, language):
        found = _group(name, group, language)
        for place, phrases in _tables(found):
            for phrase, example in phrases.items():
                source = _source(found, place, [phrase], _parts(name, language))
                yield phrase, re.compile(source), example


def files() -> tuple[tuple[str, str], ...]:
    """Return (name, language) of all files, sorted."""
    parts = sorted(path.name.split(".") for path in _FOLDER.glob("*.*.toml"))
    return tuple((name, language) for name, language, _ in parts)


def reasons(name: str, language: str) -> Mapping[str, str]:
    """Return group → why it is there, "" where the file does not say."""
    groups = _read(name, language).items()
    return {group: made.get("why", "") for group, made in groups if group != "parts"}


def _pattern_of(name: str, group: str, language: str) -> str:
    found = _group(name, group, language)
    parts = _parts(name, language)
    return "|".join(_source(found, place, phrases, parts) for place, phrases in _tables(found))


def _source(
    group: Mapping[str, Any], place: str, phrases: Iterable[str], parts: Mapping[str, str]
) -> str:
    before, after = _PLACES[place]
    if place != "forms":  # a form itself says what stands around it
        before, after = group.get("before", before), group.get("after", after)
    joined = "|".join(_written_out(one, parts) for one in phrases)
    flags = "" if group.get("minds_case") else "i"
    return f"(?{flags}:{before}{joined}{after})"


def _written_out(phrase: str, parts: Mapping[str, str]) -> str:
    """Return a phrase as a regular expression: a space is any space, ’ also '."""

    def one(match: re.Match[str]) -> str:
        if match["space"]:
            return r"\s"
        if match["apostrophe"]:
            return "['’]"
        return f"(?:{_written_out(parts[match['part']], parts)})" if match["part"] else match[0]

    return _SHORTHAND.sub(one, phrase)


def _tables(group: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield place → phrase → example; a list of phrases has no examples."""
    for place, found in group.items():
        if place in _PLACES:
            yield place, found if isinstance(found, dict) else dict.fromkeys(found, "")


def _group(name: str, group: str, language: str) -> Mapping[str, Any]:
    """Return a group of a file; what stands around its phrases may be in the file of signs."""
    shared = _read(name, SIGNS).get(group, {})
    around = {key: shared[key] for key in shared if key in ("before", "after")}
    return around | _read(name, language).get(group, {})


def _parts(name: str, language: str) -> Mapping[str, str]:
    return _read(name, language).get("parts", {})


@cache
def _read(name: str, language: str) -> dict[str, dict[str, Any]]:
    path = _FOLDER / f"{name}.{language}.toml"
    groups = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    for group, made in groups.items():
        for key in made:
            if group != "parts" and key not in _PLACES and key not in _OPTIONS:
                raise LookupError(f"{path.name}: [{group}.{key}] is none of {', '.join(_PLACES)}")
    return groups
