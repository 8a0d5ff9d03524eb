"""Edition → the views that templates print: typeset, credited, with addresses."""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from briefing import i18n
from briefing.model import (
    Block,
    Correction,
    Credit,
    Edition,
    EventBlock,
    Line,
    NumberBlock,
    QuoteBlock,
    RateRow,
    RatesBlock,
    Section,
    StoryBlock,
    TextBlock,
)
from briefing.render.context import (
    BlockView,
    CorrectionView,
    CreditView,
    EditionView,
    EventView,
    Frame,
    LineView,
    Links,
    NumberView,
    ProvenanceView,
    QuoteView,
    RatesView,
    RateView,
    SectionView,
    StoryView,
    TextView,
)
from briefing.render.environment import capital_date, set_text, translated
from briefing.render.provenance import provenance
from briefing.render.slots import TOKEN_SLOT
from briefing.typography import FIXED

_LEFT = "%/:=&?~#+!$,;'@()*[]{}|^\\`"  # all but spaces, quotes, < and > stays as it is
_LINE_BREAKS = re.compile(r"[\t\n\r\x85\u2028\u2029]+")
PREVIEW = 140  # characters that an inbox shows at most: what the preheader leaves is padded


class Setter:
    """Sets model text for one language and one kind of narrow space."""

    def __init__(self, language: str, *, narrow: str, online: str = "", page: bool = False) -> None:
        """`online` is the edition's web address, to which a mail leads; `page` is that page."""
        self.language = language
        self.narrow = narrow
        self.online = online
        self.page = page

    def edition(self, edition: Edition) -> EditionView:
        fixed = Setter(self.language, narrow=FIXED)  # inboxes lack a glyph for U+202F
        preheader = fixed.text(edition.preheader)
        return EditionView(
            subject=_LINE_BREAKS.sub(" ", fixed.text(edition.subject)),
            preheader=preheader,
            padding="\u034f\u200c\u00a0" * max(0, PREVIEW - len(preheader)),
            date=capital_date(edition.day, self.language, self.narrow),
            number=edition.number,
            minutes=edition.reading_minutes,
            greeting=self.text(edition.greeting),
            sign_off=self.text(edition.sign_off),
            sections=tuple(self.section(one) for one in edition.sections if one.blocks),
            feeds=edition.coverage.feeds,
            feeds_ok=edition.coverage.ok,
        )

    def frame(self, frame: Frame) -> Frame:
        """Return the frame as it is printed; addresses stay as they are."""
        return replace(
            frame,
            newsletter_name=self.text(frame.newsletter_name),
            sender_name=self.text(frame.sender_name),
            postal_address=self.text(frame.postal_address),
            schedule_note=self.text(frame.schedule_note),
        )

    def section(self, section: Section) -> SectionView:
        return SectionView(
            kind=section.kind,
            title=self.text(section.title),
            blocks=tuple(map(self.block, section.blocks)),
        )

    def block(self, block: Block) -> BlockView:
        match block:
            case StoryBlock():
                return self.story(block)
            case NumberBlock():
                return NumberView(
                    anchor="" if block.day else _anchor(block.story_id, kind="number"),
                    value=self.text(block.value),
                    day=i18n.weekday(block.day, self.language) if block.day else "",
                    line=self.line(block),
                )
            case QuoteBlock():
                return self.quotation(block)
            case RatesBlock():
                return self.rates(block)
            case TextBlock():
                return TextView(text=self.text(block.text))
            case EventBlock():
                return EventView(
                    anchor=_anchor(block.story_id, kind="event"),
                    hour=self.text(i18n.hour(block.at, self.language)) if block.at else "",
                    line=self.line(block),
                )

    def story(self, block: StoryBlock) -> StoryView:
        lead, *sentences = self.lines((block.lead, *block.sentences))
        return StoryView(
            # A signpost belongs to the headline above it.
            anchor="" if block.label else _anchor(block.story_id),
            label=self.text(block.label),
            update=block.update,
            lead=lead,
            sentences=tuple(sentences),
            also=tuple(map(self.credit, block.also)),
            sources_url=self.sources_url(block),
            provenance=self.provenance(block) if self.page else None,
        )

    def sources_url(self, block: StoryBlock) -> str:
        told = len(block.facts) > 1 and self.online and not self.page
        return f"{self.online}#{_anchor(block.story_id)}" if told else ""

    def provenance(self, block: StoryBlock) -> ProvenanceView | None:
        return provenance(block, language=self.language, typeset=self.text, address=_web)

    def quotation(self, block: QuoteBlock) -> QuoteView:
        marks = translated(
            i18n.catalogue(self.language).gettext("“%(quote)s”"), self.language, self.narrow
        )
        return QuoteView(
            anchor=_anchor(block.story_id, kind="quote"),
            text=marks % {"quote": self.text(block.text)},
            speaker=self.text(block.speaker),
            role=self.text(block.role),
            source=self.text(block.source),
            url=_web(block.url),
        )

    def rates(self, block: RatesBlock) -> RatesView:
        return RatesView(
            date=self.text(i18n.long_date(block.day, self.language)),
            rows=tuple(map(self.rate, block.rows)),
            source=self.text(block.source),
            url=_web(block.url),
        )

    def rate(self, row: RateRow) -> RateView:
        change = None if row.change is None else round(row.change, 1)
        moved = "flat" if not change else "up" if change > 0 else "down"
        return RateView(
            currency=self.text(i18n.currency(row.currency, self.language)),
            value=self.text(i18n.rate(row.value, self.language)),
            change="" if change is None else self.text(i18n.change(change, self.language)),
            direction=moved,
        )

    def lines(self, lines: Sequence[Line]) -> tuple[LineView, ...]:
        """Return the lines; neighbours from one article are credited once, after the last."""
        following = (*lines[1:], None)
        return tuple(
            self.line(line, credited=after is None or _place(after) != _place(line))
            for line, after in zip(lines, following, strict=True)
        )

    def line(self, line: Line | NumberBlock | EventBlock, *, credited: bool = True) -> LineView:
        return LineView(
            text=self.text(line.text),
            source=self.text(line.source),
            url=_web(line.url),
            credited=credited,
        )

    def credit(self, credit: Credit) -> CreditView:
        return CreditView(source=self.text(credit.source), url=_web(credit.url))

    def text(self, text: str) -> str:
        return set_text(text, self.language, self.narrow)


