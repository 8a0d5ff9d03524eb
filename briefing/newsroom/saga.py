"""Stories → how many outlets tell of what each is part of: a war, a trial, a heat wave.

A saga is linked, never merged: its parts stay stories of their own, but what all newspapers write
about is big, however they cut it up.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from briefing.model import Story
from briefing.text import base, content_stems

_LINKED = 0.2  # of two titles: the cosine of their weighted stems
_FEWEST = 2  # stems in common
_FREQUENT = 60  # titles; a stem that stands in more finds no others (but counts)

Title = Mapping[str, float]


def reaches(stories: Sequence[Story]) -> list[int]:
    """Return, for each story, the outlets that tell it or a story whose title is near one of its.

    In order. Copies count: they show how big an outlet holds it to be.
    """
    told = [{one.outlet for one in story.articles} for story in stories]
    reached = [set(outlets) for outlets in told]
    places, titles = _titles(stories)
    holders: dict[str, list[int]] = defaultdict(list)
    counts = Counter(stem for title in titles for stem in title)
    for at, title in enumerate(titles):
        rare = [stem for stem in title if 1 < counts[stem] <= _FREQUENT]
        shared = Counter(other for stem in rare for other in holders[stem])
        for other in shared:
            one, two = places[at], places[other]
            if one != two and _are_near(title, titles[other]):
                reached[one] |= told[two]
                reached[two] |= told[one]
        for stem in rare:
            holders[stem].append(at)
    return [len(outlets) for outlets in reached]


def _titles(stories: Sequence[Story]) -> tuple[list[int], list[Title]]:
    """Return each title's place among the stories, and its stems, weighted, of length 1."""
    places, stems = [], []
    for place, story in enumerate(stories):
        for one in story.articles:
            places.append(place)
            language = base(one.item.language)
            stems.append(sorted(set(content_stems(one.item.title, language))))
    counts = Counter(stem for title in stems for stem in title)
    weights = {stem: math.log((len(stems) + 1) / count) for stem, count in counts.items()}
    return places, [_of_length_1({stem: weights[stem] for stem in title}) for title in stems]


def _of_length_1(title: Title) -> Title:
    length = math.hypot(*title.values()) or 1.0
    return {stem: weight / length for stem, weight in title.items()}


def _are_near(one: Title, other: Title) -> bool:
    common = [stem for stem in one if stem in other]
    return (
        len(common) >= _FEWEST and math.fsum(one[stem] * other[stem] for stem in common) >= _LINKED
    )
