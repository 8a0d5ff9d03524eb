"""An answer that is a bot wall → its name. We say so and never spoof our way around it. Pure."""

import re
from collections.abc import Mapping

_HEADERS = (  # (name of the wall, header, what it holds)
    ("Cloudflare", "cf-mitigated", r"challenge"),
    ("AWS WAF", "x-amzn-waf-action", r"challenge|captcha"),
    ("DataDome", "x-datadome", r"."),
    ("DataDome", "x-dd-b", r"."),
)
_PAGES = (  # (name of the wall, what its page holds)
    ("Cloudflare", rb"cdn-cgi/challenge-platform|cf-chl-|_cf_chl_opt|<title>Just a moment\.\.\."),
    ("Cloudflare", rb"<title>Attention Required! \| Cloudflare"),
    ("DataDome", rb"captcha-delivery\.com"),
    ("HUMAN", rb"px-captcha|_pxAppId|perimeterx\.net"),
    ("Imperva", rb"_Incapsula_Resource|/_imperva"),
    ("Akamai", rb"<title>Access Denied</title>.{0,2000}Reference(?:&#32;|\s)&?#|bm-verify="),
    ("AWS WAF", rb"token\.awswaf\.com|AwsWafIntegration"),
    ("Sucuri", rb"sucuri_cloudproxy|Sucuri WebSite Firewall"),
    ("Anubis", rb"anubis_challenge|Making sure you(?:'|&#39;)re not a bot"),
    ("a captcha", rb"g-recaptcha|h-captcha|hcaptcha\.com/1/api|cf-turnstile"),
)
_COMPILED = tuple((name, re.compile(page, re.IGNORECASE | re.DOTALL)) for name, page in _PAGES)
_REFUSALS = frozenset({202, 401, 403, 405, 406, 429, 503})
_PAGE_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)", re.IGNORECASE)
LOOKED_AT = 30_000  # bytes of a page; challenge pages are short

HINT = (
    "A bot wall stands before this feed: only browsers pass. Set ingest.contact and ask the"
    " publisher to let “Briefing” in, or take another feed of this outlet."
)


def wall(status: int, *, headers: Mapping[str, str], page: bytes) -> str:
    """Return the name of the bot wall that answered, "" for any other answer.

    `page` is the beginning of the body, decompressed; `headers` have lower-case names. A feed
    whose items talk about captchas is no wall: only a web page can be one.
    """
    for name, header, value in _HEADERS:
        if re.search(value, headers.get(header, ""), re.IGNORECASE) and _refuses(status, name):
            return name
    if status not in _REFUSALS and not _PAGE_START.match(page):
        return ""
    return next((name for name, look in _COMPILED if look.search(page)), "")


def _refuses(status: int, name: str) -> bool:
    """DataDome signs good answers too."""
    return status in _REFUSALS or name != "DataDome"
