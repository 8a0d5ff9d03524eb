"""A sentence and a lead → are they about one matter, and do their figures agree?"""

import re

from briefing.facts.figures import find_figures
from briefing.facts.names import find_names
from briefing.model import Article
from briefing.summarize.candidates import Candidate
from briefing.summarize.lexicon import LANGUAGES
from briefing.summarize.noise import noise_stems
from briefing.summarize.repeats import common, ideas, same_figure
from briefing.text import base

SAME_IDEAS, SAME_SHARE = 3, 0.5  # of two headlines that tell one event
_UNCOUNTED = re.compile(
    r"(?i)[%€$£]|pour\scent|per\s?cent|euros?|dollars?|ans?\b|years?|points?|fois|times"
)
_TOLL = re.compile(
    r"(?i)\b(?:tuée?s?|morts?|blessée?s?|victimes?|killed|dead|deaths?|injured|wounded)\b"
)


def of_another_matter(one: Candidate, lead: str, article: Article) -> bool:
    """Say whether a sentence of another article has too little of the lead or of its article.

    Its headline must tell the same event: two matters that touch have a name in common, or two
    words of their subject. And so must the sentence, or be about what the lead's article tells.
    """
    language = one.article.item.language
    known = ideas(f"{lead} {article.item.title}", language)
    headed, said = ideas(one.article.item.title, language), ideas(one.text, language)
    near = common(headed, known)
    same = near >= min(SAME_IDEAS, SAME_SHARE * min(len(headed), len(known)))
    told = known | ideas(article.item.summary, language)
    tied = common(told, said) + same_figure(one.text, lead, language)
    if not same or tied < 2 or not common(ideas(lead, language), said | headed):
        return True
    # One name is not enough: « le Charles-de-Gaulle » is in more than one story.
    named = ideas(_names_with_kinds(f"{lead} {one.text}", language), language)
    named |= noise_stems(base(language) if base(language) in LANGUAGES else "fr")
    return not common(said - named, known - named) and common(headed - named, known - named) < 2


def _names_with_kinds(text: str, language: str) -> str:
    """Return the names with what they are of: « porte-avions français Charles de Gaulle »."""
    names = (re.escape(name) for name in find_names(text, language=language))
    found = (re.search(rf"(?:[a-zà-ÿœ-]+\s){{0,2}}{name}", text) for name in names)
    return " ".join(match.group() for match in found if match)


def counts_otherwise(text: str, lead: str, language: str) -> bool:
    """Say whether it counts the same things and finds another number: 13 dead under 15 dead."""
    here, there = (
        [
            one
            for one in find_figures(told, language=language, article_id="")
            if one.unit and _UNCOUNTED.match(one.unit) is None
        ]
        for told in (text, lead)
    )
    again = {one.value for one in here} & {other.value for other in there}
    toll = _TOLL.search(text) is not None and _TOLL.search(lead) is not None
    return bool(here and there and not again) and (
        toll or any(one.unit == other.unit for one in here for other in there)
    )


def costs_otherwise(text: str, lead: str, language: str) -> bool:
    """Say whether each names one amount of money and they are near but not the same."""
    here, there = (
        [one.value for one in find_figures(told, language=language, article_id="") if one.currency]
        for told in (text, lead)
    )
    if len(here) != 1 or len(there) != 1:
        return False
    low, high = sorted((here[0], there[0]))
    return low > 0 and low < high < 2 * low and high - low > 0.05 * high
