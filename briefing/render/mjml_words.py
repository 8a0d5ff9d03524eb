"""What MJML knows: where each tag may stand and which attributes it takes (MJML 4.15 reference).

The library drops what it does not know without a word, and what stood in it vanishes from the mail.
Tags that fetch something from outside (mj-font, mj-include) or draw white text (mj-preview) are
left out.
"""

_BODY = ("mj-body",)
_ROWS = ("mj-body", "mj-wrapper")
_HEAD = ("mj-head",)
_CELL = ("mj-column",)

# Tag → the tags it may stand in; () = the outermost.
PARENTS: dict[str, tuple[str, ...]] = {
    "mjml": (),
    "mj-head": ("mjml",),
    "mj-body": ("mjml",),
    **dict.fromkeys(("mj-title", "mj-breakpoint", "mj-attributes", "mj-style"), _HEAD),
    **dict.fromkeys(("mj-all", "mj-class"), ("mj-attributes",)),
    "mj-raw": (*_HEAD, *_ROWS, "mj-section", "mj-group", *_CELL, "mjml"),
    "mj-wrapper": _BODY,
    "mj-section": _ROWS,
    "mj-group": ("mj-section",),
    "mj-column": ("mj-section", "mj-group"),
    **dict.fromkeys(
        ("mj-text", "mj-button", "mj-divider", "mj-image", "mj-spacer", "mj-table"), _CELL
    ),
}
ALLOWED_TAGS = frozenset(PARENTS)
# Plain HTML here would vanish.
STRUCTURE = frozenset(
    {"mjml", "mj-head", "mj-body", "mj-wrapper", "mj-section", "mj-group", "mj-column"}
)


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_PADDING = "padding padding-top padding-right padding-bottom padding-left"
_GROUND = (
    "background-color background-url background-repeat background-size background-position"
    " background-position-x background-position-y"
)
_BORDERS = "border border-top border-right border-bottom border-left border-radius"
_FONT = (
    "color font-family font-size font-style font-weight letter-spacing line-height"
    " text-decoration text-transform text-align"
)
_SECTION = f"{_GROUND} {_BORDERS} {_PADDING} direction full-width text-align"
_ATTRIBUTES = {
    "mjml": "lang dir owa xmlns",
    "mj-head": "",
    "mj-title": "",
    "mj-attributes": "",
    "mj-raw": "position",
    "mj-breakpoint": "width",
    "mj-style": "inline",
    "mj-body": "background-color width",
    "mj-wrapper": f"{_SECTION} gap",
    "mj-section": _SECTION,
    "mj-group": "width vertical-align background-color direction",
    "mj-column": f"{_BORDERS} {_PADDING} background-color inner-background-color inner-border"
    " inner-border-radius inner-border-top inner-border-right inner-border-bottom"
    " inner-border-left width vertical-align direction",
    "mj-text": f"{_FONT} {_PADDING} align height container-background-color vertical-align",
    "mj-button": f"{_FONT} {_BORDERS} {_PADDING} align background-color href inner-padding name"
    " rel target title width height vertical-align container-background-color",
    "mj-divider": f"{_PADDING} align border-color border-style border-width width"
    " container-background-color",
    "mj-image": f"{_BORDERS} {_PADDING} align alt container-background-color fluid-on-mobile"
    " font-size height href max-height name rel sizes src srcset target title usemap width",
    "mj-spacer": f"{_PADDING} height container-background-color vertical-align width",
    "mj-table": f"{_PADDING} align border cellpadding cellspacing color"
    " container-background-color font-family font-size font-style font-weight line-height role"
    " table-layout vertical-align width",
}
ATTRIBUTES = {tag: _set(f"{listed} css-class mj-class") for tag, listed in _ATTRIBUTES.items()}
ANY_ATTRIBUTE = frozenset({"mj-all", "mj-class"})  # they set those of other tags

COLOURS = _set(
    "background-color inner-background-color container-background-color color border-color"
)
LENGTHS = _set(f"{_PADDING} inner-padding font-size line-height height width border-width")
