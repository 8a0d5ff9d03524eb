"""Markup → what is wrong with the nesting of its tags, with its line. Pure.

The MJML library says no place, and a great depth takes the process down: it is asked last.
"""

import re
from dataclasses import dataclass

MAX_DEPTH = 150  # tags within each other; the library crashes at some thousands
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TagFault:
    message: str
    line: int  # from 1


def tag_fault(markup: str) -> TagFault | None:
    """Return the first fault, None when every tag is closed in its place."""
    open_tags: list[tuple[str, int]] = []
    text = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), markup)
    line, counted = 1, 0
    for match in _TAG.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        closing, name, rest = match.groups()
        if name.lower() in _VOID or rest.endswith("/"):
            continue
        if not closing:
            open_tags.append((name, line))
        elif not open_tags or open_tags.pop()[0] != name:
            said = f"closes <{name}> where it is not the last one open{_near(text, match)}."
            return TagFault(message=said, line=line)
        if len(open_tags) > MAX_DEPTH:
            said = f"has more than {MAX_DEPTH} tags within each other{_near(text, match)}."
            return TagFault(message=said, line=line)
    if open_tags:
        name, opened = open_tags[-1]
        return TagFault(message=f"never closes <{name}>.", line=opened)
    return None


def _near(text: str, match: re.Match[str]) -> str:
    before = " ".join(text[max(0, match.start() - 60) : match.start()].split())
    return f", after « {before[-40:]} »" if before else ""
