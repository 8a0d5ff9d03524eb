"""Dossiers → the oddest stories, light and short."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.edition.desk import Options
from briefing.edition.prose import story_block
from briefing.edition.vocabulary import TRAGEDY
from briefing.model import Dossier, StoryBlock, Term
from briefing.text import words

TITLES = {"fr": "Découvertes surprenantes", "en": "Surprising discoveries"}
LIMIT = 3

ODD = 0.6
BODY_WORDS = 25


def pick(dossiers: Sequence[Dossier], options: Options) -> tuple[StoryBlock, ...]:
    """Return the oddest that stand nowhere above: a headline, and a sentence when it is short."""
    odd = [
        one
        for one in dossiers
        if one.story.odd >= ODD and options.taken.isdisjoint((one.story.id, *one.story.near))
    ]
    blocks = []
    for dossier in sorted(odd, key=lambda one: (-one.story.odd, -one.story.score)):
        block = story_block(dossier, body_words=BODY_WORDS)
        # What is odd in a tragedy is nothing to smile at.
        if block is not None and not TRAGEDY & set(words(block.lead.text)):
            why = Term(name="odd", weight=1.0, value=dossier.story.odd)
            blocks.append(replace(block, also=(), reasons=(why,)))
    return tuple(blocks[: options.max])
