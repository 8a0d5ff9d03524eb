"""A headline → does it tell news? What serves, comments or plays leads nothing.

By what phrases it is known stands in lexicon/headlines.*.toml.
"""

import re

from briefing.facts.names import find_names
from briefing.summarize.happening_words import english_acts, english_verbs
from briefing.summarize.happenings import tells_an_event
from briefing.summarize.lexicon import Phrases, by_language, for_language
from briefing.summarize.shape import has_main_verb
from briefing.text import base, count_words

_SERVICE = Phrases("headlines", "service")
_FEATURE = Phrases("headlines", "feature")
_OPINION = by_language("headlines", "opinion")
_HOLDS_BACK = Phrases("headlines", "holds_back")
_REVIEW = Phrases("headlines", "review")
_PORTRAIT = Phrases("headlines", "portrait")
_PERSON = Phrases("headlines", "person")
_TELEGRAM = Phrases("headlines", "telegram")
_SIGNED = Phrases("headlines", "signed")
_COLUMN = Phrases("headlines", "column")
_FORMER = by_language("headlines", "former")
_NO_NAME = by_language("headlines", "no_name")
_COLLOQUIAL = Phrases("headlines", "colloquial")
_JUDGES = by_language("headlines", "judges")
_QUOTATION = Phrases("headlines", "quotation")
_ONLY_QUOTED = Phrases("headlines", "only_quoted")
_NOTHING_ELSE = Phrases("headlines", "nothing_else")
_QUOTES_NOBODY = Phrases("headlines", "quotes_nobody")
_WORDS_FIRST = Phrases("headlines", "words_first")
_SPEAKS = Phrases("headlines", "speaks")
_SPEAKER = Phrases("headlines", "speaker")
_SEVERAL = Phrases("headlines", "several")
_OPENING = str.maketrans(':«“"(', "·····")  # a capital after them may be a common word's
_LOUD = re.compile(r"\b[A-Z]{4,}\b")
_LONGEST_SPEAKER = 6  # words of who speaks
_MANY = 3  # sentences in one title: a list of what a video or a programme holds


def tells_no_news(title: str, language: str) -> bool:
    """Say whether it serves, comments, reviews, or keeps back what it is about."""
    return (
        _SERVICE.stand_in(title)
        or for_language(_OPINION, language).stand_in(title)
        or _HOLDS_BACK.stand_in(title)
        or _FEATURE.stand_in(title)
        or _TELEGRAM.stand_in(title)
        or _shouts(title, language)
        or _SIGNED.stand_in(title)
        or _COLLOQUIAL.stand_in(_unquoted(title))
        or _reviews(title, language)
        or _portrays(title, language)
        or _has_no_speaker(title)
        or _lists(title)
        or _leaves_out_who(title, language)
    )


def judges(text: str, language: str) -> bool:
    """Say whether the writer passes judgement outside quotation marks: “beautifully”, « hélas »."""
    return for_language(_JUDGES, language).stand_in(_unquoted(text))


def quotes_nobody(text: str) -> bool:
    """Say whether it quotes and nothing in it speaks: “Palmer ‘trying to bankrupt us’”."""
    return _QUOTATION.stand_in(text) and not _SPEAKS.stand_in(text)


def only_speaks(title: str, language: str) -> bool:
    """Say whether it is somebody's words or opinion and nothing besides: an interview, a column."""
    if base(language) == "en" and _COLUMN.match(title):
        return True
    return _ONLY_QUOTED.stand_in(title)


def opens_with_words(title: str) -> bool:
    """Say whether a quotation stands first and something follows: as reports open, not news."""
    return _WORDS_FIRST.match(title) is not None


def _unquoted(text: str) -> str:
    return _QUOTATION.sub(" ", text)


def _reviews(title: str, language: str) -> bool:
    """Say whether it names a work and judges it, and states nothing: « « X », un récit qui … »."""
    return _REVIEW.stand_in(title) and not has_main_verb(title, language)


def _portrays(title: str, language: str) -> bool:
    """Say whether it names a person and says what he is, not what he did."""
    if _PORTRAIT.stand_in(title):
        return True
    named = _PERSON.match(title)
    if named is None or any(c.isdigit() for c in title) or "«" in title or '"' in title:
        return False
    return not tells_an_event(f"· {named.group('rest')}", language)


def _has_no_speaker(title: str) -> bool:
    """Say whether a quotation is all it tells and what stands before it is no person."""
    if _NOTHING_ELSE.match(title):
        return True
    quotes = _QUOTES_NOBODY.match(title)
    if quotes is None:
        return False
    head = quotes.group("head")
    return "," in head or count_words(head) > _LONGEST_SPEAKER or not _SPEAKER.stand_in(head)


def _shouts(title: str, language: str) -> bool:
    """Say whether it puts a common verb in capitals: “Fares RISE again”."""
    if base(language) != "en":
        return False
    loud = {word.lower() for word in _LOUD.findall(title)}
    return not loud.isdisjoint(english_verbs()) or not loud.isdisjoint(english_acts())


def _lists(title: str) -> bool:
    """Say whether it holds several sentences."""
    return len(_SEVERAL.findall(title)) >= _MANY - 1


def _leaves_out_who(title: str, language: str) -> bool:
    """Say whether it tells of a former office-holder without any name: « l'ex-ministre jugé »."""
    former = for_language(_FORMER, language)
    if not former.stand_in(title):
        return False
    rest = for_language(_NO_NAME, language).sub("", former.sub(" · ", title))
    # Nothing opens it now: « Martin » in front is a name, and « Alors » a small word.
    names = find_names(f"· a {rest.translate(_OPENING)}", language=language)
    return not any(name[0].isupper() for name in names)
