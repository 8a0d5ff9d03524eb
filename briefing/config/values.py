"""Texts of config.toml → what they must be: an address, a language tag, a date, a zone."""

import re
from datetime import date, timedelta
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field

from briefing.config.units import Duration
from briefing.findings import RULES
from briefing.public_days import refuse_unknown_country

RESERVED = frozenset(  # pages of the web server
    {"archive", "confirm", "health", "join", "legal", "preferences", "search", "unsubscribe"}
)


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError('is no time zone. Write an IANA name like "Europe/Paris".')
    return value


def _identifier(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,62}", value):
        raise ValueError("may hold only a–z, 0–9 and -, at most 63 of them.")
    return value


def _newsletter_id(value: str) -> str:
    if len(value) > 33:  # it stands in every unsubscribe token, which has 64 characters
        raise ValueError("is too long: at most 33 characters.")
    if value in RESERVED:
        raise ValueError("is the name of a page already. Take another word.")
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise ValueError('is no language tag. Write "fr", "fr-CA", "en-GB", …')
    return value


def _mailbox(value: str) -> str:
    if value and not re.fullmatch(r"[^@\s<>,;:\"()]+@[^@\s<>,;:\"()]+", value):
        raise ValueError('is no mail address. Write "name@domain".')
    return value


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+[^\s]*", value):
        raise ValueError('is no web address. Write "https://…".')
    return value


def _skip_date(value: str) -> str:
    if not re.fullmatch(r"(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", value):
        raise ValueError('is no date. Write "12-25" (every year) or "2026-12-24".')
    try:  # 2028 has a 29 February
        date.fromisoformat(value if len(value) == 10 else f"2028-{value}")
    except ValueError as error:
        raise ValueError("is no day of any calendar.") from error
    return value


def _words(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty. Fill it in.")
    return value.strip()


def _stripped(value: str) -> str:
    return value.strip()


def _positive(value: timedelta) -> timedelta:
    if value <= timedelta(0):
        raise ValueError("must be longer than nothing.")
    return value


def _rule(value: str) -> str:
    if value not in RULES:
        raise ValueError(f"is no rule. There are: {', '.join(RULES)}.")
    return value


def _country(value: str) -> str:
    if value:
        refuse_unknown_country(value)
    return value


Identifier = Annotated[str, AfterValidator(_identifier)]
NewsletterId = Annotated[Identifier, AfterValidator(_newsletter_id)]
Language = Annotated[str, AfterValidator(_language)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
SkipDate = Annotated[str, AfterValidator(_skip_date)]
Country = Annotated[str, AfterValidator(_country)]
Rule = Annotated[str, AfterValidator(_rule)]
Share = Annotated[float, Field(ge=0, le=1)]
Words = Annotated[str, AfterValidator(_words)]
Line = Annotated[str, AfterValidator(_stripped)]  # may be empty; spaces alone are nothing
Wait = Annotated[Duration, AfterValidator(_positive)]
TimeZone = Annotated[str, AfterValidator(_zone)]
