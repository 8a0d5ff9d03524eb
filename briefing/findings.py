"""What is wrong with an edition, or looks so: the rules there are, and how much each weighs.

A finding that HOLDS keeps an edition with `approval = "hold-if-flagged"` until somebody approves
it; one that WARNS is told by `briefing check`; one that INFORMS is told and worth no second look.
"""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    HOLD = "hold"
    WARN = "warn"
    INFORM = "inform"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`rule` is a key of RULES; `text` says what is wrong, and where."""

    rule: str
    text: str
    weight: Weight = Weight.WARN


# Each with its weight and what it looks at; `[lint]` in config.toml changes a weight.
RULES: dict[str, tuple[Weight, str]] = {
    "words": (Weight.HOLD, "More than 900 words, or a wrong reading time."),
    "lead": (Weight.HOLD, "A lead of fewer than 4 or more than 14 words, cut, shouted or unended."),
    "long-lead": (Weight.INFORM, "A lead of more than 10 words."),
    "body": (Weight.WARN, "A sentence of more than 35 words, or one that its lead says already."),
    "credit": (Weight.HOLD, "A sentence without outlet or address, or two items of one story."),
    "publisher": (Weight.WARN, "More than two items of one outlet."),
    "repeat": (Weight.HOLD, "A story of the last five editions without anything new."),
    "order": (Weight.WARN, "Sections out of their order, or an empty one."),
    "economy": (Weight.WARN, "Too few items about the economy, or a first one that is not."),
    "quote": (Weight.WARN, "A quotation of fewer than 5 or more than 30 words, or by nobody."),
    "residue": (Weight.HOLD, "Markup, « Lire la suite », a photo credit or a pictogram in a text."),
    "language": (Weight.HOLD, "Sentences in another language than the newsletter's."),
    "subject": (Weight.WARN, "A subject or preview text that is too long, too short, or not new."),
    "typography": (Weight.WARN, "Straight quotes, a space that can break, a bare capital."),
    "parts": (Weight.HOLD, "The text part does not tell what the HTML tells, in its order."),
    "size": (Weight.WARN, "HTML of more than 80 kB: some mail programs cut it."),
    "links": (Weight.INFORM, "More than 25 links to articles."),
    "contrast": (Weight.WARN, "Text that stands out from its ground by less than 4.5 : 1."),
}
