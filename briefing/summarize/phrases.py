"""What rules a sentence or a title of news out, or belongs to the page around it.

The phrases stand in lexicon/page.*.toml.
"""

import re

from briefing.summarize.lexicon import Phrases, by_language, for_language

__all__ = [
    "BRACKETED", "BYLINE", "CLICKBAIT", "DANGLING", "DATELINE", "FIRST_PERSON", "FURNITURE",
    "KICKER", "NEAR", "OPENS_A_QUESTION", "SAME_DAY", "SHOUTED_KICKER", "for_language",
]  # fmt: skip


class AnyCase:
    """Phrases in small letters, found in letters of any case in a third of IGNORECASE's time."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in the text in small letters."""
        return self._phrases.search(text.lower())


KICKER = Phrases("page", "kicker")
SHOUTED_KICKER = Phrases("page", "shouted_kicker")
BRACKETED = Phrases("page", "bracketed")
DATELINE = Phrases("page", "dateline")
CLICKBAIT = by_language("page", "clickbait")
# Looked for where a word starts only: « four live » is none, and it takes a third of the time.
FURNITURE = AnyCase(Phrases("page", "furniture"))
BYLINE = Phrases("page", "byline")
FIRST_PERSON = by_language("page", "first_person")
DANGLING = by_language("page", "dangling")
SAME_DAY = by_language("page", "same_day")  # true on the article's own day only
NEAR = by_language("page", "near")  # true within two days of it
OPENS_A_QUESTION = by_language("page", "question")
