"""The rendered parts of an edition → what in them breaks the rules of a mail. Pure."""

import re
from collections.abc import Iterator
from html import unescape

from briefing.findings import Finding
from briefing.render.context import EditionView, Frame, StoryView, Theme
from briefing.render.duties import TAG, letters
from briefing.render.edition import Rendered

MOST_BYTES = 80_000
MOST_LINKS = 25
CONTRAST = 4.5
_BARE_CAPITAL = re.compile(
    r"(?<!\w)(?:Etats?|Economie\w*|Etats-Unis|Ecole|Eglise|Electri\w+|Election\w*|Energie\w*"
    r"|Epargne|Etude\w*|Evolution)(?!\w)|(?:^|[.!?] )A (?:l['’]|la |son |sa )"
)
_BREAKING = re.compile(r" [;:!?»%](?!\S*/)|« ")
# What is set on what: text, ground, where.
_PAIRS = (
    *(("ink", "card"), ("soft", "card"), ("link", "card"), ("soft", "page"), ("link", "page")),
    *(("band_ink", "band"), ("band_soft", "band"), ("mark_ink", "mark"), ("figure", "box")),
    *(("ink", "box"), ("link", "box"), ("ink", "tint"), ("link", "tint"), ("soft", "tint")),
    *(("up", "card"), ("down", "card")),
)


def lint_parts(
    rendered: Rendered, frame: Frame, *, shown: EditionView, theme: Theme
) -> tuple[Finding, ...]:
    """Return every finding. `shown` is the edition as it was given to the templates."""
    return (
        *_parts(rendered, shown),
        *_size(rendered, frame),
        *_typography(rendered, frame),
        *_contrast(theme),
    )


def _parts(rendered: Rendered, shown: EditionView) -> Iterator[Finding]:
    html, text = letters(rendered.html), letters(rendered.text)
    last = {"HTML": 0, "text": 0}
    for lead in _leads(shown):
        for name, part in (("HTML", html), ("text", text)):
            place = part.find(letters(lead), last[name])
            if place < 0:
                told = f"The {name} part lacks « {lead} », or tells it in another place."
                yield Finding(rule="parts", text=told)
            else:
                last[name] = place


def _leads(shown: EditionView) -> Iterator[str]:
    for section in shown.sections:
        for block in section.blocks:
            if isinstance(block, StoryView):
                yield block.lead.text


def _size(rendered: Rendered, frame: Frame) -> Iterator[Finding]:
    size = len(rendered.html.encode())
    if size > MOST_BYTES:
        yield Finding(rule="size", text=f"The HTML has {size / 1000:.0f} kB.")
    addresses = re.findall(r'<a [^>]*href="(http[^"]*)', rendered.html)
    links = sum(not one.startswith(frame.public_url) for one in addresses)
    if links > MOST_LINKS:
        yield Finding(rule="links", text=f"{links} links to articles; readers follow one or two.")


def _typography(rendered: Rendered, frame: Frame) -> Iterator[Finding]:
    text = unescape(TAG.sub("\n", rendered.html))
    for line in filter(None, map(str.strip, text.splitlines())):
        if re.search(r"(?<!\d)[\"']", line):
            yield Finding(rule="typography", text=f"Straight quotes in « {line} ».")
        if frame.language.startswith("fr"):
            yield from _french(line)


def _french(line: str) -> Iterator[Finding]:
    if _BREAKING.search(line):
        yield Finding(rule="typography", text=f"A space that can break in « {line} ».")
    match = _BARE_CAPITAL.search(line)
    if match:
        yield Finding(rule="typography", text=f"No accent on « {match.group().strip()} ».")


def _contrast(theme: Theme) -> Iterator[Finding]:
    for name, palette in (("light", theme.light), ("dark", theme.dark)):
        for text, ground in _PAIRS:
            ratio = contrast(getattr(palette, text), getattr(palette, ground))
            if ratio < CONTRAST:
                told = f"{name}.{text} on {name}.{ground}: {ratio:.1f} : 1 (email/theme.toml)."
                yield Finding(rule="contrast", text=told)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours #RRGGBB, as WCAG 2 computes it: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
