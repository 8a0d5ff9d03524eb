"""Dossiers, best first → the Edition of one morning, or SkipEdition when there is too little."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.config import Newsletter, SectionOptions
from briefing.edition.desk import Desk, Options
from briefing.edition.disagreement import facts_of
from briefing.edition.greetings import greeting, sign_off
from briefing.edition.length import reading_minutes, sentences_of, words_in
from briefing.edition.sections import load
from briefing.edition.subject import preheader, subject
from briefing.errors import SkipEdition
from briefing.i18n import primary
from briefing.model import (
    Block,
    Dossier,
    Edition,
    EventBlock,
    NumberBlock,
    QuoteBlock,
    Section,
    StoryBlock,
)

FEWEST_STORIES = 2
FULL_STORIES = 4
FULL_WORDS = 250
MOST_WORDS = 900
_FIRST = "need_to_know"
_DEEP = "big_story"


def compose(dossiers: Sequence[Dossier], desk: Desk) -> Edition:
    """Return the edition, its text plain and untypeset.

    Raises SkipEdition("quiet") when fewer than two stories can be printed.
    """
    sections = _sourced(_within(MOST_WORDS, _sections(dossiers, desk)), dossiers, desk)
    stories = _stories(sections, desk.newsletter)
    if len(stories) < FEWEST_STORIES:
        fit = sum(one.summary is not None for one in dossiers)
        raise SkipEdition(
            "quiet",
            f"{len(dossiers)} stories, {fit} of them fit to print, {len(stories)} within the"
            f" rules; an edition needs {FEWEST_STORIES}",
        )
    return _edition(sections, _printed(dossiers, sections), desk)


def _edition(sections: tuple[Section, ...], printed: Sequence[Dossier], desk: Desk) -> Edition:
    language = desk.newsletter.language
    last = sign_off(desk.day, language)
    items = _stories(sections, desk.newsletter)
    first = greeting(
        desk.day,
        language,
        recent=desk.recent_greetings,
        short=not is_full(sections, desk.newsletter),
        holiday=desk.holiday,
    )
    top = [one for one in printed if one.story.id in {item.story_id for item in items}]
    line = subject(
        top,
        language=language,
        recent=desk.recent_subjects,
        style=desk.newsletter.subject_style,
    )
    return Edition(
        newsletter=desk.newsletter.id,
        day=desk.day,
        language=language,
        number=desk.number,
        subject=line,
        preheader=preheader(printed, subject=line, language=language),
        greeting=first,
        sign_off=last,
        reading_minutes=reading_minutes(words_in(sections, first, last), language),
        coverage=desk.coverage,
        sections=sections,
        made_at=desk.now,
    )


@dataclass(slots=True)
class _Page:
    """What stands on the page so far, for the sections that come after."""

    taken: set[str] = field(default_factory=set)
    spotlit: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    lead: str = ""

    def add(self, blocks: Sequence[Block], *, leads: bool) -> None:
        self.said += sentences_of(blocks)
        stories = [block.story_id for block in blocks if isinstance(block, StoryBlock)]
        events = [block.story_id for block in blocks if isinstance(block, EventBlock)]
        self.taken.update(stories, events)
        if leads and stories:
            self.lead = self.lead or stories[0]
        for block in blocks:
            if isinstance(block, NumberBlock | QuoteBlock):
                self.spotlit.add(block.story_id)


def _sections(dossiers: Sequence[Dossier], desk: Desk) -> tuple[Section, ...]:
    """Return what each configured section picks, without the empty ones, in configured order."""
    page = _Page()
    made: dict[int, Section] = {}
    wanted = sorted(enumerate(desk.newsletter.sections), key=lambda one: _turn(one[1]))
    for place, settings in wanted:
        options = _options(settings, desk, page)
        if settings.kind == _DEEP:
            blocks: tuple[Block, ...] = _in_depth(dossiers, settings, desk)
        else:
            blocks = load(settings.kind).pick(dossiers, options)
        page.add(blocks, leads=settings.kind != _DEEP)
        if blocks:
            named = _title(settings, blocks, dossiers, options)
            made[place] = Section(kind=settings.kind, title=named, blocks=blocks)
    return tuple(made[place] for place in sorted(made))


def _turn(settings: SectionOptions) -> int:
    """Return who chooses when, wherever it stands: no section may take a story from the items, but
    the one that is told in depth is no item."""
    return {_DEEP: 0, _FIRST: 1}.get(settings.kind, 2)


def _in_depth(
    dossiers: Sequence[Dossier], settings: SectionOptions, desk: Desk
) -> tuple[Block, ...]:
    """Return the story told in depth, unless the items could not spare one. The first of them
    stays with them: it is what the subject line is about."""
    items = next((one for one in desk.newsletter.sections if one.kind == _FIRST), None)
    if items is None:
        return load(_DEEP).pick(dossiers, _options(settings, desk, _Page()))
    chosen = load(_FIRST).pick(dossiers, _options(items, desk, _Page()))
    if len(chosen) <= FULL_STORIES:
        return ()
    page = _Page(taken={chosen[0].story_id})
    return load(_DEEP).pick(dossiers, _options(settings, desk, page))


def _options(settings: SectionOptions, desk: Desk, page: _Page) -> Options:
    return Options(
        max=settings.max or load(settings.kind).LIMIT,
        language=desk.newsletter.language,
        day=desk.day,
        taken=frozenset(page.taken),
        economy_quota=desk.ranking.economy_quota,
        lead=page.lead,
        spotlit=frozenset(page.spotlit),
        said=tuple(page.said),
        rates=desk.rates,
        appointments=desk.appointments,
        corrections=desk.corrections,
        week=desk.week,
        closings=desk.closings,
        hour=_hour(desk),
        zone=desk.newsletter.schedule.zone,
    )


def _title(
    settings: SectionOptions,
    blocks: Sequence[Block],
    dossiers: Sequence[Dossier],
    options: Options,
) -> str:
    """Return the operator's title; else the one that is true of these blocks."""
    module = load(settings.kind)
    told = getattr(module, "title", None)
    if settings.title or told is None:
        return settings.title or module.TITLES.get(primary(options.language), module.TITLES["en"])
    return str(told(blocks, dossiers, options))


