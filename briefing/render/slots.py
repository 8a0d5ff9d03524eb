"""The one personal part of a rendered mail: the reader's token, a slot of fixed width."""

import re

from briefing.errors import InputError

# 64 URL-safe ASCII characters, the width of every token: one byte join makes a mail personal, and
# no line of the encoded message can become too long.
TOKEN_SLOT = "SLOT-OF-THE-READERS-OWN-TOKEN-64-CHARACTERS-WIDE-".ljust(64, "x")
_TOKEN = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63}")  # no dot first: it may begin a line


# What stands in the place of a token where a mail is only looked at; no reader has it.
PREVIEW_TOKEN = "apercu"


def as_preview(part: str) -> str:
    """Return HTML or text as it is shown to somebody who is no reader."""
    return part.replace(TOKEN_SLOT, PREVIEW_TOKEN)


def checked_token(token: str) -> str:
    """Return the token. Raises InputError when it does not fit the slot."""
    if not _TOKEN.fullmatch(token):
        raise InputError(
            "an unsubscribe token does not fit its slot.",
            hint="It has at most 64 characters out of A–Z a–z 0–9 . _ ~ - and no dot first",
        )
    return token
