"""A lead and the sentences of its story → the one that follows it best, or none."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from briefing.facts.money import bare_money
from briefing.facts.names import find_names
from briefing.facts.numbers import find_numbers
from briefing.model import Article, Reuse, Story
from briefing.summarize.candidates import Candidate, candidates, printable
from briefing.summarize.disputes import claims_more, hedged_values
from briefing.summarize.leaning import at_somebody, ends_on_unsaid, leans, points_back
from briefing.summarize.overtaken import still_awaits
from briefing.summarize.repeats import adds, common, same_figure
from briefing.summarize.ties import costs_otherwise, counts_otherwise, of_another_matter
from briefing.text import content_stems, count_words

_OLD = timedelta(hours=14)  # behind the newest article: its numbers may have been overtaken
_FEW = 9  # words: without a name and a figure they say nothing
# A number in digits or a noun without its article opens a headline, not a sentence.
_HEADLINESE = re.compile(r"\d|Nouve(?:au|aux|lle|lles|l)\s")

# « For more than a century, … », « Depuis plus d'un siècle, … »: how a long read opens.
_SETS_A_SCENE = re.compile(
    r"(?i)(?:for|over)\s(?:more\sthan\s|nearly\s|almost\s)?(?:a\s|the\s|\w+\s)?(?:centur|decade"
    r"|generation)"
    r"|(?:depuis|pendant)\s(?:plus\sd['’]|près\sd['’])?(?:un\s|des\s|une\s)?(?:siècle|décennie"
    r"|génération)"
)


def bodies(story: Story, *, words: int, today: date) -> list[Candidate]:
    """Return all sentences of the story that may be printed, at most `words` words long."""
    return [
        one
        for article in story.articles
        if printable(article, Reuse.TEASER)
        for one in candidates(article, words=words, today=today)
        if not bare_money(one.text, language=article.item.language)
    ]


def best_body(
    found: Sequence[Candidate], lead: str, article: Article, story: Story
) -> Candidate | None:
    """Return the sentence that follows best the lead of that article; the first of equals."""
    return next(iter(by_worth(found, lead, article, story)), None)


def by_worth(
    found: Sequence[Candidate], lead: str, article: Article, story: Story
) -> list[Candidate]:
    """Return the sentences that can follow the lead of that article, the best first."""
    language = article.item.language
    topic = _topic(story, language)
    newest = max(one.item.dated for one in story.articles)
    vague = hedged_values(story)
    scored = [
        (_worth(one, lead, article, topic) - 1.2 * (newest - one.article.item.dated > _OLD), one)
        for one in found
        if adds(one.text, lead, language) and not claims_more(one.text, vague, one.article)
    ]
    usable = [(worth, one) for worth, one in scored if worth > 0]
    return [one for _, one in sorted(usable, key=lambda pair: -pair[0])]


def _topic(story: Story, language: str) -> Mapping[str, float]:
    """Return the stems of the story's titles, what it is about, and how much each says so.

    Of several outlets' titles a stem counts fully when two of them have it, else by half.
    """
    titles = {
        (article.outlet, stem)
        for article in story.articles
        for stem in content_stems(article.item.title, language)
    }
    counts = Counter(stem for _, stem in titles)
    alone = len({outlet for outlet, _ in titles}) < 2
    return {stem: 1.0 if alone or count > 1 else 0.5 for stem, count in counts.items()}


def _worth(one: Candidate, lead: str, article: Article, topic: Mapping[str, float]) -> float:
    """Return how well it follows the lead; 0 or less when it is about something else."""
    language = one.article.item.language
    said, known = set(content_stems(one.text, language)), set(content_stems(lead, language))
    shared = sum(topic.get(stem, 0.0) for stem in said)
    # The lead's own article opens with it; one common word makes no other outlet's sentence fit.
    opens = one.article.id == article.id and one.position <= (1 if common(known, said) else 0)
    if (not opens and not shared) or _unfit(one, lead, article):
        return 0.0
    count = count_words(one.text)
    names: Sequence[str] = find_names(one.text, language=language)
    figures = any(not number.written for number in find_numbers(one.text, language))
    back = points_back(one.text, lead, language)
    points = (
        1.5 / (1 + one.position),
        0.35 * min(shared, 5),
        0.5 * figures,
        0.3 * min(len(names), 2),
        0.4 if 12 <= count <= 28 else 0.0,
        0.2 * one.whole,
        0.25 * (one.article.outlet != article.outlet),
        -0.6 * (_HEADLINESE.match(one.text) is not None),
        -0.6 * same_figure(one.text, lead, language),
        -0.6 * (len(said - known) < 4),
        -1.5 * back,
        -1.0 * (not back and not common(known, said)),
        -3.5 * max(0.0, common(known, said) / max(1, len(known)) - 0.5),
        0.08 * min(len(said - known), 10),
    )
    return sum(points)


def _unfit(one: Candidate, lead: str, article: Article) -> bool:
    """Say whether it is about something else, at odds with the lead, or nothing by itself."""
    language = one.article.item.language
    # « Les finances sont dans le rouge. » says nothing; « le diplomate » needs to be named.
    says_nothing = (
        count_words(one.text) <= _FEW
        and not find_names(one.text, language=language)
        and all(number.written for number in find_numbers(one.text, language))
    )
    return (
        says_nothing
        or (one.article.id != article.id and of_another_matter(one, lead, article))
        or counts_otherwise(one.text, lead, language)
        or costs_otherwise(one.text, lead, language)
        or still_awaits(one.text, lead, language)
        or _SETS_A_SCENE.match(one.text) is not None
        or leans(one.text, lead, language)
        or ends_on_unsaid(one.text, lead, language)
        or (points_back(one.text, lead, language) and at_somebody(one.text))
    )
