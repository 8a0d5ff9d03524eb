"""Title and text → what somebody says there, verbatim, with speaker and function where named."""

import re
from collections.abc import Iterable, Iterator

from briefing.facts.numbers import grammar
from briefing.facts.people import NOBODY, Person, find_people, with_role
from briefing.facts.readable import readable
from briefing.facts.speakers import UNSURE, Marked, single_names, speaker
from briefing.model import Quotation
from briefing.text import content_stems, count_words, fold, stop_words

_MARKED = re.compile(r"«\s*([^«»]+?)\s*»|“\s*([^“”]+?)\s*”|(?<!\w)\"\s?([^\"]+?)\s?\"(?!\w)")
_SINGLE = re.compile(r"(?<!\w)[‘']([^‘’']+(?:['’]\w[^‘’']*)*)['’](?!\w)")
_WORK = re.compile(
    r"(?:film|série|roman|livre|émission|magazine|émissions|titre|intitulée?|chanson|album"
    r"|baptisée?"
    r"|spectacle|exposition|documentaire|journal|opération|nommée?|called|titled|film|series"
    r"|book)\s?$"
)


# « Krisha et le maître de la forêt », une fable … · « La Louisiane » de Julia Malye : …
_PRESENTED = re.compile(r"\s?,?\s(?:une?\s(?!\w+\s:)|d[e'’]\s?[A-ZÀ-Þ])")

# What a headline opens with is the name of what can be seen tonight.
_SHOWN = re.compile(
    r"\b(?:[Ee]n\ssalles?\s(?:le|depuis|ce)\b|[Cc]e\ssoir,?\sà\s\d|[Àà]\svoir\s(?:sur|ce)\b)|★"
)


def find_quotations(
    title: str, text: str, *, language: str, article_id: str
) -> tuple[Quotation, ...]:
    """Return the quotations of title and text in order, each text once.

    Five words make one; three or four do when its speaker is named. `speaker` is None when the
    text does not name who speaks.
    """
    people = find_people(f"{title}\n{text}", language=language)
    singles = single_names(text, language=language)
    found: dict[str, Quotation] = {}
    previous = ("", NOBODY)
    for marked in _all_marked(title, text, language):
        person = speaker(marked, text, language=language)
        alone = not marked.before.strip() and not marked.after.strip(" .,")
        if person is None and (alone or marked.sentence == previous[0]):
            person = previous[1]  # a second sentence, or half, of the same speech
        person = _in_full(person or NOBODY, people, singles, language)
        previous = (marked.sentence, person)
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


def _all_marked(title: str, text: str, language: str) -> Iterator[Marked]:
    for sentence in [title, *readable(text, language)]:
        pattern = _MARKED if _MARKED.search(sentence) or grammar(language) == "fr" else _SINGLE
        for match in pattern.finditer(sentence):
            inner = next(group for group in match.groups() if group)
            before, after = sentence[: match.start()], sentence[match.end() :]
            opens = sentence is title and not before.strip()
            presented = opens and (_PRESENTED.match(after) or _SHOWN.search(text))
            if presented or _WORK.search(before) or _is_title(inner, language):
                continue
            yield Marked(
                text=inner.strip().removesuffix(","),
                before=before,
                after=after,
                sentence=sentence,
                titled=sentence is title,
            )


def _is_title(quoted: str, language: str) -> bool:
    """Say whether every word but the small ones has a capital: « La Roue de la Fortune »."""
    own = re.findall(r"[^\W\d_][\w’'-]*", quoted)
    told = [word for word in own if fold(word) not in stop_words(grammar(language))]
    return len(told) > 1 and all(word[0].isupper() for word in told)


def _in_full(
    person: Person, people: dict[str, Person], singles: frozenset[str], language: str
) -> Person:
    """Give « Chen » or « le ministre » the full name and function that the text gives elsewhere."""
    if person.name is None:
        return person
    if person.role == UNSURE:  # « Merveille : » is somebody when the text says so
        return Person(name=person.name) if person.name in singles else NOBODY
    if person.name[:1].islower() or person.name.startswith(("Le ", "La ", "L'", "L’")):
        return with_role(people, person.name, language) or person
    known = people.get(fold(person.name.split()[-1]))
    if known is None or (len(person.name.split()) > 1 and known.name != person.name):
        return person
    return Person(name=known.name, role=person.role or known.role)
