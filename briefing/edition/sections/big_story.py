"""Dossiers → one story in depth: the facts, what is disputed or behind it, the next dated step.

Without a dispute or a dated step a third article adds what it knows; nothing is made up.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.edition.desk import Options
from briefing.edition.prose import line, quotable, said_in, stopped, story_block
from briefing.edition.vocabulary import DISPUTING, RELATIVE_DAYS, TRAGEDY
from briefing.edition.wording import as_today, leans, looks_back
from briefing.i18n import primary
from briefing.model import DatedEvent, Dossier, Line, Sentence, StoryBlock
from briefing.text import content_stems, count_words, words

TITLES = {"fr": "Le grand angle", "en": "The big story"}
LIMIT = 1

ECONOMIC = 0.6
POLITICS = "politique"
BIG = 5  # outlets that make a general story one for these readers
SENTENCE_WORDS = 35
SIGNPOSTS = 3
FEWEST_WORDS, MOST_WORDS = 30, 105
SAME_SHARE = 0.5  # of a sentence's stems: it says nothing new
SAME_RUN = 5  # words in a row that two sentences share: they tell the same
_SIGNS = {
    "fr": ("Les faits", "Le débat", "Le contexte", "Le détail", "La suite"),
    "en": ("The facts", "The debate", "The context", "The detail", "What's next"),
}


# « celui qui … a de grandes chances de … » is what the writer expects, no date.
_EXPECTS = re.compile(r"(?i)\b(?:a|ont)\s(?:\w+\s){0,3}chances?\s(?:de|d['’])|\blikely\b")
_PLACES = ("facts", "debate", "context", "detail", "next")  # in printed order


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A sentence that may stand there, and the article it is from: each gives one at most."""

    line: Line
    article_id: str


def pick(dossiers: Sequence[Dossier], options: Options) -> tuple[StoryBlock, ...]:
    """Return the best story that can be told so, as its headline and three signposts; or nothing.

    The three sentences come from three articles of two outlets at least.
    """
    free = [one for one in dossiers if options.taken.isdisjoint((one.story.id, *one.story.near))]
    fit = [one for one in free if _concerns(one, options)]
    told = [(one, blocks) for one in fit if (blocks := _told(one, options))]
    told.sort(key=lambda one: one[0].story.eco < ECONOMIC)  # stable: then the order of rank
    return told[0][1] if told else ()


def _concerns(dossier: Dossier, options: Options) -> bool:
    story = dossier.story
    politics = story.section == POLITICS and story.eco < 1
    if options.economy_quota == 0 or (story.eco >= ECONOMIC and not politics):
        return True
    if politics:
        return False  # of one country
    # A murder that all papers tell is no depth for readers of the economy.
    told = {word for article in story.articles for word in words(article.item.title)}
    return story.sources >= BIG and not TRAGEDY & told


def _told(dossier: Dossier, options: Options) -> tuple[StoryBlock, ...]:
    head = story_block(dossier)
    parts = _parts(dossier, head.lead.text, options) if head is not None else {}
    if head is None or not _enough(tuple(parts.values())):
        return ()
    signs = dict(zip(_PLACES, _SIGNS.get(primary(options.language), _SIGNS["en"]), strict=True))
    return (
        StoryBlock(story_id=head.story_id, lead=head.lead, also=head.also, update=head.update),
        *(
            StoryBlock(story_id=head.story_id, lead=parts[place].line, label=signs[place])
            for place in _PLACES
            if place in parts
        ),
    )


def _parts(dossier: Dossier, headline: str, options: Options) -> dict[str, _Part]:
    """Return what stands at each signpost: the facts, then two of the others. The next step and
    the debate go before what only adds to it."""
    known = [headline]
    said = list(_sentences(dossier))
    wanted = (
        ("facts", said),
        ("next", list(_steps(dossier, options))),
        ("debate", [one for one in said if _disputes(one)]),
        ("context", said),
        ("detail", said),
    )
    parts: dict[str, _Part] = {}
    for place, fitting in wanted:
        if len(parts) < SIGNPOSTS:
            part = _first(fitting, known, options, others=tuple(parts.values()))
            parts |= {} if part is None else {place: part}
    return parts if "facts" in parts else {}


def _enough(shown: Sequence[_Part]) -> bool:
    total = sum(count_words(one.line.text) for one in shown)
    outlets = {one.line.source for one in shown}
    return len(shown) == SIGNPOSTS and len(outlets) >= 2 and FEWEST_WORDS <= total <= MOST_WORDS


def _first(
    parts: Sequence[_Part],
    known: list[str],
    options: Options,
    *,
    others: Sequence[_Part] = (),
) -> _Part | None:
    """Return the first part that says something new, of an outlet not heard yet if there is one,
    and count it as known."""
    articles = {one.article_id for one in others}
    fresh = [
        one
        for one in parts
        if one.article_id not in articles and not _said(one.line.text, known, options)
    ]
    heard = {one.line.source for one in others}
    chosen = next((one for one in fresh if one.line.source not in heard), None)
    chosen = chosen or next(iter(fresh), None)
    if chosen is not None:
        known.append(chosen.line.text)
    return chosen


def _said(text: str, known: Sequence[str], options: Options) -> bool:
    """Say whether most of it was said above, be it in several sentences."""
    if any(_shared_run(text, one) for one in known):
        return True
    stems = set(content_stems(text, options.language))
    told = {stem for one in known for stem in content_stems(one, options.language)}
    again = len(stems & told) > SAME_SHARE * max(1, len(stems))
    return again or said_in(text, *options.said)


def _shared_run(text: str, other: str) -> bool:
    """Say whether both hold the same few words in a row: « transport à des fins de prostitution »
    is told once, however much stands around it."""
    return bool(_runs(text) & _runs(other))


def _runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[n : n + SAME_RUN]) for n in range(len(found) - SAME_RUN + 1)}


def _sentences(dossier: Dossier) -> Iterator[_Part]:
    """Yield what the summary found fit to print, the best first."""
    summary = dossier.summary
    for sentence in (*summary.sentences, *summary.more) if summary else ():
        printed = line(dossier, sentence)
        if printed is not None and _fits(sentence):
            yield _Part(line=printed, article_id=sentence.article_ids[0])


def _fits(sentence: Sentence) -> bool:
    return count_words(sentence.text) <= SENTENCE_WORDS and not leans(sentence.text)


def _disputes(part: _Part) -> bool:
    return bool(DISPUTING & set(words(part.line.text)))


def _steps(dossier: Dossier, options: Options) -> Iterator[_Part]:
    """Yield what is announced, the nearest day first; what happens today is on the agenda too."""
    for event in sorted(dossier.events, key=lambda one: (one.day == options.day, one.day)):
        article = quotable(dossier, event.article_id, event.sentence)
        if article is not None and event.day >= options.day and _announces(event):
            text = as_today(event.sentence, day=options.day, language=options.language)
            printed = Line(text=stopped(text), url=article.item.url or "", source=article.outlet)
            yield _Part(line=printed, article_id=article.id)


def _announces(event: DatedEvent) -> bool:
    sentence = event.sentence
    # « Ce vendredi, ils y entendront son mari. » leans behind its comma.
    opening, _, rest = sentence.partition(", ")
    main = rest if rest and count_words(opening) <= 4 else sentence
    return (
        6 <= count_words(sentence) <= SENTENCE_WORDS
        and not leans(sentence)
        and not leans(main)
        and not looks_back(sentence)
        and "?" not in sentence
        and not _EXPECTS.search(sentence)
        and not RELATIVE_DAYS & set(words(sentence))
    )
