"""An edition's sections → how many words there are to read, and how many minutes that takes."""

from collections.abc import Sequence
from math import ceil

from briefing.i18n import primary
from briefing.model import Block, NumberBlock, QuoteBlock, RatesBlock, Section, StoryBlock
from briefing.text import count_words

# Words a minute: 238 for English non-fiction (Brysbaert 2019), a little less for French.
_PACE = {"fr": 230, "en": 238}


def words_in(sections: Sequence[Section], *others: str) -> int:
    """Count headings, sentences and names, without the outlets."""
    texts = [text for section in sections for text in (section.title, *_texts(section.blocks))]
    return sum(map(count_words, (*texts, *others)))


def sentences_of(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return every printed sentence, in order."""
    return tuple(_texts(blocks))


def reading_minutes(words: int, language: str) -> int:
    """Round up: a mail never takes longer than it says."""
    return max(1, ceil(words / _PACE.get(primary(language), 238)))


def _texts(blocks: Sequence[Block]) -> list[str]:
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, StoryBlock):
            texts += [block.label, block.lead.text, *(one.text for one in block.sentences)]
        elif isinstance(block, NumberBlock):
            texts += [block.value, block.text]
        elif isinstance(block, QuoteBlock):
            texts += [block.text, block.speaker, block.role]
        elif isinstance(block, RatesBlock):
            texts += [f"{row.currency} {row.value}" for row in block.rows]
        else:
            texts += [block.text]
    return [text for text in texts if text]
