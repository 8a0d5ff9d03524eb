"""The list of feeds is seen, tried and changed by command; config.toml keeps its comments."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from briefing.store import open_store
from tests.cli.conftest import Briefing
from tests.ingest.newspaper import Site

ITEM = (
    "<item><title>{title}</title><link>{link}</link><description>{text}</description>{date}</item>"
)
DATE = "<pubDate>Mon, 23 Nov 2026 03:00:00 GMT</pubDate>"
NOON = ("--now", "2026-11-23 12:00")


@pytest.fixture
def site() -> Iterator[Site]:
    one = Site()
    yield one
    one.close()


def rss(*items: str, title: str = "Le Phare - À la une") -> web.Response:
    body = f"<rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>"
    return web.Response(body=body.encode(), headers={"content-type": "application/rss+xml"})


def item(
    title: str, *, text: str = "Le texte de la nouvelle.", date: str = DATE, n: int = 1
) -> str:
    return ITEM.format(title=title, link=f"https://phare.test/eco/{n}", text=text, date=date)


def page(html: str) -> web.Response:
    return web.Response(body=html.encode(), headers={"content-type": "text/html"})


def config(folder: Path) -> str:
    return (folder / "config.toml").read_text(encoding="utf-8")


# --- test


def test_a_feed_is_tried_and_nothing_is_kept(briefing: Briefing, folder: Path, site: Site) -> None:
    url = site.page("/rss", rss(item("La BCE relève ses taux"), item("Loto : le tirage", n=2)))
    before = config(folder)
    said = briefing("feeds", "test", url, *NOON)
    assert said.code == 0
    assert "« Le Phare - À la une »: 2 items." in said.out
    assert "game" in said.out
    assert "2026-11-23 04:00" in said.out  # in the zone of the readers
    assert config(folder) == before
    assert briefing("stories", "list", *NOON).code == 2  # nothing was fetched


def test_what_speaks_against_a_feed_is_told(briefing: Briefing, site: Site) -> None:
    english = "The prices of the energy will not be frozen in the country this year, they said."
    url = site.page("/en", rss(*(item(f"{english} {n}", text="", date="", n=n) for n in range(3))))
    told = briefing("feeds", "test", url, "--language", "fr", "--json", *NOON).json["warnings"]
    for expected in ("has a date", 'reads as "en"', "have no teaser"):
        assert any(expected in one for one in told), told


def test_a_web_page_is_no_feed_but_may_name_one(briefing: Briefing, site: Site) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="News" href="/rss">'
    url = site.page("/", page(f"<html><head>{link}</head></html>"))
    said = briefing("feeds", "test", url)
    assert said.code == 1
    assert "is a web page, no feed" in said.out
    assert f"{url}rss" in said.out
    bare = site.page("/bare", page("<html><body>nothing</body></html>"))
    assert briefing("feeds", "test", bare, "--json").json["linked"] == []


def test_what_is_no_address_is_told(briefing: Briefing) -> None:
    for wrong in ("ftp://x.test/rss", "https://", "http:// x"):
        said = briefing("feeds", "test", wrong)
        assert (said.code, "Traceback" in said.err) == (2, False), said


# --- add, remove, switch


def test_a_feed_is_added_with_what_it_says_of_itself(
    briefing: Briefing, folder: Path, site: Site
) -> None:
    url = site.page("/rss", rss(item("La BCE relève ses taux")))
    said = briefing("feeds", "add", url, "--id", "phare", "--section", "économie")
    assert (said.code, "Added phare: « Le Phare », 1 item now." in said.out) == (0, True)
    assert f'id = "phare"\nurl = "{url}"\ntitle = "Le Phare"\n' in config(folder)
    assert briefing("check", "--json").json["ok"] is True
    again = briefing("feeds", "add", url)
    assert (again.code, "there already, as phare" in again.err) == (2, True)


def test_a_site_s_feed_is_found_by_its_page(briefing: Briefing, folder: Path, site: Site) -> None:
    feed = site.page("/rss", rss(item("La BCE relève ses taux")))
    html = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    said = briefing("feeds", "add", site.page("/", page(html)))
    assert (said.code, f"names {feed}" in said.out) == (0, True)
    assert f'url = "{feed}"' in config(folder)


def test_what_does_not_answer_is_not_added(briefing: Briefing, folder: Path, site: Site) -> None:
    before = config(folder)
    for url in (f"http://127.0.0.1:{site.port}/none", "http://127.0.0.1:9/rss"):
        said = briefing("feeds", "add", url)
        assert (said.code, "Nothing was added" in said.err) == (1, True)
    assert config(folder) == before


def test_a_feed_is_switched_off_and_on(briefing: Briefing, folder: Path) -> None:
    assert briefing("feeds", "disable", "fr-gazette").code == 0
    (row,) = briefing("feeds", "list", "--json").json["feeds"]
    assert row["state"] == "off"
    assert "No feed is due" in briefing("ingest", "--all").out
    assert briefing("feeds", "enable", "fr-gazette").code == 0
    assert "enabled = true" in config(folder)


def test_removing_leaves_the_rest(briefing: Briefing, folder: Path) -> None:
    (folder / "config.toml").write_text(f"# mine\n{config(folder)}# end\n", encoding="utf-8")
    assert briefing("feeds", "remove", "fr-gazette").code == 0
    assert "fr-gazette" not in config(folder)
    assert config(folder).startswith("# mine\n")
    assert config(folder).endswith("# end\n")


def test_a_feed_that_a_newsletter_names_is_not_removed(briefing: Briefing, folder: Path) -> None:
    text = config(folder).replace('id = "matin"', 'id = "matin"\nfeeds = ["fr-gazette"]')
    (folder / "config.toml").write_text(text, encoding="utf-8")
    said = briefing("feeds", "remove", "fr-gazette")
    assert said.code == 2
    assert "config.toml was not changed" in said.err
    assert "matin names the feed fr-gazette" in said.err
    assert config(folder) == text


def test_an_unknown_id_names_its_like(briefing: Briefing) -> None:
    for verb in ("show", "remove", "enable", "disable"):
        said = briefing("feeds", verb, "fr-gazete")
        assert (said.code, "Did you mean fr-gazette?" in said.err) == (2, True)


# --- list, show


def test_the_list_tells_each_feed_s_state(briefing: Briefing) -> None:
    assert "never fetched yet" in briefing("feeds", "list").out
    briefing("ingest")
    said = briefing("feeds", "list", "--bad")
    assert "failing" in said.out
    assert "connection refused" in said.out
    (row,) = briefing("feeds", "list", "--json").json["feeds"]
    assert (row["id"], row["bad"], row["per_day"]) == ("fr-gazette", True, 0)


HTML = page("<html><body>Bienvenue</body></html>")
FAILURES = {
    "html": (HTML, "a web page, no feed"),
    "empty": (web.Response(body=b""), "empty"),
    "refused": (web.Response(status=403, text="Non."), "answered HTTP 403"),
    "gone": (web.Response(status=410), "answered HTTP 410"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_what_a_server_did_wrong_is_told_of_that_feed(
    briefing: Briefing, folder: Path, site: Site, name: str
) -> None:
    answer, told = FAILURES[name]
    bad, good = site.page("/bad", answer), site.page("/good", rss(item("La BCE relève")))
    add(folder, ("bad", bad), ("good", good))
    briefing("ingest", "--all", *NOON)
    rows = {row["id"]: row for row in briefing("feeds", "list", "--json", *NOON).json["feeds"]}
    assert rows["bad"]["brief"] == told
    assert (rows["bad"]["bad"], rows["good"]["state"]) == (True, "ok")
    (line,) = (one for one in briefing("feeds", "list", *NOON).out.splitlines() if "bad " in one)
    assert line.endswith(told)


def test_a_host_without_an_address_is_told_of_that_feed(
    briefing: Briefing, folder: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_up = socket.getaddrinfo

    def without_network(host: str, *rest: Any, **named: Any) -> Any:
        if host == "nowhere.test":  # no test asks a name server
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return look_up(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", without_network)
    good = site.page("/good", rss(item("La BCE relève")))
    add(folder, ("bad", "https://nowhere.test/rss"), ("good", good))
    briefing("ingest", "--all", *NOON)
    out = briefing("feeds", "list", *NOON).out
    assert [line.split()[:2] for line in out.splitlines() if line[:4] in {"bad ", "good"}] == [
        ["bad", "failing"],
        ["good", "ok"],
    ]
    assert "no such host" in out


def add(folder: Path, *feeds: tuple[str, str]) -> None:
    tables = "".join(f'[[feeds]]\nid = "{id}"\nurl = "{url}"\n' for id, url in feeds)
    (folder / "config.toml").write_text(f"{config(folder)}\n{tables}", encoding="utf-8")


def test_a_feed_that_was_switched_on_again_is_asked_now(
    briefing: Briefing, folder: Path, site: Site
) -> None:
    add(folder, ("gone", site.page("/gone", web.Response(status=410))))
    briefing("ingest", "--all", *NOON)
    lines = {}
    for verb in ("list", "enable"):
        briefing("feeds", verb, *(() if verb == "list" else ("gone",)))
        out = briefing("feeds", "list", *NOON).out.splitlines()
        (lines[verb],) = (line.split() for line in out if line.startswith("gone "))
    assert lines["list"][:5] == ["gone", "disabled", "–", "never", "–"]
    assert lines["enable"][:5] == ["gone", "new", "–", "never", "now"]


def test_what_stands_in_a_feed_for_months_never_comes_back_as_new(
    briefing: Briefing, folder: Path, site: Site
) -> None:
    """Undated items are as old as their first sight; the feed may change around them."""
    about = item("À propos de nous", date="", n=7)
    bodies = [rss(about, item("Lundi")), rss(about, item("Mardi", n=2)), rss(about)]
    url = site.page("/rss", bodies[0])
    add(folder, ("phare", url))
    told = []
    for body, day in zip(bodies, ("2026-11-23", "2027-05-04", "2027-12-24"), strict=True):
        site.page("/rss", body)
        briefing("ingest", "--all", "--now", f"{day} 12:00")
        with open_store(folder / "briefing.db") as store:
            before = datetime.fromisoformat(f"{day} 00:00+00:00") - timedelta(days=30)
            store.forget_items(before=before)
            items = store.items(("phare",), since=START, until=NEVER)
            told.append({one.title: one.first_seen.year for one in items})
    assert told == [
        {"À propos de nous": 2026, "Lundi": 2026},
        {"À propos de nous": 2026, "Mardi": 2027},
        {"À propos de nous": 2026},
    ]


START, NEVER = (datetime(year, 1, 1, tzinfo=UTC) for year in (2000, 2100))


def test_a_feed_is_shown_with_its_items(briefing: Briefing, site: Site) -> None:
    briefing("feeds", "add", site.page("/rss", rss(item("La [BCE] relève"))), "--id", "phare")
    briefing("ingest", "--all", *NOON)
    said = briefing("feeds", "show", "phare", *NOON)
    assert "La [BCE] relève" in said.out
    assert "1 kept, 1.0 a day" in said.out
    assert briefing("feeds", "show", "phare", "--json", *NOON).json["state"] == "ok"
    assert "1.0" in briefing("feeds", "list", *NOON).out


# --- OPML


def test_an_opml_file_with_junk_is_imported_as_far_as_it_goes(
    briefing: Briefing, folder: Path
) -> None:
    (folder / "in.opml").write_text(
        '<opml><body><outline text="Economy"><outline text="A & B" xmlUrl="https://a.test/rss">'
        '<outline text="Known" xmlUrl="https://127.0.0.1:9/rss.xml"/>'
        '<outline text="No" xmlUrl="gopher://x"/><outline text="A" xmlUrl="https://a.test/rss/"/>'
        '<outline text="C" xmlUrl="https://c.test/rss" ',
        encoding="utf-8",
    )
    dry = briefing("feeds", "import", "in.opml", "--dry-run", "--json").json
    assert "a-test" not in config(folder)
    done = briefing("feeds", "import", "in.opml", "--json").json
    assert done == dry | {"dry_run": False}
    (added,) = done["added"]
    assert (added["title"], added["section"]) == ("A & B", "économie")
    assert (len(done["known"]), done["refused"]) == (2, ["gopher://x"])
    assert briefing("check").code == 0


def test_a_feed_in_no_folder_gets_no_section(briefing: Briefing, folder: Path) -> None:
    outline = '<outline text="A" xmlUrl="https://a.test/rss"/>'
    (folder / "in.opml").write_text(f"<opml><body>{outline}</body></opml>", encoding="utf-8")
    (added,) = briefing("feeds", "import", "in.opml", "--json").json["added"]
    assert "section" not in added
    assert briefing("check").code == 0


def test_a_file_that_names_no_feed_is_told(briefing: Briefing, folder: Path) -> None:
    (folder / "in.opml").write_bytes(b"\x89PNG\r\n")
    for file, expected in (("in.opml", "names no feed"), ("none.opml", "cannot be read")):
        said = briefing("feeds", "import", file)
        assert (said.code, expected in said.err) == (2, True)


def test_an_exported_list_is_imported_whole(briefing: Briefing, folder: Path) -> None:
    assert briefing("feeds", "export", "out.opml").code == 0
    assert briefing("feeds", "export", "out.opml").code == 2
    assert "fr-gazette" not in briefing("feeds", "export", "-").out
    assert len(briefing("feeds", "import", "out.opml", "--json").json["known"]) == 1
