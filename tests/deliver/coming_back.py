"""Mails as they come back: reports of servers and providers, made for a test."""

from email.message import EmailMessage

ORIGINAL = "From: bonjour@brief.test\r\nTo: reader@lecteur.test\r\nSubject: Le brief\r\n{headers}"


def status_report(
    *,
    to: str = "bonjour@brief.test",
    recipient: str = "reader@lecteur.test",
    status: str = "5.1.1",
    said: str = "550 5.1.1 no such user",
    action: str = "failed",
    headers: str = "",
    id: str = "<1@mx.test>",
) -> bytes:
    """Return what RFC 3464 describes; `headers` are those of the mail that came back."""
    return _report(
        "delivery-status",
        f"Reporting-MTA: dns; mx.test\r\n\r\nFinal-Recipient: rfc822; {recipient}\r\n"
        f"Action: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; {said}\r\n",
        to=to,
        headers=headers,
        id=id,
    )


def complaint(
    *,
    to: str = "abuse@brief.test",
    fields: str = "",
    headers: str = "",
    kind: str = "abuse",
    id: str = "<2@fbl.test>",
) -> bytes:
    """Return what RFC 5965 describes."""
    about = f"Feedback-Type: {kind}\r\nUser-Agent: FBL/1\r\nVersion: 1\r\n{fields}"
    return _report("feedback-report", about, to=to, headers=headers, id=id)


def _report(kind: str, fields: str, *, to: str, headers: str, id: str) -> bytes:
    return (
        f"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.test\r\nTo: {to}\r\nMessage-ID: {id}\r\n"
        f"Subject: Undelivered\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report;"
        f' report-type={kind}; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nThis is the mail system.\r\n"
        f"--b\r\nContent-Type: message/{kind}\r\n\r\n{fields}\r\n"
        "--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"{ORIGINAL.format(headers=headers)}\r\n--b--\r\n"
    ).encode()


def plain(text: str, *, to: str = "bonjour@brief.test", **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = "MAILER-DAEMON@mx.test", to, "<3@mx.test>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()
