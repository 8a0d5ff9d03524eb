"""Full texts of one story → the sentences that tell it best within a number of words."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from briefing.summarize.edits import edits
from briefing.summarize.evidence import passage
from briefing.summarize.features import promising
from briefing.summarize.phrases import BYLINE, FURNITURE
from briefing.summarize.ranker import Read, read, score, weights
from briefing.summarize.several import Unit, pick_from_several
from briefing.summarize.shape import balanced, has_verb, stops
from briefing.summarize.trim import SHORTEST, tidy, versions
from briefing.text import base, count_words, sentences
from briefing.text.language import language_of

MOST_SENTENCES = 40  # of one text: what comes later is never chosen, but costs time
MOST_WEIGHED = 6  # sentences of one text: the others lose on their words alone
MOST_TRIMMED = 3  # of those, the best are looked at with parts left out too
MOST_VERSIONS = 3  # of one sentence
SEVERAL_LONGEST = 45  # words of a sentence, when there are several texts
_GLANCE = 4000  # characters of a text that tell its language
LONGEST = 90  # words of a sentence that is worth trimming


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A sentence as it may be printed, and the index of the document that holds it."""

    text: str
    document: int
    position: int
    whole: bool  # nothing was left out


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence, whole or with parts left out."""

    text: str
    position: int
    whole: bool
    words: int
    source: str


def select(
    documents: Sequence[Document],
    *,
    words: int,
    title: str,
    language: str,
    longest: int | None = None,
) -> tuple[Picked, ...]:
    """Return sentences of at most `words` words in all, in the order of the texts; () if none fits.

    `longest` is the most words of one sentence, `words` by default.

    One text: the linear ranker. Several: what most of them say, without saying it twice. Each
    sentence is one of its text, whole or with parts left out at clause boundaries. Texts that give
    nothing in their language are read in the one that their small words are of.
    """
    most = longest or words
    picked = _select(documents, words=words, title=title, language=language, longest=most)
    if picked:
        return picked
    told = language_of(" ".join(one.text[:_GLANCE] for one in documents))
    if told in ("", base(language)):
        return ()
    return _select(documents, words=words, title=title, language=told, longest=most)


def _select(
    documents: Sequence[Document], *, words: int, title: str, language: str, longest: int
) -> tuple[Picked, ...]:
    if len(documents) == 1:
        return _from_one(documents[0], words=words, longest=longest, title=title, language=language)
    titles = [*(one.title for one in documents), title]
    chosen = pick_from_several(
        _units(documents, words=min(longest, SEVERAL_LONGEST), language=language),
        lambda one: fit_to_print(one.text, one.source, language=language),
        titles=titles,
        words=words,
        language=language,
    )
    return tuple(
        Picked(text=one.text, document=one.document, position=one.position, whole=one.whole)
        for one in chosen
    )


def _units(documents: Sequence[Document], *, words: int, language: str) -> list[Unit]:
    return [
        Unit(
            document=index,
            position=draft.position,
            text=draft.text,
            words=draft.words,
            source=draft.source,
            whole=draft.whole,
        )
        for index, one in enumerate(documents)
        for draft in drafts(split(one.text, language), words=words, language=language)
    ]


def _from_one(
    document: Document, *, words: int, longest: int, title: str, language: str
) -> tuple[Picked, ...]:
    texts = split(document.text, language)
    if not texts:
        return ()
    article = read(title or document.title, texts, language=language, model=weights())
    ranked = sorted(_weighed(article, texts, longest, language), key=lambda pair: -pair[0])
    kept: dict[int, Draft] = {}
    said: set[str] = set()
    left = words
    for _, draft in ranked:
        fits = draft.words <= left and draft.position not in kept and draft.text not in said
        if fits and fit_to_print(draft.text, draft.source, language=language):
            kept[draft.position] = draft
            said.add(draft.text)
            left -= draft.words
    return tuple(
        Picked(text=one.text, document=0, position=one.position, whole=one.whole)
        for _, one in sorted(kept.items())
    )


def _weighed(
    article: Read, texts: Sequence[str], longest: int, language: str
) -> Iterator[tuple[float, Draft]]:
    """Yield the worth of the promising sentences, and of the best ones' shorter versions."""
    places = [
        place
        for place in promising(article.page, MOST_WEIGHED)
        if count_words(texts[place]) <= LONGEST
    ]
    worth = {
        place: score(article, place, texts[place], whole=True, words=longest) for place in places
    }
    best = frozenset(sorted(places, key=lambda place: -worth[place])[:MOST_TRIMMED])
    for draft in drafts(
        texts, words=longest, language=language, only=frozenset(places), trimmed=best
    ):
        if draft.whole:
            yield worth[draft.position], draft
        else:
            value = score(article, draft.position, draft.text, whole=False, words=longest)
            yield value, draft


def fit_to_print(text: str, source: str, *, language: str) -> bool:
    """Say whether a version of a sentence is no furniture, no question and says no more than it."""
    if FURNITURE.search(source) or BYLINE.match(source) or _asks(text):
        return False
    if text == source:
        return True
    return not edits(passage(text, language), passage(source, language), language=language)


def _asks(text: str) -> bool:
    return text.endswith("?") or text.rstrip(' »”")').endswith("?")


def is_whole(sentence: str, language: str) -> bool:
    """Say whether it can be printed as it stands: a verb, a stop, marks in pairs."""
    enough = count_words(sentence) >= SHORTEST and stops(sentence)
    return enough and balanced(sentence) and has_verb(sentence, language)


def split(text: str, language: str) -> list[str]:
    """Return the sentences of a text without kickers and datelines, in order."""
    found = (tidy(one) for one in sentences(text, language))
    return [one for one in found if one][:MOST_SENTENCES]


def drafts(
    texts: Sequence[str],
    *,
    words: int,
    language: str,
    only: Container[int] | None = None,
    trimmed: Container[int] | None = None,
) -> Iterator[Draft]:
    """Yield the versions of each sentence that have at most `words` words, the gentlest first.

    `only` and `trimmed` narrow the positions, and those that are looked at in shorter versions.
    """
    for position, source in enumerate(texts):
        if count_words(source) > LONGEST or (only is not None and position not in only):
            continue
        if trimmed is not None and position not in trimmed:
            count = count_words(source)
            if count <= words and is_whole(source, language):
                yield Draft(source, position, True, count, source)
            continue
        found = 0
        for text in versions(source, language=language, words=words):
            if not stops(text):
                continue
            yield Draft(text, position, text == source, count_words(text), source)
            found += 1
            if found == MOST_VERSIONS:
                break
