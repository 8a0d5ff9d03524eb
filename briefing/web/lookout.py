"""An edition under the operator's eyes → a local page that shows it in every way, and why.

Only for the machine it runs on: it needs no right of anybody, and reads templates anew each time.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from briefing.errors import BriefingError
from briefing.findings import Finding
from briefing.model import Edition, StoryBlock

# By another name a page elsewhere could read the draft (DNS rebinding).
_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
_DARK = "@media (prefers-color-scheme: dark)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What there is to see: the edition, its parts, and what is wrong with it."""

    edition: Edition
    sender: str
    subject: str
    preheader: str
    mail: str
    text: str
    page: str
    findings: tuple[Finding, ...]


def build_lookout(look: Callable[[], Sight], stamp: Callable[[], str]) -> Starlette:
    """Return the application. `look` raises BriefingError while an edit is bad; `stamp` changes
    whenever a file was saved."""

    def shown(part: Callable[[Sight], str]) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            try:
                text = part(look())
            except BriefingError as error:
                return HTMLResponse(_error(error))
            return HTMLResponse(_scheme(text, request.query_params.get("scheme", "")), headers=_OFF)

        return answer

    def front(request: Request) -> Response:
        try:
            body = _front(look())
        except BriefingError as error:
            body = _error(error)
        return HTMLResponse(_shell(body, stamp()))

    routes = [
        Route("/", front),
        Route("/mail", shown(lambda sight: sight.mail)),
        Route("/page", shown(lambda sight: sight.page)),
        Route("/text", shown(lambda sight: f"<pre>{html.escape(sight.text)}</pre>")),
        Route("/stamp", lambda request: PlainTextResponse(stamp())),
    ]
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=_HOSTS)
    return Starlette(routes=routes, middleware=[hosts])


# The mail as most programs show it first: no image, no script, nothing from outside.
_OFF = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"}


def _scheme(text: str, scheme: str) -> str:
    """Return the mail as on a dark or light screen, whatever this one is."""
    if scheme in ("dark", "light"):
        return text.replace(_DARK, "@media all" if scheme == "dark" else "@media not all")
    return text


# --- the front page


def _shell(body: str, stamp: str) -> str:
    script = _SCRIPT.replace("STAMP", stamp)
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Preview</title>"
        f"<style>{_STYLE}</style></head><body>{body}<script>{script}</script></body></html>"
    )


def _error(error: BriefingError) -> str:
    hint = f"<p>{html.escape(error.hint)}</p>" if error.hint else ""
    said = html.escape(str(error))
    return f'<div class="bad"><h1>The last edit cannot be shown</h1><pre>{said}</pre>{hint}</div>'


def _front(sight: Sight) -> str:
    size = len(sight.mail.encode()) / 1000
    edition = sight.edition
    facts = (
        f"n° {edition.number} for {edition.day} · {edition.reading_minutes} min ·"
        f" HTML {size:.0f} kB of 80 · {len(_links(sight.mail))} links · {edition.coverage.ok} of"
        f" {edition.coverage.feeds} feeds answered"
    )
    return "".join(
        (
            f"<header>{_inbox(sight)}<p>{html.escape(facts)}</p></header>",
            '<div class="views">',
            _frame("Desktop", "/mail?scheme=light", 640),
            _frame("Phone", "/mail?scheme=light", 375),
            _frame("Phone, dark", "/mail?scheme=dark", 375),
            _frame("Text", "/text", 560),
            _frame("Web page", "/page?scheme=light", 640),
            "</div>",
            _list("Findings", map(_finding, sight.findings), "Nothing is wrong with it."),
            _list("Why each story is there", _reasons(edition), "No story."),
            _list("Links", map(html.escape, _links(sight.mail)), "None."),
        )
    )


def _inbox(sight: Sight) -> str:
    """Return the line that an inbox shows: the subject is cut at its edge, as there."""
    sender, subject, preheader = map(html.escape, (sight.sender, sight.subject, sight.preheader))
    return (
        f'<div class="inbox"><b>{sender}</b><span><b>{subject}</b> <i>{preheader}</i></span></div>'
    )


def _frame(title: str, source: str, width: int) -> str:
    return (
        f'<figure><figcaption><a href="{source}">{title}</a></figcaption>'
        f'<iframe title="{title}" src="{source}" width="{width}" sandbox></iframe></figure>'
    )


def _list(title: str, rows: Iterator[str], nothing: str) -> str:
    items = "".join(f"<li>{row}</li>" for row in rows)
    return f"<h2>{title}</h2>" + (f"<ul>{items}</ul>" if items else f"<p>{nothing}</p>")


def _finding(finding: Finding) -> str:
    return f"<b>{finding.weight}</b> {finding.rule}: {html.escape(finding.text)}"


def _reasons(edition: Edition) -> Iterator[str]:
    for section in edition.sections:
        for block in section.blocks:
            if isinstance(block, StoryBlock) and not block.label:
                yield f"{html.escape(block.lead.text)}<br><i>{section.kind}: {_why(block)}</i>"


def _why(block: StoryBlock) -> str:
    terms = [f"{one.name} {one.weight:.2f} × {one.value:.2f}" for one in block.reasons]
    outlets = [one.source for one in block.facts] or [block.lead.source]
    score = sum(one.weight * one.value for one in block.reasons)
    return html.escape(f"score {score:.2f} = {' + '.join(terms)}; told by {', '.join(outlets)}")


def _links(mail: str) -> Sequence[str]:
    return [html.unescape(one) for one in re.findall(r'<a [^>]*href="(http[^"]*)', mail)]


_STYLE = """
body { margin: 0; font: 15px/22px system-ui, sans-serif; background: #F3F5F7; color: #16181B; }
header, h2, ul, h2 + p { margin: 0; padding: 12px 20px; }
.inbox { display: flex; gap: 16px; max-width: 620px; padding: 10px 14px; background: #FFF; border: 1px solid #DADDE1; }
.inbox span { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.inbox i, li i { color: #595D63; font-style: normal; }
.views { display: flex; gap: 20px; padding: 0 20px; overflow-x: auto; }
figure { margin: 0; } iframe { height: 70vh; border: 1px solid #DADDE1; background: #FFF; }
ul { padding-left: 38px; }
li { padding: 4px 0; overflow-wrap: anywhere; }
.bad { margin: 20px; padding: 20px; border-left: 6px solid #B3261E; background: #FFF; }
pre { white-space: pre-wrap; }
"""  # noqa: E501
_SCRIPT = """
setInterval(async () => {
  try {
    const now = await (await fetch("/stamp")).text();
    if (now !== "STAMP") location.reload();
  } catch (stopped) { document.title = "Preview (stopped)"; }
}, 1000);
"""
