"""A sentence and the texts it comes from → what it says that they do not say."""

import re
from collections.abc import Iterator, Sequence

from briefing.facts.names import find_names
from briefing.facts.numbers import find_numbers
from briefing.summarize.hedges import hedges
from briefing.text import content_stems, count_words, fold, sentences, words

_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"]+)\"")
_SAME = 0.6  # share of a sentence's stems that its source sentence holds


def problems(sentence: str, sources: Sequence[str], *, language: str) -> tuple[str, ...]:
    """Return what no source says, as « kind: text »: number, name, quote, hedge. Empty is good.

    A hedge is missed when the source sentence nearest to this one is weaker than it.
    """
    return (
        *_numbers(sentence, sources, language),
        *_names(sentence, sources, language),
        *_quotes(sentence, sources),
        *_hedges(sentence, sources, language),
    )


def _numbers(sentence: str, sources: Sequence[str], language: str) -> Iterator[str]:
    known = {n.value for text in sources for n in find_numbers(text, language)}
    for number in find_numbers(sentence, language):
        # « un » and « une » are articles far more often than numbers.
        if number.value not in known and not (number.written and number.value == 1):
            yield f"number: {sentence[number.start : number.end]}"


def _names(sentence: str, sources: Sequence[str], language: str) -> Iterator[str]:
    known = {word for text in sources for word in words(text)}
    for name in find_names(sentence, language=language):
        if not set(words(name)) <= known:
            yield f"name: {name}"


def _quotes(sentence: str, sources: Sequence[str]) -> Iterator[str]:
    plain = [_plain(text) for text in sources]
    for match in _QUOTED.finditer(sentence):
        quote = next(group for group in match.groups() if group)
        if not any(_plain(quote) in text for text in plain):
            yield f"quote: {quote}"


def _plain(text: str) -> str:
    """Return the text as it compares across quotation marks, apostrophes and spaces."""
    bare = re.sub(r"[«»“”\"]", " ", fold(text))
    return re.sub(r"\s*([,;:.!?])", r"\1", re.sub(r"\s+", " ", bare)).strip(" .,")


def _hedges(sentence: str, sources: Sequence[str], language: str) -> Iterator[str]:
    source = _nearest(sentence, sources, language)
    if source is None:
        return
    for kind in sorted(hedges(source, language) - hedges(sentence, language)):
        if kind == "amount" and not any(find_numbers(sentence, language)):
            continue  # its number is gone as well
        yield f"hedge: {kind}"


def _nearest(sentence: str, sources: Sequence[str], language: str) -> str | None:
    """Return the source sentence that holds most of this one's stems; the shortest of equals."""
    wanted = set(content_stems(sentence, language))
    best, best_key = None, (_SAME, 0)
    for text in sources:
        for candidate in sentences(text, language):
            held = len(wanted & set(content_stems(candidate, language))) / max(1, len(wanted))
            key = (held, -count_words(candidate))
            if held >= _SAME and (best is None or key > best_key):
                best, best_key = candidate, key
    return best
