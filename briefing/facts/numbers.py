"""Number tokens → values: digits with French or English separators, number words, scales."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.text import base, fold

_SPACE = "\u0020\u00a0\u202f\u2009"
_SWISS = "'’"  # 10'000
_FRENCH = rf"\d{{1,3}}(?:[{_SPACE}{_SWISS}.]\d{{3}})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_ENGLISH = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
DIGITS = {"fr": _FRENCH, "en": _ENGLISH}

_FRENCH_UNITS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14,
    "quinze": 15, "seize": 16, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "cent": 100, "mille": 1000,
}  # fmt: skip
_ENGLISH_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
NUMBER_WORDS = {"fr": _FRENCH_UNITS, "en": _ENGLISH_UNITS}

_FRENCH_SCALES = {
    "millier": 1e3, "milliers": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9,
    "milliards": 1e9, "billion": 1e12, "billions": 1e12, "k": 1e3, "m": 1e6, "mln": 1e6,
    "md": 1e9, "mds": 1e9, "mrd": 1e9, "mrds": 1e9,
}  # fmt: skip
_ENGLISH_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "t": 1e12, "tn": 1e12,
}  # fmt: skip
SCALES = {"fr": _FRENCH_SCALES, "en": _ENGLISH_SCALES}

# « quatre-vingt-deux mille », « deux cents », « vingt et un » are one number each.
_UNITS = "une?|deux|trois|quatre|cinq|six|sept|huit|neuf"
_TEENS = r"dix(?:[-\s](?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize"
_BELOW_100 = (
    rf"quatre[-\s]vingts?(?:[-\s](?:{_TEENS}|{_UNITS}))?"
    r"|(?:vingt|trente|quarante|cinquante|soixante)"
    rf"(?:[-\s]et[-\s](?:une?|onze)|[-\s](?:{_TEENS}|{_UNITS}))?|{_TEENS}|{_UNITS}"
)
_BELOW_1000 = rf"(?:(?:{_UNITS})[-\s]cents?|cent)(?!\w)(?:[-\s](?:{_BELOW_100}))?|{_BELOW_100}"
_SPELLED = {
    "fr": rf"(?:(?:{_BELOW_1000})[-\s])?mille(?!\w)(?:[-\s](?:{_BELOW_1000}))?|{_BELOW_1000}",
    "en": r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?"
    rf"|{'|'.join(sorted(_ENGLISH_UNITS, key=len, reverse=True))}",
}
# What goes on like this was an ordinal: « la vingt-deuxième », « the twenty-second ».
_ORDINAL = {
    "fr": r"(?!-[\w-]{0,30}i[èe]me|\set\sunième)",
    "en": r"(?:(?<!ty)|(?!-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b))",
}
# In small letters: ten times the speed of IGNORECASE.
_NUMBER = {
    spoken: re.compile(
        rf"(?<![\w])(?=[\dcdefhmnoqstuv])"
        rf"(?:({DIGITS[spoken]})|({_SPELLED[spoken]})(?!\w){_ORDINAL[spoken]})"
    )
    for spoken in NUMBER_WORDS
}
_SCALE = {
    spoken: re.compile(
        rf"\s?({'|'.join(sorted(SCALES[spoken], key=len, reverse=True))})(?=[€$£]|\b)",
        re.IGNORECASE,
    )
    for spoken in SCALES
}

COLLECTIVES = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number where it stands; `scaled` says whether « millions » or the like belongs to it."""

    value: float
    start: int
    end: int
    scaled: bool = False
    written: bool = False  # in letters


def grammar(language: str) -> str:
    """Return the language whose way of writing numbers applies: en, else fr."""
    return "en" if base(language) == "en" else "fr"


def value_of(digits: str, language: str) -> float:
    """Return the value of a digit token: 1,5 and 1 500 in French, 1.5 and 1,500 in English."""
    plain = re.sub(rf"[{_SPACE}{_SWISS}]", "", digits)
    if grammar(language) == "en":
        return float(plain.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", plain):
        plain = plain.replace(".", "")
    return float(plain.replace(",", "."))


def find_numbers(text: str, language: str) -> Iterator[Number]:
    """Yield every number of the text in order, in digits or letters, with its scale applied."""
    spoken = grammar(language)
    lower = text.lower()
    for match in _NUMBER[spoken].finditer(lower if len(lower) == len(text) else text):
        written = match.group(1) is None
        value = _spelled(match.group(2), spoken) if written else value_of(match.group(1), language)
        factor, end = _scale(text, match.end(), spoken)
        yield Number(
            value=value * factor,
            start=match.start(),
            end=end,
            scaled=factor != 1,
            written=written,
        )


def _spelled(text: str, spoken: str) -> float:
    """Return the value of a number in letters."""
    whole = part = 0.0
    for word in re.findall(r"[^\W_]+", fold(text)):
        if word == "et":
            continue
        value = NUMBER_WORDS[spoken].get(word) or NUMBER_WORDS[spoken][word.removesuffix("s")]
        if value == 1000:
            whole, part = (part or 1.0) * 1000, 0.0
        elif value == 100:
            part = (part or 1.0) * value
        elif value == 20 and part % 100 == 4:  # « cent quatre-vingts »
            part += 76
        else:
            part += value
    return whole + part


def _scale(text: str, position: int, spoken: str) -> tuple[float, int]:
    match = _SCALE[spoken].match(text, position)
    if match is None:
        return 1, position
    name = match.group(1)
    # A bare « m » is a metre unless it touches the digits and is followed by no letter: $500m.
    if len(name) == 1 and not _short_scale(text, match, spoken):
        return 1, position
    value = SCALES[spoken][name.lower()]
    if name.lower() != "hundred":
        return value, match.end()
    factor, end = _scale(text, match.end(), spoken)  # « two hundred thousand »
    return value * factor, end


def _short_scale(text: str, match: re.Match[str], spoken: str) -> bool:
    money_after = text[match.end() : match.end() + 1] in ("€", "$", "£")
    if spoken == "fr":
        return money_after or text[match.end() :].lstrip()[:1] in ("€", "$", "£")
    digits = re.search(r"[$£€][\d.,]+$", text[: match.start()])
    return money_after or digits is not None
