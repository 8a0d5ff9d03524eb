"""How often was asked → whether a confirmation may be mailed. Pure; the counts are the store's.

Whoever writes another person's address into our form makes us write to them: once a day, three
times ever, and never to thousands.
"""

import hmac
import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

PER_DAY = 1
EVER = 3  # unanswered ones; who confirms has shown that the mails are wanted
NETWORK_BITS = {4: 24, 6: 56}  # what one household or one cheap server gets
ENOUGH = 50  # mails; of fewer no rate is concluded
LOWEST_RATE = 0.10  # real readers confirm in 60 to 80 of 100 cases
SETTLED_AFTER = timedelta(hours=2)  # a mail younger than that may still be confirmed
CONFIRM_WITHIN = timedelta(hours=48)


class Verdict(StrEnum):
    """What becomes of a sign-up."""

    WANTED = "wanted"  # mail it
    AGAIN = "again"  # this address had one today
    OFTEN = "often"  # this address had three and answered none
    NETWORK = "network"
    OVERALL = "overall"
    STOPPED = "stopped"  # hardly anybody confirms: our form is being used against others


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was asked for before."""

    address_day: int = 0
    address_unanswered: int = 0
    network_hour: int = 0
    all_hour: int = 0
    mailed_day: int = 0  # old enough to have been answered
    confirmed_day: int = 0  # of these


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many an hour; the operator's."""

    network_hour: int
    all_hour: int


def collapsed(counts: Counts) -> bool:
    """Say whether so few confirm that the form must be closed."""
    enough = counts.mailed_day >= ENOUGH
    return enough and counts.confirmed_day < LOWEST_RATE * counts.mailed_day


def verdict(counts: Counts, limits: Limits) -> Verdict:
    """Return what becomes of one sign-up more."""
    if collapsed(counts):
        return Verdict.STOPPED
    if counts.address_day >= PER_DAY:
        return Verdict.AGAIN
    if counts.address_unanswered >= EVER:
        return Verdict.OFTEN
    if counts.network_hour >= limits.network_hour:
        return Verdict.NETWORK
    return Verdict.OVERALL if counts.all_hour >= limits.all_hour else Verdict.WANTED


def network_of(host: str) -> str:
    """Return the network of an address, « 192.0.2.0/24 »; the text itself when it is none."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host[:100]
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    return str(ipaddress.ip_network((address, NETWORK_BITS[address.version]), strict=False))


def hashed(key: bytes, text: str) -> str:
    """Return what is kept of an address or a network, one spelling for all: nobody without the
    key can tell whose it is."""
    return hmac.digest(key, text.casefold().encode(), "sha256").hex()
