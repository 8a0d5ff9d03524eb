"""A redirector's address → the address that it holds. Pure: nothing is asked.

Those that hold nothing (t.co, feedproxy, newer links of Google News) stay what they are.
"""

import re
from base64 import urlsafe_b64decode
from binascii import Error
from urllib.parse import unquote

from yarl import URL

_GOOGLE = re.compile(r"(?:www\.)?google\.(?:com?\.)?[a-z]{2,3}")
_AMP_CACHES = re.compile(r"(?:.+\.)?(?:cdn\.ampproject\.org|bing-amp\.com)")
_FACEBOOK = re.compile(r"(?:l|lm|m|www)\.facebook\.com")
_PARAMETERS: dict[str, tuple[str, str]] = {  # host → (path that begins so, parameter)
    "l.instagram.com": ("/", "u"),
    "l.messenger.com": ("/l.php", "u"),
    "l.threads.net": ("/", "u"),
    "l.threads.com": ("/", "u"),
    "l.workplace.com": ("/l.php", "u"),
    "out.reddit.com": ("/", "url"),
    "t.umblr.com": ("/redirect", "z"),
    "www.youtube.com": ("/redirect", "q"),
    "youtube.com": ("/redirect", "q"),
    "www.bing.com": ("/news/apiclick.aspx", "url"),
    "www.linkedin.com": ("/redir/redirect", "url"),
    "vk.com": ("/away.php", "to"),
    "away.vk.com": ("/away.php", "to"),
    "slack-redir.net": ("/link", "url"),
    "steamcommunity.com": ("/linkfilter/", "url"),
    "duckduckgo.com": ("/l/", "uddg"),
    "html.duckduckgo.com": ("/l/", "uddg"),
    "exit.sc": ("/", "url"),
    "flipboard.com": ("/redirect", "url"),
    "www.pinterest.com": ("/offsite/", "url"),
    "www.tiktok.com": ("/link/v2", "target"),
    "l.wl.co": ("/l", "u"),
    "t.me": ("/iv", "url"),
    "link.zhihu.com": ("/", "target"),
    "weibo.cn": ("/sinaurl", "u"),
    "redirect.viglink.com": ("/", "u"),
    "api.viglink.com": ("/api/click", "out"),
    "go.redirectingat.com": ("/", "url"),
    "click.linksynergy.com": ("/deeplink", "murl"),
    "www.awin1.com": ("/cread.php", "ued"),
    "news.url.google.com": ("/url", "url"),
    "news.google.com": ("/news/url", "url"),
    "plus.url.google.com": ("/url", "q"),
    "getpocket.com": ("/redirect", "url"),
    "href.li": ("/", ""),
    "anonym.to": ("/", ""),
}
_SAFELINKS = ".safelinks.protection.outlook.com"
_GOOGLE_NEWS = re.compile(r"/(?:rss/)?(?:articles|read)/(CBM[\w-]+)")
_FIELD = re.compile(rb"\x08.\"(?:[\x00-\x7f]|[\x80-\xff].)(https?://[\x21-\x7e]+)", re.DOTALL)
_URLDEFENSE = re.compile(r"/v3/__(https?:/.+?)__;")
_YAHOO = re.compile(r"/RU=([^/]+)/")


def redirects(host: str) -> bool:
    """Tell whether some address of this host holds another one."""
    return host in _PARAMETERS or any(
        held.fullmatch(host) for held in (_GOOGLE, _AMP_CACHES, _FACEBOOK)
    )


def unwrapped(here: URL) -> str | None:
    """Return the address that a redirector or an AMP cache holds, None for any other link."""
    host = here.host or ""
    for held in (_by_parameter, _of_google, _of_mail, _of_news):
        inner = held(here, host)
        if inner:
            return inner
    return None


def _by_parameter(here: URL, host: str) -> str | None:
    if _FACEBOOK.fullmatch(host) and here.path in {"/l.php", "/flx/warn/"}:
        return here.query.get("u")
    path, name = _PARAMETERS.get(host, ("-", ""))
    if not here.path.startswith(path):
        return None
    return here.query.get(name) if name else unquote(here.raw_query_string) or None


def _of_google(here: URL, host: str) -> str | None:
    if _AMP_CACHES.fullmatch(host):
        return _embedded(here, ("/c/", "/v/", "/wp/", "/a/"))
    if not _GOOGLE.fullmatch(host):
        return None
    if here.path.startswith("/amp/"):
        return _embedded(here, ("/amp/",))
    return (
        (here.query.get("q") or here.query.get("url"))
        if here.path in {"/url", "/news/url"}
        else None
    )


def _embedded(here: URL, prefixes: tuple[str, ...]) -> str | None:
    query = f"?{here.raw_query_string}" if here.raw_query_string else ""
    for prefix in prefixes:
        rest = here.raw_path.removeprefix(prefix)
        if rest != here.raw_path:
            scheme = "https" if rest.startswith("s/") else "http"
            return f"{scheme}://{rest.removeprefix('s/')}{query}"
    return None


def _of_mail(here: URL, host: str) -> str | None:
    """What mail filters put round a link."""
    if host.endswith(_SAFELINKS):
        return here.query.get("url")
    if host == "urldefense.com":
        match = _URLDEFENSE.match(here.path)
        return re.sub(r"^(https?):/+", r"\1://", match[1]) if match else None
    if host == "urldefense.proofpoint.com" and here.path == "/v2/url":
        coded = here.query.get("u", "").replace("_", "/")
        return unquote(re.sub(r"-([0-9A-F]{2})", r"%\1", coded)) or None
    return None


def _of_news(here: URL, host: str) -> str | None:
    if host == "r.search.yahoo.com":
        match = _YAHOO.search(here.raw_path)
        return unquote(match[1]) if match else None
    if host == "news.google.com":
        match = _GOOGLE_NEWS.match(here.raw_path)
        return _decoded(match[1]) if match else None
    return None


def _decoded(code: str) -> str | None:
    """Return the address inside an older link of Google News: a field of a small message."""
    try:
        message = urlsafe_b64decode(code + "=" * (-len(code) % 4))
    except (Error, ValueError):
        return None
    match = _FIELD.match(message)
    return match[1].decode("ascii") if match else None
