"""Models in, models out: the one SQLite file. The only SQL of the house, in named statements."""

from briefing.store.activity import Activity
from briefing.store.arrivals import MOST_AT_ONCE, Arrival, Welcome
from briefing.store.intake import Added
from briefing.store.lock import only_one
from briefing.store.store import Store, open_store
from briefing.store.troubles import Trouble

__all__ = [
    "MOST_AT_ONCE",
    "Activity",
    "Added",
    "Arrival",
    "Store",
    "Trouble",
    "Welcome",
    "only_one",
    "open_store",
]
