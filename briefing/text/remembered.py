"""A function of a word → a table that asks it once for each word."""

from collections.abc import Callable
from typing import TypeVar

_MOST = 65_536  # words; then it starts anew

T = TypeVar("T")


class Remembered(dict[str, T]):
    """What `make` returned for each word so far; `map(table.__getitem__, words)` stays in C.

    An lru_cache takes three times as long for a word that it knows, and an article has hundreds.
    """

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST:
            self.clear()
        found = self[word] = self._make(word)
        return found
