"""Dossiers → what earlier editions got wrong, in the editors' own words; else absent."""

from collections.abc import Sequence

from briefing.edition.desk import Options
from briefing.model import Dossier, TextBlock

TITLES = {"fr": "Rectificatif", "en": "Correction"}
LIMIT = 3


def pick(dossiers: Sequence[Dossier], options: Options) -> tuple[TextBlock, ...]:
    """Return the corrections noted since the last edition, oldest first."""
    return tuple(TextBlock(text=one.text) for one in options.corrections[: options.max])
