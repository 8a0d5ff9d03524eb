"""The items of a feed newly added → those that are history: it must not flood the next edition."""

from collections.abc import Sequence

from briefing.model import FeedState, Item

UNDATED_LIMIT = 30  # undated items of each feed that count as new on a new installation


def history(items: Sequence[Item], state: FeedState, *, had_editions: bool) -> frozenset[str]:
    """Return the ids that never count as news. `state` is the one before this fetch.

    A dated item needs no rule: the window of the edition tells whether it is news. An undated one
    of a feed's first fetch counts as seen once there was an edition; before that the feed's first
    30 count as new.
    """
    if state.last_ok_at is not None:
        return frozenset()
    undated = [item.id for item in items if item.published is None]
    return frozenset(undated if had_editions else undated[UNDATED_LIMIT:])
