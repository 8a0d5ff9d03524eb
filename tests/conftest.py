"""What tests of every room share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.chromium import Chromium


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The browser of tests marked `browser`; they skip where there is none."""
    from tests.browser.chromium import PROGRAM, Chromium

    if PROGRAM is None:
        pytest.skip("Chromium is not installed")
    browser = Chromium()
    yield browser
    browser.close()
