"""Text → what it says exactly: figures, quotations, dated events, names; all verbatim."""

from briefing.facts.events import find_events
from briefing.facts.figures import find_figures
from briefing.facts.names import find_names
from briefing.facts.quotations import find_quotations

__all__ = ["find_events", "find_figures", "find_names", "find_quotations"]
