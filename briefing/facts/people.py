"""A phrase of news → the person or body it names and their function, as written."""

import re
from dataclasses import dataclass

from briefing.facts.numbers import grammar
from briefing.facts.person_words import PERSON_NOUN, is_role
from briefing.text import content_stems, fold, stop_words

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
_DAYS = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Janu|Febru)ary\b|(?:March|April|May|June|July"
    r"|August|(?:Sept|Nov|Dec)ember|October)\b|According\b|Following\b"
)
_INDEFINITE = re.compile(
    r"(?:[Uu]n|[Uu]ne|[Dd]es|[Cc]ertains|[Pp]lusieurs|[Ll]['’]un|[Ll]['’]une|[Aa]n?|[Ss]ome"
    r"|[Oo]ne|[Ss]everal)\s"
)
_OF_SOMEBODY = re.compile(rf"\w+{_GAP}(?:de{_GAP}|d['’]|du{_GAP})(?=(?!L[ae]\b){_CAP}{_GAP}{_CAP})")
_WITH_ACRONYM = re.compile(rf"{_GAP}(?!I+V?\b)[A-ZÀ-Þ]{{2}}")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`name` is None when somebody speaks whom the text does not name."""

    name: str | None
    role: str | None = None


NOBODY = Person(name=None)


# An English office in capitals is a role, not part of the name.
_OFFICE = re.compile(
    r"(?:(?:Prime|Vice|First|Deputy|Former|US|UK|French|British|American)\s)*(?:Minister|President|Governor"
    r"|Senator|Mayor|Secretary|Chancellor|Premier|Attorney\sGeneral|Secretary\sof\sState)\s(?=[A-Z][\w.’'-]*\s[A-Z])"
)
# Where a role ends that stands before a verb or a circumstance.
_ROLE_ENDS = re.compile(
    r"\s(?:lors|dans|sur|ce|cette|cet|après|avant|en|qui|que|et|mais|pour|devant|auprès|hier|par|selon"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|a|ont|avait|est|se|ne|aussi|au|aux|à|depuis"
    r"|face|contre|via|dit|cependant|the|who|in|on|at|has|had|said|says)\b|\s(?:s|n|qu)['’]"
    r"|[,.;:()«»\"“”–—!?]|\s-\s"
)
_NO_SPEAKER = re.compile(
    r"(?i)(?:suite|fin|veille|même|autre|deux|plupart|unes?|jour|intéressée?|on|heure|issue|image|idée"
    r"|objectif|occasion|ensemble|reste|premi(?:er|ère)|derni(?:er|ère)|semaine|année|an|mois|texte"
    r"|fait|cas|instant|inverse|époque|âge|avenir)\b(?!\sministre)"
)
_DEFINITE = re.compile(r"(?:[Ll]es?\s|[Ll]a\s|[Ll]['’])(?=[a-zà-ÿœ]|Premi|Chaîne)")


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
    topic = named is not None and _names_a_thing(named.group())
    if named and not topic and not _NOBODY.match(phrase) and not opener and not _DAYS.match(phrase):
        office = _OFFICE.match(named.group())
        if office:
            return Person(name=named.group()[office.end() :], role=office.group().strip())
        return Person(name=named.group(), role=_role_after(phrase[named.end() :], language))
    return _role_then_name(phrase, language)


def _names_a_thing(name: str) -> bool:
    """Say whether capitals name no person: « Procès de Boualem Sansal », « Accord UE-Mercosur »."""
    return _OF_SOMEBODY.match(name) is not None or _WITH_ACRONYM.search(name) is not None


def body_at_start(phrase: str, language: str) -> Person | None:
    """Return the organisation or single name that opens the phrase: « EDF », « la Ligue … »."""
    one = _BODY.match(phrase)
    if one is None or _DAYS.match(phrase):
        return None
    core = one.group("core").rstrip(".")
    small = fold(re.split(r"[\s’']", core)[0]) in stop_words(grammar(language))
    if len(core) < 2 or (small and not core.isupper()) or core in _RANKS:
        return None
    return Person(name=one.group().rstrip("."), role=_role_after(phrase[one.end() :], language))


def definite_at_start(phrase: str, language: str) -> Person | None:
    """Return « la ministre de la Transition écologique », « le tribunal de Cologne », as written.

    French only: "the minister" names nobody without the sentence before.
    """
    article = _DEFINITE.match(phrase)
    if grammar(language) != "fr" or article is None or _NO_SPEAKER.match(phrase, article.end()):
        return None
    end = _ROLE_ENDS.search(phrase, article.end())
    said = phrase[: end.start()] if end else phrase
    elided = said.count("’") + said.count("'")
    return Person(name=said.strip()) if 2 <= len(said.split()) + elided <= 10 else None


def _role_then_name(phrase: str, language: str) -> Person | None:
    """Read « le PDG d'OpenAI, Sam Altman » and « le Premier ministre sénégalais Ousmane Sonko »."""
    spoken = grammar(language)
    if spoken == "en":
        ending = re.fullmatch(rf"((?:[\w.’'-]+\s){{1,6}}?)({NAME})", phrase)
        if ending and re.search(r"[a-z]", ending.group(1).split()[-1][:1]):
            return _with_role(ending.group(2), ending.group(1), spoken)
    article = re.match(_ARTICLE[spoken], phrase)
    if article is None:
        return None
    clause = re.split(r"[.;:()«»\"“”–—!?]|\s-\s", phrase[article.end() :], maxsplit=1)[0]
    comma = re.match(rf"([^,]{{2,70}}),\s({NAME})", clause)
    if comma and not _ROLE_STOPS.match(comma.group(1)):
        # « Selon l'ONG, X a été arrêté »: X is not the ONG.
        named = _with_role(comma.group(2), comma.group(1), spoken)
        return named if named.role or not comma.group(1).isupper() else None
    for match in re.finditer(rf"(?<=\s){NAME}", clause.split(",")[0]):
        role = clause[: match.start()].strip()
        name, role = _apart(match.group(), role)
        plain = role and (
            role[0].islower() or re.match(r"Premi|PDG|CEO|Senator|President|Mayor", role)
        )
        if plain and len(role.split()) <= 8 and not _PREPOSITION.search(role):
            return _with_role(name, role, spoken)
    return None


