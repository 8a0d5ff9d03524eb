from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config.settings import DeliverySettings
from briefing.deliver.outbox import Failures, after_crash, next_step
from briefing.deliver.transport import Receipt, Remains
from briefing.model import Consent, Delivery, DeliveryState, Subscriber
from tests.builders import NOW

OPTIONS = DeliverySettings()  # 1m, 5m, 15m, 1h
RESEND = DeliverySettings(ambiguous="resend")
OUTCOMES = (
    DeliveryState.SENT,
    DeliveryState.DEFERRED,
    DeliveryState.FAILED,
    DeliveryState.AMBIGUOUS,
    DeliveryState.QUEUED,
)


def delivery(
    state: DeliveryState = DeliveryState.IN_FLIGHT,
    *,
    attempts: int = 1,
) -> Delivery:
    reader = Subscriber(id=7, email="a@b.example", state=Consent.ACTIVE, since=NOW, proof="test")
    return Delivery(id=3, edition_id=1, subscriber=reader, state=state, attempts=attempts)


def receipt(state: DeliveryState, response: str = "250 ok") -> Receipt:
    return Receipt(delivery_id=3, state=state, response=response)


def test_a_sent_one_is_done() -> None:
    after = next_step(delivery(), receipt(DeliveryState.SENT), now=NOW, options=OPTIONS)
    assert (after.state, after.next_try_at, after.response) == (
        DeliveryState.SENT,
        None,
        "250 ok",
    )


@pytest.mark.parametrize(("attempts", "minutes"), [(0, 1), (1, 1), (2, 5), (3, 15), (4, 60)])
def test_a_deferred_one_waits_longer_each_time(attempts: int, minutes: int) -> None:
    after = next_step(
        delivery(attempts=attempts), receipt(DeliveryState.DEFERRED), now=NOW, options=OPTIONS
    )
    assert after.state is DeliveryState.DEFERRED
    assert after.next_try_at == NOW + timedelta(minutes=minutes)


def test_a_deferred_one_fails_when_no_wait_is_left() -> None:
    after = next_step(
        delivery(attempts=5),
        receipt(DeliveryState.DEFERRED, "451 later"),
        now=NOW,
        options=OPTIONS,
    )
    assert (after.state, after.next_try_at, after.response) == (
        DeliveryState.FAILED,
        None,
        "451 later",
    )


def test_a_refused_one_is_never_tried_again() -> None:
    after = next_step(delivery(), receipt(DeliveryState.FAILED), now=NOW, options=OPTIONS)
    assert (after.state, after.next_try_at) == (DeliveryState.FAILED, None)


def test_an_ambiguous_one_is_held_unless_the_operator_prefers_twice_to_never() -> None:
    held = next_step(delivery(), receipt(DeliveryState.AMBIGUOUS), now=NOW, options=OPTIONS)
    assert (held.state, held.next_try_at) == (DeliveryState.AMBIGUOUS, None)
    again = next_step(delivery(), receipt(DeliveryState.AMBIGUOUS), now=NOW, options=RESEND)
    assert (again.state, again.next_try_at) == (
        DeliveryState.DEFERRED,
        NOW + timedelta(minutes=1),
    )
    last = next_step(
        delivery(attempts=5), receipt(DeliveryState.AMBIGUOUS), now=NOW, options=RESEND
    )
    assert last.state is DeliveryState.AMBIGUOUS


def test_one_handed_back_untried_costs_no_attempt() -> None:
    deferred = replace(delivery(attempts=3), response="451 later")
    after = next_step(deferred, receipt(DeliveryState.QUEUED, ""), now=NOW, options=OPTIONS)
    assert (after.state, after.attempts, after.response) == (
        DeliveryState.QUEUED,
        2,
        "451 later",
    )


def test_who_unsubscribed_while_the_message_waited_is_suppressed() -> None:
    after = next_step(delivery(), receipt(DeliveryState.SUPPRESSED, ""), now=NOW, options=OPTIONS)
    assert after.state is DeliveryState.SUPPRESSED


def test_a_receipt_of_another_delivery_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="not for delivery 3"):
        next_step(
            delivery(),
            Receipt(delivery_id=4, state=DeliveryState.SENT),
            now=NOW,
            options=OPTIONS,
        )


