"""Markup → what is wrong with its tags, where they stand and what they take, with its line. Pure.

The MJML library validates nothing and says no place, and a great depth takes the process down: it
is asked last.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from briefing.render.mjml_words import ATTRIBUTES, COLOURS, LENGTHS, PARENTS, STRUCTURE

MAX_DEPTH = 150  # tags within each other; the library crashes at some thousands
# Unrolled: it runs over every mail.
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*)>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\")")
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}|[a-z]+|rgba?\([\d.,% ]+\)")
_LENGTHS = re.compile(
    r"(?:auto|-?[\d.]+(?:px|%|em|rem)?)(?: (?:auto|-?[\d.]+(?:px|%|em|rem)?)){0,3}"
)
_REMEDIES = (
    ("gives ", "Correct the attribute, or take it away."),
    ("has <", "Move it to where it may stand, or take it away."),
    ("", "Close every tag, the last opened first; write &lt; where < is meant."),
)
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TagFault:
    message: str
    line: int  # from 1


def remedy(message: str) -> str:
    """Return what to do about what is wrong with a tag."""
    return next(told for start, told in _REMEDIES if message.startswith(start))


def tag_fault(markup: str) -> TagFault | None:
    """Return the first fault, None when every tag is known, closed in its place and stands where
    MJML looks at it. `markup` may be a part of a document."""
    open_tags: list[tuple[str, int]] = []
    text = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), markup)
    for match in _TAG.finditer(text):
        closing, name, rest = match.groups()
        if closing and open_tags and open_tags[-1][0] == name:  # as nearly all do
            open_tags.pop()
            continue
        said = _closed(name, open_tags) if closing else _opened(name, rest, open_tags)
        if said:
            return _fault(said, text, match.start(), near=match.start())
        if not closing and name not in _VOID and not rest.endswith("/"):
            open_tags.append((name, match.start()))
    if open_tags:
        name, opened = open_tags[-1]
        return _fault(f"never closes <{name}>", text, opened)
    return None


def _closed(name: str, open_tags: list[tuple[str, int]]) -> str:
    """Close one tag; return what is wrong with it, "" when nothing."""
    inside = open_tags.pop()[0] if open_tags and name not in _VOID else name
    if inside != name:
        return f"closes <{name}> while <{inside}> is open"
    return "" if name in _VOID else f"closes <{name}>, which nothing has opened"


def _opened(name: str, rest: str, open_tags: list[tuple[str, int]]) -> str:
    """Return what is wrong with an opening tag where it stands, "" when nothing."""
    inside = open_tags[-1][0] if open_tags else ""
    # Most tags are plain HTML in plain HTML, and there are hundreds.
    if name in PARENTS or inside in PARENTS:
        said = misplaced(name, inside) or bad_attribute(name, rest)
        if said:
            return said
    too_deep = len(open_tags) >= MAX_DEPTH
    return f"has more than {MAX_DEPTH} tags within each other" if too_deep else ""


def _fault(said: str, text: str, at: int, *, near: int = 0) -> TagFault:
    before = " ".join(text[max(0, near - 60) : near].split())[-40:]
    place = f", after « {before} »" if before else ""
    return TagFault(message=f"{said}{place}.", line=text.count("\n", 0, at) + 1)


def misplaced(name: str, inside: str) -> str:
    """Return what is wrong with the place of a tag; "" when nothing, or when it is not known."""
    if inside == "mj-attributes":  # defaults of any tag
        return "" if name in PARENTS else f"has <{name}> in <{inside}>"
    if name in PARENTS:
        if inside and inside not in PARENTS[name]:
            wanted = " or ".join(f"<{one}>" for one in PARENTS[name]) or "no other tag"
            return f"has <{name}> in <{inside}>; it may stand in {wanted}"
    elif inside in STRUCTURE:
        return f"has <{name}> in <{inside}>, where it would vanish: put it into <mj-text>"
    return ""


def bad_attribute(name: str, rest: str) -> str:
    """Return what is wrong with the attributes of an MJML tag; "" when nothing."""
    if name not in ATTRIBUTES:
        return ""
    for key, value in _ATTRIBUTE.findall(rest):
        if key not in ATTRIBUTES[name]:
            close = get_close_matches(key, ATTRIBUTES[name], n=1)
            meant = f" (did you mean {close[0]}?)" if close else ""
            return f"gives <{name}> the attribute {key}, which MJML does not know{meant}"
        wrong = _wrong_value(key, value.strip())
        if wrong:
            return f'gives <{name}> {key}="{value}": {wrong}'
    return ""


def _wrong_value(key: str, value: str) -> str:
    if not value or "{" in value:
        return ""
    if key in COLOURS and not _COLOUR.fullmatch(value):
        return "that is no colour like #1C1B1A"
    if key in LENGTHS and not _LENGTHS.fullmatch(value):
        return 'that is no length like "16px" or "50%"'
    return ""
