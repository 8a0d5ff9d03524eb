"""Title and text → what somebody says there, verbatim, with speaker and function where named."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.facts.numbers import grammar
from briefing.facts.people import NOBODY, Person, body_at_start, find_people, person_at_start
from briefing.facts.speech_verbs import FINITE, PARTICIPLES
from briefing.model import Quotation
from briefing.text import content_stems, count_words, fold, sentences

_MARKED = re.compile(r"«\s*([^«»]+?)\s*»|“\s*([^“”]+?)\s*”|(?<!\w)\"\s?([^\"]+?)\s?\"(?!\w)")
_SINGLE = re.compile(r"(?<!\w)[‘']([^‘’']+(?:['’]\w[^‘’']*)*)['’](?!\w)")
_STOPS = " \u00a0\u202f,.!?…"
_TAIL_MARK = re.compile(r"\s?,")
_ADVERBS = {
    "fr": r"(?:(?:ainsi|aussi|également|notamment|encore|pour\ssa\spart|de\sson\scôté"
    r"|d['’]abord)\s)?",
    "en": r"(?:(?:also|later|recently)\s)?",
}
_WORK = re.compile(
    r"(?:film|série|roman|livre|émission|magazine|émissions|titre|intitulée?|chanson|album"
    r"|baptisée?"
    r"|spectacle|exposition|documentaire|journal|opération|nommée?|called|titled|film|series"
    r"|book)\s?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """A string between quotation marks, with what stands before and after it in its sentence."""

    text: str
    before: str
    after: str
    sentence: str


def find_quotations(
    title: str, text: str, *, language: str, article_id: str
) -> tuple[Quotation, ...]:
    """Return the quotations of title and text in order, each text once.

    Five words make one; three or four do when its speaker is named. `speaker` is None when the
    text does not name who speaks.
    """
    people = find_people(f"{title}\n{text}", language=language)
    found: dict[str, Quotation] = {}
    previous = NOBODY
    for marked in _all_marked(title, text, language):
        person = _speaker(marked, language)
        if person is None and not marked.before.strip() and not marked.after.strip(" .,"):
            person = previous  # a second sentence of the same speech
        person = _in_full(person or NOBODY, people)
        previous = person
        words = count_words(marked.text)
        if words >= 5 or (words >= 3 and person.name):
            quotation = Quotation(
                text=marked.text,
                speaker=person.name,
                role=person.role,
                sentence=marked.sentence,
                article_id=article_id,
            )
            found.setdefault(fold(marked.text), quotation)
    return tuple(_without_echoes(found.values(), title, language))


def _without_echoes(found: Iterable[Quotation], title: str, language: str) -> Iterator[Quotation]:
    """Leave out a headline's quotation that the text quotes in its own, often fuller, words."""
    all_of_them = list(found)
    stems = {q.text: set(content_stems(q.text, language)) for q in all_of_them}
    for quotation in all_of_them:
        mine = stems[quotation.text]
        echoed = quotation.sentence == title and any(
            other.sentence != title and len(mine & stems[other.text]) >= 0.5 * max(1, len(mine))
            for other in all_of_them
        )
        if not echoed:
            yield quotation


def _all_marked(title: str, text: str, language: str) -> Iterator[_Marked]:
    for sentence in [title, *sentences(text, language)]:
        pattern = _MARKED if _MARKED.search(sentence) or grammar(language) == "fr" else _SINGLE
        for match in pattern.finditer(sentence):
            inner = next(group for group in match.groups() if group)
            if _WORK.search(sentence[: match.start()]):
                continue
            yield _Marked(
                text=inner.strip().removesuffix(","),
                before=sentence[: match.start()],
                after=sentence[match.end() :],
                sentence=sentence,
            )


def _speaker(marked: _Marked, language: str) -> Person | None:
    for look in (_after, _before_colon, _after_colon, _subject):
        person = look(marked, language)
        if person is not None:
            return person
    return None


