"""Markup of a feed → plain untypeset text: nothing executable, invisible or clickable is left."""

import re
import unicodedata
from collections.abc import Callable, Sequence

import nh3

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div",
    "dl", "dt", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
})  # fmt: skip
_DROPPED = frozenset({  # with all they hold
    "applet", "audio", "button", "canvas", "embed", "figcaption", "head", "iframe", "math",
    "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title",
    "video",
})  # fmt: skip
_CLEANER = nh3.Cleaner(
    tags=_BLOCKS, clean_content_tags=_DROPPED, attributes={}, link_rel=None, strip_comments=True
)
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "body", "cite", "code", "col", "data", "del",
    "em", "figure", "font", "html", "i", "img", "ins", "kbd", "label", "mark", "meta", "link", "q",
    "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
})  # fmt: skip
_BARE = re.compile(r"<([a-z][a-z0-9-]{0,30})>", re.IGNORECASE)
_NAMED = "\ufdd0"  # no character, so no feed's: stands for the < of a tag that a title names
_PASSES = 5  # markup that was escaped again and again
_MARKUP = re.compile(r"<[a-z/!?]|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
# One line of letters in which nothing can be hidden: no markup, no Â or Ã of a double encoding.
_ORDINARY = re.compile("[ -%'-;=-~\xa0-\xac\xae-\xc1\xc4-\xffŒœ‘’“”–—…\u202f]*")
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
# Controls, soft hyphens, zero-width and direction marks, private use, lone surrogates: what a
# reader cannot see, or what turns a line round.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffc\ue000-\uf8ff"
    "\ud800-\udfff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_TWICE = re.compile(r"[ÂÃ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸŽž]|â€")
# Bytes 80…9F of a page that says Latin-1 are Windows-1252 in truth: “ ” ’ … –
_C1 = {
    code: char for code in range(0x80, 0xA0) if (char := bytes([code]).decode("cp1252", "ignore"))
}


def to_text(html: str) -> str:
    """Return plain text: entities decoded, paragraphs joined by newlines, ordinary spaces.

    Markup that was escaped more than once is taken away too. The result is for people:
    it still has to be escaped where it is put into a page.
    """
    return _cleaned(html)


def _cleaned(html: str, *, before: Callable[[str], str] = str) -> str:
    """Return the plain text; `before` is done to the markup, each time it is unescaped."""
    if _ORDINARY.fullmatch(html):  # two titles of three
        return " ".join(html.split())
    text = _LINE_ENDS.sub("\n", _encoded_once(html).translate(_C1))
    text = re.sub(r"\n[^\S\n]*\n\s*", "<br>", text).replace("\n", " ")
    for _ in range(_PASSES):
        if _MARKUP.search(text) is None:
            break
        text = _without_tags(before(text).replace("\n", "<br>"))
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    lines = (_SPACES.sub(" ", line).strip() for line in _LINE_ENDS.sub("\n", text).split("\n"))
    return "\n".join(line for line in lines if line)


def _encoded_once(text: str) -> str:
    """Undo UTF-8 that was read as Windows-1252 and encoded again: « Ã© » → « é »."""
    if _TWICE.search(text) is None:
        return text
    try:
        return b"".join(map(_as_byte, text)).decode("utf-8")
    except UnicodeError:
        return text  # one proper « é » in it, and it was not encoded twice


def _as_byte(char: str) -> bytes:
    return char.encode("latin-1") if char <= "\xff" else char.encode("cp1252")


def to_line(html: str) -> str:
    """Return plain text on one line: categories, names."""
    return to_text(html).replace("\n", " ")


def to_title(html: str) -> str:
    """Return plain text on one line, with the tags that a title is about: « <script> vieillit ».

    A tag is named, and not used, when it is bare, sets no type and is closed nowhere.
    """
    text = _cleaned(html.replace(_NAMED, ""), before=_hold_named)
    return text.replace("\n", " ").replace(_NAMED, "<")


def _hold_named(markup: str) -> str:
    lower = markup.lower()

    def held(match: re.Match[str]) -> str:
        name = match[1].lower()
        used = name in _INLINE or name in _BLOCKS or f"</{name}" in lower
        return match[0] if used else f"{_NAMED}{match[1]}>"

    return _BARE.sub(held, markup)


def _without_tags(markup: str) -> str:
    # nh3 escapes exactly these four; each other entity is decoded by then.
    text = re.sub(r"<[^>]*>", "\n", _CLEANER.clean(markup))
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")):
        text = text.replace(entity, char)
    return text


_MORE = (
    r"lire la suite|lire l[’']article|lire plus|en savoir plus|la suite de l[’']article|voir plus"
    r"|continue reading|keep reading|read more|read the full (?:story|article)|read on"
    r"|full story|learn more|weiterlesen|leer más"
)
_SEPARATOR = r"(?:^|\n|(?<=[.!?…\]»”\"):]) ?)[^\w\n()\[\]]{0,4}"
_TAILS = (
    tuple(  # each with words of which one stands in what it matches: trying costs ten times that
        (signs, re.compile(_SEPARATOR + pattern, re.IGNORECASE))
        for signs, pattern in (
            (  # WordPress signs each teaser.
                ("apparu", "appeared", "published"),
                r"(?:l[’']article|cet article|the post|this article|this post)\b[^\n]{0,300}"
                r"\b(?:est apparu en premier (?:sur|dans)|(?:first )?appeared(?: first)? on"
                r"|was (?:first|originally) published on)\b[^\n]{0,120}$",
            ),
            (
                ("lire", "savoir", "suite", "voir", "read", "story", "more", "weiter", "leer"),
                r"(?:" + _MORE + r")[^\w\n]{0,6}$",
            ),
            (  # … of “Title”, on Outlet: a link has no full stop.
                ("lire la suite", "continue reading", "read more"),
                r"[^\w\n()\[\]]{0,4}(?:lire la suite|continue reading|read more)\b[^\n.!?]{0,150}$",
            ),
        )
    )
)
_CUT = re.compile(r"\s*(?:\[\s*(?:…|\.{3}|&hellip;)\s*\]|\(\s*(?:…|\.{3})\s*\))[\s.…]*$")
_TAIL_LENGTH = 500


def to_teaser(html: str) -> str:
    """Return to_text() without what feeds hang on the end: « Lire la suite », "[…]", "The post …".

    A sentence that was cut off ends in « … ».
    """
    return without_tail(to_text(html))


def without_tail(text: str) -> str:
    """Take the tails off, also several one after the other."""
    head, end = text[:-_TAIL_LENGTH], text[-_TAIL_LENGTH:]
    before = None
    while end != before:
        before, low = end, end.lower()
        for signs, tail in _TAILS:
            if _holds_one(low, signs):
                end = tail.sub("", end).rstrip()
        if end.rstrip(" \n.…")[-1:] in {")", "]"}:
            end = _CUT.sub(lambda match: _ellipsis(match.string[: match.start()]), end)
    return (head + end).strip()


def _holds_one(text: str, signs: Sequence[str]) -> bool:
    for sign in signs:  # noqa: SIM110 (any() costs three times that)
        if sign in text:
            return True
    return False


def _ellipsis(before: str) -> str:
    return "" if not before or before[-1] in '.!?…»”"' else "…"
