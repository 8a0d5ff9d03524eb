"""A trouble → a word to somebody, and on we go. The one place that catches everything."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from briefing.errors import BriefingError, Busy, StoreError
from briefing.operate.alerts import Kind

log = logging.getLogger("briefing.operate")


@contextmanager
def surviving(work: str, tell: Callable[[Kind, str], None]) -> Iterator[None]:
    """Do what stands inside; `tell` its trouble (kind and text), unless somebody else is at it."""
    try:
        yield
    except Busy as busy:
        log.info("busy work=%s reason=%s", work, busy)
    except BriefingError as error:
        log.debug("failed work=%s", work, exc_info=True)  # every 20 s; the alert says it once
        tell("database" if isinstance(error, StoreError) else "failing", _said(error))
    except Exception as error:
        log.exception("failed work=%s", work)
        tell("failing", f"{type(error).__name__}: {error} (the log has more)")


def _said(error: BriefingError) -> str:
    return f"{error} {error.hint}".strip()
