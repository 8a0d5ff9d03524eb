from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.identity import Marks, item_id, keys_of


def marks(guid: str = "", url: str | None = None, title: str = "Titre", day: str = "") -> Marks:
    return Marks(guid, url, title, day)


def test_the_guid_is_stronger_than_the_link_and_the_title_is_the_last_resort() -> None:
    one = marks("g1", "http://www.ex.example/a/?utm_source=x")
    other = marks("", "https://ex.example/b")
    bare = marks(title="Sans rien")
    keys = keys_of([one, other, bare])
    assert keys[0] == ("guid:g1", "link:https://ex.example/a")
    assert keys[1] == ("link:https://ex.example/b",)
    assert len(keys[2]) == 1
    assert keys[2][0].startswith("title:")


def test_a_rotating_guid_is_the_same_item_by_its_link() -> None:
    (before,) = keys_of([marks("id#0", "https://ex.example/a")])
    (after,) = keys_of([marks("id#3", "https://ex.example/a")])
    assert set(before) & set(after)


def test_a_link_that_several_entries_share_is_no_identity() -> None:
    keys = keys_of([marks("1", "https://ex.example/x"), marks("2", "https://ex.example/x#b")])
    assert keys == (("guid:1",), ("guid:2",))


def test_a_guid_that_several_entries_share_is_no_identity() -> None:
    keys = keys_of([marks("g", "https://ex.example/1"), marks("g", "https://ex.example/2")])
    assert keys == (("link:https://ex.example/1",), ("link:https://ex.example/2",))


def test_an_entry_that_stands_there_twice_keeps_its_identity() -> None:
    twice = marks("g", "https://ex.example/a")
    assert keys_of([twice, twice]) == (keys_of([twice])[0],) * 2


def test_the_front_page_is_nobodys_link() -> None:
    (keys,) = keys_of([marks("g", "https://ex.example/?utm_source=rss")])
    assert keys == ("guid:g",)


def test_a_title_counts_within_its_day_and_whatever_its_type() -> None:
    (monday,) = keys_of([marks(title="Météo du jour !", day="2026-11-23")])
    (same,) = keys_of([marks(title="météo du jour", day="2026-11-23")])
    (tuesday,) = keys_of([marks(title="Météo du jour !", day="2026-11-24")])
    assert monday == same != tuesday


def test_titles_without_letters_differ() -> None:
    assert len(set(keys_of([marks(title="?"), marks(title="!")]))) == 2


def test_a_huge_guid_is_kept_short() -> None:
    ((guid,), (other,)) = keys_of([marks("g" * 5000), marks("g" * 5001)])
    assert len(guid) < 100
    assert guid != other


def test_an_id_is_sixteen_hex_digits_of_feed_and_first_key() -> None:
    one = item_id("fr-gazette", ("guid:1", "link:x"))
    assert len(one) == 16
    assert int(one, 16) >= 0
    assert one == item_id("fr-gazette", ("guid:1",))
    assert one != item_id("fr-echo", ("guid:1",))


urls = st.sampled_from([None, "https://ex.example/", *(f"https://ex.example/{n}" for n in "abc")])
entries = st.lists(
    st.builds(marks, st.sampled_from(["", "1", "2", "3"]), urls, st.sampled_from(["A", "B"]))
)


@given(entries)
def test_different_entries_of_one_fetch_share_a_key_only_when_all_they_have_is_equal(
    fetched: list[Marks],
) -> None:
    keys = keys_of(fetched)
    for one, own in zip(fetched, keys, strict=True):
        assert own
        for other, others in zip(fetched, keys, strict=True):
            if set(own) & set(others) and one != other:
                assert own[0].startswith("title:")


@given(entries, st.randoms())
def test_the_order_of_the_feed_does_not_matter(fetched: list[Marks], random: object) -> None:
    shuffled = list(fetched)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert dict(zip(fetched, keys_of(fetched), strict=True)) == dict(
        zip(shuffled, keys_of(shuffled), strict=True)
    )
