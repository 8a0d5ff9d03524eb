"""Links as feeds give them → links for readers, and one form in which equal articles agree."""

import re
import unicodedata
from urllib.parse import quote, unquote

from yarl import URL

from briefing.ingest.tracking import tracks
from briefing.ingest.wrappers import unwrapped

_LONGEST = 2048
_AMPERSAND = re.compile(r"&(?:amp|#0*38|#x0*26);(?:amp;|#0*38;)*", re.IGNORECASE)
_WITHOUT_QUESTION = re.compile(
    r"(?:&|%26|%3F|\?)(?=(?:utm_|xtor|at_medium|fbclid)\w*(?:=|%3D))", re.IGNORECASE
)
_AMP_SWITCH = re.compile(
    r"(?:_?amp|is_?amp|no_?n?amp|ampmode|amp_markup)(?:=(?:1|0|true|false|yes|mobile|on)?)?"
    r"|(?:outputtype|output|view|mode|type|format|version)=amp[\w-]*",
    re.IGNORECASE,
)
_IDENTICAL = {  # host → the host that has the same pages
    "edition.cnn.com": "cnn.com",
    "us.cnn.com": "cnn.com",
    "lite.cnn.com": "cnn.com",
    "bbc.co.uk": "bbc.com",
    "twitter.com": "x.com",
    "old.reddit.com": "reddit.com",
    "np.reddit.com": "reddit.com",
    "youtube-nocookie.com": "youtube.com",
}
_SIGNS = re.compile(r"%(?:2C|3A|40|28|29|27|21)", re.IGNORECASE)  # , : @ ( ) ' !
_SAFE = "!$&'()*+,;=:@~-._"
_YOUTUBE = re.compile(r"/(?:shorts|live|embed|v)/([\w-]{6,20})/?")


def tidy(url: str, *, base: str = "") -> str | None:
    """Return the link as a reader may click it: absolute http(s), without tracking, fragment or
    password, out of its redirector. None when it is no such link."""
    here = _read(url, base=base)
    return None if here is None else _written(here)


def canonical(url: str, *, base: str = "") -> str | None:
    """Return the form in which two links to one article agree. None when it is no web link.

    For comparing: it forgets http or https, www, m and amp, index.html, .html, a closing slash,
    the order of the query. A reader gets tidy(), which is sure to work. Different articles stay
    different.
    """
    here = _read(url, base=base)
    if here is None or here.host is None:
        return None
    host = _bare_host(here.raw_host or "")
    path = bare_path(here.raw_path, host=host)
    query = {_bare_part(part) for part in _parts(here) if not _AMP_SWITCH.fullmatch(part)} - {""}
    host, path, query = _as_video(host, path, query)
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
    inner = unwrapped(here)
    if inner is not None:
        return _read(inner, base="", depth=depth - 1) if depth else None
    host, path = here.raw_host or "", here.raw_path
    keep = [part for part in _parts(here) if not tracks(part, host=host, path=path)]
    bare = here.with_user(None).with_fragment(None).with_query(None)
    return URL(str(bare) + (f"?{'&'.join(keep)}" if keep else "") + _route(here), encoded=True)


def _absolute(url: str, *, base: str) -> URL | None:
    text = _AMPERSAND.sub("&", re.sub(r"[\t\r\n]", "", url.strip()))  # escaped twice in many feeds
    if not text or len(text) > 4 * _LONGEST or re.search(r"[\x00-\x1f\x7f]", text):
        return None
    try:
        here = URL(base).join(URL(text)) if base else URL(text)
        here = _with_question(here)
        port = here.port
    except ValueError:
        return None
    host = here.host or ""
    if here.scheme not in {"http", "https"} or not port:
        return None
    return here if re.fullmatch(r"[\w.:%-]+", host) and host.strip(".") else None


def _with_question(here: URL) -> URL:
    """Repair « …/titre&utm_source=rss » and « …?id=1?utm_source=rss »: somebody's script hung the
    tracking on without looking."""
    bare = here.with_fragment(None)
    text = str(bare)
    if _WITHOUT_QUESTION.search(text) is None:
        return here
    head, *tail = _WITHOUT_QUESTION.split(text)
    joint = "&" if "?" in head else "?"
    repaired = URL(head + joint + unquote("&".join(tail)) if tail else head)
    return repaired.with_fragment(here.fragment or None)


