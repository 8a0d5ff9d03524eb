"""Text → the names in it: persons, organisations, places, as written."""

import re
from collections import Counter

from briefing.facts.numbers import grammar
from briefing.text import fold, sentences, stop_words

_PARTICLES = r"(?:de|du|des|de\sla|d['’]|von|van|der|den|di|da|el|al|ben|bin|le|la|of|the)"
_CAPITAL = r"(?:[LD]['’])?[A-ZÀ-ÞŒ][\w’'.&-]*(?<![.'’])"
_RUN = re.compile(
    rf"(?<![\w’'-])(?:[lLdD]['’])?({_CAPITAL}(?:\s(?:{_PARTICLES}\s?)?{_CAPITAL})*(?:\s\d+(?!\d"
    rf"|[.,]\d|\s?%))?)"
)

# They print the news, they do not make it.
_OUTLETS = """
afp|reuters|associated press|bloomberg|le monde|le figaro|liberation|bfmtv|bfm|bfm tv
|franceinfo|la croix|le parisien|l'express|le point|europe 1|rtl|france 2|tf1|20 minutes
|les echos|mediapart|l'obs
|bbc|cnn|the guardian|the new york times|the wall street journal|financial times|wired
"""
OUTLETS = frozenset(one.strip() for one in _OUTLETS.split("|"))

_TITLES = """
m. mme mlle m mm dr pr me le la les l'
mr mr. mrs mrs. ms ms. dr. president senator mayor judge
"""
_TITLE_WORDS = frozenset(_TITLES.split())

_FUNCTIONS = frozenset(("PDG", "CEO", "CTO", "CFO", "DG"))  # dropped before a name: a person's

_DAYS_FRENCH = "lundi mardi mercredi jeudi vendredi samedi dimanche"
_DAYS_ENGLISH = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december
"""
_NEVER = frozenset(f"{_DAYS_FRENCH} {_DAYS_ENGLISH}".split())


# « Cependant la Cnil … » names the Cnil.
_OPENERS_FRENCH = """
cependant toutefois pourtant neanmoins ainsi enfin aussi desormais puis ensuite surtout bref
"""
_OPENERS_ENGLISH = "however meanwhile moreover instead still yet also finally"
_OPENERS = frozenset(f"{_OPENERS_FRENCH} {_OPENERS_ENGLISH}".split())


def find_names(text: str, *, language: str) -> tuple[str, ...]:
    """Return the names in order of appearance, each once; known outlets and agencies are none.

    A single word that opens a sentence counts only when it stands in capitals elsewhere too, or
    is written as no common word is (OpenAI, BCE, Saint-Gobain).
    """
    candidates = [
        (run, first)
        for sentence in sentences(text, language)
        for run, first in _runs(sentence, language)
    ]
    inside = Counter(word for run, first in candidates if not first for word in run.split())
    names = [run for run, first in candidates if not first or _sure(run, inside)]
    return tuple(dict.fromkeys(name for name in names if fold(name) not in OUTLETS))


def _runs(sentence: str, language: str) -> list[tuple[str, bool]]:
    found = []
    for match in _RUN.finditer(sentence):
        first = not any(c.isalnum() for c in sentence[: match.start(1)])
        first = first or re.search(r"[:«“\"(]\s?$", sentence[: match.start(1)]) is not None
        if fold(match.group()) in OUTLETS or fold(match.group(1)) in OUTLETS:
            continue
        run = _without_small_words(match.group(1), language)
        if len(run) > 1:
            found.append((run, first and match.group(1).startswith(run)))
    return found


def _without_small_words(run: str, language: str) -> str:
    """Drop titles, days and capitalised small words from the front: « Le PDG » is « PDG »."""
    # « C'est Paul Serre » names Paul Serre.
    words = re.sub(r"^(?:[LD]['’]|(?:[CNSJMT]|Qu)['’][a-zà-ÿ]\S*\s?)", "", run).split()
    # « L'affaire Serre » names Serre, « D'abord » and « L'été » nobody.
    elided = ("d'", "d’")
    while words and not (words[0].startswith(elided) or any(map(str.isupper, words[0]))):
        words = words[1:]
    drop = stop_words(grammar(language)) | _TITLE_WORDS | _NEVER | _OPENERS
    while words and ((fold(words[0]) in drop and not _acronym(words[0])) or words[0] in _FUNCTIONS):
        words = words[1:]
    if words and fold(words[0]) in _NEVER:
        return ""
    return re.sub(r"^(?:de|du|des|of|the)\s|^d['’]", "", " ".join(words))


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _sure(run: str, inside: Counter[str]) -> bool:
    words = run.split()
    if len(words) > 1 or words[0] in inside:
        return True
    word = words[0]
    return sum(c.isupper() for c in word) > 1 or any(c.isdigit() for c in word)
