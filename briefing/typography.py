"""Plain text → text as a typesetter sets it, by language; applied at render, never stored.

Languages without a profile come back unchanged. Letters and digits stay as they are, but in French
for two ordinals (« 1 décembre » → « 1er décembre », « 21ème » → « 21e ») and for the accents that
a fixed list of words has lost on its capital: « Etats-Unis » → « États-Unis », « A l'aube ».
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

NARROW = "\u202f"  # no-break, thin
FIXED = "\u00a0"  # no-break, as wide as a word space
_SP = "[ \u00a0\u202f\u2009]"
_HELD = "\ue000"  # stands for a protected span while the rules run
_END = rf"(?![\w{_HELD}])"

Rule = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How one language is set; each space is what stands before (or inside) the mark."""

    quotes: tuple[str, str]
    inner: tuple[str, str]
    inside: str | None  # inside « »; None = leave
    tall: str  # before ; ! ?
    colon: str
    percent: str
    thousands: str | None
    dash: str
    numbers: bool  # hours, ordinals and units as French writes them


_FRENCH = {
    "quotes": ("«", "»"),
    "inner": ("“", "”"),
    "dash": "–",
    "numbers": True,
    "percent": FIXED,
}
PROFILES = {
    "fr": Profile(**_FRENCH, inside=FIXED, tall=NARROW, colon=FIXED, thousands=NARROW),  # type: ignore[arg-type]
    # Office québécois de la langue française: nothing before ; ! ?
    "fr-ca": Profile(**_FRENCH, inside=FIXED, tall="", colon=FIXED, thousands=FIXED),  # type: ignore[arg-type]
    # Guide du typographe (Lausanne): thin spaces everywhere.
    "fr-ch": Profile(**_FRENCH, inside=NARROW, tall=NARROW, colon=NARROW, thousands=NARROW),  # type: ignore[arg-type]
    "en": Profile(
        quotes=("“", "”"),
        inner=("‘", "’"),
        inside=None,
        tall="",
        colon="",
        percent="",
        thousands=None,
        dash="—",
        numbers=False,
    ),
}
BRANDS = ("Yahoo!", "Jeopardy!", "Wham!", "Panic!", "Airplane!", "Oklahoma!", "Joomla!", "Ideat!")

_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
# Words that keep their accent as capitals. A list and no rule: names (Eric, Edith) are as they are.
_ACCENTED = (
    "État|États|États-Unis|Étatique|Économie|Économies|Économique|Économiques|Économiste|Économistes"
    "|École|Écoles|Écologie|Écologiste|Écologistes|Écosse|Écran|Écrans|Éditeur|Éditeurs"
    "|Éducation nationale|Égalité|Église|Églises|Égypte|Électricité|Élection|Élections|Élève|Élèves"
    "|Éleveur|Éleveurs|Élu|Élus|Élysée|Émeute|Émeutes|Émirats|Émission|Émissions|Énergie|Énergies"
    "|Énergétique|Épargne|Épargnants|Épidémie|Équateur|Équipe|Équipes|Érythrée|Établissement"
    "|Établissements|Éthiopie|Étranger|Étrangers|Étude|Études|Étudiant|Étudiants|Événement"
    "|Événements|Évêque|Évêques"
)
_AFTER_A = (
    r"l['’]|la |son |sa |ses |leurs? |ce |cette |cet |ceux |quoi |qui |quand |bord |bout |partir "
    r"|peine |cause |travers |défaut |suivre |savoir |noter |lire |voir |deux |trois |quelques "
    r"|moins |eux |nouveau |contre |terme |titre |propos |force |droite |gauche |Paris\b"
    r"|Londres\b|Berlin\b|Bruxelles\b|Washington\b|New York\b|Pékin\b|Moscou\b|Kiev\b|Gaza\b"
    r"|Genève\b|Lyon\b|Marseille\b|Strasbourg\b|Rome\b|Madrid\b|Tokyo\b|Davos\b|\d+ ans\b"
)
_UNITS = (
    "milliers?|millions?|milliards?|billions?|euros?|dollars?|francs?|livres|yens?|yuans?"
    "|km/h|km²|km|cm|mm|m²|m³|m|ha|kg|mg|min|kWh|MWh|GWh|TWh|kW|MW|GW|Ko|Mo|Go|To|barils?|tonnes?"
)

_SWISS = re.compile(r"(?<![\w.,'’])[1-9]\d{0,2}(?:['’]\d{3})+(?!['’]?\d)")

