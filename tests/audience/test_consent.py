import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.audience.consent import REASONS, UNDO_WITHIN, Change, Wish, change, may_undo
from briefing.errors import InputError
from briefing.model import Consent
from tests.builders import NOW


@pytest.mark.parametrize(
    ("before", "wish", "reason", "after"),
    [
        (Consent.PENDING, Wish.CONFIRM, "confirmed", Consent.ACTIVE),
        (Consent.PENDING, Wish.LEAVE, "expired", Consent.GONE),
        (Consent.ACTIVE, Wish.PAUSE, "reader", Consent.PAUSED),
        (Consent.PAUSED, Wish.RESUME, "time", Consent.ACTIVE),
        (Consent.ACTIVE, Wish.LEAVE, "unsubscribed", Consent.GONE),
        (Consent.PAUSED, Wish.LEAVE, "complained", Consent.GONE),
        (Consent.GONE, Wish.ASK, "signed up", Consent.PENDING),
    ],
)
def test_a_wish_moves_a_subscription(
    before: Consent, wish: Wish, reason: str, after: Consent
) -> None:
    step = change(before, wish, reason=reason, now=NOW)
    assert step == Change(before=before, after=after, reason=reason, at=NOW)
    assert step.happened


@pytest.mark.parametrize(
    ("state", "wish", "reason"),
    [
        (Consent.GONE, Wish.CONFIRM, "confirmed"),  # an old link never brings anybody back
        (Consent.GONE, Wish.RESUME, "reader"),
        (Consent.GONE, Wish.PAUSE, "reader"),
        (Consent.PENDING, Wish.RESUME, "reader"),
        (Consent.PENDING, Wish.PAUSE, "reader"),
        (Consent.PAUSED, Wish.CONFIRM, "confirmed"),
        (Consent.PAUSED, Wish.ASK, "signed up"),
        (Consent.ACTIVE, Wish.ASK, "signed up"),
    ],
)
def test_an_impossible_wish_is_refused_with_a_hint(state: Consent, wish: Wish, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        change(state, wish, reason=reason, now=NOW)
    assert caught.value.hint


def test_a_reason_must_belong_to_the_wish() -> None:
    with pytest.raises(ValueError, match="no reason to leave"):
        change(Consent.ACTIVE, Wish.LEAVE, reason="confirmed", now=NOW)


WISHES = st.sampled_from([(wish, reason) for wish in Wish for reason in sorted(REASONS[wish])])


def _after(state: Consent, wish: Wish, reason: str) -> Consent:
    try:
        return change(state, wish, reason=reason, now=NOW).after
    except InputError:
        return state


@given(st.sampled_from(Consent), WISHES)
def test_a_wish_said_twice_is_said_once(state: Consent, said: tuple[Wish, str]) -> None:
    try:
        first = change(state, said[0], reason=said[1], now=NOW)
    except InputError:
        return
    second = change(first.after, said[0], reason=said[1], now=NOW)
    assert second.after is first.after
    assert not second.happened


@given(st.lists(WISHES))
def test_who_left_gets_nothing_before_confirming_anew_or_taking_it_back(
    wishes: list[tuple[Wish, str]],
) -> None:
    state, confirmed = Consent.GONE, False
    for wish, reason in wishes:
        confirmed = confirmed or wish in (Wish.CONFIRM, Wish.UNDO)
        state = _after(state, wish, reason)
    assert confirmed or state is not Consent.ACTIVE


@pytest.mark.parametrize("reason", sorted(REASONS[Wish.LEAVE]))
def test_only_ones_own_leaving_can_be_taken_back_and_for_a_week(reason: str) -> None:
    last = Change(before=Consent.ACTIVE, after=Consent.GONE, reason=reason, at=NOW)
    assert may_undo(last, now=NOW + UNDO_WITHIN) is (reason == "unsubscribed")
    assert not may_undo(last, now=NOW + UNDO_WITHIN * 2)
    assert not may_undo(None, now=NOW)


@given(st.sampled_from(Consent), WISHES, st.text(max_size=40))
def test_a_change_says_when_how_and_on_which_words(
    state: Consent, said: tuple[Wish, str], words: str
) -> None:
    try:
        step = change(state, said[0], reason=said[1], now=NOW, shown=words)
    except InputError:
        return
    assert (step.at, step.reason, step.shown, step.before) == (NOW, said[1], words, state)
