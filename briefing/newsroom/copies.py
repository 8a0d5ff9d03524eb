"""Articles → articles that know which earlier one they copy: wire texts, whole or cut short."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import chain

from briefing.model import Article
from briefing.newsroom.marks import Marks, alike, common_words, marks, numbers_of
from briefing.text import words

_CONTAINED = 0.5  # of the shorter text's word triples
_CONTAINED_SHORT = 0.7  # where they are few: titles of one event share half of theirs by chance
_SHORT = 20
_FEWEST = 6  # triples; fewer say nothing
_LONGEST = 400  # words that are compared
_FREQUENT = 120  # texts; a triple that stands in more is a phrase of the trade
_SPEAKS_FOR_ITSELF = 25  # words; the same text of so many needs no like title
_SPAN = 3  # words; a replaced run that is longer was rewritten, not filled in
_AGENCIES = (
    r"AFP|Agence France-Presse|Reuters|AP|Associated Press|EFE|ATS|Belga|dpa|Bloomberg|Xinhua"
    r"|ANSA|Keystone-ATS|PA Media|AAP"
)
_CREDITS = re.compile(
    rf"(^|\n)\s*[A-ZÀ-Ý][\w’' ,./-]{{1,40}} ?\(({_AGENCIES})\)\s*[-–—:]*"
    rf"|\(?©?\s*\b(avec |with |par |by |source ?: )({_AGENCIES})(( et | and |, )({_AGENCIES}))*\)?"
    rf"|[(\[/]\s*({_AGENCIES})((/|, | et | and )({_AGENCIES}))*\s*[)\]/]|©\s*({_AGENCIES})\b[^.\n]*"
)
_AGGREGATOR = re.compile(
    r"google news|google actualités|yahoo|msn|flipboard|news ?break|smartnews|feedly|ground news",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Text:
    article: Article
    title: Marks
    numbers: frozenset[str]
    body: tuple[str, ...]
    tokens: tuple[str, ...]
    cased: tuple[str, ...]
    triples: frozenset[tuple[str, str, str]]


def mark_copies(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return the articles in their order, each copy with the id of its canonical article.

    Canonical is the earliest of a group that no aggregator brought. What an earlier call marked is
    not looked at.
    """
    groups = _groups(sorted(articles, key=_age))
    original = {
        copy.id: _canonical(group).id for group in groups for copy in group if len(group) > 1
    }
    return tuple(
        replace(one, copy_of="" if original.get(one.id) in {None, one.id} else original[one.id])
        for one in articles
    )


def _age(article: Article) -> tuple[object, ...]:
    return article.item.dated, article.id


def _canonical(group: Sequence[Article]) -> Article:
    return min(group, key=lambda one: (bool(_AGGREGATOR.search(one.outlet)), *_age(one)))


def _groups(articles: Sequence[Article]) -> list[list[Article]]:
    """Put each article, oldest first, to the group of the text that it shares most with."""
    common = common_words(chain.from_iterable(_parts(one) for one in articles))
    holders: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    texts: list[_Text] = []
    groups: list[list[Article]] = []
    group_of: list[int] = []
    for article in articles:
        text = _read(article, common)
        at = next((group_of[twin] for twin in _twins(text, texts, holders)), len(groups))
        if at == len(groups):
            groups.append([])
        groups[at].append(article)
        group_of.append(at)
        for triple in text.triples:
            holders[triple].append(len(texts))
        texts.append(text)
    return groups


def _parts(article: Article) -> tuple[str, ...]:
    item = article.item
    parts = (item.title, item.summary, article.text or item.content)
    return tuple(_CREDITS.sub(" ", part) for part in parts if part)


def _read(article: Article, common: frozenset[str]) -> _Text:
    title, *rest = _parts(article) or ("",)
    cased = re.findall(r"[^\W_]+", "\n".join((title, *rest)))[:_LONGEST]
    tokens = words(" ".join(cased))
    return _Text(
        article=article,
        title=marks(title, common=common, language=article.item.language),
        numbers=numbers_of(" ".join((title, *rest))),
        body=tuple(words(" ".join(rest))),
        tokens=tuple(tokens),
        cased=tuple(cased if len(cased) == len(tokens) else tokens),
        triples=frozenset(zip(tokens, tokens[1:], tokens[2:], strict=False)),
    )


def _twins(
    text: _Text,
    texts: Sequence[_Text],
    holders: dict[tuple[str, str, str], list[int]],
) -> Iterator[int]:
    """Yield the earlier texts that hold half of this one, or the reverse; most alike first."""
    shared: Counter[int] = Counter()
    for triple in text.triples:
        found = holders.get(triple, ())
        if len(found) <= _FREQUENT:
            shared.update(found)
    contained = {
        at: count / fewest
        for at, count in shared.items()
        if (fewest := min(len(text.triples), len(texts[at].triples))) >= _FEWEST
        and count >= (_CONTAINED if fewest >= _SHORT else _CONTAINED_SHORT) * fewest
    }
    for at in sorted(contained, key=lambda at: (-contained[at], at)):
        if not _tell_apart(text, texts[at]):
            yield at


def _tell_apart(one: _Text, other: _Text) -> bool:
    """Say whether two alike texts are one form filled in for two towns, matches or days."""
    if len(one.body) >= _SPEAKS_FOR_ITSELF and one.body == other.body:
        return False
    if _titles_alike(one, other) and (_differ(one, other) or _differ_in_numbers(one, other)):
        return True
    if one.triples <= other.triples or other.triples <= one.triples:
        return False
    return sum(_replacements(one, other)) >= 2


def _titles_alike(one: _Text, other: _Text) -> bool:
    ours = set(words(one.article.item.title))
    theirs = set(words(other.article.item.title))
    return 2 * len(ours & theirs) >= min(len(ours), len(theirs))


def _differ(one: _Text, other: _Text) -> bool:
    """Say whether each title has a name that stands nowhere in the other text, spelled alike."""
    ours = one.title.names.difference(other.tokens)
    theirs = other.title.names.difference(one.tokens)
    return _unlike(ours, theirs) and _unlike(theirs, ours)


def _unlike(ours: Iterable[str], theirs: Collection[str]) -> bool:
    return any(not any(alike(one, other) for other in theirs) for one in ours)


def _differ_in_numbers(one: _Text, other: _Text) -> bool:
    ours, theirs = one.title.numbers - other.numbers, other.title.numbers - one.numbers
    return bool(ours and theirs)


def _replacements(one: _Text, other: _Text) -> Iterator[bool]:
    """Say of each short run of words that differs whether names or numbers were replaced."""
    matcher = SequenceMatcher(None, one.tokens, other.tokens, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "replace" and max(end - start, other_end - other_start) <= _SPAN:
            ours, theirs = one.cased[start:end], other.cased[other_start:other_end]
            yield _filled_in(ours, theirs, str.isdigit) or _filled_in(ours, theirs, str.istitle)


def _filled_in(ours: Sequence[str], theirs: Sequence[str], is_mark: Callable[[str], bool]) -> bool:
    mine = [word.lower() for word in ours if is_mark(word)]
    others = [word.lower() for word in theirs if is_mark(word)]
    return bool(mine and others) and not any(alike(a, b) for a in mine for b in others)
