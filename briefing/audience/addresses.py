"""An address as a person types it → the one form in which it is stored and written to."""

import re
import unicodedata

from briefing.errors import InputError

MAX_LOCAL = 64  # octets, RFC 5321 4.5.3.1
MAX_ADDRESS = 254  # octets, so that <address> fits a path

_HINT = 'Write it as "name@domain.example", without blanks or a name around it.'
_LOCAL = re.compile(r"[^\s\x00-\x20\x7f()<>\[\]:;@\\,\"]+")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
# Nine addresses of ten, at a sixth of the cost: good and in normal form whatever else is looked at.
_PLAIN = re.compile(
    r"[A-Za-z0-9_+-]{1,30}(?:\.[A-Za-z0-9_+-]{1,30})?@(?:[a-z0-9]{1,60}\.){1,3}[a-z]{2,20}"
)


def normalise(text: str) -> str:
    """Return the address, its domain in lower case and in ASCII, its local part as it was.

    Raises InputError, with what to do, for what no mail server would take.
    """
    if _PLAIN.fullmatch(text):
        return text
    address = unicodedata.normalize("NFC", text.strip())
    local, at, domain = address.rpartition("@")
    if not at or not _LOCAL.fullmatch(local) or not address.isprintable():
        raise InputError("This is no mail address.", hint=_HINT)
    if local.startswith(".") or local.endswith(".") or ".." in local:
        raise InputError("The part before the @ has a dot too many.", hint=_HINT)
    normal = f"{local}@{_domain(domain)}"
    if len(local.encode()) > MAX_LOCAL or len(normal.encode()) > MAX_ADDRESS:
        raise InputError(
            "The address is too long.",
            hint=f"At most {MAX_LOCAL} characters before the @ and {MAX_ADDRESS} in all.",
        )
    return normal


def _domain(text: str) -> str:
    name = text.lower().removesuffix(".")
    if not name.isascii():
        name = _in_ascii(name)
    labels = name.split(".")
    # The last label is never a number: "name@192.168.0.1" is a machine, not a mailbox.
    if len(labels) < 2 or labels[-1].isdigit() or not all(map(_LABEL.fullmatch, labels)):
        raise InputError("The part after the @ is no domain.", hint=_HINT)
    return name


def _in_ascii(name: str) -> str:
    try:
        ascii_name = name.encode("idna").decode("ascii")
        # The codec follows IDNA 2003, where « straße » is « strasse »: another domain nowadays.
        certain = ascii_name.encode("ascii").decode("idna") == name
    except UnicodeError as error:
        raise InputError("The part after the @ is no domain.", hint=_HINT) from error
    if not certain:
        raise InputError(
            "The domain has no certain form in ASCII.", hint="Write it in its xn--… form."
        )
    return ascii_name
