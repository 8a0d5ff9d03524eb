"""Every noun of the house, frozen. Times are aware UTC datetimes, texts plain and untypeset.

Feed → Item → Article → Story → Dossier → Block → Section → Edition → Delivery
The blocks stand in blocks.py.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from briefing.blocks import (  # noqa: F401 (all nouns can be had here)
    Block,
    Credit,
    EventBlock,
    Line,
    NumberBlock,
    QuoteBlock,
    RateRow,
    RatesBlock,
    SourceFact,
    SourceFigure,
    StoryBlock,
    Term,
    TextBlock,
)

# --- what comes in ---------------------------------------------------------------------------


class Reuse(StrEnum):
    """How much of a feed's text may be reprinted; each word allows what stands before it too."""

    LINK = "link"
    TITLE = "title"
    TEASER = "teaser"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source as the operator names it; `title` is the outlet as it is printed."""

    id: str
    url: str
    title: str
    language: str
    section: str = "une"  # "une" = front page, counts as no section
    weight: float = 0.5  # 0…1, trust and importance
    reuse: Reuse = Reuse.SENTENCE
    odd: bool = False  # a source of oddities, for the discoveries


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What we remember of a feed between two fetches."""

    feed_id: str
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    next_fetch_at: datetime | None = None  # None = due now
    failures: int = 0  # in a row
    last_outcome: str = ""  # ok | not_modified | failed
    last_error: str = ""
    last_ok_at: datetime | None = None
    asked_as: str = ""  # the address in config.toml that this is about
    address: str = ""  # where it is asked for since it moved for good; "" = as in config.toml
    moving_to: str = ""  # where the last answers sent us, for good
    moving_seen: int = 0  # how many of them in a row
    disabled: str = ""  # a sentence why it is not fetched any more; "" = it is
    blocked: bool = False  # the last failure was a bot wall
    failing_since: datetime | None = None  # first of the failures in a row
    last_new_at: datetime | None = None  # when it last brought an item
    usual_gap: timedelta | None = None  # its longest silence of late that ended by itself
    wait: timedelta | None = None  # from one fetch to the next, as its last body asked for
    skip_hours: frozenset[int] = frozenset()  # UTC, in which it asks not to be fetched
    skip_days: frozenset[int] = frozenset()  # 0 = Monday


class Kind(StrEnum):
    """What an item is; only NEWS can be a story of its own."""

    NEWS = "news"
    OPINION = "opinion"
    PROMO = "promo"
    LIVE = "live"
    PODCAST = "podcast"
    GAME = "game"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of one feed, as plain text. `id` is a digest of its first identity.

    `keys` are its identities within the feed, strongest first: an entry that shares one of them
    with a stored item is that item again, perhaps revised.
    """

    id: str
    feed_id: str
    keys: tuple[str, ...]
    url: str | None  # canonical, http(s)
    title: str
    summary: str  # the teaser
    content: str  # the feed's own full text, paragraphs joined by newlines; "" when it gives none
    language: str
    published: datetime | None
    first_seen: datetime
    categories: tuple[str, ...] = ()

    @property
    def dated(self) -> datetime:
        """When it was published, else when it was first seen."""
        return self.published or self.first_seen


# --- what happened ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An item with its feed and what the newsroom knows of it."""

    item: Item
    feed: Feed
    section: str  # économie, monde, … in the names of newsroom/sections.py; "" = unknown
    kind: Kind = Kind.NEWS
    text: str = ""  # full text, paragraphs joined by newlines; "" when only title and teaser
    copy_of: str = ""  # id of the item that this one copies; "" = an original
    damaged: bool = False  # lost accents or words: never printed
    paywalled: bool = False  # the page said that the rest is for subscribers

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def outlet(self) -> str:
        return self.feed.title


