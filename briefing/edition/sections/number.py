"""Dossiers → the number of the day: one figure, and the sentence in which it stands.

On Fridays the numbers of the week's earlier editions follow it.
"""

import re
from collections import Counter
from collections.abc import Sequence

from briefing.edition.desk import Options
from briefing.edition.prose import quotable, said_in, stopped
from briefing.edition.vocabulary import (
    LENGTHS,
    MONEY_UNITS,
    RELATIVE_DAYS,
    TIME_UNITS,
    TRAGEDY,
)
from briefing.edition.wording import leans
from briefing.facts.money import bare_money
from briefing.i18n import primary
from briefing.model import Dossier, Figure, NumberBlock
from briefing.text import count_words, fold, words

TITLES = {"fr": "Le chiffre du jour", "en": "Number of the day"}
LIMIT = 1
_WEEK = {"fr": "La semaine en {} chiffres", "en": "The week in {} numbers"}

ECONOMIC = 1.0  # what a war or a glacier counts is no number of the economy
VALUE_LENGTH = 25  # characters, set in 44 px
SENTENCE_WORDS = 28
# « près de 40 millions d'euros » is 27 characters long, « près de 40 M€ » 13.
_AMOUNT = re.compile(r"(millions?|milliards?) (?:d['’]|de )(euros|dollars|francs)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:à|to|[-–])\s*[$€£]?\d")
_SIGNED = re.compile(r"(?<![\w\d])[-−–]$")  # « -8 % »: without its sign it says the opposite
_BEGUN = re.compile(r"\d\s*(?:à|to|[-–])\s*$")
_SHORT = {"million": "M", "millions": "M", "milliard": "Md", "milliards": "Md"}
_SIGNS = {"euros": "€", "dollars": "$", "francs": " francs"}
FRIDAY = 4
WEEK_FEWEST, WEEK_MOST = 3, 5  # numbers that are a week
SMALL = 20  # « douze usines » is nothing to remember


def pick(dossiers: Sequence[Dossier], options: Options) -> tuple[NumberBlock, ...]:
    """Return the best story's rarest figure; the first item's only when no other has one."""
    rarity = Counter(_unit(figure) for one in dossiers for figure in one.figures)
    found = [
        (block, figure) for one in dossiers for block, figure in _of_dossier(one, options, rarity)
    ]
    # Stable: what the items tell already goes behind, the first item's story last.
    found.sort(
        key=lambda one: (one[0].story_id == options.lead, said_in(_bare(one[1]), *options.said))
    )
    chosen = tuple(block for block, _ in found[: options.max])
    return chosen + _of_week(chosen, options)


def title(blocks: Sequence[NumberBlock], dossiers: Sequence[Dossier], options: Options) -> str:
    """Return the title; on Fridays it counts the numbers of the week."""
    if any(block.day for block in blocks):
        return _WEEK.get(primary(options.language), _WEEK["en"]).format(len(blocks))
    return TITLES.get(primary(options.language), TITLES["en"])


def _of_week(today: Sequence[NumberBlock], options: Options) -> tuple[NumberBlock, ...]:
    """Return what the week's earlier editions printed here, on Fridays; nothing where all of it
    would be fewer than three."""
    if options.day.weekday() != FRIDAY:
        return ()
    told = {block.value for block in today}
    earlier = []
    for block in options.week:
        if block.value not in told and not RELATIVE_DAYS & set(words(block.text)):
            told.add(block.value)
            earlier.append(block)
    kept = tuple(earlier[: WEEK_MOST - len(today)])
    return kept if len(today) + len(kept) >= WEEK_FEWEST else ()


def _of_dossier(
    dossier: Dossier, options: Options, rarity: Counter[str]
) -> tuple[tuple[NumberBlock, Figure], ...]:
    about_economy = options.economy_quota == 0 or dossier.story.eco >= ECONOMIC
    if not about_economy or dossier.story.id in options.spotlit:
        return ()
    titles = [one.item.title for one in dossier.story.articles]

    def order(figure: Figure) -> tuple[bool, bool, int]:
        # A headline stands alone better than a sentence out of a text.
        told, in_text = (
            said_in(_bare(figure), *options.said),
            not said_in(figure.sentence, *titles),
        )
        return told, in_text, rarity[_unit(figure)]

    for figure in sorted(dossier.figures, key=order):
        article = quotable(dossier, figure.article_id, figure.sentence)
        if article is not None and _tells(figure, options):
            block = NumberBlock(
                story_id=dossier.story.id,
                value=display(figure),
                text=stopped(figure.sentence),
                url=article.item.url or "",
                source=article.outlet,
            )
            return ((block, figure),)
    return ()


def display(figure: Figure) -> str:
    """Return the figure as it is set in large type, always with its hedge: a bare number would say
    what no source says. Where that leaves no room, an amount is written as in tables (« 40 M€ »);
    what is still too long is not chosen."""
    whole = figure.text.strip()
    if len(whole) > VALUE_LENGTH:
        whole = _AMOUNT.sub(lambda match: _SHORT[fold(match[1])] + _SIGNS[fold(match[2])], whole)
    return whole[:1].upper() + whole[1:]


def _bare(figure: Figure) -> str:
    """Return the figure without its hedge: what is looked for in other sentences."""
    text = figure.text
    if figure.hedge:
        text = re.sub(rf"^{re.escape(figure.hedge)}\s+(?:(?:les|de|the)\s+)?", "", text, flags=re.I)
        text = re.sub(rf"\s+{re.escape(figure.hedge)}$", "", text, flags=re.I)
    return text.strip()


def _tells(figure: Figure, options: Options) -> bool:
    """Say whether the figure is worth its place and its sentence can stand alone."""
    value = display(figure)
    return (
        len(value) <= VALUE_LENGTH
        and any(char.isdigit() for char in value)
        and _worth(figure)
        and not _is_half(figure)
        and count_words(figure.sentence) <= SENTENCE_WORDS
        and not leans(figure.sentence)
        and not bare_money(figure.sentence, language=options.language)
        and not TRAGEDY & set(words(figure.sentence))  # no body count in 44 px
        and not said_in(figure.sentence, *options.said)
    )


def _is_half(figure: Figure) -> bool:
    """Say whether the sentence gives two (« de 2 % à 10 % du chiffre d'affaires ») or a sign."""
    before, _, after = figure.sentence.partition(figure.text)
    return any((_GOES_ON.match(after), _BEGUN.search(before), _SIGNED.search(before)))


def _worth(figure: Figure) -> bool:
    unit = _unit(figure)
    if not unit or unit in TIME_UNITS or unit in TRAGEDY:
        return False
    money = figure.currency is not None
    if not money and unit in MONEY_UNITS:
        return False  # of no known currency
    return money or "%" in unit or (figure.value >= SMALL and unit not in LENGTHS)


def _unit(figure: Figure) -> str:
    return fold(figure.unit or "").strip()
