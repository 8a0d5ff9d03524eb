"""Stories, the operator's words and the rules of config.toml → stories joined, parted, marked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import fsum
from typing import TYPE_CHECKING

from briefing.choice import Choice, Verb
from briefing.model import Article, Kind, Ruling, Story, Term
from briefing.text import words

if TYPE_CHECKING:
    from briefing.config.rules import StoryRule  # pydantic takes longer to load than the newsroom

_PLACED = {Verb.PIN: Ruling.PINNED, Verb.DROP: Ruling.OUT, Verb.DEFER: Ruling.OUT}
_SAID = {
    Verb.PIN: "pinned by the operator",
    Verb.DROP: "dropped by the operator",
    Verb.DEFER: "deferred by the operator to the next edition",
}


def regroup(stories: Sequence[Story], choices: Sequence[Choice]) -> tuple[Story, ...]:
    """Return the stories as the operator split and merged them, in the order of their words.

    What names no article of today changes nothing.
    """
    for choice in choices:
        if choice.verb is Verb.SPLIT:
            stories = _split(stories, frozenset(choice.item_ids))
        elif choice.verb is Verb.MERGE:
            stories = _merged(stories, frozenset(choice.item_ids))
    return tuple(stories)


def _split(stories: Sequence[Story], out: frozenset[str]) -> list[Story]:
    """Give the articles named a story of their own; one that has no others keeps them."""
    kept: list[Story] = []
    apart: list[Article] = []
    named: dict[str, str] = {}
    for story in stories:
        rest = [one for one in story.articles if one.id not in out]
        if not rest or len(rest) == len(story.articles):
            kept.append(story)
        else:
            apart += [one for one in story.articles if one.id in out]
            kept.append(_retold(rest, story, "split by the operator"))
            named[story.id] = kept[-1].id
    if apart:
        kept = _renamed(kept, named)
        kept.append(_retold(apart, Story(id="", articles=()), "split by the operator"))
    return kept


def _merged(stories: Sequence[Story], wanted: frozenset[str]) -> list[Story]:
    """Make one of all stories that hold one of the items; it stands where the first stood."""
    named = [story for story in stories if not wanted.isdisjoint(_ids(story))]
    if len(named) < 2:
        return list(stories)
    articles = [one for story in named for one in story.articles]
    terms = tuple(dict.fromkeys(term for story in named for term in story.merged_by))
    near = tuple(id for story in named for id in story.near)
    before = replace(named[0], merged_by=terms, near=near)
    whole = _retold(articles, before, "merged by the operator")
    kept = [
        whole if story is named[0] else story
        for story in stories
        if story is named[0] or story not in named
    ]
    return _renamed(kept, dict.fromkeys((story.id for story in named), whole.id))


def _renamed(stories: Sequence[Story], named: Mapping[str, str]) -> list[Story]:
    """Let the stories that tell of the same know each other by their new ids."""
    return [
        replace(
            story,
            near=tuple(
                dict.fromkeys(new for id in story.near if (new := named.get(id, id)) != story.id)
            ),
        )
        for story in stories
    ]


def _retold(articles: Sequence[Article], before: Story, said: str) -> Story:
    oldest = min(articles, key=lambda one: (one.item.dated, one.id))
    # News first: a story that an opinion or a copy leads is not printed.
    ordered = sorted(articles, key=lambda one: (one.kind is not Kind.NEWS, bool(one.copy_of)))
    return replace(
        before,
        id=oldest.id,
        articles=tuple(ordered),
        section=ordered[0].section,
        merged_by=before.merged_by if len(ordered) > 1 else (),
        ruled_by=tuple(dict.fromkeys((*before.ruled_by, said))),
    )


def mark(
    stories: Sequence[Story],
    choices: Sequence[Choice],
    *,
    rules: "Sequence[StoryRule]" = (),
    carried: frozenset[str] = frozenset(),
) -> tuple[Story, ...]:
    """Return the stories, best first, each with what operator and rules want of it.

    The operator's word goes before every rule, the last word before earlier ones, `never` before
    `always`. A story that holds an item of `carried` was deferred to this edition: it is as good as
    one of this minute.
    """
    placed = [one for one in choices if one.verb in _PLACED]
    marked = [
        _marked(_carried(story) if not carried.isdisjoint(_ids(story)) else story, placed, rules)
        for story in stories
    ]
    return tuple(sorted(marked, key=lambda story: -round(story.score, 3)))


def _marked(story: Story, placed: Sequence[Choice], rules: "Sequence[StoryRule]") -> Story:
    ids = _ids(story)
    last = next((one for one in reversed(placed) if not ids.isdisjoint(one.item_ids[:1])), None)
    if last is not None:
        return replace(
            story, ruling=_PLACED[last.verb], ruled_by=(*story.ruled_by, _SAID[last.verb])
        )
    for place, rule in sorted(enumerate(rules, 1), key=lambda one: one[1].print != "never"):
        if applies(rule, story):
            ruling = Ruling.OUT if rule.print == "never" else Ruling.WANTED
            said = f"rule {place} of config.toml: {rule.print} {rule.told}"
            return replace(story, ruling=ruling, ruled_by=(*story.ruled_by, said))
    return story


def _carried(story: Story) -> Story:
    fresh = next((one for one in story.terms if one.name == "freshness"), None)
    lost = Term(name="deferred", weight=fresh.weight, value=1 - fresh.value) if fresh else None
    terms = (*story.terms, lost) if lost else story.terms
    return replace(
        story,
        terms=terms,
        score=fsum(term.weight * term.value for term in terms) if terms else story.score,
        ruled_by=(*story.ruled_by, "deferred to this edition by the operator"),
    )


def deferred(choices: Iterable[Choice]) -> frozenset[str]:
    """Return the items of the stories whose last word, of those given, is to defer them."""
    last: dict[str, Choice] = {
        choice.item_ids[0]: choice for choice in choices if choice.verb in _PLACED
    }
    return frozenset(
        id for choice in last.values() if choice.verb is Verb.DEFER for id in choice.item_ids
    )


def applies(rule: "StoryRule", story: Story) -> bool:
    """Say whether a rule is about this story: all that it names must be there.

    `never` asks that nobody else tells it, `always` that one of the sources does.
    """
    sources = [one.feed.id in rule.sources for one in story.articles]
    told = all(sources) if rule.print == "never" else any(sources)
    return (
        (not rule.sources or told)
        and (not rule.sections or story.section in rule.sections)
        and (not rule.words or any(_says(rule, title) for title in _titles(story)))
    )


def _says(rule: "StoryRule", title: str) -> bool:
    spaced = f" {' '.join(words(title))} "
    return any(f" {' '.join(words(phrase))} " in spaced for phrase in rule.words)


def _titles(story: Story) -> Iterator[str]:
    return (one.item.title for one in story.articles)


def _ids(story: Story) -> set[str]:
    return {story.id, *(one.id for one in story.articles)}
