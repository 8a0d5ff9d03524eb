"""A headline and its teaser → how firmly they tell news: when, who says so, how much, what is done.

Comments, portraits and long reads have few of these, whatever words they use. The words stand in
lexicon/firmness.*.toml.
"""

from briefing.summarize.lexicon import Phrases, by_language
from briefing.text import base

_WHEN = by_language("firmness", "when")
_SAYS = by_language("firmness", "says")
_MUCH = Phrases("firmness", "much")
_YEAR = Phrases("firmness", "year")
_DONE = by_language("firmness", "done")


def firmness(text: str, language: str) -> int:
    """Return 0…4: one each for a day, for somebody who says so, for a figure, for what is done.

    4 for a language without its own words: nothing is held against it.
    """
    tongue = base(language)
    if tongue not in _WHEN:
        return 4
    return sum(
        (
            _WHEN[tongue].stand_in(text),
            _SAYS[tongue].stand_in(text),
            _MUCH.stand_in(_YEAR.sub(" ", text)),
            _DONE[tongue].stand_in(text),
        )
    )
