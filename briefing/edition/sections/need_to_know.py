"""Dossiers → the items: the day's stories by score, under the economy quota, well mixed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, inf

from briefing.edition.desk import Options
from briefing.edition.prose import story_block
from briefing.facts.names import find_names
from briefing.i18n import primary
from briefing.model import Dossier, Figure, Ruling, Story, StoryBlock
from briefing.text import content_stems, fold

TITLES = {"fr": "Voici ce qu'il faut savoir", "en": "Here's what you need to know"}
LIMIT = 6

# « Ce week-end : » before what happened then; a Monday's edition tells of three days.
_WEEKEND = {
    "fr": "Ce week-end : voici ce qu'il faut savoir",
    "en": "Over the weekend: what you need to know",
}
MONDAY = 0
FEWEST_WEEKEND = 2  # items
ECONOMIC = 0.6  # from here on a story counts for the quota
PER_PUBLISHER = 2
PER_ENTITY = 2
PER_SECTION = 3
POLITICS = "politique"
GENERAL = 2  # stories beside the economy, and only those that several outlets tell
GENERAL_SOURCES = 5  # and the fragments of the event, and half of the saga …
GENERAL_OWN = 4  # … where so many tell the very thing
SURE = 4  # items that one outlet's word is enough for; one more if it holds a figure
NEARLY = 0.7  # share of the last of these that a further one's merit reaches
MANY = 100  # things that are a figure where no money and no share is
SAME_STEMS, SAME_SHARE = 3, 0.5  # of two leads: the items are about one thing
SUBJECT_STEMS = 2  # that most titles of each have: « la Cour des comptes » twice
SAME_TITLE_STEMS = 4  # of two outlets' titles: there are many, and some are alike by chance
BRIEF_MALUS = 0.1  # of a story without a second sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A story that can be printed, with what the rules look at."""

    block: StoryBlock
    section: str
    publisher: str
    entity: str  # the first name of the headline
    stems: frozenset[str]  # of the headline
    titles: tuple[frozenset[str], ...]  # the stems of each outlet's
    sources: int
    told_by: int  # those, and the outlets that tell of the same in other stories
    size: float  # those, and half of the others of its saga
    near: frozenset[str]  # ids of these
    counted: bool  # it holds a figure
    general: bool  # not about the economy
    domestic: bool  # one country's politics, and no more about the economy than these are
    merit: float
    ruling: Ruling = Ruling.NONE  # whoever is wanted meets no rule
    others: "tuple[_Item, ...]" = ()  # the same story led by other outlets


def pick(dossiers: Sequence[Dossier], options: Options) -> tuple[StoryBlock, ...]:
    """Return the items, the first one economic; fewer than asked when the rules leave fewer."""
    chosen = _chosen(_printable(dossiers, options), options)
    return tuple(item.block for item in _in_order(chosen))


def title(blocks: Sequence[StoryBlock], dossiers: Sequence[Dossier], options: Options) -> str:
    """Return the title; on Mondays it says so when most items are of the weekend."""
    titles: Mapping[str, str] = TITLES
    if options.day.weekday() == MONDAY:
        by_id = {one.story.id: one.story for one in dossiers}
        stories = [by_id[block.story_id] for block in blocks if block.story_id in by_id]
        weekend = sum(_of_weekend(story, options) for story in stories)
        titles = _WEEKEND if weekend >= FEWEST_WEEKEND and 2 * weekend > len(blocks) else TITLES
    return titles.get(primary(options.language), titles["en"])


def _of_weekend(story: Story, options: Options) -> bool:
    """Say whether nothing of it is newer than the Saturday and Sunday before the day."""
    newest = max(article.item.dated for article in story.articles).astimezone(options.zone).date()
    return 1 <= (options.day - newest).days <= 2


def refusals(dossiers: Sequence[Dossier], options: Options) -> dict[str, str]:
    """Map the id of each story that could be printed and is no item to the rule that it met."""
    pool = _printable(dossiers, options)
    chosen = _chosen(pool, options)
    printed = {item.block.story_id for item in chosen}
    return {
        item.block.story_id: _hindrance(item, chosen, options) or "below the last item"
        for item in pool
        if item.block.story_id not in printed
    }


