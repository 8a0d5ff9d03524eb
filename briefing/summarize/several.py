"""Sentences of several texts on one story → few that say what most of them say, none twice."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.summarize.check import problems
from briefing.text import content_stems

REPEATS = 0.5  # what a word that is said already still counts for
EARLY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence, whole or trimmed, of the text with the index `document`."""

    document: int
    position: int
    text: str
    words: int
    source: str
    whole: bool


def pick_from_several(
    units: Sequence[Unit], *, titles: Sequence[str], words: int, language: str
) -> list[Unit]:
    """Return units of at most `words` words in all, best first.

    """
    raise NotImplementedError
