"""config.toml → Settings: frozen, complete, every mistake reported at once.

settings  what can be set, with its meaning and default
units     durations, sizes, days, hours, secrets
load      reading a file: faults with line and remedy
"""

from briefing.config.load import load_settings
from briefing.config.settings import (
    Newsletter,
    Ranking,
    Schedule,
    SectionOptions,
    Sender,
    Settings,
)

__all__ = [
    "Newsletter",
    "Ranking",
    "Schedule",
    "SectionOptions",
    "Sender",
    "Settings",
    "load_settings",
]