def _chosen(pool: Sequence[_Item], options: Options) -> list[_Item]:
    return _in_quota(_two_sections(_choose(pool, options), pool, options), options)


def _printable(dossiers: Sequence[Dossier], options: Options) -> list[_Item]:
    items = []
    for dossier in dossiers:
        block = story_block(dossier)
        if block is not None and not _is_taken(dossier.story, options):
            item = _item(dossier, block, options)
            items.append(replace(item, others=_others(dossier, options)))
    # Stable: equal merit keeps the order of rank, so that a re-run prints the same edition.
    return sorted(items, key=lambda item: (_turn(item.ruling), -item.merit))


def _is_taken(story: Story, options: Options) -> bool:
    """Say whether it, or what tells of the same, is printed already. Whoever wants a story gets
    it, whatever is near it."""
    near = story.near if story.ruling is Ruling.NONE else ()
    return not options.taken.isdisjoint((story.id, *near))


def _turn(ruling: Ruling) -> int:
    return {Ruling.PINNED: 0, Ruling.WANTED: 1}.get(ruling, 2)


def _others(dossier: Dossier, options: Options) -> tuple[_Item, ...]:
    headlines = dossier.summary.others if dossier.summary else ()
    blocks = (story_block(dossier, headline=one) for one in headlines)
    return tuple(_item(dossier, block, options) for block in blocks if block is not None)


def _item(dossier: Dossier, block: StoryBlock, options: Options) -> _Item:
    story = dossier.story
    names = find_names(block.lead.text, language=options.language)
    return _Item(
        block=block,
        section=story.section,
        publisher=block.lead.source,
        entity=fold(names[0]) if names else "",
        stems=frozenset(content_stems(block.lead.text, options.language)),
        titles=tuple(
            frozenset(content_stems(one.item.title, options.language)) for one in story.articles
        ),
        sources=story.sources,
        told_by=story.sources + story.kin,
        size=story.size,
        near=frozenset(story.near),
        counted=any(map(_counts, dossier.figures)),
        # A newsletter whose quota is 0 is about anything.
        general=options.economy_quota > 0 and story.eco < ECONOMIC,
        domestic=options.economy_quota > 0 and story.section == POLITICS and story.eco < 1,
        merit=story.score - (0 if block.sentences else BRIEF_MALUS),
        ruling=story.ruling,
    )


def _counts(figure: Figure) -> bool:
    share = "%" in (figure.unit or "")
    return share or figure.currency is not None or figure.value >= MANY


def _choose(pool: Sequence[_Item], options: Options) -> list[_Item]:
    chosen: list[_Item] = []
    for item in pool:
        if len(chosen) == options.max:
            break
        # An outlet that has had its turns hides no story that others tell as well.
        for told in (item, *item.others):
            if not _hindrance(told, chosen, options):
                chosen.append(told)
                break
    return chosen


def _hindrance(item: _Item, chosen: Sequence[_Item], options: Options) -> str:
    """Return which rule keeps it out beside those chosen, in words; "" when none does."""
    if item.ruling is not Ruling.NONE:
        return ""
    return _beside(item, chosen, options) or _further(item, chosen) or _crowd(item, chosen)


def _beside(item: _Item, chosen: Sequence[_Item], options: Options) -> str:
    """Say whether there is room for what is not about the economy, one country's politics among
    it, and whether it is big enough."""
    if item.general and (item.size < GENERAL_SOURCES or item.sources < GENERAL_OWN):
        told = f"{item.sources} outlets" if item.sources > 1 else "1 outlet"
        return f"not about the economy: told by {told}, not {GENERAL_SOURCES}"
    room = min(GENERAL, options.max - _least_economic(options.max, options))
    beside = sum(one.general or one.domestic for one in chosen)
    if (item.general or item.domestic) and beside >= room:
        return f"not about the economy: there are {room} such items"
    return ""


