"""Whether a person gets mail: pending → active ⇄ paused → gone. A state and a wish → a Change."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from briefing.errors import InputError
from briefing.model import Consent


class Wish(StrEnum):
    """What can happen to a subscription."""

    ASK = "ask"  # to get it again after having left
    CONFIRM = "confirm"
    PAUSE = "pause"
    RESUME = "resume"
    LEAVE = "leave"
    UNDO = "undo"  # the leaving: it was a slip, or somebody else's click


UNDO_WITHIN = timedelta(days=7)

REASONS: dict[Wish, frozenset[str]] = {
    Wish.ASK: frozenset({"signed up"}),
    Wish.CONFIRM: frozenset({"confirmed", "operator", "chosen"}),
    Wish.PAUSE: frozenset({"reader", "operator", "bounced"}),
    Wish.RESUME: frozenset({"reader", "operator", "time"}),
    Wish.LEAVE: frozenset({"unsubscribed", "operator", "bounced", "complained", "expired"}),
    Wish.UNDO: frozenset({"undone"}),
}

_NEXT: dict[tuple[Consent, Wish], Consent] = {
    (Consent.PENDING, Wish.CONFIRM): Consent.ACTIVE,
    (Consent.PENDING, Wish.LEAVE): Consent.GONE,
    (Consent.ACTIVE, Wish.PAUSE): Consent.PAUSED,
    (Consent.ACTIVE, Wish.LEAVE): Consent.GONE,
    (Consent.PAUSED, Wish.RESUME): Consent.ACTIVE,
    (Consent.PAUSED, Wish.LEAVE): Consent.GONE,
    (Consent.GONE, Wish.ASK): Consent.PENDING,
    (Consent.GONE, Wish.UNDO): Consent.ACTIVE,
    # Said twice is said once: a second click on the same link is no mistake.
    (Consent.PENDING, Wish.ASK): Consent.PENDING,
    (Consent.ACTIVE, Wish.CONFIRM): Consent.ACTIVE,
    (Consent.ACTIVE, Wish.RESUME): Consent.ACTIVE,
    (Consent.PAUSED, Wish.PAUSE): Consent.PAUSED,
    (Consent.GONE, Wish.LEAVE): Consent.GONE,
    (Consent.ACTIVE, Wish.UNDO): Consent.ACTIVE,
}

_HINTS: dict[Consent, str] = {
    Consent.PENDING: "The address has not been confirmed yet.",
    Consent.ACTIVE: "It is active already.",
    Consent.PAUSED: "It is paused; resume it first.",
    # An old confirmation link must never bring back somebody who left.
    Consent.GONE: "It has ended; only signing up anew brings it back.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of a subscription's history: when, how and on which words it changed."""

    before: Consent
    after: Consent
    reason: str
    at: datetime
    shown: str = ""  # what the person read and agreed to; or why they left, in their words

    @property
    def happened(self) -> bool:
        """False when it was so before."""
        return self.before is not self.after


def may_undo(last: Change | None, *, now: datetime) -> bool:
    """Say whether the last change was the person's own leaving, a week ago at most.

    What a bounce, a complaint or the operator ended is not brought back by a click.
    """
    return (
        last is not None
        and last.after is Consent.GONE
        and last.reason == "unsubscribed"
        and now - last.at <= UNDO_WITHIN
    )


def change(state: Consent, wish: Wish, *, reason: str, now: datetime, shown: str = "") -> Change:
    """Return what the wish makes of the state.

    Raises InputError for a wish that cannot be fulfilled in this state, ValueError for a reason
    that does not belong to the wish.
    """
    if reason not in REASONS[wish]:
        raise ValueError(f"{reason!r} is no reason to {wish}")
    after = _NEXT.get((state, wish))
    if after is None:
        raise InputError(
            f"A subscription that is {state} cannot {wish}.",
            hint=_HINTS[state],
        )
    return Change(before=state, after=after, reason=reason, at=now, shown=shown)
