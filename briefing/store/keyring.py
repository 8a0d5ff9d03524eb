"""The installation's secrets by name: what signs links, names messages, salts addresses. Does I/O.

The one that signs is called by its name, older ones NAME.000001 and so on.
"""

import secrets

from briefing.store import statements as sql
from briefing.store.session import Session


class Keyring:
    """One per store; use it in the store's thread."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def key(self, name: str) -> bytes:
        """Return the random 32-byte key of that name, made on first use."""
        known = self.known(name)
        if known is None:
            with self._session.write():
                self._session.all(sql.SAVE_SECRET, name=name, value=secrets.token_hex(32))
            known = self.known(name)
            assert known is not None
        return known

    def known(self, name: str) -> bytes | None:
        """Return the key of that name if it was ever made: for pages that must change nothing."""
        row = self._session.one(sql.SECRET, name=name)
        return None if row is None else bytes.fromhex(row["value"])

    def all(self, name: str) -> tuple[bytes, ...]:
        """Return the keys of that name, the one that signs first; none if none was ever made."""
        found = self._session.all(sql.SECRETS, name=name, older=f"{name}.%")
        return tuple(bytes.fromhex(row["value"]) for row in found)

    def rotate(self, name: str) -> int:
        """Sign with a new key from now on; return how many older ones still open what they signed.

        The highest number after the name is the youngest of the older keys.
        """
        with self._session.write():
            older = len(self.all(name))
            if older:
                self._session.all(sql.RENAME_SECRET, name=name, older=f"{name}.{older:06}")
            self._session.all(sql.SAVE_SECRET, name=name, value=secrets.token_hex(32))
        return older

    def retire(self, name: str) -> int:
        """Forget all keys of that name but the one that signs; return how many there were.

        What they signed opens nothing any more, and no way leads back.
        """
        with self._session.shredding(), self._session.write():
            older = self._session.all(sql.FORGET_OLDER_SECRETS, older=f"{name}.%")
        return len(older)
