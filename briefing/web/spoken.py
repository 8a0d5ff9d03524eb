"""A request → the language of its answer, and the few words that are answered without a page."""

import re
from collections.abc import Iterator, Sequence

from starlette.requests import HTTPConnection
from starlette.types import Scope

from briefing import i18n
from briefing.config.settings import Newsletter
from briefing.render.environment import set_text
from briefing.typography import NARROW

_RANGE = re.compile(r"([A-Za-z]{1,8}|\*)(?:-[A-Za-z0-9]{1,8})*(?:;q=([01](?:\.\d{0,3})?))?")
_MOST = 20  # languages that are looked at; browsers send three


def named(newsletters: Sequence[Newsletter], path: str) -> Newsletter | None:
    """Return the newsletter that the address names, itself or at the head of a token."""
    known = {one.id: one for one in newsletters}
    heads = (part.partition("_")[0] for part in path.split("/"))
    return next((known[one] for one in heads if one in known), None)


def meant(newsletters: Sequence[Newsletter], scope: Scope) -> Newsletter:
    """Return the newsletter that the address names, else the first in a language that the reader's
    browser asks for, else the first of all."""
    request = HTTPConnection(scope)
    found = named(newsletters, request.url.path)
    for language in () if found else _asked(request.headers.get("accept-language", "")):
        found = found or next(
            (one for one in newsletters if i18n.primary(one.language) == language), None
        )
    return found or newsletters[0]


def _asked(header: str) -> Iterator[str]:
    """Yield the languages of an Accept-Language without their regions, the most wanted first."""
    weighed = []
    for one in header.split(",")[:_MOST]:
        match = _RANGE.fullmatch(re.sub(r"\s", "", one))
        if match and float(match[2] or 1) > 0:
            weighed.append((-float(match[2] or 1), match[1].lower()))
    yield from (language for _, language in sorted(weighed, key=lambda each: each[0]))


def told(newsletters: Sequence[Newsletter], scope: Scope, status: int) -> str:
    """Return what to say with the status, in the request's language; "" for one of no words."""
    language = meant(newsletters, scope).language
    gettext = i18n.catalogue(language).gettext
    text = {
        400: gettext("This form cannot be read. Please load the page again and try once more."),
        405: gettext("This address does not take that. Please use the buttons of our pages."),
        408: gettext("That came too slowly and was not taken. Please try again."),
        413: gettext("That is too long and was not taken. Please shorten it and try again."),
        415: gettext("Only the forms of our own pages are taken here."),
        431: gettext("Your browser sent too much at once. Please try a shorter address."),
        500: gettext("Something went wrong here. Please try again later."),
        503: gettext("Please try again in a minute."),
    }.get(status, "")
    return set_text(text, language, NARROW)
