"""A table asks for each word once."""

from briefing.text import Remembered, content_stem
from briefing.text import remembered as module


def test_each_word_is_made_once() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    table = Remembered(length)
    assert [table[word] for word in ("un", "deux", "un")] == [2, 4, 2]
    assert asked == ["un", "deux"]


def test_it_never_grows_without_end() -> None:
    table = Remembered(len)
    for number in range(module._MOST + 10):
        table[str(number)]
    assert len(table) <= module._MOST


def test_a_stop_word_has_an_empty_stem() -> None:
    table = content_stem("fr-CH")
    assert [table["les"], table["Hausses"], table["à"]] == ["", "haus", ""]
