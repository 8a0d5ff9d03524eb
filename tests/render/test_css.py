"""What the mail's layout hangs on is a list that is kept in docs/css.md, with reasons."""

import re
from email import message_from_bytes
from pathlib import Path

from tests.golden.test_golden import FOLDER

ROOT = Path(__file__).parents[2]
LAYOUT = re.compile(
    r"display|position|float|clear|overflow(?:-[xy])?|z-index|flex.*|grid.*|gap|columns?|order"
    r"|(?:min-|max-)?(?:width|height)|(?:margin|padding)(?:-\w+)?|text-align|vertical-align"
    r"|white-space|word-break|direction|border-collapse|box-sizing|transform|mso-hide|align-.*"
    r"|justify-.*|inset|top|left|right|bottom|object-fit|table-layout|aspect-ratio"
)


def kept() -> set[str]:
    rows = re.findall(r"^\| (`.+?) \|", (ROOT / "docs" / "css.md").read_text("utf-8"), re.M)
    return {name for row in rows for name in re.findall(r"`([^`@]+)`", row)}


def used() -> set[str]:
    found = set()
    for path in FOLDER.glob("*.eml"):
        for part in message_from_bytes(path.read_bytes()).walk():
            if part.get_content_type() == "text/html":
                payload = part.get_payload(decode=True)
                assert isinstance(payload, bytes)
                found |= _properties(payload.decode())
    return found


def _properties(html: str) -> set[str]:
    inside = re.findall(r'style="([^"]*)"', html)
    for sheet in re.findall(r"<style[^>]*>(.*?)</style>", html, re.S):
        inside += re.findall(r"\{([^{}]*)\}", sheet)
    rules = [rule for one in inside for rule in one.split(";") if ":" in rule]
    return {rule.split(":")[0].strip().lower() for rule in rules}


def test_every_style_that_carries_layout_is_on_the_list_with_its_reason() -> None:
    names = {re.sub(r"^(margin|padding)-\w+$", r"\1", one) for one in used()}
    assert {one for one in names if LAYOUT.fullmatch(one)} <= kept()


def test_the_list_holds_nothing_that_is_not_used() -> None:
    names = {re.sub(r"^(margin|padding)-\w+$", r"\1", one) for one in used()}
    assert kept() <= names
