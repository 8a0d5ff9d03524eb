import io
from pathlib import Path

import pytest

from briefing.deliver.mailboxes import MAX_MAIL, mails_at, mails_in
from briefing.errors import InputError

MAIL = b"From: a@b.test\nSubject: x\n\nFrom here on.\n\n>From there.\n"


def read(content: bytes) -> list[bytes]:
    return list(mails_in(io.BytesIO(content)))


def test_an_mbox_is_taken_apart() -> None:
    box = b"From daemon Mon Nov 23\n" + MAIL.replace(b"\nFrom", b"\n>From") + b"\n"
    first, second = read(box + box)
    assert first == second
    assert first.startswith(b"From: a@b.test\n")


def test_what_does_not_begin_like_an_mbox_is_one_mail() -> None:
    assert read(MAIL) == [MAIL]
    assert read(b"") == read(b"\n\n") == []


def test_of_a_huge_mail_the_beginning_is_read() -> None:
    (mail,) = read(b"From: a@b.test\n\n" + b"x" * (2 * MAX_MAIL))
    assert len(mail) < MAX_MAIL + 100_000


def test_a_maildir_is_read_and_stays_as_it_is(tmp_path: Path) -> None:
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1").write_bytes(MAIL)
    before = sorted(tmp_path.rglob("*"))
    assert list(mails_at(tmp_path)) == [MAIL, MAIL]
    assert sorted(tmp_path.rglob("*")) == before


def test_where_no_mail_is_the_operator_is_told(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(InputError, match=r"no maildir|cannot be read"):
            list(mails_at(place))
