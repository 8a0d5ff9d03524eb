"""Articles → articles that know which earlier one they copy: wire texts, whole or cut short."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import chain

from briefing.model import Article
from briefing.newsroom.marks import Marks, alike, common_words, marks, numbers_of
from briefing.text import words

_CONTAINED = 0.5  # of the shorter text's word triples
_CONTAINED_SHORT = 0.7  # where they are few: titles of one event share half of theirs by chance
_SHORT = 20
_FEWEST = 6  # triples; fewer say nothing
_LEAST = 4  # triples that two texts must share: 0.7 of the fewest
_LONGEST = 400  # words that are compared
_FREQUENT = 120  # texts; a triple that stands in more is a phrase of the trade
_SPEAKS_FOR_ITSELF = 25  # words; the same text of so many needs no like title
_SPAN = 3  # words; a replaced run that is longer was rewritten, not filled in
_AGENCIES = (
    r"AFP|Agence France-Presse|Reuters|AP|Associated Press|EFE|ATS|Belga|dpa|Bloomberg|Xinhua"
    r"|ANSA|Keystone-ATS|PA Media|AAP"
)
_AGENCY = re.compile(rf"\b({_AGENCIES})\b")  # no credit without one; found in no time
_CREDITS = re.compile(
    rf"(^|\n)\s*[A-ZÀ-Ý][\w’' ,./-]{{1,40}} ?\(({_AGENCIES})\)\s*[-–—:]*"
    rf"|\(?©?\s*\b(avec |with |par |by |source ?: )({_AGENCIES})(( et | and |, )({_AGENCIES}))*\)?"
    rf"|[(\[/]\s*({_AGENCIES})((/|, | et | and )({_AGENCIES}))*\s*[)\]/]|©\s*({_AGENCIES})\b[^.\n]*"
)
_AGGREGATOR = re.compile(
    r"google news|google actualités|yahoo|msn|flipboard|news ?break|smartnews|feedly|ground news",
    re.I,
)


class _Text:
    """What of an article is compared; what only likely copies need is made when asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.parts = _parts(article)
        cased = re.findall(r"[^\W_]+", "\n".join(self.parts))[:_LONGEST]
        self.tokens = words(" ".join(cased))
        # Some scripts fold into other runs; without capitals nothing is taken for a name.
        self.cased = cased if len(cased) == len(self.tokens) else self.tokens

    @cached_property
    def triples(self) -> frozenset[int]:
        """Return the digests of its runs of three words: a third of the memory of the words."""
        runs = zip(self.tokens, self.tokens[1:], self.tokens[2:], strict=False)
        return frozenset(map(hash, runs))

    @cached_property
    def body(self) -> list[str]:
        return words(" ".join(self.parts[1:]))

    @cached_property
    def title(self) -> frozenset[str]:
        return frozenset(words(self.article.item.title))

    @cached_property
    def numbers(self) -> frozenset[str]:
        return numbers_of("\n".join(self.parts))


def mark_copies(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return the articles in their order, each copy with the id of its canonical article.

    Canonical is the earliest of a group that no aggregator brought. What an earlier call marked is
    not looked at.
    """
    groups = _groups(sorted(articles, key=_age))
    told_by = [(_canonical(group).id, group) for group in groups if len(group) > 1]
    original = {copy.id: first for first, group in told_by for copy in group}
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
    texts = [_Text(article) for article in articles]
    common = _common(texts)
    holders: dict[int, list[int]] = defaultdict(list)
    groups: list[list[Article]] = []
    group_of: list[int] = []
    identical: dict[tuple[str, ...], int] = {}
    for place, text in enumerate(texts):
        whole = tuple(text.tokens)
        at = identical.get(whole)
        if at is None:
            near = _twins(text, texts, holders)
            alike = (at for at in near if not _tell_apart(text, texts[at], common))
            at = next((group_of[twin] for twin in alike), len(groups))
            for triple in text.triples:
                holders[triple].append(place)
            if len(text.triples) >= _FEWEST:
                identical[whole] = at
        if at == len(groups):
            groups.append([])
        groups[at].append(text.article)
        group_of.append(at)
    return groups


def _common(texts: Sequence[_Text]) -> Callable[[], frozenset[str]]:
    return lru_cache(1)(lambda: common_words(part for text in texts for part in text.parts))


def _parts(article: Article) -> tuple[str, ...]:
    """Return title, teaser and text without agency credits; the title even if it is empty."""
    item = article.item
    rest = (item.summary, article.text or item.content)
    return tuple(_without_credits(part) for part in (item.title, *filter(None, rest)))


def _without_credits(text: str) -> str:
    return _CREDITS.sub(" ", text) if _AGENCY.search(text) else text


def _twins(
    text: _Text,
    texts: Sequence[_Text],
    holders: dict[int, list[int]],
) -> list[int]:
    """Return the earlier texts that hold half of this one, or the reverse; most alike first."""
    found = (holders[triple] for triple in text.triples if triple in holders)
    shared = Counter(chain.from_iterable(one for one in found if len(one) <= _FREQUENT))
    contained = {
        at: count / fewest
        for at, count in shared.items()
        if count >= _LEAST  # nearly all pairs share one phrase
        and (fewest := min(len(text.triples), len(texts[at].triples))) >= _FEWEST
        and count >= (_CONTAINED if fewest >= _SHORT else _CONTAINED_SHORT) * fewest
    }
    return sorted(contained, key=lambda at: (-contained[at], at))


def _tell_apart(one: _Text, other: _Text, common: Callable[[], frozenset[str]]) -> bool:
    """Say whether two alike texts are one form filled in for two towns, matches or days."""
    same_body = len(one.body) >= _SPEAKS_FOR_ITSELF and one.body == other.body
    if 2 * len(one.title & other.title) >= min(len(one.title), len(other.title)):
        ours, theirs = _marks(one, common()), _marks(other, common())
        if _differ(ours.names, theirs.names, one, other):
            return True
        if not same_body and ours.numbers - other.numbers and theirs.numbers - one.numbers:
            return True
    if same_body or one.triples <= other.triples or other.triples <= one.triples:
        return False
    changes = list(_changes(one, other))
    return sum(changes) >= 2 or (bool(changes) and all(changes))


def _marks(text: _Text, common: frozenset[str]) -> Marks:
    return marks(text.parts[0], common=common, language=text.article.item.language)


def _differ(ours: frozenset[str], theirs: frozenset[str], one: _Text, other: _Text) -> bool:
    """Say whether each title has a name that stands nowhere in the other text, spelled alike."""
    mine, others = ours.difference(other.tokens), theirs.difference(one.tokens)
    return _unlike(mine, others) and _unlike(others, mine)


def _unlike(ours: Iterable[str], theirs: Collection[str]) -> bool:
    return any(not any(alike(one, other) for other in theirs) for one in ours)


def _changes(one: _Text, other: _Text) -> Iterator[bool]:
    """Say of each run of words that differs whether it is a name or number put for another."""
    matcher = SequenceMatcher(None, one.tokens, other.tokens, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "replace" and max(end - start, other_end - other_start) <= _SPAN:
            ours, theirs = one.cased[start:end], other.cased[other_start:other_end]
            yield _filled_in(ours, theirs, str.isdigit) or _filled_in(ours, theirs, str.istitle)
        elif tag != "equal":
            yield False


def _filled_in(ours: Sequence[str], theirs: Sequence[str], is_mark: Callable[[str], bool]) -> bool:
    mine = [word.lower() for word in ours if is_mark(word)]
    others = [word.lower() for word in theirs if is_mark(word)]
    return bool(mine and others) and not any(alike(a, b) for a in mine for b in others)
