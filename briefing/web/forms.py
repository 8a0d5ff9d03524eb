"""A request with a form → its fields, read once and bounded; where it came from and when shown."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from briefing.audience.addresses import normalise
from briefing.audience.tokens import read_stamp
from briefing.errors import InputError

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 50
LONGEST_FIELD = 2_000  # characters; an address has 254 at most
TRAP = "website"  # a field that people do not see, and robots fill in
QUICKEST_S = 2
_HINT = "Before the @ only a–z, 0–9 and signs may stand."
STALE_S = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The fields of a form, in order; a name may stand more than once."""

    fields: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """Return the first value of the field; "" when it is not there."""
        return next((value for field, value in self.fields if field == name), "").strip()

    def all(self, name: str) -> frozenset[str]:
        return frozenset(value for field, value in self.fields if field == name)


async def read_form(request: Request) -> Form:
    """Return what was sent. Raises HTTPException for what no form of ours sends."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if not body:
        return Form()
    if kind != FORM:
        raise HTTPException(415)
    try:
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        _refuse()
    if any(len(value) > LONGEST_FIELD or "\0" in value for _, value in fields):
        _refuse()
    return Form(fields=tuple(fields))


def _refuse() -> NoReturn:
    raise HTTPException(400)


def address_in(form: Form) -> str:
    """Return the address of the form, in the one form we keep. Raises InputError for what no mail
    can be sent to."""
    email = normalise(form.get("email"))
    if not email.isascii():  # no mail of ours could carry it, nor the letters beside it
        raise InputError("The part before the @ has a letter that mail cannot carry.", hint=_HINT)
    return email


Shown = Callable[[Request], Response]
Taken = Callable[[Request, Form], Response]


def endpoint(show: Shown, take: Taken) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers GET and HEAD by `show`, POST by `take`, both in a worker thread."""

    async def answer(request: Request) -> Response:
        if request.method == "POST":
            return await run_in_threadpool(take, request, await read_form(request))
        return await run_in_threadpool(show, request)

    return answer


def taking(take: Taken) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers POST by `take`, in a worker thread."""

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(take, request, await read_form(request))

    return answer


def host_of(request: Request) -> str:
    """Return the address of whoever asks; behind a trusted proxy the one that it names."""
    return request.client.host if request.client else ""


def from_elsewhere(request: Request) -> bool:
    """Say whether another site's page sent the form. Browsers tell; others cannot be made to."""
    return request.headers.get("sec-fetch-site", "") == "cross-site"


def age_s(form: Form, key: bytes, *, now_s: int) -> int | None:
    """Return how long ago the form was shown; None when it was not shown by us, or yesterday."""
    shown = read_stamp(key, form.get("stamp"))
    if shown is None or not 0 <= now_s - shown <= STALE_S:
        return None
    return now_s - shown
