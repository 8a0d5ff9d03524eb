"""What a reader typed → an expression of FTS5 that asks for just these words. Pure."""

import re
from unicodedata import normalize

from briefing.text.stop_words import stop_words
from briefing.text.words import fold

LONGEST = 200  # characters that are looked at
MOST = 10  # words and phrases
_PHRASE = r'"([^"]*)"|«([^»]*)»|“([^”]*)”'
_TERM = re.compile(rf"{_PHRASE}|([^\W_]+)")
_WORD = re.compile(r"[^\W_]+")
_WHOLE = 3  # letters up to which a word is taken as it is: « or » is not « ordre »


def expression(typed: str, language: str) -> str:
    """Return what finds the pieces that hold all these words and « phrases », "" for none.

    A word finds those that begin with it, « usine » also « usines »; accents, capitals, œ and oe
    make no difference. Little words count only in a phrase or when there is nothing else.
    """
    terms = [
        next(filter(None, found), "") for found in _TERM.findall(normalize("NFC", typed)[:LONGEST])
    ]
    little = stop_words(language)
    told = [one for one in terms if len(_WORD.findall(one)) > 1 or not _is_little(one, little)]
    return " AND ".join(filter(None, map(_sought, (told or terms)[:MOST])))


def _is_little(term: str, little: frozenset[str]) -> bool:
    return fold(term) in little or (len(term) == 1 and term.isalpha())


def _sought(term: str) -> str:
    words = _WORD.findall(term)
    if not words:
        return ""
    # Only letters and digits are left: within quotation marks none of it is an operator.
    stem = "*" if len(words) == 1 and len(words[0]) > _WHOLE else ""
    ways = [f'"{one}"{stem}' for one in _spellings(" ".join(words))]
    return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"


def _spellings(text: str) -> list[str]:
    """Return the text with œ and with oe: the index folds accents, but no ligature."""
    plain = re.sub("æ", "ae", re.sub("œ", "oe", text, flags=re.I), flags=re.I)
    ways = {plain, re.sub("oe", "œ", plain, flags=re.I), re.sub("ae", "æ", plain, flags=re.I)}
    return sorted(ways)
