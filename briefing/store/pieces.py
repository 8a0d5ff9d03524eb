"""A frozen edition → what can be found in it, piece by piece, in the order of the mail. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model import Block, Edition, EventBlock, NumberBlock, QuoteBlock, StoryBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A story, number, quote or event, in the words that were printed."""

    kind: str
    story_id: str  # "" = its place on the page has no name
    text: str


def pieces(edition: Edition) -> tuple[Piece, ...]:
    """Return every piece; a story told in several blocks is one piece."""
    whole: dict[tuple[str, str], Piece] = {}
    for kind, story_id, text in _told(edition):
        # A block of no story stands for itself.
        key = (kind, story_id or f" {len(whole)}")
        before = f"{whole[key].text} " if key in whole else ""
        whole[key] = Piece(kind=kind, story_id=story_id, text=before + text)
    return tuple(whole.values())


def _told(edition: Edition) -> Iterator[tuple[str, str, str]]:
    for section in edition.sections:
        for block in section.blocks:
            text = _words(block)
            if text:
                yield block.kind, block.story_id, text


def _words(block: Block) -> str:
    match block:
        case StoryBlock():
            return " ".join(line.text for line in (block.lead, *block.sentences))
        case NumberBlock():
            return f"{block.value} – {block.text}"
        case QuoteBlock():
            signed = " – ".join(part for part in (block.speaker, block.role) if part)
            return f"{block.text} – {signed}"
        case EventBlock():
            return block.text
    return ""  # rates are no words, the editors' own stand with what they correct
