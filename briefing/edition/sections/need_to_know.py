"""Dossiers → the items: the day's stories by score, under the economy quota, well mixed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from briefing.edition.desk import Options
from briefing.edition.prose import story_block
from briefing.facts.names import find_names
from briefing.model import Dossier, Story, StoryBlock
from briefing.text import fold

TITLES = {"fr": "Voici ce qu'il faut savoir", "en": "Here's what you need to know"}
LIMIT = 6

ECONOMIC = 0.6  # from here on a story counts for the quota
PER_PUBLISHER = 2
PER_ENTITY = 2
PER_SECTION = 3
GENERAL = 2  # stories beside the economy, and only those that several outlets tell
GENERAL_SOURCES = 5
GENERAL_SOURCES_SMALL = 3  # when there are not enough items for a full edition
FULL = 4
BRIEF_MALUS = 0.1  # of a story without a second sentence


def pick(dossiers: Sequence[Dossier], options: Options) -> tuple[StoryBlock, ...]:
    """Return the items, the first one economic; fewer than asked when the rules leave fewer."""
    pool = _printable(dossiers, options)
    chosen = _choose(pool, options, general_sources=GENERAL_SOURCES)
    if len(chosen) < FULL:
        chosen = _choose(pool, options, general_sources=GENERAL_SOURCES_SMALL)
    chosen = _in_quota(_two_sections(chosen, pool, options), options)
    return tuple(item.block for item in _in_order(chosen, options))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A story that can be printed, with what the rules look at."""

    block: StoryBlock
    section: str
    publisher: str
    entity: str  # the first name of the headline
    sources: int
    general: bool  # not about the economy
    merit: float


def _printable(dossiers: Sequence[Dossier], options: Options) -> list[_Item]:
    items = []
    for dossier in dossiers:
        block = story_block(dossier)
        if block is not None and dossier.story.id not in options.taken:
            items.append(_item(dossier.story, block, options))
    # Stable: equal merit keeps the order of rank, so that a re-run prints the same edition.
    return sorted(items, key=lambda item: -item.merit)


def _item(story: Story, block: StoryBlock, options: Options) -> _Item:
    names = find_names(block.lead.text, language=options.language)
    return _Item(
        block=block,
        section=story.section,
        publisher=block.lead.source,
        entity=fold(names[0]) if names else "",
        sources=story.sources,
        # A newsletter whose quota is 0 is about anything.
        general=options.economy_quota > 0 and story.eco < ECONOMIC,
        merit=story.score - (0 if block.sentences else BRIEF_MALUS),
    )


def _choose(pool: Sequence[_Item], options: Options, *, general_sources: int) -> list[_Item]:
    room = min(GENERAL, options.max - _least_economic(options.max, options))
    chosen: list[_Item] = []
    for item in pool:
        if len(chosen) == options.max:
            break
        general = sum(one.general for one in chosen)
        if item.general and (general >= room or item.sources < general_sources):
            continue
        if _mixes(item, chosen):
            chosen.append(item)
    return chosen


def _mixes(item: _Item, chosen: Sequence[_Item]) -> bool:
    """Say whether publisher, section and main entity leave room for one more."""
    limits = (("publisher", PER_PUBLISHER), ("section", PER_SECTION), ("entity", PER_ENTITY))
    return all(
        not getattr(item, name)
        or sum(getattr(one, name) == getattr(item, name) for one in chosen) < most
        for name, most in limits
    )


def _two_sections(chosen: list[_Item], pool: Sequence[_Item], options: Options) -> list[_Item]:
    """Let the best economic story of another section take the last place when all are of one."""
    if len(chosen) < 2 or len({item.section for item in chosen}) > 1:
        return chosen
    kept = chosen if len(chosen) < options.max else chosen[:-1]
    for item in pool:
        if item.section != chosen[0].section and not item.general and _mixes(item, kept):
            return [*kept, item]
    return chosen


def _least_economic(count: int, options: Options) -> int:
    # Rounded first: 0.6 × 5 is a little over 3 for a computer.
    return ceil(round(options.economy_quota * count, 6))


def _in_quota(chosen: list[_Item], options: Options) -> list[_Item]:
    """Drop the weakest general items until the economy has its share."""
    kept = list(chosen)
    while kept and sum(not one.general for one in kept) < _least_economic(len(kept), options):
        weakest = [item for item in kept if item.general][-1]
        kept.remove(weakest)
    return kept


def _in_order(chosen: Sequence[_Item], options: Options) -> list[_Item]:
    """Put the best economic item first; a one-line brief leads only when all are briefs."""
    ordered = sorted(chosen, key=lambda item: -item.merit)
    economic = [item for item in ordered if not item.general]
    told = [item for item in economic if item.block.sentences]
    head = (told or economic)[:1]
    return head + [item for item in ordered if item not in head]
