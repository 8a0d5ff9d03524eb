"""The document of config.toml → a Fault for each text with a character that is none. Pure.

A line break in a name would begin a header of its own, and a bell is no XML: no mail could leave.
"""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from briefing.config.places import Place
from briefing.errors import Fault

_SEVERAL_LINES = frozenset({"postal_address", "publisher", "director", "hosting"})
_BREAKS = frozenset("\t\n\r")


def control_characters(
    document: dict[str, Any], *, file: str, line: Callable[[Place], int]
) -> list[Fault]:
    """Return one mistake for each text, at its line; addresses may go over several lines."""
    faults = []
    for place, text in _texts(document, ()):
        names = [one for one in place if isinstance(one, str)]
        allowed = _BREAKS if names[-1] in _SEVERAL_LINES else frozenset[str]()
        wrong = next((one for one in text if _is_control(one) and one not in allowed), "")
        if wrong:
            broken = wrong in _BREAKS
            message = "goes over several lines." if broken else f"holds U+{ord(wrong):04X}."
            remedy = "Write it on one line." if broken else "Take that character out."
            faults.append(
                Fault(
                    file=file, line=line(place), key=".".join(names), message=message, remedy=remedy
                )
            )
    return faults


def _is_control(char: str) -> bool:
    # U+FFFE and the like are no characters at all: XML, and so MJML, refuses them.
    return unicodedata.category(char) == "Cc" or char in "\ufffe\uffff"


def _texts(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))
