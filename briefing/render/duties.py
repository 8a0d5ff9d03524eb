"""The rendered parts → a TemplateError when one lacks what no mail may leave without. Pure."""

import re
from html import escape, unescape

from briefing.render.faults import fault
from briefing.render.loader import FolderLoader
from briefing.render.slots import TOKEN_SLOT

_SIGNED = "email/made.mjml"
TAG = re.compile(r"(?s)<head>.*?</head>|<style.*?</style>|<!--.*?-->|<[^>]+>")


def require(part: str, name: str, loader: FolderLoader, *, postal_address: str) -> None:
    """Raise TemplateError unless the part lets its reader leave and says who writes.

    `name` is the template it was made of, `postal_address` as it is printed.
    """
    if f"/unsubscribe/{TOKEN_SLOT}" not in part:
        raise fault(
            loader,
            name,
            "lets nobody leave: the link to unsubscribe is missing.",
            remedy="Print {{ links.unsubscribe }}, or take the shipped template.",
        )
    if escape(postal_address, quote=False) not in part and not holds(part, postal_address):
        raise fault(
            loader,
            _edited(loader, name),
            "does not say who writes: the postal address is missing.",
            remedy="Print {{ frame.postal_address }}, or take the shipped template.",
        )


def _edited(loader: FolderLoader, name: str) -> str:
    """Return the template that the operator has edited: the address stands in made.mjml, which the
    mail includes."""
    own = loader.folders[0] if loader.folders else None
    edited = own is not None and not (own / name).is_file() and (own / _SIGNED).is_file()
    return _SIGNED if edited and name.endswith(".mjml") else name


def holds(part: str, text: str) -> bool:
    """Say whether the part shows the text, whatever marks, spaces or tags stand in between."""
    return letters(text) in letters(part)


def letters(part: str) -> str:
    """Return the letters and digits that a part shows."""
    return re.sub(r"[\W_]+", "", unescape(TAG.sub(" ", part))).casefold()
