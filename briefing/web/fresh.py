"""A page → its response: may it be kept, is the reader's copy still good, may robots list it."""

from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

MAX_AGE_S = 300  # a correction is seen soon
HTML = "text/html"


def fresh(
    request: Request, body: str | bytes, *, indexed: bool, media_type: str = HTML
) -> Response:
    """Return the page with its ETag, or 304 for a reader who has it already."""
    content = body.encode() if isinstance(body, str) else body
    tag = f'"{sha256(content).hexdigest()[:20]}"'
    headers = {"etag": tag, "cache-control": f"public, max-age={MAX_AGE_S}"}
    if not indexed:
        # A header and not robots.txt: who may not read a page does not learn that it says noindex.
        headers["x-robots-tag"] = "noindex"
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=media_type)


def _has(known: str, tag: str) -> bool:
    # A proxy that compresses makes weak tags of ours.
    return any(one.strip().removeprefix("W/") in (tag, "*") for one in known.split(","))
