"""Words → stems: endings stripped lightly, so that « hausses » and « hausse » are one."""

from functools import lru_cache

from briefing.text.stop_words import stop_words
from briefing.text.words import base, fold, words

_SHORT = 4  # a word of fewer letters has no ending to lose


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """Return the folded word without its inflection; other languages than fr, en: only folded."""
    folded = fold(word)
    strip = {"fr": _french, "en": _english}.get(base(language))
    if strip is None or len(folded) < _SHORT or not folded.isalpha():
        return folded
    return strip(folded)


def content_stems(text: str, language: str) -> list[str]:
    """Return the stems of all words that are no stop words, in order."""
    stops = stop_words(language)
    return [stem(word, language) for word in words(text) if word not in stops]


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
    word = _english_plural(word)
    for ending in ("ing", "ed"):
        left = word.removesuffix(ending)
        if left != word and len(left) >= 3 and set(left) & set("aeiouy"):
            word = left[:-1] if left[-1] == left[-2] and left[-1] not in "lsz" else left
            break
    if word.endswith("e") and len(word) > _SHORT - 1:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) >= _SHORT else word


def _english_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > _SHORT:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