def test_in_flight_is_no_outcome() -> None:
    with pytest.raises(ValueError, match="no outcome"):
        next_step(delivery(), receipt(DeliveryState.IN_FLIGHT), now=NOW, options=OPTIONS)


@given(st.lists(st.sampled_from(OUTCOMES), max_size=12), st.sampled_from((OPTIONS, RESEND)))
def test_a_settled_delivery_stays_settled_whatever_comes_late(
    outcomes: list[DeliveryState], options: DeliverySettings
) -> None:
    current, settled = delivery(), False
    for outcome in outcomes:
        after = next_step(current, receipt(outcome), now=NOW, options=options)
        if settled:
            assert after.state in {current.state, DeliveryState.SENT}
        settled = after.state in {DeliveryState.SENT, DeliveryState.FAILED}
        current = after


@given(st.sampled_from(OUTCOMES), st.sampled_from((OPTIONS, RESEND)), st.integers(1, 9))
def test_the_same_receipt_twice_changes_nothing_more_once_settled(
    outcome: DeliveryState, options: DeliverySettings, attempts: int
) -> None:
    first = next_step(delivery(attempts=attempts), receipt(outcome), now=NOW, options=options)
    if first.state in {DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.AMBIGUOUS}:
        assert next_step(first, receipt(outcome), now=NOW, options=options) == first


@given(st.integers(0, 6))
def test_every_delivery_ends_after_as_many_tries_as_there_are_waits_and_one(waits: int) -> None:
    options = DeliverySettings(retry_delays=tuple([timedelta(minutes=1)] * waits))
    current, now, tries = delivery(DeliveryState.QUEUED, attempts=0), NOW, 0
    while current.state in {DeliveryState.QUEUED, DeliveryState.DEFERRED}:
        tries += 1
        claimed = replace(current, state=DeliveryState.IN_FLIGHT, attempts=current.attempts + 1)
        current = next_step(claimed, receipt(DeliveryState.DEFERRED), now=now, options=options)
        now += timedelta(hours=1)
    assert current.state is DeliveryState.FAILED
    assert tries == waits + 1


# --- after a crash


def recovered(remains: Remains, lost: DeliveryState = DeliveryState.AMBIGUOUS) -> Delivery:
    return after_crash(delivery(), remains, lost=lost, now=NOW, options=OPTIONS)


def test_what_was_answered_before_the_crash_is_done() -> None:
    remains = Remains(whole=True, answered={3: receipt(DeliveryState.SENT)})
    assert recovered(remains).state is DeliveryState.SENT
    later = Remains(answered={3: receipt(DeliveryState.DEFERRED)})
    assert recovered(later).next_try_at == NOW + timedelta(minutes=1)


def test_what_was_on_the_wire_is_what_the_transport_says() -> None:
    remains = Remains(whole=True, begun=frozenset({3}))
    found = recovered(remains)
    assert (found.state, "stopped while" in found.response) == (DeliveryState.AMBIGUOUS, True)
    assert recovered(remains, DeliveryState.QUEUED).state is DeliveryState.QUEUED


def test_what_had_not_begun_is_queued_again_at_no_cost() -> None:
    found = recovered(Remains(whole=True, begun=frozenset({4})))
    assert (found.state, found.attempts) == (DeliveryState.QUEUED, 0)


def test_after_a_power_cut_silence_is_no_proof() -> None:
    assert recovered(Remains(whole=False)).state is DeliveryState.AMBIGUOUS


# --- a share of refusals


def count(failures: Failures, *, sent: int = 0, failed: int = 0, deferred: int = 0) -> Failures:
    for state, times in (
        (DeliveryState.SENT, sent),
        (DeliveryState.FAILED, failed),
        (DeliveryState.DEFERRED, deferred),
    ):
        for _ in range(times):
            failures.count(delivery(state))
    return failures


def test_a_share_above_the_limit_is_too_much_once_there_are_enough() -> None:
    assert not count(Failures(0.3), failed=49).too_many
    assert count(Failures(0.3), failed=50).too_many
    assert not count(Failures(0.3), sent=70, failed=30).too_many
    assert count(Failures(0.3), sent=69, failed=31).too_many
    assert not count(Failures(1), failed=500).too_many
    assert not count(Failures(0.3), deferred=500).too_many


def test_only_the_last_ones_count() -> None:
    failures = count(count(Failures(0.3), failed=100), sent=200)
    assert (failures.seen, failures.refused, failures.too_many) == (200, 0, False)
