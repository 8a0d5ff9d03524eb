"""Captured bodies stand for servers; a captured feed is named as it names itself."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.errors import FetchError, InputError
from briefing.ingest.captures import CaptureFetcher, captured_channel, find_captures, outlet
from briefing.ingest.outcome import Fetched, NotModified
from briefing.ingest.parse import read_channel
from briefing.model import FeedState
from tests.builders import feed
from tests.captured import RATES, capture

FIRST, BEFORE = date(2025, 6, 23), date(2025, 7, 1)


def find(*folders: Path) -> dict[date, dict[str, Path]]:
    return find_captures(folders, first=FIRST, before=BEFORE)


def test_days_come_in_order_and_only_those_asked_for(tmp_path: Path) -> None:
    for day in ("2025-07-01", "2025-06-30", "2025-06-23", "2025-06-22"):
        capture(tmp_path, day, "fr-gazette")
    assert list(find(tmp_path)) == [date(2025, 6, 23), date(2025, 6, 30)]


def test_folders_are_merged_and_the_later_one_counts(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    capture(one, "2025-06-30", "fr-gazette")
    capture(one, "2025-06-30", "fr-phare")
    newer = capture(other, "2025-06-30", "fr-gazette")
    found = find(one, other)[date(2025, 6, 30)]
    assert found == {"fr-gazette": newer, "fr-phare": one / "2025-06-30" / "fr-phare.xml"}


def test_only_xml_files_are_feeds(tmp_path: Path) -> None:
    capture(tmp_path, "2025-06-30", "fr-gazette")
    (tmp_path / "2025-06-30" / "notes.txt").touch()
    (tmp_path / "2025-06-30" / "fr-folder.xml").mkdir()
    assert set(find(tmp_path)[date(2025, 6, 30)]) == {"fr-gazette"}


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not there"):
        find(tmp_path / "nowhere")
    with pytest.raises(InputError, match="holds no captured day"):
        find(tmp_path)


def test_each_feed_gets_its_body_once(tmp_path: Path) -> None:
    path = capture(tmp_path, "2025-06-30", "fr-gazette", RATES)
    fetcher = CaptureFetcher({"fr-gazette": path})
    due = [(feed(id), FeedState(feed_id=id)) for id in ("fr-gazette", "fr-phare")]
    (one, state, body), (_, _, missing) = fetcher.fetch(due)
    assert isinstance(body, Fetched)
    assert (one.id, body.url, body.body) == ("fr-gazette", one.url, path.read_bytes())
    assert isinstance(missing, FetchError)
    known = FeedState(feed_id=state.feed_id, body_hash=sha256(body.body).hexdigest())
    ((_, _, again),) = fetcher.fetch([(one, known)])
    assert isinstance(again, NotModified)


# --- what a feed is called


@pytest.mark.parametrize(
    ("title", "id", "called"),
    [
        ("Le Monde.fr - Actualités et Infos en France", "fr-raw-lemonde", "Le Monde"),
        ("L'Express", "fr-lexpress", "L'Express"),
        ("Articles | The Courier", "en-tc", "The Courier"),
        ("Breaking News | Morning Herald", "en-morningherald", "Morning Herald"),
        ("MH > U.S. News", "en-morningherald", "MH"),
        ("courier.com: World News", "en-courier", "courier"),
        ("Herald.co.nz - Herald", "en-herald", "Herald"),
        ("Franceinfo - Les Titres", "fr-francetvinfo-titres", "Franceinfo"),
        ("20 minutes (CH)", "fr-20min", "20 minutes (CH)"),
        ("Top stories", "en-gazette", "Top stories"),
        ("", "fr-gazette", "gazette"),
    ],
)
def test_an_outlet_is_called_as_its_feed_is_without_the_rest(
    title: str, id: str, called: str
) -> None:
    assert outlet(title, id) == called


def test_a_feed_tells_its_title_and_address(tmp_path: Path) -> None:
    address = "https://phare.example/rss"
    path = capture(tmp_path, "2025-06-30", "fr-phare", RATES, title="Le Phare & Cie", link=address)
    channel = captured_channel(path)
    assert (channel.title, channel.addresses) == ("Le Phare & Cie", (address,))


def test_a_title_of_a_feed_holds_no_markup_and_no_item_gives_it() -> None:
    head = b"<rss version='2.0'><channel><title>&lt;b&gt;Le Phare&lt;/b&gt;</title>"
    assert read_channel(head + b"</channel></rss>", headers={}).title == "Le Phare"
    nameless = b"<rss version='2.0'><channel><item><title>A</title></item></channel></rss>"
    assert read_channel(nameless, headers={}).title == ""


@pytest.mark.parametrize("body", [b"", b"no feed", b"/etc/hostname", b"\x00\xff"])
def test_what_is_no_feed_has_no_title(body: bytes) -> None:
    assert read_channel(body, headers={}) == read_channel(b"", headers={})
