"""Dossiers → the quote of the day: a full clause, word for word, of a named speaker."""

import re
from collections.abc import Sequence

from briefing.edition.desk import Options
from briefing.edition.prose import quotable, said_in
from briefing.edition.vocabulary import (
    ANONYMOUS,
    CLAUSE,
    CLAUSE_ENDINGS,
    POSSESSIVES,
    SUBJECTS,
    TRAGEDY,
)
from briefing.edition.wording import leans
from briefing.i18n import primary
from briefing.model import Dossier, Quotation, QuoteBlock
from briefing.text import count_words, fold, stop_words, words

TITLES = {"fr": "La citation", "en": "Quotable"}
LIMIT = 1

POLITICS = "politique"  # parties speak every day
ECONOMIC = 0.6
SHORTEST, LONGEST = 6, 30  # words
_OF_THAT = re.compile(r"\b(?:que\sc['’](?:est|était)|that\s(?:it|this)(?:\s(?:is|was)|['’]s))\b")
# Where the reporter's own words end the sentence that the speaker began.
_ENDED_BY_US = re.compile(r"\s*[»”\"]\s*(?!(?:a|ont|had|has)\b)[^\W\d_]")
DISTANCE = 60  # characters between the quotation and its speaker


def pick(dossiers: Sequence[Dossier], options: Options) -> tuple[QuoteBlock, ...]:
    """Return the best story's quotation, of an economic story when there is one; none of a party's
    politics, in a newsletter about the economy."""
    fit = [one for one in dossiers if options.economy_quota == 0 or not _is_politics(one)]
    found = [
        (one.story.eco < ECONOMIC, block)
        for one in fit
        if (block := _of_dossier(one, options)) is not None
    ]
    # Stable: a person before a body, and within each the order of rank.
    found.sort(key=lambda pair: (pair[0], not _is_person(pair[1].speaker)))
    return tuple(block for _, block in found[: options.max])


def _is_politics(dossier: Dossier) -> bool:
    """Say whether most of its outlets file it so, whatever else it is about."""
    filed = [one.section == POLITICS for one in dossier.story.articles]
    return 2 * sum(filed) >= len(filed)


def _of_dossier(dossier: Dossier, options: Options) -> QuoteBlock | None:
    if dossier.story.id in options.spotlit:
        return None
    titles = {one.id: one.item.title for one in dossier.story.articles}
    if any(TRAGEDY & set(words(title)) for title in titles.values()):
        return None
    # The wording of the text is nearer to what was said than that of the headline.
    in_text_first = sorted(
        dossier.quotations, key=lambda one: said_in(one.text, titles.get(one.article_id, ""))
    )
    for quotation in in_text_first:
        article = quotable(dossier, quotation.article_id, quotation.sentence)
        if article is not None and _speaks(quotation, options):
            return QuoteBlock(
                story_id=dossier.story.id,
                text=quotation.text.strip().rstrip(",;:").rstrip(),
                speaker=quotation.speaker or "",
                role=_role(quotation.role, options.language),
                url=article.item.url or "",
                source=article.outlet,
            )
    return None


def _speaks(quotation: Quotation, options: Options) -> bool:
    return (
        SHORTEST <= count_words(quotation.text) <= LONGEST
        and _named(quotation.speaker)
        and _near(quotation)
        and _is_clause(quotation.text)
        and not _is_begun(quotation)
        and not leans(quotation.text)
        and not _OF_THAT.search(quotation.text)
        and not TRAGEDY & set(words(quotation.sentence))
        and not said_in(quotation.text, *options.said)
    )


def _named(speaker: str | None) -> bool:
    """Say whether it is a name; one that ends in a small word was cut, « la FAP » is a body."""
    if not speaker or not speaker[0].isupper() or fold(speaker.split()[0]) in ANONYMOUS:
        return False
    return speaker.split()[-1][0].isupper()


def _is_person(speaker: str) -> bool:
    return speaker[0].isupper() and " " in speaker


def _role(role: str | None, language: str) -> str:
    """Return the role unless it was cut, or is no role: « sa visite en Chine »."""
    found = words(role or "")
    small = stop_words(primary(language))
    if not found or found[-1] in small or found[0] in POSSESSIVES:
        return ""
    return role or ""


def _near(quotation: Quotation) -> bool:
    """Say whether the sentence names the speaker within reach of the words."""
    sentence, speaker = quotation.sentence, (quotation.speaker or "").split()[-1]
    start = sentence.find(quotation.text)
    if start < 0:
        return speaker in sentence
    before = sentence[max(0, start - DISTANCE - len(speaker)) : start]
    end = start + len(quotation.text)
    return speaker in before or speaker in sentence[end : end + DISTANCE + len(speaker)]


def _is_begun(quotation: Quotation) -> bool:
    """Say whether the sentence goes on without the speaker: « … aurait touché » les usines."""
    rest = quotation.sentence.partition(quotation.text)[2]
    return quotation.text[-1].isalnum() and _ENDED_BY_US.match(rest) is not None


def _is_clause(text: str) -> bool:
    """Say whether it is a sentence of its own, not a scrap and not cut by somebody else."""
    if re.search(r"\[|\(\.|…|\?\s*$", text):  # a question tells nothing
        return False
    found = words(re.sub(r"\b[àÀ]\b", "", text))  # folded it would be the verb « a »
    opens = text.strip()[:1].isupper() or found[:1][0] in SUBJECTS
    return opens and any(word in CLAUSE or word.endswith(CLAUSE_ENDINGS) for word in found)
