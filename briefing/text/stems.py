"""Words → stems: endings stripped lightly, so that « hausses » and « hausse » are one."""

from functools import lru_cache

from briefing.text.remembered import Remembered
from briefing.text.stop_words import stop_words
from briefing.text.words import base, fold, words

_SHORT = 4  # a word of fewer letters has no ending to lose
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """Return the folded word without its inflection; other languages than fr, en: only folded."""
    return _stripped(fold(word), base(language))


def content_stems(text: str, language: str) -> list[str]:
    """Return the stems of all words that are no stop words, in order."""
    return list(filter(None, map(content_stem(language).__getitem__, words(text))))


@lru_cache(maxsize=32)
def content_stem(language: str) -> Remembered[str]:
    """Return the table of the stem of each word of a language, "" for a stop word."""
    tongue, stops = base(language), stop_words(language)

    def content(word: str) -> str:
        plain = fold(word)
        return "" if plain in stops else _stripped(plain, tongue)

    return Remembered(content)


def _stripped(folded: str, tongue: str) -> str:
    if len(folded) < _SHORT or tongue not in _INFLECTED or not folded.isalpha():
        return folded
    return _INFLECTED[tongue](folded)


def _french(word: str) -> str:
    # Plural, infinitive, feminine and participle fall in this order: annoncées → annonc.
    if word.endswith("aux") and len(word) > _SHORT + 1:
        return word[:-2] + "l"
    if word.endswith(("s", "ux")):
        word = word[:-1]
    if word.endswith("er") and len(word) > _SHORT:
        word = word[:-2]
    while word.endswith("e") and len(word) > _SHORT - 1:
        word = word[:-1]
    if word.endswith("ent") and not word.endswith("ment") and len(word) >= 8:
        word = word[:-3]
    if len(word) > _SHORT and word[-1] == word[-2]:
        word = word[:-1]
    return word


def _english(word: str) -> str:
    if word[-1] == "s":
        word = _english_plural(word)
    if word.endswith(("ing", "ed")):
        left = word[:-3] if word[-1] == "g" else word[:-2]
        if len(left) >= 3 and not _VOWELS.isdisjoint(left):
            word = left[:-1] if left[-1] == left[-2] and left[-1] not in "lsz" else left
    if word.endswith("e") and len(word) > _SHORT - 1:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) >= _SHORT else word


def _english_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > _SHORT:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


_INFLECTED = {"fr": _french, "en": _english}