def _further(item: _Item, chosen: Sequence[_Item]) -> str:
    """Say whether there are enough items without it."""
    last = chosen[SURE - 1].merit if len(chosen) >= SURE else -inf
    if item.merit < min(last, NEARLY * last):  # what is below 0 may be as far below as the last
        return f"far below the {SURE} items that are enough"
    if item.told_by < 2 and len(chosen) >= SURE + item.counted:
        return f"told by 1 outlet, and {len(chosen)} items are enough"
    return ""


def _crowd(item: _Item, chosen: Sequence[_Item]) -> str:
    """Say whether publisher, section and main entity leave no room for one more, and which."""
    limits = (("publisher", PER_PUBLISHER), ("section", PER_SECTION), ("entity", PER_ENTITY))
    for name, most in limits:
        value = getattr(item, name)
        if value and sum(getattr(one, name) == value for one in chosen) >= most:
            return f"{most} items of the same {name} ({value})"
    twin = next((one for one in chosen if _alike(item, one)), None)
    return f"tells of the same as « {twin.block.lead.text} »" if twin else ""


def _alike(item: _Item, other: _Item) -> bool:
    """Say whether two stories that were kept apart read like one: « Le conclave échoue » twice, or
    the same words over the articles of two outlets."""
    return (
        item.block.story_id in other.near
        or other.block.story_id in item.near
        or _reads_like(item.stems, other.stems, fewest=SAME_STEMS)
        or len(_subject(item) & _subject(other)) >= SUBJECT_STEMS
        or any(
            _reads_like(one, two, fewest=SAME_TITLE_STEMS)
            for one in item.titles
            for two in other.titles
        )
    )


def _subject(item: _Item) -> frozenset[str]:
    """Return the stems that most titles of a story have; none of what one outlet tells."""
    counts = Counter(stem for title in item.titles for stem in title)
    least = max(2, len(item.titles) / 2)
    return frozenset(stem for stem, count in counts.items() if count >= least)


def _reads_like(one: frozenset[str], other: frozenset[str], *, fewest: int) -> bool:
    common = len(one & other)
    return common >= fewest and common >= SAME_SHARE * min(len(one), len(other))


def _two_sections(chosen: list[_Item], pool: Sequence[_Item], options: Options) -> list[_Item]:
    """Let the best economic story of another section take the last place when all are of one."""
    if len(chosen) < 2 or len({item.section for item in chosen}) > 1:
        return chosen
    kept = chosen if len(chosen) < options.max else chosen[:-1]
    if any(item.ruling is not Ruling.NONE for item in chosen[len(kept) :]):
        return chosen
    for item in pool:
        if item.section != chosen[0].section and not item.general and not _crowd(item, kept):
            return [*kept, item]
    return chosen


def _least_economic(count: int, options: Options) -> int:
    # Rounded first: 0.6 × 5 is a little over 3 for a computer.
    return ceil(round(options.economy_quota * count, 6))


def _in_quota(chosen: list[_Item], options: Options) -> list[_Item]:
    """Drop the weakest general items until the economy has its share."""
    kept = list(chosen)
    while kept and sum(not one.general for one in kept) < _least_economic(len(kept), options):
        general = [item for item in kept if item.general and item.ruling is Ruling.NONE]
        if not general:
            break
        kept.remove(general[-1])
    return kept


def _in_order(chosen: Sequence[_Item]) -> list[_Item]:
    """Put the best economic item first, after what is pinned; a one-line brief or one country's
    politics lead only when there is nothing else."""
    pinned = [item for item in chosen if item.ruling is Ruling.PINNED]
    ordered = sorted((one for one in chosen if one not in pinned), key=lambda item: -item.merit)
    economic = [item for item in ordered if not item.general]
    economic.sort(key=lambda item: item.domestic)
    told = [item for item in economic if item.block.sentences]
    head = (told or economic)[:1]
    return pinned + head + [item for item in ordered if item not in head]
