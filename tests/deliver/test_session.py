import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from briefing.config.settings import DeliverySettings, Smtp
from briefing.deliver import transport
from briefing.deliver.conversation import Conversation, Encrypted
from briefing.deliver.smtp import SmtpTransport
from briefing.errors import DeliveryError
from briefing.model import DeliveryState
from tests.deliver.receiving import Mailbox, listening
from tests.deliver.scripted import DROP, SILENT, scripted

PASSWORD = "péché de gourmandise"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost alone, made for this run."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes the test's certificate, is not installed")
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    made = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    named = "-subj /CN=localhost -addext subjectAltName=DNS:localhost"
    written = ["-keyout", os.fspath(key), "-out", os.fspath(cert)]
    subprocess.run([*made.split(), *named.split(), *written], check=True, capture_output=True)
    return cert, key


@pytest.fixture
def server_tls(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


@pytest.fixture
def trusted(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", os.fspath(certificate[0]))


def smtp(port: int, **changes: Any) -> Smtp:
    values: dict[str, Any] = {
        "host": "localhost",
        "port": port,
        "security": "starttls",
        "timeout": timedelta(seconds=5),
    }
    return Smtp(**(values | changes))


def send(settings: Smtp) -> DeliveryState:
    """Send one message; nothing may be taken when an error comes."""
    envelope = transport.Envelope(
        delivery_id=1, sender="a@a.example", recipient="b@b.example", parts=(b"Bonjour\r\n",)
    )
    source = iter([envelope])
    try:
        receipts = list(SmtpTransport(settings, DeliverySettings(connections=1)).deliver(source))
    except DeliveryError as error:
        assert error.hint
        assert list(source) == [envelope], "an envelope was lost"
        raise
    return receipts[0].state


def authenticator(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: Any
) -> AuthResult:
    good = LoginPassword(b"brief", PASSWORD.encode())
    return AuthResult(success=login == good, handled=False, auth_data=mechanism)


@contextmanager
def guarded(server_tls: ssl.SSLContext, **options: Any) -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    login = {"authenticator": authenticator, "auth_required": True}
    with listening(box, tls_context=server_tls, **(login | options)) as port:
        yield box, port


@pytest.mark.usefixtures("trusted")
def test_mail_leaves_encrypted_and_logged_in(
    server_tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEF_PASSWORD", PASSWORD)
    with guarded(server_tls) as (box, port):
        state = send(smtp(port, username="brief", password_env="BRIEF_PASSWORD"))
    assert state is DeliveryState.SENT
    assert box.sessions[0].ssl
    assert box.sessions[0].auth_data == "PLAIN"


@pytest.mark.usefixtures("trusted")
def test_a_server_that_knows_only_login_is_logged_in_to(
    server_tls: ssl.SSLContext, tmp_path: Path
) -> None:
    (tmp_path / "password").write_text(PASSWORD + "\n", "utf-8")
    with guarded(server_tls, auth_exclude_mechanism=["PLAIN"]) as (box, port):
        settings = smtp(port, username="brief", password_file=tmp_path / "password")
        assert send(settings) is DeliveryState.SENT
    assert box.sessions[0].auth_data == "LOGIN"


@pytest.mark.usefixtures("trusted")
def test_tls_from_the_start(server_tls: ssl.SSLContext) -> None:
    with scripted({}, tls=server_tls) as server:
        assert send(smtp(server.port, security="tls")) is DeliveryState.SENT


@pytest.mark.usefixtures("trusted")
def test_long_messages_leave_whole_over_tls(server_tls: ssl.SSLContext) -> None:
    message = (b"y" * 99_998 + b"\r\n") * 10
    parts = tuple(message[start : start + 2000] for start in range(0, len(message), 2000))
    envelopes = [
        transport.Envelope(
            delivery_id=id, sender="a@a.example", recipient="b@b.example", parts=parts, ready=True
        )
        for id in range(1, 4)
    ]
    with scripted({"EHLO": "250-x\r\n250 PIPELINING"}, tls=server_tls) as server:
        options = DeliverySettings(connections=1)
        sender = SmtpTransport(smtp(server.port, security="tls"), options)
        receipts = list(sender.deliver(envelopes))
        assert [one.state for one in receipts] == [DeliveryState.SENT] * 3
        assert server.messages == [message] * 3


def test_a_certificate_that_nobody_vouches_for_stops_all(server_tls: ssl.SSLContext) -> None:
    refused = pytest.raises(DeliveryError, match="cannot be trusted")
    with listening(Mailbox(), tls_context=server_tls) as port, refused:
        send(smtp(port))
    with scripted({}, tls=server_tls) as server, refused:
        send(smtp(server.port, security="tls"))


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_name_stops_all(server_tls: ssl.SSLContext) -> None:
    refused = pytest.raises(DeliveryError, match=r"127\.0\.0\.1 cannot be trusted")
    with listening(Mailbox(), tls_context=server_tls) as port, refused:
        send(smtp(port, host="127.0.0.1"))


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ({}, "does not offer encryption"),
        ({"EHLO": "250-x\r\n250 STARTTLS", "STAR": "454 not now"}, "454 not now"),
        ({"EHLO": "250-x\r\n250 STARTTLS", "STAR": DROP}, "closed the connection"),
        (
            {"EHLO": "250-x\r\n250 STARTTLS", "STAR": "220 go\r\n250 AUTH PLAIN"},
            "between STARTTLS and encryption",
        ),
        ({"EHLO": "250-x\r\n250 STARTTLS", "STAR": "220 go"}, "agree on encryption"),
    ],
)
def test_without_encryption_nothing_leaves(script: dict[str, Any], message: str) -> None:
    with scripted(script) as server:
        with pytest.raises(DeliveryError, match=message):
            send(smtp(server.port, timeout=timedelta(seconds=0.5)))
        assert not [one for one in server.commands if one.startswith(("MAIL", "AUTH"))]


def test_plain_text_where_encryption_is_expected_is_told() -> None:
    with scripted() as server, pytest.raises(DeliveryError, match="agree on encryption"):
        send(smtp(server.port, security="tls"))


def test_a_silent_port_is_told_and_465_explained() -> None:
    with scripted({"CONNECT": SILENT}) as server:
        settings = smtp(server.port, security="tls", timeout=timedelta(seconds=0.3))
        with pytest.raises(DeliveryError, match=r"did not answer within 0\.3 s"):
            send(settings)
    from briefing.deliver.session import _port_hint

    assert 'security = "tls"' in _port_hint(smtp(465))


def test_a_host_that_does_not_exist_is_told() -> None:
    with pytest.raises(DeliveryError, match="the name is not known"):
        send(smtp(25, host="no host at all"))


# --- passwords

AUTH = {"EHLO": "250-x\r\n250 AUTH LOGIN PLAIN"}


def test_a_refused_login_is_told_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEF_PASSWORD", "wrong one")
    refusing = AUTH | {"AUTH": "535 5.7.8 no, brief@a.example"}
    with scripted(refusing) as server, pytest.raises(DeliveryError) as caught:
        send(smtp(server.port, security="none", username="u", password_env="BRIEF_PASSWORD"))
    assert "refused the login" in str(caught.value)
    assert "brief@a.example" not in str(caught.value)
    assert "wrong" not in str(caught.value) + caught.value.hint


def test_a_server_without_passwords_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEF_PASSWORD", "x")
    refused = pytest.raises(DeliveryError, match="no login by password")
    with scripted({"EHLO": "250-x\r\n250 AUTH GSSAPI"}) as server, refused:
        send(smtp(server.port, security="none", username="u", password_env="BRIEF_PASSWORD"))


def test_a_login_refused_half_way_ends_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEF_PASSWORD", "secret")
    only_login = {"EHLO": "250-x\r\n250 AUTH LOGIN", "AUTH": "504 not so"}
    with scripted(only_login) as server:
        with pytest.raises(DeliveryError, match="504 not so"):
            send(smtp(server.port, security="none", username="u", password_env="BRIEF_PASSWORD"))
        assert [one[:4] for one in server.commands] == ["EHLO", "AUTH", "QUIT"]


def test_a_password_never_travels_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEF_PASSWORD", "secret")
    with scripted(AUTH) as server:
        # Loopback by another name: to us it is a host elsewhere.
        settings = smtp(server.port, host="0x7f.1", security="none", username="u")
        with pytest.raises(DeliveryError, match="unencrypted"):
            send(settings.model_copy(update={"password_env": "BRIEF_PASSWORD"}))
        assert not [one for one in server.commands if one.startswith("AUTH")]


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ({}, "no password"),
        ({"password_env": "BRIEF_UNSET"}, "BRIEF_UNSET"),
        ({"password_file": Path("/nowhere/password")}, "/nowhere/password"),
    ],
)
def test_a_missing_password_is_told_by_its_place(place: dict[str, Any], named: str) -> None:
    with scripted(AUTH) as server:
        with pytest.raises(DeliveryError, match=named):
            send(smtp(server.port, security="none", username="u", **place))
        assert server.connections == 0


