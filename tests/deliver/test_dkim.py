"""A signature that dkimpy verifies, made once for all but what is the reader's own."""

from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.config.settings import Dkim
from briefing.deliver.dkim import KeyKind, Signer, dns_record, new_key, signer_of
from briefing.errors import DeliveryError, InputError

HEAD = (
    b"From: Le Brief <bonjour@brief.example>\r\nSubject: =?utf-8?B?w6k=?=\r\n  folded \r\n"
    b"Date: Mon, 23 Nov 2026 05:30:00 +0000\r\nMIME-Version: 1.0\r\n"
)
OWN = (
    b"To: <lea@mail.example>\r\nMessage-ID: <1@brief.example>\r\n"
    b"List-Unsubscribe: <https://brief.example/u/TOKEN>,\r\n <mailto:x@brief.example>\r\n"
    b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
)
BODY = (b"Bonjour  a\t b \r\n\r\nleave: ", b" or\r\n\r\n  <a href=x/", b">\r\n", b"\r\n--end--\r\n")


def signer(folder: Path, kind: KeyKind) -> Signer:
    path = folder / f"{kind}.pem"
    if not path.exists():
        new_key(path, kind)
    found = signer_of(Dkim(enabled=True, domain="brief.example", key_file=path))
    assert found is not None
    return found


@pytest.fixture(scope="module", params=["rsa", "ed25519"])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return signer(tmp_path_factory.mktemp("keys"), request.param)


def message(by: Signer, *, own: bytes = OWN, body: tuple[bytes, ...] = BODY) -> bytes:
    signature = by.seal(HEAD, body)(own, b"TOKEN")
    return signature + HEAD + own + b"\r\n" + b"TOKEN".join(body)


def verified(octets: bytes, by: Signer) -> bool:
    name, value = dns_record(by)
    record = "".join(part for part in value.split('"') if part != " ")

    def dns(asked: bytes, timeout: int = 5) -> bytes:
        assert asked.decode().rstrip(".") == name
        return record.encode()

    return bool(dkim.verify(octets, dnsfunc=dns))


def test_another_program_verifies_it(either: Signer) -> None:
    assert verified(message(either), either)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"Bonjour", b"Bonsoir"),
        (b"u/TOKEN>", b"u/OTHER>"),
        (b"Post: List", b"Post: None"),
        (b"lea@", b"eva@"),
        (b"bonjour@", b"malin@"),
        (b"To: <", b"From: <x@y.example>\r\nTo: <"),
    ],
)
def test_whatever_is_changed_on_the_way_breaks_it(
    either: Signer, before: bytes, after: bytes
) -> None:
    assert not verified(message(either).replace(before, after), either)


def test_blanks_folded_on_the_way_do_not(either: Signer) -> None:
    octets = message(either).replace(b"Le Brief <", b"Le\r\n\tBrief  <")
    assert verified(octets.replace(b"a\t b \r\n", b"a b\r\n"), either)


def test_the_same_message_gets_the_same_signature(either: Signer) -> None:
    assert message(either) == message(either)


def test_its_lines_are_short(either: Signer) -> None:
    lines = either.seal(HEAD, BODY)(OWN, b"TOKEN").split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 78


WORDS = st.text("ab \t.=-", max_size=12)


@settings(max_examples=40, deadline=None)
@given(parts=st.lists(st.lists(WORDS, max_size=4), min_size=1, max_size=4))
def test_any_body_that_ends_in_a_line_is_signed_right(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[str]]
) -> None:
    by = signer(tmp_path_factory.getbasetemp(), "ed25519")
    body = tuple("\r\n".join(lines).encode() for lines in parts)
    body = (*body[:-1], body[-1] + b"\r\n--end--\r\n")
    assert verified(message(by, body=body), by)


# --- keys


def test_a_key_is_this_users_and_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "dkim.pem"
    new_key(path, "ed25519")
    assert path.stat().st_mode & 0o077 == 0
    before = path.read_bytes()
    with pytest.raises(InputError, match="already"):
        new_key(path, "rsa")
    assert path.read_bytes() == before


def test_the_record_of_a_long_key_is_several_strings(tmp_path: Path) -> None:
    name, value = dns_record(signer(tmp_path, "rsa"))
    assert name == "brief._domainkey.brief.example"
    strings = value.strip('"').split('" "')
    assert len(strings) == 2
    assert all(len(one) <= 255 for one in strings)
    assert strings[0].startswith("v=DKIM1; k=rsa; p=")


def test_nobody_signs_where_the_relay_does(tmp_path: Path) -> None:
    assert signer_of(Dkim(key_file=tmp_path / "none")) is None


def test_a_key_that_cannot_be_used_is_told_before_anything_leaves(tmp_path: Path) -> None:
    path = tmp_path / "dkim.pem"
    with pytest.raises(DeliveryError, match=r"dkim\.domain"):
        signer_of(Dkim(enabled=True, key_file=path))
    with pytest.raises(DeliveryError, match="cannot be read") as missing:
        signer_of(Dkim(enabled=True, domain="a.example", key_file=path))
    assert "dkim keygen" in missing.value.hint
    path.write_text("no key")
    with pytest.raises(DeliveryError, match="holds no private key"):
        signer_of(Dkim(enabled=True, domain="a.example", key_file=path))
    other = ec.generate_private_key(ec.SECP256R1())
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(DeliveryError, match="RSA or Ed25519"):
        signer_of(Dkim(enabled=True, domain="a.example", key_file=path))
