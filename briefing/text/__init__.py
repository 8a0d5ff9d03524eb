"""Any text → folded words, stems, counts and sentences."""

from briefing.text.remembered import Remembered
from briefing.text.sentences import sentences
from briefing.text.stems import content_stem, content_stems, stem
from briefing.text.stop_words import stop_words
from briefing.text.words import base, count_words, fold, words

__all__ = [
    "Remembered",
    "base",
    "content_stem",
    "content_stems",
    "count_words",
    "fold",
    "sentences",
    "stem",
    "stop_words",
    "words",
]
