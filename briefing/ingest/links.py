"""tidy() and canonical() for the plain links that most news feeds have, in a tenth of the time.

A plain link has nothing that any rule of urls.py could take away: no query, no fragment, no sign
that is escaped. Whatever else there is goes to urls.py, and tests compare the two.
"""

import re
from functools import lru_cache

from briefing.ingest.urls import bare_path, canonical, tidy

_PLAIN = re.compile(
    r"https?://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?P<path>(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+)"
)
_LONGEST = 500
# What urls.py looks for in paths and hosts.
_PATH_RULES = re.compile(r"amp|\.s?html?$|index\.|default\.", re.IGNORECASE)
_HOST_RULES = re.compile(r"amp|google|facebook|youtu|yahoo|bing|outlook|urldefense|cnn\.|\d$")
_SAMPLE = "/2026/11/un-article-1234"


def tidied(link: str, *, base: str) -> str | None:
    """Return what tidy() does."""
    return link if _plain(link) is not None else tidy(link, base=base)


def compared(link: str) -> str | None:
    """Return what canonical() does."""
    plain = _plain(link)
    if plain is None:
        return canonical(link)
    path = plain["path"]
    if _PATH_RULES.search(path):
        path = bare_path(path, host=plain["host"])
    return f"{_host_form(plain['host'])}{path}"


def _plain(link: str) -> re.Match[str] | None:
    match = _PLAIN.fullmatch(link) if len(link) <= _LONGEST else None
    return None if match is None or _host_form(match["host"]) is None else match


@lru_cache(maxsize=1_000)
def _host_form(host: str) -> str | None:
    """Return how canonical() writes the host, None when it has rules of its own."""
    link = f"https://{host}{_SAMPLE}"
    form = canonical(link)
    if _HOST_RULES.search(host) or form is None or tidy(link) != link:
        return None
    return form.removesuffix(_SAMPLE) if form.endswith(_SAMPLE) else None