# What no rule may enter: addresses, entities, times and ratios, smileys, feet and inches, brands.
# Runs begin where the one before ends and give nothing back (« ++ »): a name of 100,000 letters
# would else be read from each of them to its end.
_PROTECTED = re.compile(
    r"(?:https?://|www\.)[^\s«»“”\"<>]*[\w/=&#%+-]"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.-])(?:[\w-]++\.)+[a-z]{2,}/[^\s«»“”\"<>]*[\w/=&#%+-]"
    r"|&(?:[a-zA-Z]{2,31}|\#\d{1,7}|\#x[0-9a-fA-F]{1,6});"
    r"|(?<!\d)\d++:\d+(?::\d+)*"
    r"|(?<!\d)\d++'\d{1,2}(?:\"|(?!\w))"
    r"|[:;]'?-?[()](?!\w)|(?<!\w)[:;=8]-?[DPpOo|/\\*3](?!\w)"
    r"|(?<!\w)(?:" + "|".join(map(re.escape, BRANDS)) + r")(?!\w)"
    r"|[\ue000-\uf8ff]"
)


def typeset(text: str, language: str, *, narrow: str = NARROW) -> str:
    """Return the text with the marks and spaces of its language; setting it twice changes nothing.

    `narrow` takes the place of the narrow no-break space: plain text, subject and preheader
    use "\\u00a0", since some clients lack a glyph for U+202F.
    """
    profile = _profile(language)
    if profile is None:
        return text
    return "\n".join(_set_paragraph(one, profile, narrow) for one in text.split("\n"))


def _profile(language: str) -> Profile | None:
    tag = language.lower()
    return PROFILES.get(tag) or PROFILES.get(tag.split("-")[0])


def _set_paragraph(text: str, profile: Profile, narrow: str) -> str:
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match.group())
        return _HELD

    text = _PROTECTED.sub(hold, text)
    for rule in _rules(profile):
        text = rule(text)
    # No rule adds, drops or moves a placeholder, so they come back in order.
    rest = iter(held)
    return re.sub(_HELD, lambda _: next(rest), text.replace(NARROW, narrow))


@cache
def _rules(profile: Profile) -> tuple[Rule, ...]:
    """Return the profile's rules; quotes come first, for later rules look at « »."""
    rules: list[Rule] = [
        _replace(r"\.{3,}", "…"),
        lambda text: _double_quotes(text, profile),
        _single_quotes,
        *_dashes(profile),
        *((*_french_capitals(), *_french_numbers()) if profile.numbers else ()),
        *_spaces(profile),
    ]
    return tuple(rules)


def _replace(pattern: str, by: str) -> Rule:
    compiled = re.compile(pattern)
    return lambda text: compiled.sub(by, text)


def _dashes(profile: Profile) -> tuple[Rule, ...]:
    return (
        _replace(r"(?<!-)--(?!-)", profile.dash),
        # Between two digits a spaced hyphen may be a minus or a score.
        _replace(r"(?<=[^\s\d] )-(?= \S)|(?<=\d )-(?= [^\s\d])", profile.dash),
    )


def _french_capitals() -> tuple[Rule, ...]:
    accents = str.maketrans("ÉéêÊ", "EeeE")
    bare = {word[0].translate(accents) + word[1:]: word for word in _ACCENTED.split("|")}
    longest_first = "|".join(sorted(bare, key=len, reverse=True))
    words = re.compile(rf"(?<![\w#@./-])(?:{longest_first})(?![\w@/]|-[a-zà-ÿ]*[A-Z]{{2}})")
    return (
        lambda text: words.sub(lambda match: bare[match.group()], text),
        _replace(rf"(^|[.!?…:«–]{_SP}+|«)A(?={_SP}(?:{_AFTER_A}))", r"\1À"),
    )


