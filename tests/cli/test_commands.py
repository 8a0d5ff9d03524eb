"""Each command does what it says, and answers bad input with what to do."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from briefing.model import EditionState
from briefing.store import Store, open_store
from tests.builders import DAY, edition
from tests.cli.conftest import Briefing
from tests.deliver.scripted import scripted

MORNING = ("--now", "2026-11-23 05:50")


def open_database(folder: Path) -> Store:
    return open_store(folder / "briefing.db")


def put_draft(folder: Path, **changes: Any) -> None:
    with open_database(folder) as store:
        store.save_edition(edition(**changes), (), state=EditionState.DRAFT)


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# --- init and check


def test_init_writes_a_configuration_that_loads(briefing: Briefing, folder: Path) -> None:
    said = briefing("init", "--config", "new/config.toml", *MORNING)
    assert said.code == 0
    assert "Monday 2026-11-23 at 06:30" in said.out
    assert briefing("check", "--config", "new/config.toml").code == 0
    assert (folder / "new" / "templates").is_dir()


def test_init_overwrites_nothing(briefing: Briefing, folder: Path) -> None:
    before = (folder / "config.toml").read_bytes()
    said = briefing("init")
    assert said.code == 2
    assert "nothing was changed" in said.err
    assert (folder / "config.toml").read_bytes() == before


def test_check_tells_every_mistake_with_its_line(briefing: Briefing, folder: Path) -> None:
    edit(folder, 'name = "Le Brief"', 'nam = "Le Brief"')
    edit(folder, 'title = "La Gazette"', "weight = 3")
    said = briefing("check")
    assert said.code == 2
    assert "2 mistakes" in said.err
    assert "config.toml:2: sender.nam: is no setting. Did you mean `name`?" in said.err
    assert "Traceback" not in said.err


def test_check_names_an_unknown_zone(briefing: Briefing, folder: Path) -> None:
    edit(folder, "[[feeds]]", '[newsletters.schedule]\ntimezone = "Europe/Pariss"\n\n[[feeds]]')
    said = briefing("check")
    assert (said.code, "no time zone" in said.err) == (2, True)


def test_check_names_a_broken_template_with_its_line(briefing: Briefing, folder: Path) -> None:
    broken = folder / "templates" / "email" / "sections" / "quote.mjml"
    broken.parent.mkdir(parents=True)
    broken.write_text("<mj-text>\n{{ nobody.knows }}\n</mj-text>\n", encoding="utf-8")
    said = briefing("check")
    assert said.code == 2
    assert "quote.mjml:2" in said.out


def test_check_asks_the_feeds_on_request(briefing: Briefing) -> None:
    said = briefing("check", "--feeds")
    assert "fr-gazette" in said.out
    assert said.code == 0
    assert briefing("check", "--feeds", "--strict").code == 2


def test_check_tells_a_newsletter_without_feeds(briefing: Briefing, folder: Path) -> None:
    edit(folder, 'name = "Le Brief du matin"', 'name = "The Brief"\nlanguage = "en"')
    said = briefing("check", "--json")
    assert said.code == 2
    assert any("no feed" in finding["text"] for finding in said.json["findings"])


# --- bad input


def test_a_configuration_that_is_not_there_names_init(briefing: Briefing) -> None:
    said = briefing("status", "--config", "nowhere.toml")
    assert (said.code, "briefing init" in said.err) == (2, True)


def test_an_error_is_json_where_json_is_asked_for(briefing: Briefing) -> None:
    said = briefing("--json", "send", "--day", "2026-11-23")
    assert said.code == 2
    assert "no edition" in said.json["error"]


def test_options_may_stand_before_or_after_the_verb(briefing: Briefing) -> None:
    assert briefing("--json", "status").json == briefing("status", "--json").json


def test_a_wrong_day_hour_or_newsletter_is_told(briefing: Briefing) -> None:
    for words, expected in (
        (("make", "--day", "tomorrow"), "is no day"),
        (("status", "--now", "noon"), "is no time"),
        (("make", "--newsletter", "soir"), "config.toml has: matin"),
    ):
        said = briefing(*words)
        assert (said.code, expected in said.err) == (2, True), said.err


def test_an_unreachable_feed_is_told_and_nothing_breaks(briefing: Briefing) -> None:
    said = briefing("ingest")
    assert said.code == 1
    assert "1 failed" in said.out
    assert "fr-gazette" in said.out
    assert "Traceback" not in said.err


def test_a_database_in_a_folder_that_is_not_there_is_told(briefing: Briefing, folder: Path) -> None:
    edit(folder, "[sender]", 'database = "nowhere/x.db"\n[sender]')
    said = briefing("status")
    assert (said.code, "folder" in said.err) == (1, True)


# --- the day's work


def test_a_morning_without_news_is_skipped_with_a_reason(briefing: Briefing) -> None:
    said = briefing("make", *MORNING, "--json")
    assert said.code == 0
    assert (said.json["state"], said.json["day"]) == ("skipped", "2026-11-23")
    assert said.json["reason"].startswith("sources")


def test_a_preview_shows_the_edition_and_keeps_nothing(briefing: Briefing, folder: Path) -> None:
    put_draft(folder)
    said = briefing("preview", *MORNING, "--text")
    assert "La BCE relève ses taux." in said.out
    assert briefing("preview", *MORNING).code == 0
    html = (folder / "preview" / "edition.html").read_text(encoding="utf-8")
    assert "/unsubscribe/apercu" in html and "SLOT-OF-THE-READERS" not in html
    assert "La BCE relève ses taux" in html


def test_a_preview_of_a_morning_without_news_says_why(briefing: Briefing) -> None:
    said = briefing("preview", *MORNING)
    assert "no edition for 2026-11-23" in said.err
    assert briefing("editions").out.startswith("No edition yet")


def test_mail_goes_into_files_where_the_configuration_says_so(
    briefing: Briefing, folder: Path
) -> None:
    edit(folder, "[ingest]", '[transport]\nkind = "files"\n\n[ingest]')
    put_draft(folder)
    for name in ("a", "b"):
        briefing("subscribers", "add", f"{name}@lecteur.test")
    first = briefing("send", *MORNING, "--json")
    assert (first.json["sent_now"], first.json["state"]) == (2, "sent")
    assert len(list((folder / "outbox").glob("*.eml"))) == 2
    again = briefing("send", *MORNING, "--json")
    assert (again.json["sent_now"], again.json["deliveries"]["sent"]) == (0, 2)


def test_a_mail_server_that_refuses_is_told_and_nothing_is_lost(
    briefing: Briefing, folder: Path
) -> None:
    edit(folder, "[ingest]", '[smtp]\nhost = "127.0.0.1"\nport = 9\n\n[ingest]')
    put_draft(folder)
    briefing("subscribers", "add", "a@lecteur.test")
    said = briefing("send", *MORNING)
    assert said.code == 1
    assert "127.0.0.1" in said.err
    assert briefing("status", "--json").json["editions"][0]["state"] == "draft", "not frozen"


def test_sample_values_never_leave_this_machine(briefing: Briefing, folder: Path) -> None:
    edit(folder, "bonjour@brief.test", "bonjour@brief.example")
    edit(folder, "[ingest]", '[smtp]\nhost = "relay.test"\n\n[ingest]')
    put_draft(folder)
    said = briefing("send", *MORNING)
    assert (said.code, "sample values: sender.address" in said.err) == (2, True)


def test_status_tells_the_next_morning(briefing: Briefing, folder: Path) -> None:
    put_draft(folder)
    said = briefing("status", *MORNING)
    assert "next on Monday 2026-11-23 at 06:30" in said.out
    assert "matin 2026-11-23: draft" in said.out
    found = briefing("status", "--json").json
    assert found["editions"][0]["number"] == 214
    assert set(found["deliveries"]) == {
        "queued", "in_flight", "deferred", "sent", "failed", "ambiguous", "suppressed"
    }  # fmt: skip


def test_editions_are_listed_newest_first(briefing: Briefing, folder: Path) -> None:
    put_draft(folder)
    with open_database(folder) as store:
        store.skip_edition("matin", DAY + timedelta(days=1), reason="quiet", detail="1 story.")
    days = [one["day"] for one in briefing("editions", "--json").json["editions"]]
    assert days == ["2026-11-24", "2026-11-23"]
    assert "La BCE relève ses taux" in briefing("editions", "--newsletter", "matin").out


def test_why_a_message_did_not_leave_is_told(briefing: Briefing, folder: Path) -> None:
    with scripted({"RCPT": "550 5.1.1 no such mailbox"}) as server:
        smtp = f'[smtp]\nhost = "127.0.0.1"\nport = {server.port}\n\n[ingest]'
        edit(folder, "[ingest]", smtp)
        put_draft(folder)
        briefing("subscribers", "add", "a@lecteur.test")
        said = briefing("send", *MORNING)
    assert said.code == 1
    assert "1 failed: 550 5.1.1 no such mailbox" in said.out


def test_markup_in_a_strangers_text_is_text(briefing: Briefing, folder: Path) -> None:
    put_draft(folder, subject="Le [/b] recule de [3 %]")
    assert "Le [/b] recule de [3 %]" in briefing("editions").out
    briefing("subscribers", "add", "a@lecteur.test", "--proof", "said [/so]")
    assert "said [/so]" in briefing("subscribers", "list").out


def test_a_place_that_cannot_be_written_is_told(briefing: Briefing, folder: Path) -> None:
    put_draft(folder)
    for words in (
        ("preview", "--out", "config.toml/x"),
        ("init", "--config", "config.toml/x/c.toml"),
    ):
        said = briefing(*words, *MORNING)
        assert (said.code, "Traceback" in said.err) in {(1, False), (2, False)}
        assert said.err.startswith("Error: ")


def test_over_the_morning_commands_mean_the_next_one(briefing: Briefing) -> None:
    late = briefing("make", "--now", "2026-11-23 09:00", "--json")
    assert late.json["day"] == "2026-11-24"


# --- readers


def test_readers_join_and_leave(briefing: Briefing) -> None:
    assert briefing("subscribers", "add", "A@Lecteur.TEST").code == 0
    assert "already" in briefing("subscribers", "add", "A@lecteur.test").out
    assert "1 reader of" in briefing("subscribers", "list").out
    assert len(briefing("subscribers", "list", "--json").json["subscribers"]) == 1
    assert briefing("subscribers", "remove", "A@lecteur.test").code == 0
    assert briefing("subscribers", "remove", "A@lecteur.test").code == 2
    assert "0 readers of" in briefing("subscribers", "list").out


def test_what_is_no_address_is_refused(briefing: Briefing) -> None:
    for wrong in ("nobody", "a@b@c", "a b@c.test", "a@lecteur.test\nBcc: x@y.test"):
        assert briefing("subscribers", "add", wrong).code == 2
