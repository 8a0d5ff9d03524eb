"""Models in, models out: the one SQLite file. The only SQL of the house, in named statements."""

from briefing.store.lock import only_one
from briefing.store.store import Added, Store, open_store

__all__ = ["Added", "Store", "only_one", "open_store"]