def test_an_empty_password_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("\n")
    with pytest.raises(DeliveryError, match="empty"):
        send(smtp(1, username="u", password_file=tmp_path / "password"))


def test_a_farewell_that_is_cut_short_leaves_no_connection_open() -> None:
    with scripted({"QUIT": SILENT}) as server:
        connection = socket.create_connection(("127.0.0.1", server.port))
        talk = Conversation(connection, timeout_s=5)
        talk.reply()
        closing = threading.Thread(target=talk.close)
        closing.start()
        while "QUIT" not in server.commands:
            time.sleep(0.005)
        talk.abort()
        closing.join(1)
        assert not closing.is_alive()
        assert connection.fileno() == -1


def test_a_server_that_answers_what_nobody_asked_is_not_used() -> None:
    with scripted({"EHLO": "250 test\r\n250 another"}) as server:
        with pytest.raises(DeliveryError, match="nobody asked"):
            send(smtp(server.port, security="none"))
        assert not [one for one in server.commands if one.startswith("MAIL")]


def test_what_left_over_tls_is_counted(
    certificate: tuple[Path, Path], server_tls: ssl.SSLContext
) -> None:
    """Else the final dot may be there and be taken for not there: the message is sent again."""
    ours, theirs = socket.socketpair()
    accepted: list[ssl.SSLSocket] = []
    thread = threading.Thread(
        target=lambda: accepted.append(server_tls.wrap_socket(theirs, server_side=True))
    )
    thread.start()
    trusting = ssl.create_default_context(cafile=os.fspath(certificate[0]))
    connection = trusting.wrap_socket(ours, server_hostname="localhost")
    thread.join()
    connection.setblocking(False)
    told = Encrypted(connection).sendmsg([b"x" * 3_000_000])
    accepted[0].settimeout(0.2)
    arrived = 0
    with suppress(OSError):
        while octets := accepted[0].recv(65536):
            arrived += len(octets)
    for one in (connection, accepted[0]):
        one.close()
    assert 0 < told == arrived < 3_000_000
