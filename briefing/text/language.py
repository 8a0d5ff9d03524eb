"""Text → the language it is written in, by its small words. Pure."""

from briefing.text.stop_words import stop_words
from briefing.text.words import words

_KNOWN = ("fr", "en")
_ENOUGH = 20  # stop words; fewer tell nothing
_CLEAR = 2.0  # times as many as of any other language


def language_of(text: str) -> str:
    """Return "fr", "en", or "" when that is not clear."""
    found = words(text)
    counts = {language: sum(word in stop_words(language) for word in found) for language in _KNOWN}
    best, second = sorted(counts, key=lambda one: -counts[one])[:2]
    clear = counts[best] >= max(_ENOUGH, _CLEAR * counts[second])
    return best if clear else ""
