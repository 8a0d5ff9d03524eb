"""True sentences of articles, each changed in one place → how many the check finds, by kind.

`python -m benchmarks.corruptions FILE.jsonl [--out F.jsonl]` reads articles as benchmarks.summarize
does. Half of the rows are left as they are: what is found there is a false alarm. With `--out` the
rows are written in the form that benchmarks.check_facts reads, with `kind` ("" = unchanged).
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import jsonl, measured, print_stats, write_jsonl
from briefing.facts.names import find_names
from briefing.facts.numbers import grammar
from briefing.facts.speech_verbs import FINITE
from briefing.summarize.check import check
from briefing.text import count_words, sentences

SEED = 20261125
PER_ARTICLE = 4  # sentences

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?![\d\w]|[.,]\d)")
_DAYS = {
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_MONTHS_ENGLISH = """
January February April June July September October November December
"""
_MONTHS_FRENCH = """
janvier février avril juin juillet septembre octobre novembre décembre
"""
_MONTHS = {
    "fr": _MONTHS_FRENCH.split(),
    "en": _MONTHS_ENGLISH.split(),
}
_UNITS = {
    "fr": (("millions", "milliards"), ("euros", "dollars"), ("ans", "mois"), ("heures", "jours"),
           ("km", "mètres"), ("kilomètres", "mètres"), ("tonnes", "kilos"), ("%", "euros")),
    "en": (("million", "billion"), ("pounds", "dollars"), ("years", "months"), ("hours", "days"),
           ("miles", "feet"), ("£", "$"), ("percent", "points")),
}  # fmt: skip
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")

Change = Callable[[str, str, random.Random, Sequence[str]], str | None]


def main(argv: Sequence[str] | None = None) -> None:
    """Change, check, count; the last line on stdout is one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corruptions")
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(argv)
    rows = list(_rows([row for _, row in jsonl(options.file)]))
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    with measured() as stats:
        for row in rows:
            told = check(row["summary"], row["sources"], language=row["language"])
            made[row["kind"]] += 1
            found[row["kind"]] += bool(told)
    if options.out:
        write_jsonl(options.out, rows)
    shares = {kind or "false_alarms": round(found[kind] / made[kind], 4) for kind in sorted(made)}
    print_stats(stats.row(n=len(rows), found=shares, made=dict(made)))


def _rows(articles: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    chance = random.Random(SEED)
    names = [
        name
        for one in articles[:200]
        for name in find_names(one["documents"][0]["text"], language=one["language"])
        if " " in name
    ]
    for number, one in enumerate(articles):
        language, text = one["language"], one["documents"][0]["text"]
        whole = [part for part in sentences(text, language) if 8 <= count_words(part) <= 50]
        for place, sentence in enumerate(chance.sample(whole, min(PER_ARTICLE, len(whole)))):
            base = {"language": language, "sources": [text]}
            yield {"id": f"{number}/{place}", **base, "summary": sentence, "kind": ""}
            for kind, change in CHANGES.items():
                changed = change(sentence, grammar(language), chance, names)
                if changed and changed != sentence and changed not in text:
                    id = f"{number}/{place}/{kind}"
                    yield {"id": id, **base, "summary": changed, "kind": kind}


# --- one change each; None where the sentence has nothing to change


def _number(sentence: str, spoken: str, chance: random.Random, names: Sequence[str]) -> str | None:
    found = list(_NUMBER.finditer(sentence))
    if not found:
        return None
    match = chance.choice(found)
    value = int(match.group())
    return _replaced(sentence, match, str(value + chance.choice((1, 2, 3, 10, value + 7))))


def _name(sentence: str, spoken: str, chance: random.Random, names: Sequence[str]) -> str | None:
    found = [name for name in find_names(sentence, language=spoken) if name in sentence]
    others = [name for name in names if name not in sentence]
    if not found or not others:
        return None
    return sentence.replace(chance.choice(found), chance.choice(others), 1)


def _quote(sentence: str, spoken: str, chance: random.Random, names: Sequence[str]) -> str | None:
    spans = [match.span() for match in _QUOTED.finditer(sentence) if len(match.group()) > 20]
    words = [
        match
        for match in re.finditer(r"(?<!['’])\b[^\W\d_]{5,}", sentence)
        if any(start < match.start() < end for start, end in spans)
    ]
    if not words:
        return None
    swap = "véritable" if spoken == "fr" else "certainly"
    return _replaced(sentence, chance.choice(words), swap)


def _unit(sentence: str, spoken: str, chance: random.Random, names: Sequence[str]) -> str | None:
    for one, other in chance.sample(_UNITS[spoken], len(_UNITS[spoken])):
        for old, new in ((one, other), (other, one)):
            match = re.search(
                rf"(?<=\d\s){re.escape(old)}(?!\w)|(?<=\d){re.escape(old)}(?!\w)", sentence
            )
            if match:
                return _replaced(sentence, match, new)
    return None


def _date(sentence: str, spoken: str, chance: random.Random, names: Sequence[str]) -> str | None:
    for table in (_DAYS[spoken], _MONTHS[spoken]):
        match = re.search(rf"\b(?:{'|'.join(table)})\b", sentence)
        if match:
            return _replaced(
                sentence, match, chance.choice([w for w in table if w != match.group()])
            )
    year = re.search(r"\b(?:19|20)\d\d\b", sentence)
    return _replaced(sentence, year, str(int(year.group()) - 1)) if year else None


def _negation(
    sentence: str, spoken: str, chance: random.Random, names: Sequence[str]
) -> str | None:
    if spoken == "fr":
        denied = re.search(r"\b(?:ne\s|n['’])(\w+)\s(?:pas|plus|jamais)\b", sentence)
        if denied:
            return _replaced(sentence, denied, denied.group(1))
        plain = re.search(r"\b(?P<verb>est|sont|a|ont|sera|peut|doit)\s(?!pas)", sentence)
        if plain is None:
            return None
        verb = plain.group("verb")
        opener = "n'" if verb[0] in "aeo" else "ne "
        return _replaced(sentence, plain, f"{opener}{verb} pas ")
    denied = re.search(r"\s(?:not|never)\b|n['’]t\b", sentence)
    if denied:
        return _replaced(sentence, denied, "")
    plain = re.search(r"\b(?P<verb>is|are|was|were|will|has|have|can)\s(?!not)", sentence)
    return _replaced(sentence, plain, f"{plain.group('verb')} not ") if plain else None


def _attribution(
    sentence: str, spoken: str, chance: random.Random, names: Sequence[str]
) -> str | None:
    given = r"[A-ZÀ-Þ][\w’-]+(?:\s[A-ZÀ-Þ][\w’-]+)*"
    source = r"(?:selon|d['’]après)" if spoken == "fr" else r"(?:according to|said)"
    match = re.search(rf"\b(?:{source}|{FINITE[spoken]})\s(?P<who>{given})", sentence)
    if match is None:
        return None
    start, end = match.span("who")
    others = [name for name in names if name not in sentence]
    return sentence[:start] + chance.choice(others) + sentence[end:] if others else None


def _replaced(sentence: str, match: re.Match[str], new: str) -> str:
    return sentence[: match.start()] + new + sentence[match.end() :]


CHANGES: dict[str, Change] = {
    "number": _number,
    "name": _name,
    "quote": _quote,
    "unit": _unit,
    "date": _date,
    "negation": _negation,
    "attribution": _attribution,
}


if __name__ == "__main__":
    main()
