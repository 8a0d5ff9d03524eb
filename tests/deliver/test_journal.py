"""A killed sender's journal tells what was on the wire, whatever was torn."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.deliver import journal as module
from briefing.deliver.journal import Journal
from briefing.deliver.transport import Receipt, Remains
from briefing.errors import StoreError
from briefing.model import DeliveryState

SENT = DeliveryState.SENT


def receipt(id: int, response: str = "250 2.0.0 Ok: queued as 4F") -> Receipt:
    return Receipt(delivery_id=id, state=SENT, response=response)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    opened = Journal(tmp_path / "journal")
    opened.open()
    return opened


def left(journal: Journal) -> Remains:
    """Read it as the next sender does."""
    journal.flush()
    return Journal(journal.path).remains()


def test_what_was_begun_and_not_answered_is_told_from_what_was(journal: Journal) -> None:
    journal.begun(1)
    journal.begun(2)
    journal.answered(receipt(1, "250 « é »"))
    remains = left(journal)
    assert remains == Remains(
        whole=True, begun=frozenset({2}), answered={1: receipt(1, "250 « é »")}
    )


def test_one_begun_again_is_on_the_wire_again(journal: Journal) -> None:
    journal.begun(1)
    journal.answered(receipt(1))
    journal.begun(1)
    assert left(journal) == Remains(whole=True, begun=frozenset({1}))


def test_without_a_journal_nothing_is_concluded(tmp_path: Path) -> None:
    assert Journal(tmp_path / "none").remains() == Remains()


def test_after_a_new_start_of_the_machine_nothing_is_concluded_from_silence(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.begun(1)
    journal.answered(receipt(1))
    monkeypatch.setattr(module, "boot_id", lambda: "another")
    remains = left(journal)
    assert (remains.whole, set(remains.answered)) == (False, {1})


def test_where_no_start_can_be_told_from_another_silence_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BOOT_ID", tmp_path / "none")
    opened = Journal(tmp_path / "journal")
    opened.open()
    assert left(opened).whole is False


@given(cut=st.integers(0, 400), junk=st.binary(max_size=30))
def test_a_torn_end_is_as_if_it_had_not_been_written(
    tmp_path_factory: pytest.TempPathFactory, cut: int, junk: bytes
) -> None:
    journal = Journal(tmp_path_factory.mktemp("torn") / "journal")
    journal.open()
    sizes = [journal.path.stat().st_size]
    for id in range(1, 5):
        journal.begun(id)
        journal.flush()
        sizes.append(journal.path.stat().st_size)
        journal.answered(receipt(id))
        journal.flush()
        sizes.append(journal.path.stat().st_size)
    octets = journal.path.read_bytes()[:cut] + (b"#" + junk if junk else b"")
    journal.path.write_bytes(octets)
    whole = sum(size <= cut for size in sizes) - 1
    remains = left(journal)
    assert remains.whole is (whole >= 0)
    assert set(remains.answered) == set(range(1, max(whole, 0) // 2 + 1))
    assert len(remains.begun) == max(whole, 0) % 2


def test_what_the_database_has_is_forgotten_in_time(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ROTATE_BYTES", 500)
    for id in range(1, 100):
        journal.begun(id)
        journal.answered(receipt(id))
        if id < 99:
            journal.settled([id])
        assert journal.path.stat().st_size < 700
    journal.begun(100)
    assert left(journal).begun == {100}
    assert 99 in left(journal).answered


def test_a_journal_with_nothing_open_goes(journal: Journal) -> None:
    journal.begun(1)
    journal.flush()
    journal.answered(receipt(1))
    journal.settled([1])
    journal.close()
    journal.close()
    assert not journal.path.exists()


def test_a_journal_with_something_open_stays(journal: Journal) -> None:
    journal.begun(1)
    journal.close()
    assert left(journal).begun == {1}


def test_a_journal_whose_silence_tells_something_stays(journal: Journal) -> None:
    journal.close(keep=True)
    assert left(journal) == Remains(whole=True)


def test_what_was_answered_is_written_once_the_disk_has_room_again(journal: Journal) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    before, journal._file = journal._file, full
    journal.answered(receipt(1))
    journal.begun(2)
    with pytest.raises(StoreError, match="no space left"):
        journal.flush()
    journal._file = before
    os.close(full)
    assert left(journal) == Remains(whole=True, answered={1: receipt(1)})


def test_a_journal_that_cannot_be_begun_anew_leaves_no_file_open(tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "x").touch()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        with pytest.raises(StoreError):
            Journal(tmp_path / "journal").open()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_disk_that_is_full_is_told_before_the_message_is_written(journal: Journal) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    before, journal._file = journal._file, full
    with pytest.raises(StoreError, match="no space left") as caught:
        journal.begun(1)
        journal.flush()
    journal._file = before
    os.close(full)
    assert "goes on" in caught.value.hint
    assert left(journal).begun == frozenset()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be used"):
        Journal(tmp_path / "none" / "journal").open()
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match="is a directory"):
        Journal(tmp_path / "folder").remains()
