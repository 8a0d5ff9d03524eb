"""smtp settings → a Conversation that takes mail: connected, encrypted, logged in. Does I/O."""

import base64
import ipaddress
import os
import socket
from typing import TYPE_CHECKING

from briefing.config.settings import Smtp
from briefing.deliver.conversation import Conversation, Lost, Reply
from briefing.deliver.transport import mask
from briefing.errors import DeliveryError

if TYPE_CHECKING:
    import ssl


def connected(smtp: Smtp) -> Conversation:
    """Return a conversation in which nothing was said yet. Raises DeliveryError."""
    timeout_s = smtp.timeout.total_seconds()
    try:
        connection = socket.create_connection((smtp.host, smtp.port), timeout=timeout_s)
    except TimeoutError as error:
        raise _silent(smtp) from error
    except OSError as error:
        raise _absent(smtp, error) from error
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return Conversation(connection, timeout_s=timeout_s)


def prepare(talk: Conversation, smtp: Smtp, *, password: str) -> None:
    """Introduce us, encrypt and log in as set. Raises DeliveryError, having hung up."""
    try:
        if smtp.effective_security == "tls":
            _encrypted_from_the_start(talk, smtp)
        _greeted(talk, smtp)
        if smtp.effective_security == "starttls":
            _encrypted(talk, smtp)
        if smtp.username:
            _logged_in(talk, smtp, password=password)
        if talk.has_unread():  # its next answers would be taken for those of others
            raise Lost("the server answered what nobody asked")
    except Lost as lost:
        talk.close()
        raise DeliveryError(
            f"{_server(smtp)} ended the conversation: {mask(str(lost))}.", hint=_port_hint(smtp)
        ) from lost
    except BaseException:
        talk.close()
        raise


def _encrypted_from_the_start(talk: Conversation, smtp: Smtp) -> None:
    import ssl  # 1 MB that a relay on this machine does not need

    try:
        talk.encrypt(ssl.create_default_context(), smtp.host)
    except ssl.SSLError as error:
        raise _untrusted(smtp, error) from error
    except TimeoutError as error:
        raise _silent(smtp) from error
    except OSError as error:
        raise _absent(smtp, error) from error


def _greeted(talk: Conversation, smtp: Smtp) -> None:
    greeting = talk.reply()
    if greeting.code != 220:
        raise DeliveryError(
            f"{_server(smtp)} takes no mail now: {mask(str(greeting))}",
            hint="Try again later; if it stays so, ask who runs it.",
        )
    _introduce(talk, smtp)


def _introduce(talk: Conversation, smtp: Smtp) -> None:
    reply = talk.command(f"EHLO {_own_name(talk)}")
    if reply.code in {500, 501, 502, 504}:
        reply = talk.command(f"HELO {_own_name(talk)}")
        talk.extensions = {}
    else:
        talk.extensions = _extensions(reply)
    if not reply.accepted:
        raise DeliveryError(
            f"{_server(smtp)} does not want to talk to us: {mask(str(reply))}",
            hint="Ask who runs it whether this machine may send through it.",
        )


def _own_name(talk: Conversation) -> str:
    """Return this machine's full name, else its address as RFC 5321 writes it. Asks no DNS."""
    name = socket.gethostname()
    if "." in name and name.isascii():
        return name
    address = ipaddress.ip_address(talk.local_address.partition("%")[0])
    return f"[{address}]" if address.version == 4 else f"[IPv6:{address}]"


def _extensions(reply: Reply) -> dict[str, str]:
    found = {}
    for line in reply.lines[1:]:
        keyword, _, value = line.partition(" ")
        found[keyword.upper()] = value
    return found


def _encrypted(talk: Conversation, smtp: Smtp) -> None:
    reply = Reply(code=502, lines=("STARTTLS is not offered",))
    if "STARTTLS" in talk.extensions:
        reply = talk.command("STARTTLS")
    if reply.code != 220:
        raise DeliveryError(
            f"{_server(smtp)} does not offer encryption ({mask(str(reply))}); nothing was sent.",
            hint='Set smtp.security = "tls" (often port 465); "none" only inside your own network.',
        )
    if talk.has_unread():
        raise Lost("the server sent text between STARTTLS and encryption")
    import ssl

    try:
        talk.encrypt(ssl.create_default_context(), smtp.host)
    except ssl.SSLError as error:
        raise _untrusted(smtp, error) from error
    except OSError as error:  # a timeout is one too
        raise Lost(_reason(error)) from error
    _introduce(talk, smtp)


def _logged_in(talk: Conversation, smtp: Smtp, *, password: str) -> None:
    if smtp.effective_security == "none" and not smtp.loopback:
        raise DeliveryError(
            f"The password for {smtp.host} would travel unencrypted; nothing was sent.",
            hint='Set smtp.security = "starttls" or "tls".',
        )
    offered = talk.extensions.get("AUTH", "").upper().split()
    if "PLAIN" in offered:
        reply = talk.command("AUTH PLAIN " + _b64("\0".join(("", smtp.username, password))))
    elif "LOGIN" in offered:
        reply = talk.command("AUTH LOGIN")
        for word in (smtp.username, password):
            if reply.code == 334:
                reply = talk.command(_b64(word))
    else:
        raise DeliveryError(
            f"{_server(smtp)} offers no login by password.",
            hint="Without smtp.username Briefing does not log in; else ask who runs it.",
        )
    if reply.code != 235:
        raise DeliveryError(
            f"{_server(smtp)} refused the login of smtp.username: {mask(str(reply))}",
            hint="Check smtp.username and the password that password_env or password_file names.",
        )


def _b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _server(smtp: Smtp) -> str:
    return f"The mail server {smtp.host}:{smtp.port}"


def _silent(smtp: Smtp) -> DeliveryError:
    return DeliveryError(
        f"{_server(smtp)} did not answer within {smtp.timeout.total_seconds():g} s.",
        hint=_port_hint(smtp),
    )


def _absent(smtp: Smtp, error: OSError) -> DeliveryError:
    return DeliveryError(
        f"No mail server answers at {smtp.host}:{smtp.port} ({_reason(error)}).",
        hint="Is it running? `smtp.host` and `smtp.port` in config.toml name it.",
    )


def _reason(error: OSError) -> str:
    """Return why in a few words."""
    if isinstance(error, socket.gaierror):
        return "the name is not known"
    return os.strerror(error.errno).lower() if error.errno else "no connection"


def _port_hint(smtp: Smtp) -> str:
    if smtp.port == 465 and smtp.effective_security != "tls":
        return 'Port 465 is encrypted from the start: set smtp.security = "tls".'
    return "Check `smtp.host`, `smtp.port` and `smtp.security` in config.toml, then try again."


def _untrusted(smtp: Smtp, error: "ssl.SSLError") -> DeliveryError:
    import ssl

    if isinstance(error, ssl.SSLCertVerificationError):
        return DeliveryError(
            f"The certificate of {smtp.host} cannot be trusted: {error.verify_message}.",
            hint="Set smtp.host to the name in the certificate; for an authority of your own,"
            " set the environment variable SSL_CERT_FILE to its certificate.",
        )
    return DeliveryError(
        f"{_server(smtp)} could not agree on encryption: {error.reason or error}.",
        hint=_port_hint(smtp),
    )
