"""A story → its lead, a cleaned headline, and one sentence that adds to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefing.facts.money import bare_money
from briefing.facts.names import find_names
from briefing.model import Article, Reuse, Sentence, Story, Summary
from briefing.summarize.bodies import best_body, bodies, by_worth
from briefing.summarize.candidates import Candidate, printable, texts
from briefing.summarize.check import problems
from briefing.summarize.disputes import claims_more, hedged_values
from briefing.summarize.headlines import judges, only_speaks, quotes_nobody, tells_no_news
from briefing.summarize.phrases import (
    DANGLING,
    FIRST_PERSON,
    FURNITURE,
    OPENS_A_QUESTION,
    SAME_DAY,
    for_language,
)
from briefing.summarize.repeats import adds
from briefing.summarize.shape import has_main_verb, has_predicate
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
from briefing.text import base, content_stems, count_words

# What announces a portrait or a file tells no news.
_FEATURE = re.compile(
    r"(?i)[:,]\s(?:portrait|récit|enquête|reportage|analyse|décryptage|histoire|le\scourrier)\b"
    r"|^l['’](?:interview|entretien|édito\w*)\b|[,.!?»\"]\spar\s(?-i:[A-ZÀ-Þ][\w’-]+\s[A-ZÀ-Þ][\w’-]+)\.?$"
)
_DETERMINED = re.compile(
    r"[«“\"]?\s?(?:Une?|Des|Les?|La|L['’]|Ces?|Cette|Deux|Trois|Quatre|Cinq|Six|Plusieurs|The|An?|Two)\s?\w"
)
_OPENS = re.compile(
    r"(?:Une?|Des|Les?|La|L['’]|Ces?|Cet|Cette|Aux?|En|Dans|Sur|Pour)(?:\s|(?<=['’]))|[«“\"'‘]"
)
_SOMEONE = {
    "fr": re.compile(r"(?:Ils?|Elles?|Sa|Son|Ses|Leurs?)\s"),
    "en": re.compile(r"(?:He|She|They|His|Her|Their)\s"),
}
_HANGS = re.compile(r"\s(?:qui|que|qu['’]|dont|où|who|which|that)\b")
_TARGET = 10  # words of a lead
_MORE = 12  # further sentences of a story
_NEARLY = 2.5  # cost by which another outlet's lead may be worse and still stand for it
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lead:
    text: str
    article: Article
    cost: float


def summarize(story: Story, *, words: int, today: date) -> Summary | None:
    """Return the lead and at most one sentence of at most `words` words; None without a lead.

    Each comes from one article, whose texts bear out what it says. What a feed does not allow to
    be reprinted is not.
    """
    found = _leads(story, today)
    sentences = bodies(story, words=words, today=today)
    # A question tells no news, whoever asks it.
    lead = _best_lead([one for one in found if not _asks(one)])
    lead = lead or _topicless(story, sentences, today)
    if lead is None:
        return None
    following = by_worth(sentences, lead.text, lead.article, story)
    body = following[0] if following else None
    if body is None and _needs_more(lead):
        return None
    return replace(
        _summary(lead, body),
        others=_others(found, lead, body),
        more=_more(following[1:], lead, body),
    )


def _needs_more(lead: _Lead) -> bool:
    """Say whether it does not say who: « Round two for embattled group », “Palmer ‘a danger’”."""
    quotes = lead.text.startswith(("«", "“", '"', "'", "‘"))
    return (quotes and _vague(lead.text, lead.article.item.language)) or quotes_nobody(lead.text)


def _more(found: Sequence[Candidate], lead: _Lead, body: Candidate | None) -> tuple[Sentence, ...]:
    """Return further sentences, the best first: for a story that is told in depth."""
    known, language = f"{lead.text} {body.text if body else ''}", lead.article.item.language
    fresh = [one for one in found if adds(one.text, known, language)]
    return tuple(Sentence(text=one.text, article_ids=(one.article.id,)) for one in fresh[:_MORE])


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
        if printable(article, Reuse.TITLE) and not (story.sources < 2 and _comments(article))
        for penalty in [0.2 * min(rank, 5) + _age_cost(newest - article.item.dated)]
        for lead in _leads_of(article, today)
    ]


def _comments(article: Article) -> bool:
    """Say whether it is an interview, a column, or its teaser passes judgement."""
    item = article.item
    title = clean_title(item.title, outlet=article.outlet, language=item.language)
    return only_speaks(title, item.language) or judges(item.summary, item.language)


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
        more = body is None or adds(body.text, one.text, one.article.item.language)
        if _fits(one.text) and not _asks(one) and one.cost <= lead.cost + _NEARLY and more:
            best.setdefault(one.article.outlet, one)
    others = [one for one in best.values() if one is not lead]
    return tuple(Sentence(text=one.text, article_ids=(one.article.id,)) for one in others)


def _topicless(story: Story, sentences: Sequence[Candidate], today: date) -> _Lead | None:
    """Return a lead without its topic, which the body brings back, for headlines all too long."""
    found = []
    for article in story.articles:
        language = article.item.language
        parts = without_topic(_title(article, today), language=language)
        if not parts or bare_money(parts[0], language=language):
            continue
        if printable(article, Reuse.TITLE) and _bearable(parts[0]):
            found.append((_Lead(text=parts[0], article=article, cost=0), parts[1]))
    for lead, lacks in sorted(found, key=lambda pair: count_words(pair[0].text)):
        body = best_body(sentences, lead.text, lead.article, story)
        said = f"{lead.text} {body.text}" if body else ""
        if lacks <= set(content_stems(said, lead.article.item.language)):
            return lead
    return None


def _asks(lead: _Lead) -> bool:
    """Say whether it asks instead of telling."""
    opens = for_language(OPENS_A_QUESTION, lead.article.item.language)
    parts = (lead.text, _after_colon(lead.text))
    return "?" in _QUOTED.sub(" ", lead.text) or any(
        opens.match(part) is not None for part in parts
    )


def _fits(text: str) -> bool:
    return FEWEST <= count_words(text) <= MOST and len(text) <= LONGEST


def _bearable(text: str) -> bool:
    return FEWEST <= count_words(text) <= MOST_AT_ALL and len(text) <= LONGEST_AT_ALL


def _title(article: Article, today: date) -> str:
    """Return the clean title, "" when it is furniture or no longer true today."""
    item = article.item
    title = clean_title(item.title, outlet=article.outlet, language=item.language)
    stale = (today - item.dated.date()).days != 0
    if FURNITURE.search(title) or tells_no_news(title, item.language):
        return ""
    if stale and for_language(SAME_DAY, item.language).search(title):
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
        and _tells(text, item.language)
        and not (cuts and _vague(text, item.language))
        and not _unnamed(text, item.language)
        and not for_language(FIRST_PERSON, item.language).search(_QUOTED.sub(" ", text))
    ]


def _tells(text: str, language: str) -> bool:
    """Say whether it tells of somebody or something: « Lignes rouges, drapeaux brûlés » does not.

    It asks, or has a main verb, a name, a number, or a noun with its article in front; but not
    only with a clause that hangs on it: « des lendemains qui déchantent ».
    """
    if "?" in text or has_main_verb(text, language) or any(c.isdigit() for c in text):
        return True
    if any(name[0].isupper() for name in find_names(text, language=language)):
        return True
    return _DETERMINED.match(text) is not None and _HANGS.search(text) is None


def _unnamed(text: str, language: str) -> bool:
    """Say whether it opens with « Il », « Elle », « Son » and names nobody."""
    named = any(name[0].isupper() for name in find_names(text, language=language))
    return for_language(_SOMEONE, language).match(text) is not None and not named


def _vague(text: str, language: str) -> bool:
    """Say whether nothing in it says who or how much: « L'écart s'est réduit en 2024 »."""
    named = any(name[0].isupper() for name in find_names(text, language=language))
    named = named or (base(language) == "fr" and _OPENS.match(text) is None)  # « Zelensky dit … »
    amounts = re.search(r"\d", re.sub(r"\b(?:19|20)\d\d\b", " ", text))
    return not named and amounts is None


def _cost(text: str, article: Article) -> float:
    """Return how far a lead is from a plain statement of ten words by a weighty outlet."""
    language = article.item.language
    count = count_words(text)
    faults = (
        (0.15 if count > _TARGET else 0.25) * abs(count - _TARGET),
        3.0 * text.endswith("?"),
        1.0 * text.endswith("!"),
        2.0 * (for_language(OPENS_A_QUESTION, language).match(text) is not None),
        1.5 * (for_language(OPENS_A_QUESTION, language).match(_after_colon(text)) is not None),
        1.5 * text.startswith(("«", '"', "“")),
        0.5 * (" : " in text or ": " in text),
        3.5 * (not has_predicate(text, language)),
        2.0 * quotes_nobody(text),
        3.0 * (_FEATURE.search(text) is not None),
        1.0 * ("…" in text or ".." in text),
        1.5 * (for_language(DANGLING, language).match(text) is not None),
        -1.0 * article.feed.weight,
    )
    return sum(faults)


def _after_colon(text: str) -> str:
    return re.split(r"\s?:\s", text, maxsplit=1)[-1] if ":" in text else ""
