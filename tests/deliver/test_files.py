import os
from pathlib import Path

import pytest

from briefing.config.settings import Settings
from briefing.deliver import transport_for
from briefing.deliver.files import FilesTransport, write_whole
from briefing.deliver.smtp import SmtpTransport
from briefing.deliver.transport import Envelope
from briefing.errors import DeliveryError
from briefing.model import DeliveryState


def envelope(id: int, message: bytes = b"Subject: x\r\n\r\nBonjour\r\n") -> Envelope:
    return Envelope(
        delivery_id=id, sender="x@a.example", recipient=f"r{id}@b.example", parts=(message,)
    )


def test_each_message_becomes_one_file_with_its_very_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "box"
    receipts = list(FilesTransport(folder).deliver([envelope(1), envelope(2, b"a\r\n\xff")]))
    assert [(one.delivery_id, one.state) for one in receipts] == [
        (1, DeliveryState.SENT),
        (2, DeliveryState.SENT),
    ]
    assert sorted(path.name for path in folder.iterdir()) == ["1.eml", "2.eml"]
    assert (folder / "2.eml").read_bytes() == b"a\r\n\xff"
    assert "2.eml" in receipts[1].response


def test_written_again_it_is_the_same_file(tmp_path: Path) -> None:
    transport = FilesTransport(tmp_path)
    for message in (b"first, and longer", b"second"):
        list(transport.deliver([envelope(1, message)]))
    assert [path.name for path in tmp_path.iterdir()] == ["1.eml"]
    assert (tmp_path / "1.eml").read_bytes() == b"second"


def test_what_a_crash_left_half_written_is_never_taken_for_a_message(tmp_path: Path) -> None:
    (tmp_path / ".1.eml.tmp").write_bytes(b"half a mess")
    list(FilesTransport(tmp_path).deliver([envelope(1)]))
    assert [path.name for path in tmp_path.iterdir()] == ["1.eml"]
    assert (tmp_path / "1.eml").read_bytes().endswith(b"Bonjour\r\n")


def test_only_this_user_reads_the_messages(tmp_path: Path) -> None:
    write_whole(tmp_path / "1.eml", b"x")
    assert (tmp_path / "1.eml").stat().st_mode & 0o077 == 0


def test_nothing_is_taken_when_the_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    taken = iter([envelope(1)])
    with pytest.raises(DeliveryError) as caught:
        list(FilesTransport(tmp_path / "file" / "outbox").deliver(taken))
    assert "transport.folder" in caught.value.hint
    assert next(taken).delivery_id == 1


def test_a_message_that_cannot_be_written_is_handed_back(tmp_path: Path) -> None:
    (tmp_path / "2.eml").mkdir()  # no file can take its place, whoever runs the tests
    receipts = []
    with pytest.raises(DeliveryError):
        for receipt in FilesTransport(tmp_path).deliver(map(envelope, (1, 2, 3))):
            receipts.append((receipt.delivery_id, receipt.state))
    assert receipts == [(1, DeliveryState.SENT), (2, DeliveryState.QUEUED)]


def test_the_configuration_says_how_mail_leaves(tmp_path: Path) -> None:
    values = {
        "sender": {"address": "x@a.example", "postal_address": "1 rue du Port"},
        "newsletters": [{"id": "matin", "name": "Le Brief"}],
    }
    files = transport_for(
        Settings.model_validate(
            values | {"transport": {"kind": "files", "folder": os.fspath(tmp_path)}}
        )
    )
    assert isinstance(files, FilesTransport)
    assert files.folder == tmp_path
    assert isinstance(transport_for(Settings.model_validate(values)), SmtpTransport)


def test_a_file_that_was_under_way_is_written_again(tmp_path: Path) -> None:
    assert FilesTransport(tmp_path).lost_in_flight is DeliveryState.QUEUED