def _french_numbers() -> tuple[Rule, ...]:
    return (
        # Swiss papers part thousands with an apostrophe: 10'000.
        lambda text: _SWISS.sub(lambda match: re.sub("['’]", NARROW, match.group()), text),
        # Units first: they part what the hours would take for one word.
        _replace(rf"(?<=\d){_SP}*(k|M|Mds?)({_SP}?)(?=[€$£](?!\w))", rf"{FIXED}\1\2"),
        _replace(rf"(?<=\d){_SP}*(?=(?:€|\$(?:US|CA|CAN)?|£|°C)(?!\w))", FIXED),
        _replace(rf"(?<=\d){_SP}+(?=(?:{_UNITS})(?![\w’']))", FIXED),
        _replace(rf"(?<!\w)([nN]°){_SP}*(?=\d)", rf"\1{FIXED}"),
        # « 1 h 12 h 30 » is no hour with its minutes.
        _replace(
            rf"(?<![\w,.])(\d{{1,2}}){_SP}*h{_SP}*(\d\d){_END}(?!{_SP}*h(?!\w))",
            rf"\1{FIXED}h{FIXED}\2",
        ),
        _replace(rf"(?<![\w,.])(\d{{1,3}}){_SP}*h(?![\w’'{_HELD}])", rf"\1{FIXED}h"),
        _replace(rf"(?<![\w,.])1{_SP}+(?=(?:{_MONTHS})\b)", f"1er{FIXED}"),
        _replace(rf"(?<![\w,.])(\d{{1,2}}(?:er)?){_SP}+(?=(?:{_MONTHS})\b)", rf"\1{FIXED}"),
        _replace(rf"(?<!\w)(\d+|[IVX]+)i?[eè]me(s?){_END}", r"\1e\2"),
        _replace(rf"(?<!\w)(1|I)[eè]re(s?){_END}", r"\1re\2"),
    )


def _spaces(profile: Profile) -> tuple[Rule, ...]:
    closing = r"(?=$|[\s»”\"’)\]…])"
    rules = [
        _replace(rf"(?<=[^\s(\[“‘«]){_SP}*([;!?]+)(?![\w=])", rf"{profile.tall}\1"),
        _replace(rf"(?<=[^\s:(\[“‘«])(?:{_SP}+:(?![:\d/\\-])|:{closing})", f"{profile.colon}:"),
        _replace(rf"(?<=\d){_SP}*([%‰])(?!\w)", rf"{profile.percent}\1"),
    ]
    if profile.inside is not None:
        rules.append(_replace(rf"«{_SP}*(?=\S)", f"«{profile.inside}"))
        rules.append(_replace(rf"(?<=[^\s«]){_SP}*»", f"{profile.inside}»"))
    if profile.thousands is not None:
        rules.append(_thousands(profile.thousands))
    return tuple(rules)


def _thousands(space: str) -> Rule:
    # One to three leading digits only: « En 2026 350 salariés » holds two numbers.
    grouped = re.compile(rf"(?<![\w.,])[1-9]\d{{0,2}}(?:{_SP}\d{{3}})+(?!\d)")
    return lambda text: grouped.sub(lambda m: re.sub(_SP, space, m.group()), text)


def _double_quotes(text: str, profile: Profile) -> str:
    """Turn quotes into the profile's where the paragraph's are balanced, else leave all."""
    pairs = _pairs(text)
    chars = list(text)
    for start, end, depth in pairs:
        straight = text[start] == '"'
        # “ ” around a whole quotation is foreign to French, but right inside « ».
        if straight or (text[start] == "“" and profile.quotes[0] == "«"):
            chars[start], chars[end] = profile.inner if depth else profile.quotes
    return "".join(chars)


def _pairs(text: str) -> list[tuple[int, int, int]]:
    """Return (start, end, depth) of each quotation; none when a mark has no partner."""
    partner = {"«": "»", "“": "”", '"': '"'}
    open_marks: list[int] = []
    pairs: list[tuple[int, int, int]] = []
    for position, char in enumerate(text):
        inner = text[open_marks[-1]] if open_marks else ""
        if char in partner.values() and char == partner.get(inner) and not _opens(text, position):
            pairs.append((open_marks.pop(), position, len(open_marks)))
        elif char in partner:
            open_marks.append(position)
        elif char in "»”":
            return []
    return [] if open_marks else pairs


def _opens(text: str, position: int) -> bool:
    """Say whether the straight mark at `position` stands where only an opening one can."""
    before = text[position - 1 : position] or " "
    after = text[position + 1 : position + 2] or " "
    starts = before.isspace() or before in "(['’«“\""
    return text[position] == '"' and starts and not (after.isspace() or after in ".,;:!?)")


def _single_quotes(text: str) -> str:
    """Turn ' into ’, or ‘ where it opens a quotation that is closed in the same paragraph."""
    text = re.sub(r"(?<![\w\ue000’'])'(?=\w)([^'’\n]*?)'(?!\w)", r"‘\1’", text)
    return text.replace("'", "’")
