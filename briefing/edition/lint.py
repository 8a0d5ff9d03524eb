"""An edition → what in it breaks the house rules. Pure; the parts that are sent: render/lint.py."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from briefing.config import Newsletter
from briefing.edition.compose import MOST_WORDS
from briefing.edition.length import reading_minutes, words_in
from briefing.edition.prose import said_in
from briefing.findings import Finding
from briefing.i18n import primary
from briefing.model import Block, Edition, Line, QuoteBlock, StoryBlock
from briefing.text import content_stems, count_words, fold
from briefing.text.language import language_of
from briefing.text.pictograms import PICTOGRAM

ITEMS = "need_to_know"
ECONOMIC = 0.6
REPEATED = 5  # editions
SUBJECT, PREHEADER = 65, (40, 90)  # characters
_RESIDUE = re.compile(
    r"<[a-zA-Z/!]|&(?:amp|lt|gt|quot|#\d+);|https?://|\b(?:Lire la suite|Lire aussi|À lire aussi"
    r"|Read more|cookies?|Getty Images|/ ?AFP\b|Crédits? photo|Shutterstock|newsletter|Unmute)"
    rf"|{PICTOGRAM.pattern}",
    re.IGNORECASE,
)


def lint_edition(
    edition: Edition,
    newsletter: Newsletter,
    *,
    economy_quota: float,
    recent: Sequence[Edition] = (),
) -> tuple[Finding, ...]:
    """Return every finding, in the order of findings.RULES. `recent` are earlier editions, newest
    first."""
    items = _items(edition)
    found = [
        *_length(edition),
        *(one for block in items for one in _item(block, edition.language)),
        *_credits(edition, items),
        *_repeats(edition, recent),
        *_order(edition, newsletter),
        *_economy(items, economy_quota),
        *_quotes(edition),
        *_texts(edition),
        *_envelope(edition, recent),
    ]
    return tuple(found)


def _items(edition: Edition) -> list[StoryBlock]:
    blocks = (b for section in edition.sections if section.kind == ITEMS for b in section.blocks)
    return [block for block in blocks if isinstance(block, StoryBlock)]


def _length(edition: Edition) -> Iterator[Finding]:
    words = words_in(edition.sections, edition.greeting, edition.sign_off)
    if words > MOST_WORDS:
        yield Finding(rule="words", text=f"{words} words; at most {MOST_WORDS}.")
    minutes = reading_minutes(words, edition.language)
    if minutes != edition.reading_minutes:
        told = f"{edition.reading_minutes} min are shown, {words} words take {minutes} min."
        yield Finding(rule="words", text=told)


def _item(block: StoryBlock, language: str) -> Iterator[Finding]:
    lead = block.lead.text
    fault = _lead_fault(lead)
    if fault:
        yield Finding(rule="lead", text=f"« {lead} » {fault}.")
    elif count_words(lead) > 10:
        yield Finding(rule="long-lead", text=f"« {lead} » has {count_words(lead)} words.")
    for line in block.sentences:
        if count_words(line.text) > 35:
            yield Finding(rule="body", text=f"« {line.text} » has more than 35 words.")
        new = set(content_stems(line.text, language)) - set(content_stems(lead, language))
        if not new:
            yield Finding(rule="body", text=f"« {line.text} » says what its lead says.")


def _lead_fault(lead: str) -> str:
    letters = [char for char in lead if char.isalpha()]
    words = count_words(lead)
    faults = (
        (words < 4, f"has {words} words, fewer than 4"),
        (words > 14, f"has {words} words, more than 14"),
        (lead.rstrip().endswith(("…", "...")), "is cut"),
        (not re.search(r"[.?!][»”\"]?$|[.?!]\s[»”]$", lead), "ends without a stop"),
        (sum(map(str.isupper, letters)) > 0.6 * max(1, len(letters)), "shouts"),
    )
    return next((said for wrong, said in faults if wrong), "")


def _credits(edition: Edition, items: Sequence[StoryBlock]) -> Iterator[Finding]:
    for line in _lines(edition):
        if not line.source or not line.url.startswith(("http://", "https://")):
            yield Finding(rule="credit", text=f"« {line.text} » has no outlet or address.")
    for story, n in Counter(block.story_id for block in items).items():
        if n > 1:
            yield Finding(rule="credit", text=f"The story {story[:8]} is told by {n} items.")
    for outlet, n in Counter(block.lead.source for block in items).items():
        if n > 2:
            yield Finding(rule="publisher", text=f"{n} items are led by {outlet}.")


def _lines(edition: Edition) -> Iterator[Line]:
    for section in edition.sections:
        for block in section.blocks:
            if isinstance(block, StoryBlock):
                yield block.lead
                yield from block.sentences


def _repeats(edition: Edition, recent: Sequence[Edition]) -> Iterator[Finding]:
    before = {id: one.day for one in reversed(recent[:REPEATED]) for id in one.story_ids}
    for block in _items(edition):
        if block.story_id in before and not block.update:
            day = before[block.story_id]
            yield Finding(rule="repeat", text=f"« {block.lead.text} » stood in that of {day}.")


def _order(edition: Edition, newsletter: Newsletter) -> Iterator[Finding]:
    wanted = [one.kind for one in newsletter.sections]
    there = [section.kind for section in edition.sections]
    known = [kind for kind in there if kind in wanted]
    if known != sorted(known, key=wanted.index):
        yield Finding(rule="order", text=f"The sections stand as {', '.join(there)}.")
    for section in edition.sections:
        if not section.blocks:
            yield Finding(rule="order", text=f"The section {section.kind} is empty.")


def _economy(items: Sequence[StoryBlock], quota: float) -> Iterator[Finding]:
    weights = [term.value for block in items for term in block.reasons[:] if term.name == "economy"]
    if len(weights) != len(items) or not items or quota == 0:
        return  # made before terms were kept, or a newsletter about anything
    economic = [value >= ECONOMIC for value in weights]
    if sum(economic) < int(round(quota * len(items), 6)):
        told = f"{sum(economic)} of {len(items)} items are about the economy."
        yield Finding(rule="economy", text=told)
    if not economic[0]:
        yield Finding(rule="economy", text=f"« {items[0].lead.text} » leads and is not about it.")


def _quotes(edition: Edition) -> Iterator[Finding]:
    items = [block.lead.text for block in _items(edition)]
    for section in edition.sections:
        for block in section.blocks:
            if isinstance(block, QuoteBlock):
                words = count_words(block.text)
                if not 5 <= words <= 30 or not block.speaker:
                    told = f"« {block.text} » has {words} words; by {block.speaker or 'nobody'}."
                    yield Finding(rule="quote", text=told)
                if said_in(block.text, *items):
                    yield Finding(rule="quote", text=f"« {block.text} » stands in an item too.")


def _texts(edition: Edition) -> Iterator[Finding]:
    texts = [
        text for section in edition.sections for block in section.blocks for text in _said(block)
    ]
    for text in texts:
        match = _RESIDUE.search(text)
        if match:
            yield Finding(rule="residue", text=f"« {match.group()} » in « {text} ».")
    found = language_of(" ".join(texts))
    if found and found != primary(edition.language):
        told = f"The sentences are in {found}, the newsletter in {edition.language}."
        yield Finding(rule="language", text=told)


def _said(block: Block) -> list[str]:
    if isinstance(block, StoryBlock):
        return [block.lead.text, *(line.text for line in block.sentences)]
    text = getattr(block, "text", "")
    return [text] if text else []


def _envelope(edition: Edition, recent: Sequence[Edition]) -> Iterator[Finding]:
    subject, preheader = edition.subject, edition.preheader
    if not 1 <= len(subject) <= SUBJECT:
        yield Finding(rule="subject", text=f"The subject has {len(subject)} characters.")
    if fold(subject) in {fold(one.subject) for one in recent}:
        yield Finding(rule="subject", text=f"« {subject} » was the subject of an earlier edition.")
    shortest, longest = PREHEADER
    if not shortest <= len(preheader) <= longest:
        yield Finding(rule="subject", text=f"The preview text has {len(preheader)} characters.")
    if subject and said_in(subject, preheader):
        yield Finding(rule="subject", text="The preview text repeats the subject.")
