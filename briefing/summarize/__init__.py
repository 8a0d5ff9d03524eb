"""Stories → summaries, sentence by sentence from their articles, each checked against them."""

from briefing.summarize.check import problems
from briefing.summarize.extractive import summarize

__all__ = ["problems", "summarize"]
