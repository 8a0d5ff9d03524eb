"""What making an edition leaves behind: the draft with its stories, or why there is none. I/O."""

from collections.abc import Sequence
from datetime import date

from briefing.errors import StoreError
from briefing.model import Edition, EditionRecord, EditionState, Printed
from briefing.store import rows
from briefing.store import statements as sql
from briefing.store.session import Session


def save(
    session: Session,
    edition: Edition,
    printed: Sequence[Printed],
    *,
    state: EditionState,
    reason: str,
) -> EditionRecord:
    """Keep a draft, in place of an earlier one. Raises StoreError when that is approved."""
    with session.write():
        row = session.one(
            sql.SAVE_EDITION,
            newsletter=edition.newsletter,
            day=edition.day.isoformat(),
            state=state,
            reason=reason,
            number=edition.number,
            document=rows.edition_json(edition),
            made_at=rows.seconds(edition.made_at),
        )
        if row is None:
            raise StoreError(f"The edition of {edition.day} is approved and cannot change.")
        session.all(sql.FORGET_PRINTED, newsletter=edition.newsletter, day=edition.day.isoformat())
        for one in printed:
            session.all(sql.SAVE_PRINTED, **rows.printed_row(one))
    return rows.edition_record(row)


def skip(session: Session, newsletter: str, day: date, *, reason: str) -> None:
    """Note that this day has no edition, and that nothing of it was printed."""
    with session.write():
        session.all(
            sql.SAVE_EDITION,
            newsletter=newsletter,
            day=day.isoformat(),
            state=EditionState.SKIPPED,
            reason=reason,
            number=None,
            document=None,
            made_at=None,
        )
        session.all(sql.FORGET_PRINTED, newsletter=newsletter, day=day.isoformat())