def _hour(desk: Desk) -> str:
    local = desk.now.astimezone(desk.newsletter.schedule.zone)
    return f"{local:%H:%M}" if local.date() == desk.day else ""


def _within(most: int, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Drop blocks from the end until the words fit."""
    while sections and words_in(sections) > most:
        last = replace(sections[-1], blocks=sections[-1].blocks[:-1])
        sections = (*sections[:-1], last) if last.blocks else sections[:-1]
    return sections


def _sourced(
    sections: tuple[Section, ...], dossiers: Sequence[Dossier], desk: Desk
) -> tuple[Section, ...]:
    """Freeze into each printed story what every outlet says of it, and why it was chosen."""
    by_id = {one.story.id: one for one in dossiers}

    def sourced(block: Block) -> Block:
        if not isinstance(block, StoryBlock) or block.label:  # a signpost of the story above it
            return block
        dossier = by_id[block.story_id]
        return replace(
            block,
            facts=facts_of(dossier, language=desk.newsletter.language),
            reasons=block.reasons or dossier.story.terms,
            independent=dossier.story.sources,
        )

    return tuple(replace(one, blocks=tuple(map(sourced, one.blocks))) for one in sections)


def is_full(sections: Sequence[Section], newsletter: Newsletter) -> bool:
    """Tell whether this is a standard edition, not the short one of a quiet morning."""
    return len(_stories(sections, newsletter)) >= FULL_STORIES and words_in(sections) >= FULL_WORDS


def _stories(sections: Sequence[Section], newsletter: Newsletter) -> tuple[StoryBlock, ...]:
    """Return the items; every story when the newsletter has no section for items."""
    has_items = any(one.kind == _FIRST for one in newsletter.sections)
    return tuple(
        block
        for section in sections
        if section.kind == _FIRST or not has_items
        for block in section.blocks
        if isinstance(block, StoryBlock)
    )


def _printed(dossiers: Sequence[Dossier], sections: Sequence[Section]) -> list[Dossier]:
    """Return the dossiers of the printed stories, the items first, each in printed order."""
    by_id = {one.story.id: one for one in dossiers}
    ordered = sorted(sections, key=lambda one: one.kind != _FIRST)
    blocks = [block for one in ordered for block in one.blocks if isinstance(block, StoryBlock)]
    return [by_id[id] for id in dict.fromkeys(block.story_id for block in blocks)]
