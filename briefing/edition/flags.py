"""An edition → what somebody should look at before it leaves, as words. Pure."""

from briefing.config import Newsletter
from briefing.edition.compose import is_full
from briefing.model import Edition

SOURCES = "sources"  # too few of its feeds answered
SHORT = "short"  # a quiet morning


def flags_of(edition: Edition, newsletter: Newsletter) -> tuple[str, ...]:
    """Return the edition's flags, worst first; () when all is well."""
    coverage = edition.coverage
    failing = coverage.ok < newsletter.flag_coverage_below * coverage.feeds
    found = ((SOURCES, failing), (SHORT, not is_full(edition.sections, newsletter)))
    return tuple(word for word, raised in found if raised)