def _apart(name: str, role: str) -> tuple[str, str]:
    """Give back to the role what a run of capitals took: « procureur de la République Jean X »."""
    words = name.split()
    if len(words) > 2 and (_PREPOSITION.search(role) or re.search(r"\b(?:la|l['’])$", role)):
        taken = 1 if len(words) == 3 else len(words) - 2
        return " ".join(words[taken:]), f"{role} {' '.join(words[:taken])}".replace("' ", "'")
    if len(words) > 2 and words[0].isupper() and len(words[0]) <= 5:  # « député RN »
        return " ".join(words[1:]), f"{role} {words[0]}"
    return name, role


_PREPOSITION = re.compile(r"\b(?:de|d['’]|of|à|du|en|dans|avec|pour|par|in|for|with|by|et|and)$")


def _with_role(name: str, role: str, spoken: str) -> Person:
    role = role.strip()
    return Person(name=name, role=role if is_role(role, spoken) else None)


def _role_after(rest: str, language: str) -> str | None:
    """Read the function in « Mark Chen, directeur de la recherche, … »."""
    match = re.match(
        r",\s((?:[a-zà-ÿœ]|PDG|CEO|CTO|Premi)[^,.;:()«»\"“”–—!?]{2,80})(?=[,.;:!?«\"“]|\s:|$)", rest
    )
    if match is None or _ROLE_STOPS.match(match.group(1)):
        return None
    role = re.split(r"\s(?:lors|dans\s(?:un|une|le|les)|à\sl['’]AFP|sur\s[A-Z])\b", match.group(1))[
        0
    ].strip()
    return role if len(role.split()) <= 10 and is_role(role, grammar(language)) else None


def find_people(text: str, *, language: str) -> dict[str, Person]:
    """Return the persons with full names by folded last name; the first that has a role wins."""
    found: dict[str, Person] = {}
    for match in re.finditer(rf"(?<![\w-]){NAME}", text):
        thing = _OF_SOMEBODY.match(match.group())
        name = match.group()[thing.end() :] if thing else match.group()
        if _NOBODY.match(name) or _WITH_ACRONYM.search(name):
            continue
        key = fold(name.split()[-1])
        before, after = text[: match.start()], text[match.end() :]
        role = _role_before(before, language) or _role_after(after, language)
        if key not in found or (role and not found[key].role and found[key].name == name):
            found[key] = Person(name=name, role=role)
    return found


def _role_before(before: str, language: str) -> str | None:
    """Read the function in « le directeur de la recherche d'OpenAI, Mark Chen », « le juge X »."""
    clause = re.split(r"[.;:()«»\"“”–—!?,\n]|\s-\s", before[-90:].removesuffix(", "))[-1]
    spoken = grammar(language)
    article = r"(?:[Ll]e\s|[Ll]a\s|[Ll]['’])" if spoken == "fr" else r"(?:[Tt]he|[Ii]ts)\s"
    length = "{0,60}" if before.endswith(", ") else "{0,30}"
    match = re.search(rf"(?<![\w’']){article}({PERSON_NOUN[spoken]}\b[^,]{length})$", clause)
    role = match.group(1).strip() if match else ""
    return role if is_role(role, spoken) else None


def with_role(people: dict[str, Person], phrase: str, language: str) -> Person | None:
    """Return the one person whose function holds all that the phrase says: « la ministre »."""
    said = set(content_stems(re.sub(r"\sde\s\d+\sans$", "", phrase), language))
    fitting = [
        person
        for person in people.values()
        if person.role and said and said <= set(content_stems(person.role, language))
    ]
    return fitting[0] if len(fitting) == 1 else None
