"""A story → its lead, a cleaned headline, and one sentence that adds to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefing.facts.money import bare_money
from briefing.facts.names import find_names
from briefing.facts.numbers import find_numbers
from briefing.model import Article, Reuse, Sentence, Story, Summary
from briefing.summarize.candidates import Candidate, candidates, printable, texts
from briefing.summarize.check import problems
from briefing.summarize.disputes import claims_more, hedged_values
from briefing.summarize.phrases import (
    DANGLING,
    FIRST_PERSON,
    FURNITURE,
    OPENS_A_QUESTION,
    SAME_DAY,
    for_language,
)
from briefing.summarize.shape import has_predicate
from briefing.summarize.titles import (
    FEWEST,
    LONGEST,
    LONGEST_AT_ALL,
    MOST,
    MOST_AT_ALL,
    clean_title,
    leads,
    without_topic,
)
from briefing.text import content_stems, count_words, stem

_OLD = timedelta(hours=14)  # behind the newest article: its numbers may have been overtaken
# A number in digits or a noun without its article opens a headline, not a sentence.
_HEADLINESE = re.compile(r"\d|Nouve(?:au|aux|lle|lles|l)\s")
_TIME_WORD = re.compile(
    r"(?i)(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|jour|semaine|week|mois|année|an|matin|soir"
    r"|été|hiver|automne|printemps|month|year|morning|evening|\w+day)"
)
_TARGET = 10  # words of a lead
_NEARLY = 2.5  # cost by which another outlet's lead may be worse and still stand for it
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lead:
    text: str
    article: Article
    cost: float
    lacks: frozenset[str] = frozenset()  # stems of a topic that was left out


def summarize(story: Story, *, words: int, today: date) -> Summary | None:
    """Return the lead and at most one sentence of at most `words` words; None without a lead.

    Each comes from one article, whose texts bear out what it says. What a feed does not allow to
    be reprinted is not.
    """
    found = _leads(story, today)
    lead = _best_lead(found)
    bodies = _bodies(story, words=words, today=today)
    if lead is not None:
        body = _best_body(bodies, lead, story)
        return replace(_summary(lead, body), others=_others(found, lead, body))
    for lead in _topicless(story, today):
        body = _best_body(bodies, lead, story)
        said = f"{lead.text} {body.text}" if body else ""
        if lead.lacks <= set(content_stems(said, lead.article.item.language)):
            return _summary(lead, body)
    return None


def _summary(lead: _Lead, body: Candidate | None) -> Summary:
    return Summary(
        headline=Sentence(text=lead.text, article_ids=(lead.article.id,)),
        sentences=(Sentence(text=body.text, article_ids=(body.article.id,)),) if body else (),
    )


# --- the lead ----------------------------------------------------------------------------------


def _leads(story: Story, today: date) -> list[_Lead]:
    """Return every lead that the texts of its article bear out, of any length."""
    newest = max(article.item.dated for article in story.articles)
    vague = hedged_values(story)
    return [
        replace(lead, cost=lead.cost + penalty + 2.0 * claims_more(lead.text, vague, lead.article))
        for rank, article in enumerate(story.articles)
        if printable(article, Reuse.TITLE)
        for penalty in [0.2 * min(rank, 5) + _age_cost(newest - article.item.dated)]
        for lead in _leads_of(article, today)
    ]


def _best_lead(found: Sequence[_Lead]) -> _Lead | None:
    """Return the cheapest lead that fits; else the shortest that is bearable."""
    fitting = [lead for lead in found if _fits(lead.text)]
    if fitting:
        return min(fitting, key=lambda lead: lead.cost)
    bearable = [lead for lead in found if _bearable(lead.text)]
    return min(bearable, key=lambda lead: (count_words(lead.text), lead.cost), default=None)


def _others(found: Sequence[_Lead], lead: _Lead, body: Candidate | None) -> tuple[Sentence, ...]:
    """Return each other outlet's best lead that is nearly as good and that the body adds to."""
    best = {lead.article.outlet: lead}
    for one in sorted(found, key=lambda one: one.cost):
        adds = body is None or _adds(body.text, one.text, one.article.item.language)
        if _fits(one.text) and one.cost <= lead.cost + _NEARLY and adds:
            best.setdefault(one.article.outlet, one)
    others = [one for one in best.values() if one is not lead]
    return tuple(Sentence(text=one.text, article_ids=(one.article.id,)) for one in others)


def _topicless(story: Story, today: date) -> list[_Lead]:
    """Return leads without their topic, for a story whose headlines are all too long."""
    found = []
    for article in story.articles:
        language = article.item.language
        parts = without_topic(_title(article, today), language=language)
        if not parts or bare_money(parts[0], language=language):
            continue
        if printable(article, Reuse.TITLE) and _bearable(parts[0]):
            found.append(_Lead(text=parts[0], article=article, cost=0, lacks=parts[1]))
    return sorted(found, key=lambda lead: count_words(lead.text))


def _fits(text: str) -> bool:
    return FEWEST <= count_words(text) <= MOST and len(text) <= LONGEST


def _bearable(text: str) -> bool:
    return FEWEST <= count_words(text) <= MOST_AT_ALL and len(text) <= LONGEST_AT_ALL


def _title(article: Article, today: date) -> str:
    """Return the clean title, "" when it is furniture or no longer true today."""
    item = article.item
    title = clean_title(item.title, outlet=article.outlet, language=item.language)
    stale = (today - item.dated.date()).days != 0
    if FURNITURE.search(title) or (stale and for_language(SAME_DAY, item.language).search(title)):
        return ""
    return title


