"""When which morning is due, and the alarm clock that acts on it.

slots     local hours → instants: which morning is due, next, missed (pure)
steps     a morning and its edition → what is to be done now (pure)
calendar  a coming day → what happens on it, and why (pure)
tick      one look around: feeds that are due, editions that have a step to come
inforce   the last good config.toml and templates, and the database that was opened
lastgood  templates that were tried, and a copy of them
alarm     rings every 20 s
"""

from briefing.schedule.alarm import Scheduler
from briefing.schedule.slots import Slot, due_slot, instant, next_slot, skip_reason, slot_on
from briefing.schedule.steps import next_step

__all__ = [
    "Scheduler",
    "Slot",
    "due_slot",
    "instant",
    "next_slot",
    "next_step",
    "skip_reason",
    "slot_on",
]