def _parts(here: URL) -> list[str]:
    parts = (part.removeprefix("amp;") for part in here.raw_query_string.split("&"))
    return [part for part in parts if part]


def _route(here: URL) -> str:
    """Keep a fragment that names a page inside one script: #!/article/12, #/article/12."""
    fragment = here.raw_fragment
    return f"#{fragment}" if fragment.startswith(("!", "/")) and len(fragment) > 2 else ""


# --- what two addresses of one article may differ in


def _bare_part(part: str) -> str:
    """Return « x » for « x= », and one spelling of a space."""
    bare = part.removesuffix("=") if part.count("=") == 1 else part
    return bare.replace("%20", "+")


def _bare_host(host: str) -> str:
    host = host.rstrip(".").lower()
    before = ""
    while host != before:
        before = host
        for prefix in ("www.", "amp.", "m.", "mobile.", "touch.", "wap.", "amphtml."):
            rest = host.removeprefix(prefix)
            if "." in rest:
                host = rest
    labels = host.split(".")
    if len(labels) > 3:  # fr.m.wikipedia.org
        host = ".".join([labels[0], *(one for one in labels[1:-2] if one != "m"), *labels[-2:]])
    host = _IDENTICAL.get(host, host)
    return f"[{host}]" if ":" in host else host


Shortening = tuple[re.Pattern[str], str]


def _shortenings(*rules: tuple[str, str]) -> tuple[Shortening, ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), instead) for pattern, instead in rules)


_ARTICLE = r"(?=[^?]*(?:\d{3}|-[^/]+-|/[^/]+/))"  # what follows is more than a section's name
_NO_LIST = "".join(rf"(?<!/{one})" for one in ("tag", "tags", "topic", "topics", "sujet", "search"))
_OF_AMP = _shortenings(
    (_NO_LIST + r"/amp(?:\.html?)?/?$", "/"),  # not the list of what is tagged « amp »
    (r"\.amp(\.html?)?/?$", r"\1"),
    (r"^/amp/(?=.)", "/"),
    (r"(?<=.)/amp/" + _ARTICLE, "/"),
    (r"/(article|articles|story|news)[_-]amp/", r"/\1/"),
)
_OF_ALL = _shortenings(
    (r";(?:jsessionid|phpsessid|sid)=[^/;]*", ""),
    (r"/{2,}", "/"),
    (r"/(?:index\.(?:s?html?|php\d?|aspx?|jsp)|default\.(?:aspx?|html?))$", "/"),
    (r"(?<=[^/])\.s?html?/?$", ""),
)


def bare_path(path: str, *, host: str) -> str:
    """Return the path without amp, index.html, .html, a closing slash."""
    before = ""
    while path != before:  # « /a/amp/index.html »: what one rule uncovers, the next one sees
        before = path
        for pattern, instead in (*_OF_AMP, *_OF_ALL) if "amp" in path.lower() else _OF_ALL:
            path = pattern.sub(instead, path)
        path = path.rstrip("/") or "/"
    if host == "cnn.com":
        path = re.sub(r"^/cnn(?=/)", "", path)
    return _composed(path)


def _composed(path: str) -> str:
    """Return « é » as one character and « , » as itself, however they were written."""
    path = _SIGNS.sub(lambda sign: unquote(sign[0]), path)
    if "%CC%" not in path.upper():
        return path
    return "/".join(
        quote(unicodedata.normalize("NFC", unquote(part)), safe=_SAFE) for part in path.split("/")
    )


def _as_video(host: str, path: str, query: set[str]) -> tuple[str, str, set[str]]:
    """Return the one form of a video of YouTube."""
    if host == "youtu.be" and re.fullmatch(r"/[\w-]{6,20}", path):
        return "youtube.com", "/watch", {f"v={path[1:]}"}
    if host != "youtube.com":
        return host, path, query
    match = _YOUTUBE.fullmatch(path)
    video = {f"v={match[1]}"} if match else {part for part in query if part.startswith("v=")}
    return (host, "/watch", video) if match or (video and path == "/watch") else (host, path, query)
