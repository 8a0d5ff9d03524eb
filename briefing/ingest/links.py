"""tidy() and canonical() for the plain links that most news feeds have, in a tenth of the time.

A plain link has no sign that is escaped, and nothing for the rules of urls.py to take away but a
closing slash, a fragment and what tracks. All else goes to urls.py, and tests compare the two.
"""

import re
from functools import lru_cache

from briefing.ingest.tracking import tracks
from briefing.ingest.urls import bare_path, canonical, tidy
from briefing.ingest.wrappers import redirects

_PLAIN = re.compile(
    r"(?P<bare>https?://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)"
    r"(?P<path>(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?))"
    r"(?:\?(?P<query>[A-Za-z0-9._~=&-]*))?(?:#[A-Za-z0-9._~=-]*)?"
)
_LONGEST = 500
# What urls.py looks for in paths and hosts.
_PATH_RULES = ("amp", "index.", "default.")
_ENDING = re.compile(r"(?:\.s?html?)+$", re.IGNORECASE)
_HOST_RULES = re.compile(r"amp|google|facebook|youtu|yahoo|bing|outlook|urldefense|cnn\.|\d$")
_SAMPLE = "/2026/11/un-article-1234"


def tidied(link: str, *, base: str) -> str | None:
    """Return what tidy() does."""
    plain = _plain(link)
    if plain is None:
        return tidy(link, base=base)
    kept = _kept(plain)
    return f"{plain['bare']}?{kept}" if kept else plain["bare"]


def compared(link: str) -> str | None:
    """Return what canonical() does."""
    plain = _plain(link)
    if plain is None or _kept(plain):
        return canonical(link)
    path = plain["path"].rstrip("/")
    low = path.lower()
    if any(sign in low for sign in _PATH_RULES):
        path = bare_path(path, host=plain["host"])
    elif low.endswith(("htm", "html")):
        path = _ENDING.sub("", path)
    return f"{_host_form(plain['host'])}{path}"


def _kept(plain: re.Match[str]) -> str:
    """Return what of the query does not track."""
    if not plain["query"]:
        return ""
    host, path = plain["host"], plain["path"]
    parts = plain["query"].split("&")
    return "&".join(part for part in parts if part and not tracks(part, host=host, path=path))


def _plain(link: str) -> re.Match[str] | None:
    match = _PLAIN.fullmatch(link) if len(link) <= _LONGEST else None
    return None if match is None or _host_form(match["host"]) is None else match


@lru_cache(maxsize=1_000)
def _host_form(host: str) -> str | None:
    """Return how canonical() writes the host, None when it has rules of its own."""
    link = f"https://{host}{_SAMPLE}"
    form = canonical(link)
    if _HOST_RULES.search(host) or redirects(host) or form is None or tidy(link) != link:
        return None
    return form.removesuffix(_SAMPLE) if form.endswith(_SAMPLE) else None
