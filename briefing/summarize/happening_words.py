"""Words by which a headline without a plain verb tells an event, folded; and which only comment.

They stand in lexicon/events.*.toml.
"""

from functools import cache, lru_cache

from briefing.summarize.lexicon import block
from briefing.text import fold


@cache
def event_words(language: str) -> frozenset[str]:
    """Return the nouns that by themselves tell an event."""
    return _folded("events", language)


@lru_cache(maxsize=1)
def french_comments() -> frozenset[str]:
    """Return the words that say what the writer makes of it."""
    return _folded("comments", "fr")


@lru_cache(maxsize=1)
def english_verbs() -> frozenset[str]:
    """Return verbs that tell an event, in their plain form: “drop”."""
    return _folded("verbs", "en")


@lru_cache(maxsize=1)
def english_acts() -> frozenset[str]:
    """Return the same verbs of one who acts now: “drops”."""
    return frozenset(_third_person(verb) for verb in english_verbs())


def _folded(group: str, language: str) -> frozenset[str]:
    return frozenset(
        fold(word) for line in block("events", group, language) for word in line.split()
    )


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2] not in "aeou" else f"{verb}s"
