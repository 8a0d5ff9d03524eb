"""A story → its lead, a cleaned headline, and one sentence that adds to it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefing.facts.money import bare_money
from briefing.facts.names import find_names
from briefing.model import Article, Reuse, Sentence, Story, Summary
from briefing.summarize.bodies import best_body, bodies, by_worth
from briefing.summarize.candidates import Candidate, printable, still_true, texts
from briefing.summarize.check import problems
from briefing.summarize.disputes import claims_more, hedged_values
from briefing.summarize.firmness import firmness
from briefing.summarize.happenings import says_what_happened
from briefing.summarize.headlines import (
    judges,
    only_speaks,
    opens_with_words,
    quotes_nobody,
    tells_no_news,
)
from briefing.summarize.leaning import leans
from briefing.summarize.phrases import (
    DANGLING,
    FIRST_PERSON,
    FURNITURE,
    OPENS_A_QUESTION,
    for_language,
)
from briefing.summarize.repeats import adds
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
from briefing.text import base, content_stems, count_words

# What announces a portrait or a file tells no news.
_FEATURE = re.compile(
    r"(?i)[:,]\s(?:portrait|récit|enquête|reportage|analyse|décryptage|histoire|le\scourrier)\b"
    r"|^l['’](?:interview|entretien|édito\w*)\b"
    r"|[,.!?»\"]\spar\s(?-i:[A-ZÀ-Þ][\w’-]+\s[A-ZÀ-Þ][\w’-]+)\.?$"
)
_OPENS = re.compile(
    r"(?:Une?|Des|Les?|La|L['’]|Ces?|Cet|Cette|Aux?|En|Dans|Sur|Pour)(?:\s|(?<=['’]))|[«“\"'‘]"
)
_THE = re.compile(r"(?:Les?|La)\s|L['’]")  # « La banque centrale », « Le gouvernement »: ours
# « La famille de l'otage »: whose?
_PRIVATE = re.compile(
    r"(?:L[ea]s?\s|L['’])(?:famille|proches|parents|père|mère|fils|fille|frère|sœur|veuve|victimes?"
    r"|suspecte?|auteure?|accusée?|prévenue?|otages?|adolescente?|homme|femme|conducteur|maire)\b"
)
_NOUN = re.compile(
    r"[A-ZÀ-Þ][\w’-]+\s(?:des?|du|d['’]|entre|en|aux?|à|contre|sur|pour|par|chez|dans|\w+(?:é|ée"
    r"|és|ées))\b"
)
_SOMEONE = {
    "fr": re.compile(
        r"^(?:Ils?(?!\s(?:faut|y|aura|a\sfallu))|Elles?|Sa|Son|Ses|Leurs?)\s|\bleurs?\s"
        r"|(?:[,:]|\b(?:qu['’]|où))\s?(?:elles?|ils?)\s(?!faut|y\s|s['’]agi)"
    ),
    "en": re.compile(r"^(?:He|She|They|His|Her|Their)\s|\b(?:he|she)\s"),
}
_TARGET = 10  # words of a lead
_MANY = 3  # outlets: what they all tell is news, however it is told
_BESIDE = 3.0  # cost of a lead that tells nothing of what most outlets tell
_OURS = "président ministre banque pays capitale loi president minister parti"
_MORE = 12  # further sentences of a story
_NEARLY = 2.5  # cost by which another outlet's lead may be worse and still stand for it
_BY_ROLE = re.compile(r"[»”\"]\s?:\sune?\s")  # « … » : un cadre d'Orion
_SPOKEN = 0.5  # of the words of a lead: it is a quotation, and needs to be explained
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
    if (body is None and _needs_more(lead)) or _is_soft(lead, story):
        return None
    return replace(
        _summary(lead, body),
        others=_others(found, lead, body),
        more=_more(following[1:], lead, body),
    )


def _is_soft(lead: _Lead, story: Story) -> bool:
    """Say whether one outlet alone tells it, without a day, a figure, a source or a deed."""
    item = lead.article.item
    if story.sources > 1:
        return story.sources < _MANY and opens_with_words(lead.text)
    told = f"{lead.text} {item.summary} {item.content or lead.article.text}"
    soft = not firmness(told, item.language) or opens_with_words(lead.text)
    # « La commune a fait recours »: which? « Le président », « la banque centrale » are ours.
    return soft or leans(lead.text, _OURS, item.language)


def _needs_more(lead: _Lead) -> bool:
    """Say whether it does not say who: « Round two for embattled group », “Palmer ‘a danger’”."""
    language = lead.article.item.language
    said = sum(count_words(one) for one in _QUOTED.findall(lead.text))
    quoted = said >= _SPOKEN * count_words(lead.text) and _BY_ROLE.search(lead.text) is None
    spoken = quotes_nobody(lead.text) or quoted or opens_with_words(lead.text)
    ours = _THE.match(lead.text) is not None and _PRIVATE.match(lead.text) is None
    return spoken or (not _names(lead.text, language) and not ours)


def _more(found: Sequence[Candidate], lead: _Lead, body: Candidate | None) -> tuple[Sentence, ...]:
    """Return further sentences, the best first: for a story that is told in depth.

    Each adds something to the lead with the body, and to each of those before it.
    """
    language = lead.article.item.language
    before = f"{lead.text} {body.text if body else ''}"
    kept = [body.text] if body else []
    more: list[Sentence] = []
    for one in found:
        if len(more) == _MORE or not adds(one.text, before, language):
            continue
        if all(_differ(one.text, other, language) for other in kept):
            kept.append(one.text)
            more.append(Sentence(text=one.text, article_ids=(one.article.id,)))
    return tuple(more)


def _differ(one: str, other: str, language: str) -> bool:
    return adds(one, other, language) and adds(other, one, language)


def _summary(lead: _Lead, body: Candidate | None) -> Summary:
    return Summary(
        headline=Sentence(text=lead.text, article_ids=(lead.article.id,)),
        sentences=(Sentence(text=body.text, article_ids=(body.article.id,)),) if body else (),
    )


# --- the lead ----------------------------------------------------------------------------------


def _leads(story: Story, today: date) -> list[_Lead]:
    """Return every lead that the texts of its article bear out, of any length."""
    newest = max(article.item.dated for article in story.articles)
    vague, central = hedged_values(story), _central(story)
    return [
        replace(
            lead,
            cost=lead.cost
            + penalty
            + 2.0 * claims_more(lead.text, vague, lead.article)
            + _BESIDE * _lacking(lead, central),
        )
        for rank, article in enumerate(story.articles)
        if _may_lead(article, story)
        for penalty in [0.2 * min(rank, 5) + _age_cost(newest - article.item.dated)]
        for lead in _leads_of(article, today)
    ]


def _central(story: Story) -> frozenset[str]:
    """Return the stems that half of the outlets have in a headline; none of one or two outlets."""
    outlets: dict[str, set[str]] = {}
    for one in story.articles:
        stems = content_stems(one.item.title, one.item.language)
        outlets.setdefault(one.outlet, set()).update(stems)
    counts = Counter(stem for stems in outlets.values() for stem in stems)
    least = max(2, len(outlets) / 2)
    many = len(outlets) >= _MANY
    return frozenset(stem for stem, count in counts.items() if many and count >= least)


def _lacking(lead: _Lead, central: frozenset[str]) -> float:
    """Return the share of what most outlets tell that the lead does not."""
    said = set(content_stems(lead.text, lead.article.item.language))
    return len(central - said) / len(central) if central else 0.0


def _may_lead(article: Article, story: Story) -> bool:
    return printable(article, Reuse.TITLE) and not (story.sources < 2 and _comments(article))


def _comments(article: Article) -> bool:
    """Say whether it is an interview, a column, about its own outlet, or its teaser judges."""
    item = article.item
    title = clean_title(item.title, outlet=article.outlet, language=item.language)
    of_itself = re.search(rf"\b{re.escape(article.outlet)}\b", title) is not None
    judged = judges(title, item.language) or judges(item.summary, item.language)
    exclaims = _QUOTED.sub(" ", title).rstrip().endswith("!")
    return of_itself or exclaims or judged or only_speaks(title, item.language)


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
        if not parts or not _tells(parts[0], language):
            continue
        if _may_lead(article, story) and _bearable(parts[0]):
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
    if FURNITURE.search(title) or tells_no_news(title, item.language):
        return ""
    return title if still_true(title, article, today) else ""


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
        if _tells(text, item.language)
        and not (cuts and _vague(text, item.language))
        and not problems(text, sources, language=item.language)
    ]


def _tells(text: str, language: str) -> bool:
    """Say whether it tells news, of somebody whom it names, and no amount without its currency."""
    return (
        not bare_money(text, language=language)
        and says_what_happened(text, language)
        and not only_speaks(text, language)
        and not tells_no_news(text.rstrip("."), language)
        and not _unnamed(text, language)
        and not for_language(FIRST_PERSON, language).search(_QUOTED.sub(" ", text))
    )


def _unnamed(text: str, language: str) -> bool:
    """Say whether « il » in front, or « elle », « son » inside stands for nobody it names."""
    if for_language(_SOMEONE, language).match(text):
        return True
    named = any(name[0].isupper() for name in find_names(text, language=language))
    return not named and for_language(_SOMEONE, language).search(_QUOTED.sub(" ", text)) is not None


def _names(text: str, language: str) -> bool:
    named = any(name[0].isupper() for name in find_names(text, language=language))
    # « Zelensky dit … », not « Affrontement entre … ».
    return named or (base(language) == "fr" and not (_OPENS.match(text) or _NOUN.match(text)))


def _vague(text: str, language: str) -> bool:
    """Say whether nothing in it says who or how much: « L'écart s'est réduit en 2024 »."""
    amounts = re.search(r"\d", re.sub(r"\b(?:19|20)\d\d\b", " ", text))
    return not _names(text, language) and amounts is None


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
        1.0 * (base(language) == "en" and not _names(text, language)),
        4.0 * quotes_nobody(text),
        3.0 * (_FEATURE.search(text) is not None),
        3.0 * ("…" in text or ".." in text),
        1.5 * (for_language(DANGLING, language).match(text) is not None),
        -1.0 * article.feed.weight,
    )
    return sum(faults)


def _after_colon(text: str) -> str:
    return re.split(r"\s?:\s", text, maxsplit=1)[-1] if ":" in text else ""
