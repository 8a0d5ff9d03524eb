"""A mail address as people write it → as an SMTP server reads it."""

import re
import unicodedata

_PLAIN = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")


class Unsendable(Exception):
    """This address cannot be written in this conversation; the text says why, without it."""


def to_wire(address: str, *, utf8: bool) -> str:
    """Return the address with its domain in ASCII; `utf8`: the server offers SMTPUTF8.

    Raises Unsendable for anything that would break or bend an SMTP command.
    """
    if _PLAIN.fullmatch(address):  # nearly all; the rest costs ten times as much
        return address
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain or any(c in "<>" or c <= " " for c in address):
        raise Unsendable("the address is not of the form name@domain")
    if any(unicodedata.category(c) in {"Cc", "Zs", "Zl", "Zp"} for c in address):
        raise Unsendable("the address holds a blank or a control character")
    if not local.isascii() and not utf8:
        raise Unsendable("the server does not offer SMTPUTF8, which this address needs")
    return f"{local}@{_domain(domain)}"


def _domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        wire = domain.encode("idna").decode("ascii")
        # The codec follows IDNA 2003, which turns « ß » into « ss »: another domain nowadays.
        same = wire.encode("ascii").decode("idna") == unicodedata.normalize("NFC", domain).lower()
    except UnicodeError as error:
        raise Unsendable("the domain cannot be written in ASCII") from error
    if not same:
        raise Unsendable("the domain has no certain ASCII form; write it as xn--…")
    return wire
