"""A trouble is told to somebody, and the work goes on."""

import pytest

from briefing.errors import Busy, InputError, StoreError
from briefing.operate.survive import surviving


def told(error: Exception | None) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = []
    with surviving("work", lambda kind, text: said.append((kind, text))):
        if error is not None:
            raise error
    return said


def test_each_trouble_has_its_kind_and_its_hint() -> None:
    assert told(None) == []
    assert told(InputError("No feed.", hint="Add one.")) == [("failing", "No feed. Add one.")]
    assert told(StoreError("Disk full.")) == [("database", "Disk full.")]
    assert told(ValueError("odd")) == [("failing", "ValueError: odd (the log has more)")]


def test_who_is_busy_is_no_trouble() -> None:
    assert told(Busy("Another is at work.")) == []


def test_an_end_by_hand_is_not_survived() -> None:
    with pytest.raises(KeyboardInterrupt), surviving("work", lambda kind, text: None):
        raise KeyboardInterrupt