def _after(marked: _Marked, language: str) -> Person | None:
    """Read « … », a écrit Chen · « … », dit Mme X · « … », selon X · "…," X said."""
    spoken = grammar(language)
    tail = marked.after
    attributed = re.search(rf",\s(?=(?:(?:a|ont)\s)?(?:{FINITE[spoken]})\s)", tail[:90])
    if attributed and not _TAIL_MARK.match(tail):
        tail = tail[attributed.end() :]
    tail = tail.lstrip(_STOPS)
    verb = re.match(
        rf"(?:(?:a|ont|avait|s['’]est|se)\s)?(?:{FINITE[spoken]})\s{_ADVERBS[spoken]}", tail
    )
    if verb:
        return _named(tail[verb.end() :], language) or NOBODY
    if re.match(r"(?:a|ont|s['’]est)?-?t?-?\s?\w*-(?:il|elle|ils|elles|on)\b", tail):
        return NOBODY
    source = re.match(r"(?:selon|d['’]après|according to|pour)\s", tail)
    if source:
        return _named(tail[source.end() :], language) or NOBODY
    if spoken == "en":
        subject = re.match(rf"([^,.;:\"“”]{{2,90}}?)\s(?:{FINITE['en']})\b", tail)
        if subject:
            return _named(subject.group(1), language) or NOBODY
    return None


def _named(phrase: str, language: str) -> Person | None:
    return person_at_start(phrase, language) or body_at_start(phrase, language)


def _before_colon(marked: _Marked, language: str) -> Person | None:
    """Read « Antoine Metzger, président de NGE : « … » », not « Canicule : « … » »."""
    head = re.search(r"([^:]+?)\s?:\s?$", marked.before)
    if head is None:
        return None
    phrase = head.group(1).strip()
    verb = re.search(rf"\s(?:(?:a|ont)\s)?(?:{FINITE[grammar(language)]})\b", phrase)
    if verb:
        return _last_person(phrase[: verb.start()], language)
    person = person_at_start(phrase, language)
    if person is None or person.name is None:
        return person
    left = phrase.replace(person.name, "").replace(person.role or "", "").strip(" ,")
    return person if len(left.split()) <= 1 else None


def _after_colon(marked: _Marked, language: str) -> Person | None:
    """Read the headline « … » : X se confie; whoever is not named there stays unnamed."""
    head = re.match(r"\s?[:,]\s", marked.after)
    if head is None or re.search(r"[a-zà-ÿ]", marked.before):
        return None
    return person_at_start(marked.after[head.end() :], language)


def _subject(marked: _Marked, language: str) -> Person | None:
    """Read « X a assuré que « … » » and « X a défendu …, reconnaissant que « … » »."""
    spoken = grammar(language)
    verb = rf"(?:{FINITE[spoken]}|{PARTICIPLES[spoken]}|accuse|accused|accusé)"
    near = re.search(rf"\b{verb}\b(?:[^.;«»\"“”]{{0,110}})$", marked.before)
    if near is None:
        return None
    clause = marked.before[: near.start()].rpartition(": ")[2]
    clause = re.sub(r"^[^,]{2,40},\s(?=(?:le|la)\s|l['’])", "", clause)
    return _last_person(clause, language)


def _last_person(clause: str, language: str) -> Person | None:
    """Return who opens the clause, when nobody else is named in it."""
    person = person_at_start(clause.strip(), language)
    if person is not None:
        return person
    body = body_at_start(clause.strip(), language)
    return body if body and len(clause.split()) <= 8 else None


def _in_full(person: Person, people: dict[str, Person]) -> Person:
    """Give « Chen » the full name and function that the text gives elsewhere."""
    if person.name is None:
        return person
    known = people.get(fold(person.name.split()[-1]))
    if known is None or (len(person.name.split()) > 1 and known.name != person.name):
        return person
    return Person(name=known.name, role=person.role or known.role)
