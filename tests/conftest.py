"""What tests of every room share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.browser.chromium import Chromium

# A slow machine is no fault. `ci` takes the same examples each time: a change is judged by its own.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("house", _PATIENT)
settings.register_profile("ci", _PATIENT, derandomize=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The browser of tests marked `browser`; they skip where there is none."""
    from tests.browser.chromium import PROGRAM, Chromium

    if PROGRAM is None:
        pytest.skip("Chromium is not installed")
    browser = Chromium()
    yield browser
    browser.close()
