"""A freely written claim → dates, negations and attributions that its sources do not bear out."""

import re
from collections.abc import Iterator

from briefing.facts.numbers import grammar
from briefing.facts.quotations import find_quotations
from briefing.summarize.edits import NEGATIONS
from briefing.summarize.evidence import Evidence, Passage, Token, nearest
from briefing.text import fold, stem, words

_DATE = re.compile(
    r"(?i)\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|avril|juin|juillet"
    r"|août|septembre|octobre|novembre|décembre|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|january|february|april|june|july|august|september|october|november|december"
    r"|(?:19|20)\d\d)\b"
)
_WINDOW = 6  # tokens between a negation and the word it denies
_SOURCE = {
    "fr": re.compile(r"\b(?:selon|d['’]après)\s([A-ZÀ-Þ][\w’-]+(?:\s[A-ZÀ-Þ][\w’-]+)*)", re.I),
    "en": re.compile(r"\b(?:according\sto)\s([A-Z][\w’-]+(?:\s[A-Z][\w’-]+)*)"),
}


def dates(claim: Passage, known: Evidence) -> Iterator[str]:
    """Yield weekdays, months and years that no source names."""
    for match in _DATE.finditer(claim.text):
        if fold(match.group()) not in known.words:
            yield match.group()


def negations(claim: Passage, known: Evidence, *, language: str) -> Iterator[str]:
    """Yield a word that the claim denies and its source does not, or the reverse."""
    source = nearest(claim, known, least=0.5)
    spoken = grammar(language)
    if source is None:
        return
    ours, theirs = _denied(claim, spoken), _denied(source, spoken)
    said, told = _stems(claim.tokens, spoken), _stems(source.tokens, spoken)
    for word in sorted((ours & told) - theirs) + sorted((theirs & said) - ours):
        yield word
        return


def _denied(one: Passage, spoken: str) -> set[str]:
    """Return the stems of the words next to a negation: « n'a pas signé », "did not sign"."""
    found: set[str] = set()
    keys = [token.key for token in one.tokens]
    for place, key in enumerate(keys):
        if key in NEGATIONS[spoken] and key not in ("sans", "without", "t", "no", "non"):
            near = [k for k in keys[place + 1 : place + 4] if k not in NEGATIONS[spoken]]
            found |= {stem(k, spoken) for k in near if len(k) > 3}
    return found


def _stems(tokens: tuple[Token, ...], spoken: str) -> set[str]:
    return {stem(token.key, spoken) for token in tokens if len(token.key) > 3}


def attributions(claim: Passage, known: Evidence, *, language: str) -> Iterator[str]:
    """Yield « selon X » where no source names X as anybody's source or speaker nearby."""
    for match in _SOURCE[grammar(language)].finditer(claim.text):
        last = words(match.group(1))[-1:]
        if last and last[0] not in known.words:
            yield match.group()


def speakers(claim: Passage, known: Evidence, *, language: str) -> Iterator[str]:
    """Yield the name that a quotation is given to when its source sentence gives it to another."""
    for quote in find_quotations("", claim.text, language=language, article_id=""):
        if quote.speaker is None:
            continue
        ours = set(words(quote.speaker))
        told = [
            other.speaker
            for place, one in enumerate(known.passages)
            if fold(quote.text)[:40] in fold(one.text)
            for other in find_quotations("", one.text, language=language, article_id="")
            if other.speaker and fold(other.text)[:20] == fold(quote.text)[:20]
        ]
        if told and all(not ours & set(words(name)) for name in told):
            yield quote.speaker