def links(edition: Edition, frame: Frame) -> Links:
    """Return the addresses of the edition; the reader's token is still a slot."""
    mailbox = quote(frame.reply_to or frame.sender_address, safe="@")
    about = quote(f"{frame.newsletter_name} {edition.number}")
    return Links(
        online=f"{frame.public_url}/{frame.newsletter_id}/{edition.day.isoformat()}",
        home=f"{frame.public_url}/",
        unsubscribe=f"{frame.public_url}/unsubscribe/{TOKEN_SLOT}",
        preferences=f"{frame.public_url}/preferences/{TOKEN_SLOT}",
        liked=f"mailto:{mailbox}?subject=%F0%9F%91%8D%20{about}",
        disliked=f"mailto:{mailbox}?subject=%F0%9F%91%8E%20{about}",
    )


def corrections_of(corrections: Sequence[Correction], frame: Frame) -> tuple[CorrectionView, ...]:
    """Return what was corrected in an edition since, for its page."""
    setter = Setter(frame.language, narrow=frame.narrow_space)
    return tuple(
        CorrectionView(
            date=setter.text(i18n.long_date(one.noted_at.date(), frame.language)),
            text=setter.text(one.text),
        )
        for one in corrections
    )


def _web(url: str) -> str:
    """Return the address as an attribute may hold it, "" when it leads anywhere but to the web."""
    # Ingest lets nothing else in; a stored edition may have been mended by hand.
    return quote(url, safe=_LEFT) if url.startswith(("https://", "http://")) else ""


def _place(line: Line) -> tuple[str, str]:
    return line.source, line.url


def _anchor(story_id: str, *, kind: str = "story") -> str:
    # A story may stand twice, as an item and in the number or quote: one name, one place.
    return f"{kind}-{story_id}" if story_id else ""