class Ruling(StrEnum):
    """What the operator, or a rule of config.toml, wants of a story in an edition."""

    NONE = "none"
    WANTED = "wanted"  # an item, whatever quota and limits say
    PINNED = "pinned"  # the same, at the head, and even if it was printed before
    OUT = "out"  # in no section


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event in the words of one or more outlets. `id` is that of its oldest item."""

    id: str
    articles: tuple[Article, ...]  # the canonical one first
    section: str = ""
    score: float = 0.0
    terms: tuple[Term, ...] = ()
    eco: float = 0.0  # 0…1, how much it is about the economy
    odd: float = 0.0  # 0…1, how surprising
    sources: int = 1  # independent ones: distinct outlets after copies are counted once
    near: tuple[str, ...] = ()  # ids of stories that tell of the same in quite other words
    kin: int = 0  # outlets that tell those, and not this one
    reach: int = 0  # outlets that tell it or another part of the same saga
    update: bool = False  # printed before, and there is something new
    merged_by: tuple[str, ...] = ()  # shared terms, for `explain`
    ruling: Ruling = Ruling.NONE
    ruled_by: tuple[str, ...] = ()  # which words and rules touched it, for `explain`

    @property
    def size(self) -> float:
        """The outlets that count: those that tell the event, and half of the others of its saga.

        What one outlet tells stays small, and a saga adds at most as many as tell the story itself:
        it has many parts.
        """
        told = self.sources + self.kin
        if told < 2:
            return told
        return told + min(self.sources, max(0, self.reach - told) / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence as printed, and the articles that say it (the first is credited)."""

    text: str
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A headline-like lead and what adds to it. `made_by` names the summarizer."""

    headline: Sentence
    sentences: tuple[Sentence, ...]
    others: tuple[Sentence, ...] = ()  # nearly as good headlines by other outlets, the best first
    more: tuple[Sentence, ...] = ()  # further sentences fit to print, the best first
    made_by: str = "extractive"


# --- what a sentence says exactly (facts/) -----------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in a sentence; `text` is verbatim, hedge and unit too (« près de 45 000 cas »)."""

    text: str
    value: float  # « 10 milliards » = 10000000000
    unit: str | None  # as written: « dollars », « % », « emplois »
    hedge: str | None  # as written: « jusqu'à », « environ »
    currency: str | None  # ISO 4217, None when it is no money or not said
    attribution: str | None  # « selon Sam Altman »
    sentence: str
    article_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What somebody said, verbatim and without its marks."""

    text: str
    speaker: str | None
    role: str | None
    sentence: str
    article_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEvent:
    """Something announced for a day. `at` is local wall-clock time, HH:MM."""

    text: str
    day: date
    at: str | None
    sentence: str
    article_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that the desk knows of one story when it composes the edition."""

    story: Story
    summary: Summary | None  # None: nothing fit to print
    figures: tuple[Figure, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[DatedEvent, ...] = ()


# --- what is printed ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    kind: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many feeds answered since the last edition: « 41 sources sur 44 »."""

    feeds: int
    ok: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One morning's brief, frozen: e-mail, page, text and feed entry are views of it."""

    newsletter: str
    day: date
    language: str
    number: int
    subject: str
    preheader: str
    greeting: str
    sign_off: str
    reading_minutes: int
    coverage: Coverage
    sections: tuple[Section, ...]
    made_at: datetime

    @property
    def story_ids(self) -> frozenset[str]:
        """The stories that stand in it, in whatever section."""
        blocks = (block for section in self.sections for block in section.blocks)
        return frozenset(block.story_id for block in blocks if block.story_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an edition got wrong and what is right, in the editors' words."""

    newsletter: str
    day: date  # of the edition that was wrong
    text: str
    noted_at: datetime


class EditionState(StrEnum):
    DRAFT = "draft"
    HELD = "held"
    APPROVED = "approved"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRecord:
    """A row of the table `editions`: the state of one newsletter's day."""

    id: int
    newsletter: str
    day: date
    state: EditionState
    reason: str  # a word when held, skipped or cancelled
    edition: Edition | None  # None when skipped before it was made
    approved_at: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A story that stood in an edition: what the memory compares tomorrow's stories with."""

    newsletter: str
    day: date
    story_id: str
    item_ids: tuple[str, ...]
    outlets: tuple[str, ...]
    text: str  # titles and teasers of its articles at that time, one a line


# --- who gets it -------------------------------------------------------------------------------


class Consent(StrEnum):
    PENDING = "pending"
    ACTIVE = "active"
    PAUSED = "paused"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """`since` and `proof` say when and how this person agreed to get mail."""

    id: int
    email: str = field(repr=False)  # never in a log
    state: Consent
    since: datetime
    proof: str


class DeliveryState(StrEnum):
    QUEUED = "queued"
    IN_FLIGHT = "in_flight"
    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    AMBIGUOUS = "ambiguous"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One edition to one subscriber: unique, for ever."""

    id: int
    edition_id: int
    subscriber: Subscriber
    state: DeliveryState
    attempts: int = 0
    next_try_at: datetime | None = None
    response: str = ""  # the server's last words, without addresses
