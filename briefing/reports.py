"""What the three jobs tell whoever called them: for the command line, the scheduler and tests."""

from dataclasses import dataclass

from briefing.model import DeliveryState, Dossier, EditionRecord, Feed, FeedState, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """What one fetch of one feed brought."""

    feed: Feed
    state: FeedState
    new: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReport:
    """An edition and what it was chosen from. `made` is False when it was there already."""

    record: EditionRecord
    made: bool
    flags: tuple[str, ...] = ()  # what somebody should look at before it leaves
    items: int = 0
    stories: tuple[Story, ...] = ()  # ranked, best first
    repeated: tuple[Story, ...] = ()  # printed before, and nothing new
    left_out: tuple[Story, ...] = ()  # by the operator, or by a rule of config.toml
    dossiers: tuple[Dossier, ...] = ()  # of the shortlist


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReport:
    """`counts` holds all deliveries of the edition, `sent_now` those of this call."""

    record: EditionRecord
    counts: dict[DeliveryState, int]
    sent_now: int