def _age_cost(behind: timedelta) -> float:
    """Return the cost of being told before the newest article: 1 from twenty hours on."""
    return min(1.0, behind / timedelta(hours=20))


def _leads_of(article: Article, today: date) -> list[_Lead]:
    item = article.item
    title = _title(article, today)
    sources = texts(article)
    return [
        _Lead(
            text=text, article=article, cost=_cost(text, article) + (1.0 + 0.3 * cuts) * (cuts > 0)
        )
        for cuts, text in enumerate(leads(title, language=item.language) if title else ())
        if not problems(text, sources, language=item.language)
        and not bare_money(text, language=item.language)
    ]


def _cost(text: str, article: Article) -> float:
    """Return how far a lead is from a plain statement of ten words by a weighty outlet."""
    language = article.item.language
    count = count_words(text)
    bare = _QUOTED.sub(" ", text)
    faults = (
        (0.15 if count > _TARGET else 0.25) * abs(count - _TARGET),
        3.0 * text.endswith("?"),
        1.0 * text.endswith("!"),
        2.0 * (for_language(OPENS_A_QUESTION, language).match(text) is not None),
        1.5 * (for_language(OPENS_A_QUESTION, language).match(_after_colon(text)) is not None),
        1.5 * text.startswith(("«", '"', "“")),
        0.5 * (" : " in text or ": " in text),
        4.0 * (for_language(FIRST_PERSON, language).search(bare) is not None),
        2.0 * (not has_predicate(text, language)),
        1.0 * ("…" in text or ".." in text),
        1.5 * (for_language(DANGLING, language).match(text) is not None),
        -1.0 * article.feed.weight,
    )
    return sum(faults)


def _after_colon(text: str) -> str:
    return re.split(r"\s?:\s", text, maxsplit=1)[-1] if ":" in text else ""


# --- the body ----------------------------------------------------------------------------------


def _bodies(story: Story, *, words: int, today: date) -> list[Candidate]:
    return [
        one
        for article in story.articles
        if printable(article, Reuse.TEASER)
        for one in candidates(article, words=words, today=today)
        if not bare_money(one.text, language=article.item.language)
    ]


def _best_body(bodies: Sequence[Candidate], lead: _Lead, story: Story) -> Candidate | None:
    """Return the candidate that follows the lead best; the first of equals."""
    language = lead.article.item.language
    topic = _topic(story, language)
    newest = max(article.item.dated for article in story.articles)
    vague = hedged_values(story)
    scored = [
        (_worth(one, lead, topic) - 1.2 * (newest - one.article.item.dated > _OLD), one)
        for one in bodies
        if _adds(one.text, lead.text, language) and not claims_more(one.text, vague, one.article)
    ]
    usable = [(worth, one) for worth, one in scored if worth > 0]
    return max(usable, key=lambda pair: pair[0])[1] if usable else None


def _topic(story: Story, language: str) -> frozenset[str]:
    """Return the stems of the story's titles: what it is about."""
    return frozenset(
        stem for article in story.articles for stem in content_stems(article.item.title, language)
    )


def _adds(text: str, lead: str, language: str) -> bool:
    """Say whether it brings something new and is neither the lead again nor its quotation."""
    said, known = set(content_stems(text, language)), set(content_stems(lead, language))
    new = said - known
    if not new or (len(new) < 4 and len(known & said) >= 0.7 * len(known)):
        return False
    return not any(
        _alike(one, other, language)
        for one in _QUOTED.findall(text)
        for other in _QUOTED.findall(lead)
        if count_words(one) >= 4
    )


def _alike(one: str, other: str, language: str) -> bool:
    a, b = set(content_stems(one, language)), set(content_stems(other, language))
    return len(a & b) >= 0.3 * max(1, min(len(a), len(b)))


def _worth(one: Candidate, lead: _Lead, topic: frozenset[str]) -> float:
    """Return how well it follows the lead; 0 or less when it is about something else."""
    language = one.article.item.language
    said = set(content_stems(one.text, language))
    shared = len(said & topic)
    # The opening of the lead's own article is about it even without one of its words.
    opens = one.article.id == lead.article.id and one.position <= 1
    if not shared and not opens:
        return 0.0
    count = count_words(one.text)
    names: Sequence[str] = find_names(one.text, language=language)
    points = (
        1.5 / (1 + one.position),
        0.35 * min(shared, 5),
        0.5 * any(True for n in find_numbers(one.text, language) if not n.written),
        0.3 * min(len(names), 2),
        0.4 if 12 <= count <= 28 else 0.0,
        0.2 * one.whole,
        0.25 * (one.article.outlet != lead.article.outlet),
        -0.6 * (_HEADLINESE.match(one.text) is not None),
        -1.5 * _points_back(one.text, lead.text, language),
        -0.6 * (len(said - set(content_stems(lead.text, language))) < 4),
    )
    return sum(points)


def _points_back(text: str, lead: str, language: str) -> bool:
    """Say whether « cette organisation » early in it names a thing that the lead does not."""
    match = re.search(r"\b(?:ce|cet|cette|ces|this|that|these|those)\s([\w’-]+)", text[:80])
    if match is None or _TIME_WORD.match(match.group(1)):
        return False
    return stem(match.group(1), language) not in content_stems(lead, language)
