"""A sentence that is too long → shorter ones, with whole parts left out at clause boundaries."""

import re
from collections.abc import Iterator
from functools import lru_cache

from briefing.summarize.boundaries import BARE, GOES_ON, KEEPS, OPEN_END, OPENING, TAILS
from briefing.summarize.phrases import DATELINE, KICKER, for_language
from briefing.summarize.shape import balanced, capitalised, has_main_verb, has_verb
from briefing.text import count_words

_BRACKETS = re.compile(r"\s?\([^()]*\)")
_ASIDE = re.compile(r"\s[–—-]\s[^–—]{3,120}?\s[–—-](?=[\s,.])")
_CUTS = (
    (";", re.compile(r"\s?;\s")),
    ("–—-", re.compile(r"\s(?:[–—]|--)\s|\s-\s(?=\S+\s\S+\s\S)")),
)
_BETWEEN_COMMAS = re.compile(r",\s([^,«»\"“”]{4,120}),\s")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_SIGIL = re.compile(r"(?<=[.!?»])\s\([a-z]{2,4}(?:/[a-z]{2,4})?\)$")  # the reporter's initials
_SPACES = re.compile(r"[ \t\n]{2,}|[\t\n]")
_THAT = {
    "fr": re.compile(r"\b(?:que\b|qu['’]|(?P<needs>lequel|laquelle|lesquels|lesquelles)\b)\s?"),
    "en": re.compile(r"\b(?:that|(?P<needs>(?:in|on|at|of|for|with)\swhich))\s"),
}
_IN_FRONT = re.compile(
    r"(?:Dans|Sous|À|A|En|Pour|Avec|Selon|Depuis|Après|Avant|Lors|Aux?|Sur|Par|Entre|Malgré|Face"
    r"|Contre"
    r"|Chez|Vers|Sans|Alors|Si|Quand|Lorsqu|In|At|On|After|Before|Under|With|For|From|When|While)\b"
)
SHORTEST = 6  # words


def tidy(sentence: str) -> str:
    """Return the sentence without kicker, dateline and doubled spaces."""
    # Guards: nine sentences of ten have none of these, and patterns cost more than a look.
    spaced = "  " in sentence or "\n" in sentence or "\t" in sentence
    bare = _SPACES.sub(" ", sentence).strip() if spaced else sentence.strip()
    if not bare[1:4].islower() and any(map(str.isupper, bare[1:4])):
        bare = DATELINE.sub("", KICKER.sub("", bare))
    elif "(" in bare[:60]:
        bare = DATELINE.sub("", bare)
    return _SIGIL.sub("", bare).strip() if bare.endswith(")") else bare


def trim(sentence: str, words: int, *, language: str) -> str | None:
    """Return the longest version in at most `words` words, None when that takes a cut in a clause.

    Whether a hedge went with what was cut is for check.problems to say.
    """
    return max(versions(sentence, language=language, words=words), key=count_words, default=None)


def versions(sentence: str, *, language: str, words: int | None = None) -> Iterator[str]:
    """Yield the sentence and its shortenings, the gentlest first, each a whole sentence.

    Those of more than `words` words are left out.

    What goes: brackets, asides between dashes, appositions, an opening circumstance, and from the
    end what follows a semicolon, a dash, a comma or a conjunction. Quotations stay whole.
    """
    whole = tidy(sentence)
    most = count_words(whole) if words is None else words
    seen: set[str] = set()
    for version in _versions(whole, language, most):
        if version in seen or not SHORTEST <= count_words(version) <= most:
            continue
        seen.add(version)
        stands = has_verb if version == whole else has_main_verb
        if balanced(version) and stands(version, language):
            yield version


def _versions(sentence: str, language: str, most: int) -> Iterator[str]:
    yield sentence
    unbracketed = _drop(_BRACKETS, sentence) if "(" in sentence else sentence
    for bare in dict.fromkeys((unbracketed, _drop(_ASIDE, unbracketed))):
        yield bare
        yield from _shorter(bare, language, most)


def _shorter(sentence: str, language: str, most: int) -> Iterator[str]:
    """Yield one more part left out each time: an apposition, the opening, the ends."""
    starts = dict.fromkeys(
        (sentence, _without_apposition(sentence, language), _without_opening(sentence, language))
    )
    for start in starts:
        yield start
        yield from _heads(start, language, most)


def _heads(sentence: str, language: str, most: int) -> Iterator[str]:
    """Yield the sentence up to each place where a part may go, the last place first."""
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    keeps = for_language(KEEPS, language)
    for place in _places(sentence, language):
        if any(start < place < end for start, end in quoted):
            continue
        if keeps.match(sentence[place:].lstrip(" ,;–—-")):
            return  # all that stands before would lose it too
        head = sentence[:place].rstrip(" ,;:–—-")
        if count_words(f"{head}.") > most:
            continue
        # « Le ministre a annoncé, lors d'une visite, … » waits for what he announced.
        aside = head.rpartition(",")[0]
        if _unfinished(head[-50:], language) or _unfinished(aside[-50:], language):
            continue
        if all(has_main_verb(f"· {part}", language) for part in _dependent(head, language)):
            yield head + "."


@lru_cache(maxsize=1024)  # one end is met in each version of the beginning
def _unfinished(end: str, language: str) -> bool:
    return for_language(OPEN_END, language).search(end.lower()) is not None


def _places(sentence: str, language: str) -> list[int]:
    """Return the places, the last first; a pattern is tried where its sign stands."""
    patterns = [for_language(BARE, language)]
    patterns += [pattern for sign, pattern in _CUTS if any(one in sentence for one in sign)]
    if "," in sentence:
        patterns.append(for_language(TAILS, language))
    found = {m.start() for pattern in patterns for m in pattern.finditer(sentence)}
    return sorted(found, reverse=True)


def _dependent(head: str, language: str) -> Iterator[str]:
    """Yield what stands after the last colon and after the last « que »: each needs its verb."""
    told = re.split(r"\s?:\s", head)
    if len(told) > 1:
        yield told[-1]
    that = next(reversed(list(for_language(_THAT, language).finditer(head))), None)
    if that and (that.group("needs") or "," not in head[that.end() :]):
        yield head[that.end() :]


def _without_opening(sentence: str, language: str) -> str:
    match = for_language(OPENING, language).match(sentence)
    return capitalised(sentence[match.end() :]) if match else sentence


def _without_apposition(sentence: str, language: str) -> str:
    """Drop the « …, président de X, » between a subject and its verb."""
    goes_on, keeps = for_language(GOES_ON, language), for_language(KEEPS, language)
    for match in _BETWEEN_COMMAS.finditer(sentence):
        subject = sentence[: match.start()]
        if _IN_FRONT.match(subject) or has_verb(subject, language) or keeps.match(match.group(1)):
            continue
        if goes_on.match(sentence, match.end()):
            return f"{subject} {sentence[match.end() :]}"
    return sentence


def _drop(pattern: re.Pattern[str], sentence: str) -> str:
    kept, last = [], 0
    for match in pattern.finditer(sentence):
        if not _quoted(sentence, match.start()):
            kept.append(sentence[last : match.start()])
            last = match.end()
    return "".join([*kept, sentence[last:]])


def _quoted(sentence: str, position: int) -> bool:
    return any(m.start() < position < m.end() for m in _QUOTED.finditer(sentence))
