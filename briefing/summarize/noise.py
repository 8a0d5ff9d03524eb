"""Stems that tell nothing new in a sentence after a lead, and those that tell one thing.

The words stand in lexicon/known.*.toml.
"""

from collections.abc import Mapping
from functools import cache

from briefing.summarize.lexicon import block
from briefing.text import content_stems, stem


@cache
def noise_stems(language: str) -> frozenset[str]:
    """Return the stems that tell nothing new; « fr » or « en »."""
    lines = block("known", "noise", language)
    return frozenset(stem(word, language) for line in lines for word in line.split())


@cache
def same_stems(language: str) -> Mapping[str, str]:
    """Return the first stem of its line for each stem; one of two lines belongs to the first."""
    found: dict[str, str] = {}
    for line in block("known", "same", language):
        stems = content_stems(line, language)
        for one in stems:
            found.setdefault(one, stems[0])
    return found
