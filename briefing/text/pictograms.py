"""Text → the same without emoji: a headline of ours has none. Pure."""

import re

_ONE = "[\u2600-\u27bf\u2b50\u2b55\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff]"
PICTOGRAM = re.compile(_ONE)
# With what joins several into one, and colours them.
_RUN = rf"{_ONE}(?:[\u200d\ufe0f\u20e3\s]*{_ONE}|[\ufe0f\u20e3])*"
_BEFORE_STOP = re.compile(rf"[^\S\n]*{_RUN}(?=[.,;:!?)\]…])")
_BETWEEN = re.compile(rf"[^\S\n]*{_RUN}[^\S\n]*")


def without_pictograms(text: str) -> str:
    """Return the text without emoji; one space stays where they parted two words."""
    if PICTOGRAM.search(text) is None:
        return text
    kept = _BETWEEN.sub(" ", _BEFORE_STOP.sub("", text))
    return "\n".join(line.strip() for line in kept.split("\n"))
