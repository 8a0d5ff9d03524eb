"""A string between quotation marks, in its sentence → who says it, where the text names them."""

import re
from dataclasses import dataclass

from briefing.facts.numbers import grammar
from briefing.facts.people import (
    NAME,
    NOBODY,
    Person,
    body_at_start,
    definite_at_start,
    person_at_start,
)
from briefing.facts.person_words import PERSON_NOUN
from briefing.facts.speech_verbs import FINITE, PARTICIPLES

UNSURE = "?"  # the role of a single word that may be a topic: « Canicule : « … » »
_STOPS = " \u00a0\u202f,.!?…"
_ADVERBS = {
    "fr": r"(?:(?:ainsi|aussi|également|notamment|encore|pour\ssa\spart|de\sson\scôté"
    r"|d['’]abord|même|alors|aujourd['’]hui|ce\s\w+di|\w+di)\s)*",
    "en": r"(?:(?:also|later|recently|\w+day)\s)?",
}
# « réagit auprès de l'agence, X », « écrit dans une tribune au journal X »
_SAID_TO = re.compile(
    r"(?:auprès\sd|à\s|au\s|aux\s|sur\s|dans\s|devant\s|lors\sd)[^,.;:«»\"“”]{2,60},\s"
)
_SUBJECT_ENDS = re.compile(r"[,;:“”\"()]|(?<=[a-z]{4})\.")
# A headline's column: « L'éditorial de X : « … » ».
_COLUMN = re.compile(
    r"(?:L['’]|La\s|Le\s)?(?:éditorial|édito|chronique|billet|tribune|interview|entretien|analyse"
    r"|regard|humeur)\s(?:de\s|d['’])(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_CAPITAL = r"[A-ZÀ-ÞŒ](?:[\w’'-]*\w)"
_FIRST_PERSON = re.compile(
    r"(?i)\b(?:je|j['’]|me|m['’]|mon|ma|mes|nous|notre|nos|on|I|my|we|our)\b"
)
_THIRD_PERSON = re.compile(r"(?i)\b(?:il|elle|lui|son|sa|ses|he|she|his|her)\b")
_ABOUT = "accuse|accused|accusé|described|attacked|boasted"
# What a headline may call the words it quotes: « le cri d'alarme de X », « les aveux de X ».
_UTTERANCE = (
    r"(?:[Ll]es?\s|[Ll]a\s|[Ll]['’])(?:\w+\s)?(?:regrets?|aveux?|confidences?|messages?|réponses?"
    r"|réactions?|témoignages?|récits?|mises?\sen\sgarde|avertissements?|alerte|appels?|coups?\sde"
    r"\s\w+|cris?|colère|promesses?|plaidoyers?|mots?|déclarations?|ras-le-bol|défense|constat"
    r"|phrase|révélations?|tacle|pique|explication|adieux?|hommage)\b[^:;«»\"“”,]{0,40}?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A string between quotation marks, with what stands before and after it in its sentence."""

    text: str
    before: str
    after: str
    sentence: str
    titled: bool = False  # it stands in the headline


def speaker(marked: Marked, text: str, *, language: str) -> Person | None:
    """Return who says it; NOBODY when that is said to be somebody unnamed; None when unsaid.

    `text` is what follows the headline: it may open with the person whom a headline only quotes.
    """
    person: Person | None = None
    looks = (_after, _before_colon, _after_colon, _subject, _source_before)
    for look in looks:
        person = look(marked, language)
        if person is not None:
            break
    if marked.titled and (person is None or person.role == UNSURE):
        return _opens_text(marked, text, language) or person
    return person


def single_names(text: str, *, language: str) -> frozenset[str]:
    """Return the single names that the text gives a person's noun: « la chanteuse Merveille »."""
    noun = PERSON_NOUN[grammar(language)]
    return frozenset(re.findall(rf"\b{noun}\s({_CAPITAL})(?!\s{_CAPITAL})", text))


# --- after the quotation -------------------------------------------------------------------------


def _after(marked: Marked, language: str) -> Person | None:
    """Read « … », a écrit Chen · « … », dit Mme X · « … », selon X · "…," X said."""
    spoken = grammar(language)
    tail = marked.after
    attributed = re.search(rf",\s(?=(?:(?:a|ont)\s)?(?:{FINITE[spoken]})\s)", tail[:90])
    later = spoken == "fr" and re.match(r"\s?[,:]", tail) is None
    if attributed and later:
        tail = tail[attributed.end() :]
    if re.match(r"\s?[―—–]\s?(?=[A-Z])", tail):
        return person_at_start(tail.lstrip(" ―—–"), language)
    tail = tail.lstrip(_STOPS)
    if spoken == "en":
        subject = _english_after(tail, language)
        if subject is not None:
            return subject
    written = re.match(r"par\s", tail) if marked.titled and spoken == "fr" else None
    if written:
        return person_at_start(tail[written.end() :], language)
    return _inverted(tail, language) or _source_after(tail, language)


def _inverted(tail: str, language: str) -> Person | None:
    """Read « a déclaré X » and "said X" where they follow the quotation."""
    spoken = grammar(language)
    verb = re.match(
        rf"(?:(?:a|ont|avait|s['’]est|se)\s)?(?:{FINITE[spoken]})\s{_ADVERBS[spoken]}", tail
    )
    if verb:
        rest = tail[verb.end() :]
        if spoken == "en":
            # « said MSNBC host Chris Matthews. » is not said by MSNBC.
            named = person_at_start(rest, language)
            return named or _named(_SUBJECT_ENDS.split(rest)[0], language) or NOBODY
        said_to = _SAID_TO.match(rest)
        return _named(rest[said_to.end() if said_to else 0 :], language) or NOBODY
    if re.match(r"(?:a|ont|s['’]est)?-?t?-?\s?\w*-(?:il|elle|ils|elles|on)\b", tail):
        return NOBODY
    return None


def _source_after(tail: str, language: str) -> Person | None:
    """Read « …, selon X », right after the quotation or at the end of its clause."""
    source = re.match(r"(?:selon|d['’]après|according to|pour)\s", tail) or re.search(
        r"^[^«»\"“”;:]{0,110}?,\s(?:selon|d['’]après|according to)\s", tail
    )
    return (_named(tail[source.end() :], language) or NOBODY) if source else None


def _english_after(tail: str, language: str) -> Person | None:
    """Read "X said", "X, the chief, said", "X (R-Fla.) said", "…, X said"."""
    said = rf"\s(?:also\s)?(?:{FINITE['en']})\b"
    named = re.match(rf"(?:the\sRev\.\s|[a-z-]+\s){{0,5}}?({NAME})(?=,\s|\s\()", tail)
    if named and re.match(rf"[^\"“”;:]{{2,130}}?(?:,|\))?{said}", tail[named.end() :]):
        return person_at_start(tail, language)
    alone = re.match(rf"({_CAPITAL}),\s[^,.;:\"“”]{{2,80}},{said}", tail)
    if alone:  # "Flynn, a surrogate, said"
        return Person(name=alone.group(1))
    subject = re.match(
        rf"((?:[^,.;:\"“”]|(?<=Mr)\.|(?<=Ms)\.|(?<=Mrs)\.|(?<=[A-Z])\.){{2,90}}?){said}", tail
    )
    if subject is None:
        later = re.search(rf"[,.]\s((?:[A-Z][\w.’'-]*\s?){{1,4}}){said}", tail[:120])
        return _named(later.group(1).strip(), language) if later else None
    return _named(subject.group(1), language) or NOBODY


def _after_colon(marked: Marked, language: str) -> Person | None:
    """Read the headline « … » : X se confie; whoever is not named there stays unnamed."""
    head = re.match(r"\s?[:,]\s", marked.after)
    if head is None or re.search(r"[a-zà-ÿ]{2}", marked.before):
        return None
    rest = marked.after[head.end() :]
    told = re.match(rf"{_UTTERANCE}\s(?:de\s|d['’]|du\s)(?={_CAPITAL})", rest)
    if told:
        return _named(rest[told.end() :], language)
    noun = PERSON_NOUN[grammar(language)]
    single = re.match(rf"({_CAPITAL}),\s(?:\d+\sans|atteinte?|{noun})\b", rest)
    if single:
        return Person(name=single.group(1))
    person = person_at_start(rest, language) or _single_who_says(rest, language)
    return person if person and _is_told(marked.text, rest, person, language) else None


def _single_who_says(rest: str, language: str) -> Person | None:
    """Read « … » : Ruffin répond à Glucksmann."""
    verbs = rf"(?:{FINITE[grammar(language)]}|fait\spart|s['’]en\sprend|éreinte|tacle|étrille)"
    single = re.match(rf"({_CAPITAL})\s{verbs}\b", rest)
    return Person(name=single.group(1)) if single else None


def _is_told(quote: str, rest: str, person: Person, language: str) -> bool:
    """Say whether the person speaks: in the first person, with a verb of saying, or as a tag.

    « C'est son heure » : X, triomphant, … speaks about X.
    """
    spoken = grammar(language)
    if _THIRD_PERSON.search(quote) and not _FIRST_PERSON.search(quote):
        return False
    left = rest.replace(person.name or "", "").replace(person.role or "", "").strip(" ,.")
    verb = re.search(rf"\b(?:{FINITE[spoken]}|revient|s['’]explique)\b", rest[:90])
    return _FIRST_PERSON.search(quote) is not None or verb is not None or len(left) <= 3


# --- before it -----------------------------------------------------------------------------------


def _before_colon(marked: Marked, language: str) -> Person | None:
    """Read « Antoine Metzger, président de NGE : « … » », not « Canicule : « … » »."""
    colon = marked.before.rstrip().endswith(":")  # else the search would try every beginning
    head = re.search(r"([^:]+?)\s?:\s?$", marked.before) if colon else None
    if head is None:
        return None
    phrase = _COLUMN.sub("", head.group(1).strip(), count=1)
    seen = re.search(rf"\b(?:vue?s?|racontée?s?|expliquée?s?)\spar\s({NAME})$", phrase)
    if seen:
        return Person(name=seen.group(1))
    verb = re.search(rf"\s(?:(?:a|ont)\s)?(?:{FINITE[grammar(language)]})\b", phrase)
    if verb:
        return _subject_of(phrase[: verb.start()], language)
    person = person_at_start(phrase, language)
    if person is None or person.name is None:
        return person or _single_head(phrase)
    left = phrase.replace(person.name, "").replace(person.role or "", "").strip(" ,")
    short = len(left.split()) <= 1
    apposition = phrase.startswith(person.name + ",")
    # « X, sa visite en Chine : « Il doit … » » names no function of X.
    function = apposition and re.fullmatch(r"(?!sa\s|son\s|ses\s|leurs?\s)[^,]{2,80}", left)
    return person if short or function else None


def _single_head(phrase: str) -> Person | None:
    return Person(name=phrase, role=UNSURE) if re.fullmatch(_CAPITAL, phrase) else None


def _subject(marked: Marked, language: str) -> Person | None:
    """Read « X a assuré que « … » » and « X a défendu …, reconnaissant que « … » »."""
    spoken = grammar(language)
    verb = rf"(?:{FINITE[spoken]}|{PARTICIPLES[spoken]}|{_ABOUT})"
    near = re.search(rf"\b{verb}\b(?:[^.;«»\"“”]{{0,110}})$", marked.before)
    if near is None:
        return None
    clause = marked.before[: near.start()].rpartition(": ")[2]
    return _subject_of(clause, language)


def _subject_of(clause: str, language: str) -> Person | None:
    """Return who opens the clause, past a circumstance, when nobody else is named in it."""
    clause = re.sub(r"^[^,]{2,60},\s(?=(?:le|la|les|the)\s|l['’]|[A-ZÀ-Þ])", "", clause.strip())
    person = person_at_start(clause, language)
    if person is not None:
        return person
    body = body_at_start(clause, language)
    if body and len(clause.split()) <= 8:
        return body
    return definite_at_start(clause, language)


def _source_before(marked: Marked, language: str) -> Person | None:
    """Read « Selon X, … « … » » and "According to X, “…”"."""
    source = re.search(
        r"(?:^|[.;:]\s)(?:[Ss]elon|[Dd]['’]après|[Pp]our|According\sto)\s(?=[^«»\"“”]{3,120}$)",
        marked.before,
    )
    return _named(marked.before[source.end() :], language) if source else None


def _opens_text(marked: Marked, text: str, language: str) -> Person | None:
    """Read a headline that is nothing but a quotation, under which the speaker opens the text."""
    if _THIRD_PERSON.search(marked.text) and not _FIRST_PERSON.search(marked.text):
        return None  # « Il est génial »: about whom the text opens with
    topic = marked.before.rstrip().endswith(":")
    if (re.search(r"[a-zà-ÿ]{2}", marked.before) and not topic) or marked.after.strip(" .!?"):
        return None
    opening = re.match(rf"(?:[^.!?]{{3,30}}[.!]\s)?(?={NAME},?\s)", text)
    return person_at_start(text[opening.end() :], language) if opening else None


def _named(phrase: str, language: str) -> Person | None:
    return (
        person_at_start(phrase, language)
        or body_at_start(phrase, language)
        or definite_at_start(phrase, language)
    )
