import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.deliver.bounces import NoticeKind, read_notice
from briefing.deliver.verp import return_path
from tests.deliver.coming_back import complaint, plain, status_report

KEY = b"k" * 32
OURS = return_path("bounces@brief.test", KEY, delivery_id=4711)
TOKEN = "matin_" + 58 * "A"
QMAIL = """\
Hi. This is the qmail-send program at mx.test.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<reader@lecteur.test>:
Sorry, no mailbox here by that name. {said}
"""


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        ("5.1.1", "550 5.1.1 no such user", NoticeKind.HARD),
        ("5.1.10", "556 null MX", NoticeKind.HARD),
        ("5.2.1", "550 disabled", NoticeKind.HARD),
        ("5.4.4", "Host or domain name not found", NoticeKind.HARD),
        ("5.0.0", "550 5.1.1 user unknown", NoticeKind.HARD),
        ("5.0.0", "550 User unknown", NoticeKind.HARD),
        ("5.0.0", "554 go away", NoticeKind.SOFT),
        ("5.2.2", "552 5.2.2 over quota", NoticeKind.SOFT),
        ("5.7.1", "554 5.7.1 looks like spam", NoticeKind.SOFT),
        ("5.1.8", "501 bad sender", NoticeKind.SOFT),  # that is us, not the reader
        ("4.4.7", "delivery time expired", NoticeKind.SOFT),
        ("nonsense", "", NoticeKind.SOFT),
    ],
)
def test_only_nobody_there_is_hard(status: str, said: str, kind: NoticeKind) -> None:
    found = read_notice(status_report(status=status, said=said), KEY)
    assert (found.kind, found.addresses) == (kind, ("reader@lecteur.test",))


def test_a_warning_of_delay_and_a_receipt_count_nothing() -> None:
    for action, status in (("delayed", "4.4.1"), ("delivered", "2.1.5"), ("relayed", "2.1.9")):
        found = read_notice(status_report(action=action, status=status, to=OURS), KEY)
        assert found.kind is NoticeKind.OTHER


def test_the_return_path_names_the_delivery_whatever_else_stands_there() -> None:
    found = read_notice(status_report(to=OURS, recipient="somebody@else.test"), KEY)
    assert (found.kind, found.delivery_id) == (NoticeKind.HARD, 4711)
    forged = read_notice(status_report(to=OURS.replace("4711", "4712")), KEY)
    assert forged.delivery_id is None


@pytest.mark.parametrize(
    "mail",
    [
        complaint(fields=f"Original-Mail-From: <{OURS}>\r\n"),
        complaint(headers=f"Return-Path: <{OURS}>\r\n"),
        complaint(to=OURS),
    ],
)
def test_a_complaint_names_the_delivery_by_its_sender(mail: bytes) -> None:
    found = read_notice(mail, KEY)
    assert (found.kind, found.delivery_id) == (NoticeKind.COMPLAINT, 4711)


def test_the_link_to_leave_in_what_came_back_names_the_reader() -> None:
    link = f"List-Unsubscribe: <https://b.test/unsubscribe/{TOKEN}>,\r\n <mailto:x@y.test>\r\n"
    assert read_notice(complaint(headers=link), KEY).tokens == (TOKEN,)
    folded = f"List-Unsubscribe: <https://b.test/unsubscribe/{TOKEN[:30]}\r\n {TOKEN[30:]}>\r\n"
    assert read_notice(status_report(headers=folded), KEY).tokens == (TOKEN,)


def test_a_complaint_without_either_names_an_address() -> None:
    found = read_notice(complaint(fields="Original-Rcpt-To: <Reader@lecteur.test>\r\n"), KEY)
    assert (found.kind, found.addresses) == (NoticeKind.COMPLAINT, ("Reader@lecteur.test",))
    assert read_notice(complaint(kind="not-spam"), KEY).kind is NoticeKind.OTHER


@pytest.mark.parametrize(
    ("said", "kind"), [("(#5.1.1)", NoticeKind.HARD), ("(#5.2.2)", NoticeKind.SOFT)]
)
def test_a_server_with_its_own_words_is_understood(said: str, kind: NoticeKind) -> None:
    found = read_notice(plain(QMAIL.format(said=said)), KEY)
    assert (found.kind, found.addresses) == (kind, ("reader@lecteur.test",))


def test_what_a_daemon_sends_back_in_words_of_its_own_counts_as_soft() -> None:
    assert read_notice(plain("Zurück!", to=OURS), KEY).kind is NoticeKind.SOFT
    assert read_notice(plain("Zurück!"), KEY).kind is NoticeKind.OTHER


def test_an_answer_from_the_holidays_is_no_bounce() -> None:
    away = plain("Je suis absent.", to=OURS, Auto_Submitted="auto-replied")
    assert read_notice(away, KEY).kind is NoticeKind.OTHER


def test_a_mail_to_the_address_to_leave_is_a_wish() -> None:
    found = read_notice(plain("", Subject=f"Unsubscribe {TOKEN}"), KEY)
    assert (found.kind, found.tokens) == (NoticeKind.LEAVE, (TOKEN,))


def test_what_is_told_names_nobody() -> None:
    said = "550 5.1.1 <reader@lecteur.test> reader is unknown here"
    assert (
        read_notice(status_report(said=said), KEY).told == "5.1.1 550 5.1.1 <…> <…> is unknown here"
    )


def test_one_mail_has_one_digest_however_it_was_kept() -> None:
    mail = status_report(said="From here it went")
    kept = b"Received: by x\r\n" + mail
    assert read_notice(mail, KEY).digest == read_notice(kept, KEY).digest
    assert (
        read_notice(mail.replace(b"\r\n", b"\n") + b"\n", KEY).digest
        == read_notice(mail, KEY).digest
    )
    assert read_notice(status_report(id="<9@mx.test>"), KEY).digest != read_notice(mail, KEY).digest


@given(st.binary(max_size=300), st.integers(0, 900))
def test_anything_can_be_read(noise: bytes, cut: int) -> None:
    for whole in (status_report(to=OURS), complaint(to=OURS)):
        read_notice(whole[:cut] + noise + whole[cut:], KEY)
    read_notice(noise, KEY)


def test_a_thousand_parts_within_each_other_are_no_trouble() -> None:
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )
    assert read_notice(parts, KEY).kind is NoticeKind.OTHER
