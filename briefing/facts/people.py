"""A phrase of news → the person or body it names and their function, as written."""

import re
from dataclasses import dataclass

from briefing.facts.numbers import grammar
from briefing.text import fold, stop_words

# A full stop belongs to initials and titles only.
_CAP = (
    r"(?:(?:[A-ZÀ-Þ]\.)+(?=\s?[A-ZÀ-Þ])|(?:Mr|Mrs|Ms|Dr|Lt|Gen|Rep|Sen|Gov|St)\.(?=\s[A-ZÀ-Þ])"
    r"|[A-ZÀ-ÞŒ](?:[\w’'-]*\w)?)"
)
_GAP = "[ \u00a0]"
_SMALL = r"(?:de|d['’]|von|van|der|den|di|da|el|al|ben|bin|le|la)"
NAME = rf"{_CAP}(?:{_GAP}(?:{_SMALL}{_GAP}?)?{_CAP}){{1,4}}"
_BODY = re.compile(
    rf"(?:[Ll]['’]|[Ll]a\s|[Ll]e\s|[Ll]es\s|[Tt]he\s)?(?P<core>{_CAP}(?:{_GAP}{_CAP})*)"
    r"(?:\s(?:contre|pour|de|du|des|d['’]|of|for)\s?(?:l['’]|la\s|le\s|les\s|the\s)?[\w’-]+)?"
)
_RANKS = frozenset(("Premier", "Première", "Président", "Présidente", "Chaîne", "Prime", "Vice"))
_ARTICLE = {
    "fr": r"(?:[Ll]e\s|[Ll]a\s|[Ll]['’]|[Ss]on\s|[Ss]a\s|[Ll]eur\s|[Nn]otre\s|[Ll]es\s)",
    "en": r"(?:[Tt]he\s|[Ii]ts\s|[Hh]is\s|[Hh]er\s|[Tt]heir\s)?",
}
_INDEFINITE = re.compile(
    r"(?:[Uu]n|[Uu]ne|[Dd]es|[Cc]ertains|[Pp]lusieurs|[Ll]['’]un|[Ll]['’]une|[Aa]n?|[Ss]ome"
    r"|[Oo]ne|[Ss]everal)\s"
)
# What stands before « : « … » » in a headline without being somebody.
_NOBODY = re.compile(
    r"(?:Afrique|Corée|Nouvelle|Guerre|Coupe|Tour|Ligue|Roland|Jeux|États|Etats|Île|Ile|Moyen"
    r"|Proche"
    r"|Premier|Première|Grande|Grand|New|Arabie|Côte|Union|Affaire|Crise|Canicule|Réforme|Projet"
    r"|Loi|Budget|Municipales|Présidentielle|Transports?|Festival|Top|Bourse|South|North|United)\b"
)
_ROLE_STOPS = re.compile(
    r"^(?:qui|que|dont|mais|et|ou|pour|lors|dans|après|avant|avec|sans|selon|en|a|ont|est|where"
    r"|who|which|but|and|after|before|with|while|when|on|in|at|to|speaking|aged|à|de|du|par|sur"
    r"|se|s['’]|ne|n['’])\b|^\d"
)


