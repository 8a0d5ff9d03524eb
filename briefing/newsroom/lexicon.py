"""A language → what its words say: the data files in newsroom/lexicon/, ready to be looked up."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from briefing.text import base, fold, words

LANGUAGES = ("fr", "en")
_FOLDER = Path(__file__).parent / "lexicon"
_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words and phrases, found in a text whatever their number, case and accents."""

    meanings: Mapping[Phrase, tuple[str, ...]]
    longest: Mapping[str, int]  # first word → words of the longest phrase that it opens

    def found(self, tokens: Sequence[str]) -> Iterator[tuple[Phrase, tuple[str, ...]]]:
        """Yield the phrases that stand in the tokens, each with its meanings, the longest first."""
        at = 0
        while at < len(tokens):
            for length in range(self.longest.get(tokens[at], 0), 0, -1):
                phrase = tuple(tokens[at : at + length])
                if phrase in self.meanings:
                    yield phrase, self.meanings[phrase]
                    at += length - 1
                    break
            at += 1


@dataclass(frozen=True, slots=True)
class Lexicon:
    sections: Phrases
    odd: Phrases  # meanings: words, weak, animals, figurative
    tragedy: Phrases
    organisations: Phrases


def singular(word: str) -> str:
    """Return the folded word without a final s or x: « marchés » and « marché » are one."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def tokens(text: str) -> list[str]:
    """Return the words of a text in the form in which phrases are looked up."""
    return [singular(word) for word in words(text)]


def slug(text: str) -> str:
    """Return a folder or category in the form in which folders are looked up."""
    parts = _NOT_IN_SLUGS.split(fold(text))
    return "-".join(singular(part) for part in parts if part)


@lru_cache(maxsize=len(LANGUAGES) + 1)
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language tag; one that we do not know has an empty lexicon."""
    data = _read(base(language))
    odd = data.get("odd", {})
    sections = data.get("words", {})
    return Lexicon(
        sections=_phrases((word, name) for name, entries in sections.items() for word in entries),
        odd=_phrases(
            (word, meaning)
            for meaning in ("words", "weak", "animals", "figurative")
            for word in odd.get(meaning, ())
        ),
        tragedy=_phrases((word, "tragedy") for word in odd.get("tragedy", ())),
        organisations=_phrases(
            (word, "organisation") for word in data.get("organisations", {}).get("words", ())
        ),
    )


def section_hits(title: str, teaser: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield (section, weight) of each known phrase: 2 in the title, 1 in the teaser alone."""
    known = lexicon(language).sections
    seen = set()  # a word counts once: « Sur TikTok … TikTok … » is no news of tech
    for text, weight in ((title, 2), (teaser, 1)):
        for phrase, names in known.found(tokens(text)):
            if phrase not in seen:
                seen.add(phrase)
                yield from ((name, weight) for name in names)


def section_counts(title: str, teaser: str, language: str) -> dict[str, int]:
    """Return section → the weights of its phrases, added up."""
    counts: dict[str, int] = {}
    for name, weight in section_hits(title, teaser, language):
        counts[name] = counts.get(name, 0) + weight
    return counts


@lru_cache(maxsize=1)
def folders() -> Mapping[str, str]:
    """Return folder or category → section, of all languages: addresses are often English."""
    return {
        slug(entry): name
        for language in reversed(LANGUAGES)
        for name, entries in _read(language).get("folders", {}).items()
        for entry in (name, *entries)
    }


def _read(language: str) -> dict[str, dict[str, list[str]]]:
    path = _FOLDER / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _phrases(entries: Iterable[tuple[str, str]]) -> Phrases:
    meanings: dict[Phrase, tuple[str, ...]] = {}
    for text, meaning in entries:
        phrase = tuple(tokens(text))
        meanings[phrase] = tuple(dict.fromkeys((*meanings.get(phrase, ()), meaning)))
    longest: dict[str, int] = {}
    for phrase in filter(None, meanings):
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
    return Phrases(meanings, longest)
