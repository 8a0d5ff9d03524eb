"""Models in, models out: the one SQLite file. The only SQL of the house, in named statements."""

from briefing.store.activity import Activity
from briefing.store.arrivals import MOST_AT_ONCE, Arrival, Welcome
from briefing.store.intake import Added
from briefing.store.ledger import BATCH, Ledger, Listed
from briefing.store.lock import only_one
from briefing.store.returns import Addressee
from briefing.store.store import Store, open_store
from briefing.store.troubles import Trouble

__all__ = [
    "BATCH",
    "MOST_AT_ONCE",
    "Activity",
    "Added",
    "Addressee",
    "Arrival",
    "Ledger",
    "Listed",
    "Store",
    "Trouble",
    "Welcome",
    "only_one",
    "open_store",
]