_FUNCTION = {
    "fr": r"(?:PDG|DG|CTO|CEO|direct\w+|présid\w+|ministre|patron\w*|chef\w*|secrétaire|maire"
    r"|député\w*|"
    r"sénat\w+|port\w+|fondat\w+|cofondat\w+|gouvern\w+|économiste|responsable|procur\w+|préfet\w*|"
    r"vice-\w+|ex-\w+|ancien\w*|Premi\w+|commissaire|avocat\w*|cheffe|analyste|chercheu\w+|numéro)",
    "en": r"(?:CEO|CTO|CFO|chief|head|president|chair\w*|director|minister|secretary|mayor"
    r"|governor|founder|"
    r"co-founder|spokes\w+|economist|analyst|former|senator|lawyer|professor)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`name` is None when somebody speaks whom the text does not name."""

    name: str | None
    role: str | None = None


NOBODY = Person(name=None)


def person_at_start(phrase: str, language: str) -> Person | None:
    """Return who opens the phrase; NOBODY for « un leader d'OpenAI »; None when no one does."""
    if _INDEFINITE.match(phrase):
        return NOBODY
    named = re.match(NAME, phrase)
    opener = fold(re.split(r"[\s’']", phrase)[0]) in stop_words(grammar(language))
    if grammar(language) == "en":
        whole = _role_then_name(phrase, language)
        if whole:
            return whole
    if named and not _NOBODY.match(phrase) and not opener:
        return Person(name=named.group(), role=_role_after(phrase[named.end() :]))
    return _role_then_name(phrase, language)


def body_at_start(phrase: str, language: str) -> Person | None:
    """Return the organisation or single name that opens the phrase: « EDF », « la Ligue … »."""
    one = _BODY.match(phrase)
    if one is None:
        return None
    core = one.group("core").rstrip(".")
    small = fold(re.split(r"[\s’']", core)[0]) in stop_words(grammar(language))
    if len(core) < 2 or (small and not core.isupper()) or core in _RANKS:
        return None
    return Person(name=one.group().rstrip("."), role=_role_after(phrase[one.end() :]))


def _role_then_name(phrase: str, language: str) -> Person | None:
    """Read « le PDG d'OpenAI, Sam Altman » and « le Premier ministre sénégalais Ousmane Sonko »."""
    if grammar(language) == "en":
        ending = re.fullmatch(rf"((?:[\w.’'-]+\s){{1,6}}?)({NAME})", phrase)
        if ending and re.search(r"[a-z]", ending.group(1).split()[-1][:1]):
            return Person(name=ending.group(2), role=ending.group(1).strip())
    article = re.match(_ARTICLE[grammar(language)], phrase)
    if article is None:
        return None
    clause = re.split(r"[.;:()«»\"“”–—!?]|\s-\s", phrase[article.end() :], maxsplit=1)[0]
    comma = re.match(rf"([^,]{{2,70}}),\s({NAME})", clause)
    if comma and not _ROLE_STOPS.match(comma.group(1)):
        return Person(name=comma.group(2), role=comma.group(1))
    for match in re.finditer(rf"(?<=\s){NAME}", clause.split(",")[0]):
        role = clause[: match.start()].strip()
        plain = role and (
            role[0].islower() or re.match(r"Premi|PDG|CEO|Senator|President|Mayor", role)
        )
        if plain and len(role.split()) <= 8 and not re.search(r"\b(?:de|d['’]|of|à|du)$", role):
            return Person(name=match.group(), role=role)
    return None


def _role_after(rest: str) -> str | None:
    """Read the function in « Mark Chen, directeur de la recherche, … »."""
    match = re.match(
        r",\s((?:[a-zà-ÿœ]|PDG|CEO|CTO|Premi)[^,.;:()«»\"“”–—!?]{2,80})(?=[,.;:!?«\"“]|\s:|$)", rest
    )
    if match is None or _ROLE_STOPS.match(match.group(1)):
        return None
    role = re.split(r"\s(?:lors|dans\s(?:un|une|le|les)|à\sl['’]AFP|sur\s[A-Z])\b", match.group(1))[
        0
    ].strip()
    return role if len(role.split()) <= 10 else None


def find_people(text: str, *, language: str) -> dict[str, Person]:
    """Return the persons with full names by folded last name; the first that has a role wins."""
    found: dict[str, Person] = {}
    for match in re.finditer(rf"(?<![\w-]){NAME}", text):
        name = match.group()
        if _NOBODY.match(name):
            continue
        key = fold(name.split()[-1])
        role = _role_before(text[: match.start()], language) or _role_after(text[match.end() :])
        if key not in found or (role and not found[key].role and found[key].name == name):
            found[key] = Person(name=name, role=role)
    return found


def _role_before(before: str, language: str) -> str | None:
    """Read the function in « le directeur de la recherche d'OpenAI, Mark Chen »."""
    clause = re.split(r"[.;:()«»\"“”–—!?,\n]|\s-\s", before[-90:].removesuffix(", "))[-1]
    if not before.endswith(", "):
        return None
    article = (
        r"(?:[Ll]e\s|[Ll]a\s|[Ll]['’])" if grammar(language) == "fr" else r"(?:[Tt]he|[Ii]ts)\s"
    )
    match = re.search(rf"(?<![\w’']){article}({_FUNCTION[grammar(language)]}[^,]{{0,60}})$", clause)
    return match.group(1).strip() if match else None
