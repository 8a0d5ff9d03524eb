"""Links as feeds give them → links for readers, and one form in which equal articles agree."""

import re
from collections.abc import Callable, Iterable

from yarl import URL

_LONGEST = 2048

_TRACKING_PREFIXES = (
    "utm_", "at_", "mc_", "ns_", "mtm_", "pk_", "piwik_", "hsa_", "matomo_", "stm_", "guce_",
    "__twitter", "_hs", "oly_", "vero_", "wt_", "sc_", "trk_", "soc_", "fb_action", "ref_",
)  # fmt: skip
_TRACKING = frozenset({
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid",
    "li_fat_id", "igshid", "igsh", "xtor", "xtref", "xtmc", "xts", "cmp", "cmpid", "campaign_id",
    "emc", "icid", "ncid", "ocid", "s_cid", "mbid", "ito", "dgcid", "traffic_source", "_ga", "_gl",
    "ftcamp", "mkt_tok", "taid", "smid", "smtyp", "guccounter", "srnd", "sref", "spm", "leadsource",
    "echobox", "wickedid", "m_i", "rb_clickid", "s_kwcid", "fromrss", "from_rss", "rsstoken",
})  # fmt: skip
# Words that track on most sites and name the article on some: dropped when the path names it,
# or when the value is plainly a channel.
_DOUBTFUL = frozenset({
    "ref", "source", "src", "partner", "rss", "oc", "sh", "share", "shared", "from", "via",
    "origin", "medium", "campaign", "feed", "referrer", "referer", "tag", "mode",
})  # fmt: skip
_NEVER_FROM_VALUE = frozenset({"tag", "mode", "from", "feed"})
_CHANNEL = re.compile(
    r"(rss|feed|atom|flux|news-?letters?|e-?mail|twitter|tw|x|facebook|fb|whatsapp|linkedin|social"
    r"|google|googlenews|homepage|home|app|share)([-_].*)?",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"/([^/]*\.(php\d?|aspx?|cfm|cgi|jsp|do|pl))?", re.IGNORECASE)
_AMP_PARAMETERS = frozenset({"amp", "outputtype=amp", "output=amp", "amp=1", "amp=true"})
_GOOGLE = re.compile(r"(www\.)?google\.[a-z.]{2,6}")
_WRAPPERS = {  # host → (path, the parameter that holds the address)
    "l.facebook.com": ("/l.php", "u"),
    "lm.facebook.com": ("/l.php", "u"),
    "l.instagram.com": ("/", "u"),
    "out.reddit.com": ("", "url"),
    "t.umblr.com": ("/redirect", "z"),
    "www.youtube.com": ("/redirect", "q"),
    "www.bing.com": ("/news/apiclick.aspx", "url"),
}


def tidy(url: str, *, base: str = "") -> str | None:
    """Return the link as a reader may click it: absolute http(s), without tracking, fragment or
    password, out of its redirector. None when it is no such link."""
    here = _read(url, base=base)
    return None if here is None else _written(here)


def canonical(url: str, *, base: str = "") -> str | None:
    """Return the form in which two links to one article agree. None when it is no web link.

    For comparing: it forgets http or https, www, m and amp, a closing slash, the order of the
    query. A reader gets tidy(), which is sure to work. Different articles stay different.
    """
    here = _read(url, base=base)
    if here is None or here.host is None:
        return None
    path = _without_amp(here.raw_path)
    query = [part for part in _parts(here) if part.lower() not in _AMP_PARAMETERS]
    host = _bare_host(here.raw_host or "")
    port = "" if here.is_default_port() else f":{here.port}"
    plain = f"https://{host}{port}{path}" + (f"?{'&'.join(sorted(query))}" if query else "")
    return _written(URL(plain + _route(here), encoded=True))


def _written(here: URL) -> str | None:
    text = str(here)
    return text if len(text) <= _LONGEST else None


def _read(url: str, *, base: str, depth: int = 3) -> URL | None:
    here = _absolute(url, base=base)
    if here is None:
        return None
    inner = _unwrapped(here)
    if inner is not None:
        return _read(inner, base="", depth=depth - 1) if depth else None
    keep = [part for part in _parts(here) if not _tracks(part, path=here.raw_path)]
    bare = here.with_user(None).with_fragment(None).with_query(None)
    return URL(str(bare) + (f"?{'&'.join(keep)}" if keep else "") + _route(here), encoded=True)


def _absolute(url: str, *, base: str) -> URL | None:
    text = re.sub(r"(&amp;)+(amp;)*", "&", url.strip())  # escaped once too often in many feeds
    if not text or len(text) > 4 * _LONGEST or re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text):
        return None
    try:
        here = URL(base).join(URL(text)) if base else URL(text)
        port = here.port
    except ValueError:
        return None
    host = here.host or ""
    if here.scheme not in {"http", "https"} or not port:
        return None
    return here if re.fullmatch(r"[\w.:%-]+", host) and host.strip(".") else None


def _parts(here: URL) -> list[str]:
    return [part for part in here.raw_query_string.split("&") if part]


def _tracks(part: str, *, path: str) -> bool:
    name, _, value = part.partition("=")
    name = name.lower()
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    if name not in _DOUBTFUL:
        return False
    if _CHANNEL.fullmatch(value) is not None:
        return True
    names_article = re.fullmatch(r"\d{3,}", value) is not None or name in _NEVER_FROM_VALUE
    return not names_article and _SCRIPT.fullmatch(path) is None


def _route(here: URL) -> str:
    """Keep a fragment that names a page inside one script: #!/article/12, #/article/12."""
    fragment = here.raw_fragment
    return f"#{fragment}" if fragment.startswith(("!", "/")) and len(fragment) > 2 else ""


def _unwrapped(here: URL) -> str | None:
    """Return the address that a redirector or an AMP cache holds, None for any other link."""
    host = here.host or ""
    if host.endswith(".cdn.ampproject.org"):
        return _embedded(here.raw_path, ("/c/", "/v/", "/wp/"))
    if _GOOGLE.fullmatch(host):
        if here.path.startswith("/amp/"):
            return _embedded(here.raw_path, ("/amp/",))
        return (here.query.get("q") or here.query.get("url")) if here.path == "/url" else None
    path, name = _WRAPPERS.get(host, ("-", ""))
    return here.query.get(name) if path in {here.path, ""} else None


def _embedded(path: str, prefixes: Iterable[str]) -> str | None:
    for prefix in prefixes:
        if path.startswith(prefix):
            rest = path.removeprefix(prefix)
            secure = rest.startswith("s/")
            return f"http{'s' if secure else ''}://{rest.removeprefix('s/')}"
    return None


def _bare_host(host: str) -> str:
    host = host.rstrip(".")
    for prefix in ("www.", "amp.", "m.", "mobile."):
        rest = host.removeprefix(prefix)
        if rest != host and "." in rest:
            host = rest
    return f"[{host}]" if ":" in host else host


_SHORTENINGS: tuple[Callable[[str], str], ...] = (
    lambda path: re.sub(r"/amp/?$", "/", path, flags=re.IGNORECASE),
    lambda path: re.sub(r"\.amp(\.html)?$", r"\1", path, flags=re.IGNORECASE),
    lambda path: re.sub(r"^/amp/(?=.)", "/", path, flags=re.IGNORECASE),
    lambda path: path.rstrip("/") or "/",
)


def _without_amp(path: str) -> str:
    for shorten in _SHORTENINGS:
        path = shorten(path)
    return path
