import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.audience.tokens import (
    MAX_NEWSLETTER,
    MAX_SUBSCRIBER,
    WIDTH,
    read_unsubscribe_token,
    unsubscribe_token,
)
from briefing.errors import InputError, NotFound

KEY = bytes(range(32))
URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
NEWSLETTERS = st.from_regex(rf"[a-z0-9][a-z0-9-]{{0,{MAX_NEWSLETTER - 1}}}", fullmatch=True)
SUBSCRIBERS = st.integers(0, MAX_SUBSCRIBER)


@given(SUBSCRIBERS, NEWSLETTERS)
def test_a_token_names_its_reader_in_64_url_safe_characters(id: int, newsletter: str) -> None:
    token = unsubscribe_token(KEY, subscriber_id=id, newsletter=newsletter)
    assert re.fullmatch(r"[A-Za-z0-9_-]{64}", token)
    assert read_unsubscribe_token(KEY, token) == (id, newsletter)


@given(SUBSCRIBERS, NEWSLETTERS, st.integers(0, WIDTH - 1), st.sampled_from(URL_SAFE + "=+/é\n "))
def test_a_token_with_one_character_changed_is_refused(
    id: int, newsletter: str, place: int, other: str
) -> None:
    token = unsubscribe_token(KEY, subscriber_id=id, newsletter=newsletter)
    changed = token[:place] + other + token[place + 1 :]
    if changed != token:
        with pytest.raises(NotFound):
            read_unsubscribe_token(KEY, changed)


def test_the_signature_has_128_bits_at_least_even_beside_the_longest_id() -> None:
    token = unsubscribe_token(KEY, subscriber_id=7, newsletter="a" * MAX_NEWSLETTER)
    signature = token.removeprefix("a" * MAX_NEWSLETTER + "_AAAAAAAH")
    assert len(signature) * 6 >= 128


def test_no_spelling_of_the_last_character_but_one_passes() -> None:
    token = unsubscribe_token(KEY, subscriber_id=7, newsletter="matin")
    passing = []
    for other in URL_SAFE:
        try:
            read_unsubscribe_token(KEY, token[:-1] + other)
        except NotFound:
            continue
        passing.append(other)
    assert passing == [token[-1]]


@given(st.text(max_size=80) | st.text(URL_SAFE, min_size=WIDTH, max_size=WIDTH))
def test_garbage_is_refused(garbage: str) -> None:
    with pytest.raises(NotFound) as caught:
        read_unsubscribe_token(KEY, garbage)
    assert caught.value.hint


@given(SUBSCRIBERS, NEWSLETTERS, st.binary(min_size=32, max_size=32))
def test_another_key_opens_nothing(id: int, newsletter: str, key: bytes) -> None:
    token = unsubscribe_token(KEY, subscriber_id=id, newsletter=newsletter)
    if key != KEY:
        with pytest.raises(NotFound):
            read_unsubscribe_token(key, token)


@pytest.mark.parametrize("cut", [slice(0, 63), slice(1, 64), slice(0, 0), slice(0, 36)])
def test_a_token_cut_by_a_mail_program_is_refused(cut: slice) -> None:
    token = unsubscribe_token(KEY, subscriber_id=7, newsletter="matin")
    with pytest.raises(NotFound):
        read_unsubscribe_token(KEY, token[cut])


@pytest.mark.parametrize("newsletter", ["", "a" * 34, "le_matin", "Matin", "été"])
def test_a_newsletter_id_that_does_not_fit_is_refused_before_any_mail(newsletter: str) -> None:
    with pytest.raises(InputError):
        unsubscribe_token(KEY, subscriber_id=7, newsletter=newsletter)


@pytest.mark.parametrize("id", [-1, MAX_SUBSCRIBER + 1])
def test_an_id_out_of_range_is_a_mistake_of_ours(id: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        unsubscribe_token(KEY, subscriber_id=id, newsletter="matin")
