"""A text → the sentences that can say something."""

from briefing.text import sentences

_LONGEST = 1_000  # characters; what is longer is a table, or made to keep us busy


def readable(text: str, language: str) -> list[str]:
    """Return the sentences in order, without those that nobody could print nor read.

    What looks for names and numbers takes the square of a sentence's length.
    """
    return [one for one in sentences(text, language) if len(one) <= _LONGEST]
