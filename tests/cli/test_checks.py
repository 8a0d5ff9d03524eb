"""Everything that would go wrong is told before it does, at once, with what to do."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Briefing
from tests.cli.test_commands import edit, put_draft


def add(folder: Path, text: str) -> None:
    path = folder / "config.toml"
    path.write_text(text + path.read_text(encoding="utf-8"), encoding="utf-8")


def append(folder: Path, text: str) -> None:
    path = folder / "config.toml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def told(briefing: Briefing) -> str:
    return "\n".join(one["text"] for one in briefing("check", "--json").json["findings"])


def test_all_faults_are_told_at_once(briefing: Briefing, folder: Path) -> None:
    append(folder, '\n[smtp]\nusername = "u"\npassword_env = "BRIEFING_NO_SUCH"\n')
    append(folder, "\n[dkim]\nenabled = true\n")
    broken = folder / "templates" / "email" / "sections" / "quote.mjml"
    broken.parent.mkdir(parents=True)
    broken.write_text("<mj-text>{{ nobody.knows }}</mj-text>", encoding="utf-8")
    said = briefing("check")
    assert said.code == 2
    for expected in (
        "BRIEFING_NO_SUCH (smtp.password_env) is empty or not set",
        "dkim.domain empty",
        "dkim.key_file",
        "quote.mjml:1",
        "public_url",
        "4 things to mend.",
    ):
        assert expected in said.out, said.out
    assert said.out.index("error:") < said.out.index("warning:")


def test_check_tells_whether_signature_and_return_path_are_of_the_senders_domain(
    briefing: Briefing, folder: Path
) -> None:
    briefing("dkim", "keygen", "--kind", "ed25519")
    append(folder, '\n[dkim]\nenabled = true\ndomain = "news.brief.test"\n')
    append(folder, '\n[delivery]\nreturn_path = "retours@brief.test"\n')
    assert "DMARC" not in briefing("check").out
    edit(folder, "news.brief.test", "relay.example")
    edit(folder, "retours@brief.test", "retours@other.example")
    said = briefing("check").out
    assert "mail from brief.test is signed by relay.example" in said
    assert "bounces go to other.example" in said


def test_a_password_that_is_there_is_no_fault(
    briefing: Briefing, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(folder, '\n[smtp]\nusername = "u"\npassword_env = "BRIEFING_TEST_SECRET"\n')
    monkeypatch.setenv("BRIEFING_TEST_SECRET", "hunter2")
    assert "BRIEFING_TEST_SECRET" not in told(briefing)
    assert "hunter2" not in told(briefing)


def test_a_password_file_that_everybody_may_read_is_told(briefing: Briefing, folder: Path) -> None:
    append(folder, '\n[smtp]\nusername = "u"\npassword_file = "secret"\n')
    (folder / "secret").write_text("hunter2", encoding="utf-8")
    (folder / "secret").chmod(0o644)
    assert "chmod 600 secret" in told(briefing)
    (folder / "secret").chmod(0o600)
    assert "secret" not in told(briefing)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(briefing: Briefing, folder: Path) -> None:
    append(folder, '\n[transport]\nkind = "files"\nfolder = "locked/out"\n')
    (folder / "locked").mkdir(mode=0o500)
    assert "locked/out (transport.folder) cannot be written" in told(briefing)


def test_a_file_where_a_folder_should_be_is_told(briefing: Briefing, folder: Path) -> None:
    append(folder, '\n[transport]\nkind = "files"\nfolder = "out"\n')
    for name in ("out", "templates"):
        (folder / name).write_text("", encoding="utf-8")
    found = told(briefing)
    assert "transport.folder" in found
    assert "(templates) is no folder" in found


def test_a_feed_that_stands_twice_or_serves_nobody_is_told(
    briefing: Briefing, folder: Path
) -> None:
    append(
        folder,
        '\n[[feeds]]\nid = "again"\nurl = "http://127.0.0.1:9/rss.xml"\n'
        '[[feeds]]\nid = "english"\nurl = "https://x.test/rss"\nlanguage = "en"\n',
    )
    found = told(briefing)
    assert "stands in more than one feed" in found
    assert "No newsletter uses english" in found


def test_a_newsletter_that_never_comes_is_told(briefing: Briefing, folder: Path) -> None:
    add(folder, "")
    append(folder, "")
    path = folder / "config.toml"
    year = (date(2028, 1, 1) + timedelta(days=n) for n in range(366))
    days = ", ".join(f'"{day:%m-%d}"' for day in year)
    text = path.read_text(encoding="utf-8").replace(
        "[[feeds]]", f"[newsletters.schedule.skip]\ndates = [{days}]\n\n[[feeds]]", 1
    )
    path.write_text(text, encoding="utf-8")
    said = briefing("check")
    assert (said.code, "[newsletters.schedule]" in said.out) == (2, True)


def test_mistakes_in_the_file_are_findings_for_a_machine(briefing: Briefing, folder: Path) -> None:
    add(folder, 'nonsense = 1\ndatabase = ""\n')
    said = briefing("check", "--json")
    assert (said.code, said.json["ok"]) == (2, False)
    assert (said.json["findings"][0]["line"], said.json["findings"][0]["key"]) == (1, "nonsense")


def test_strict_makes_a_warning_a_failure(briefing: Briefing) -> None:
    assert briefing("check").code == 0
    assert briefing("check", "--strict").code == 2


def test_an_edition_is_held_against_the_rules_of_the_house(
    briefing: Briefing, folder: Path
) -> None:
    put_draft(folder)
    found = briefing("check", "--day", "2026-11-23", "--json").json["findings"]
    levels = {one["key"]: one["level"] for one in found if one["key"]}
    assert levels == {"subject": "warning"}
    edit(folder, "[ingest]", '[lint]\nsubject = "hold"\n\n[ingest]')
    said = briefing("check", "--day", "2026-11-23")
    assert (said.code, "error: subject: The preview text has 39 characters" in said.out) == (
        2,
        True,
    )


def test_a_day_without_edition_is_told(briefing: Briefing) -> None:
    assert (
        "There is no edition of matin for 2026-11-24"
        in briefing("check", "--day", "2026-11-24").out
    )


def test_an_unknown_rule_is_told_with_those_there_are(briefing: Briefing, folder: Path) -> None:
    edit(folder, "[ingest]", '[lint]\nsubjet = "hold"\n\n[ingest]')
    said = briefing("check")
    assert (said.code, "is no rule" in said.err) == (2, True)


def test_a_templates_folder_that_is_named_and_missing_is_told(
    briefing: Briefing, folder: Path
) -> None:
    edit(folder, "[sender]", 'templates = "nowhere"\n\n[sender]')
    assert "There is no folder" in briefing("check").out
    (folder / "nowhere").write_text("", encoding="utf-8")
    said = briefing("check")
    assert (said.code, "is no folder" in said.out) == (2, True)


def test_a_language_without_words_of_ours_is_told(briefing: Briefing, folder: Path) -> None:
    path = folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    name = 'name = "Le Brief du matin"\n'
    path.write_text(text.replace(name, f'{name}language = "pt-BR"\n'), encoding="utf-8")
    told = briefing("check").out
    assert "matin: we have no words of our own in 'pt-BR'" in " ".join(told.split())
    path.write_text(text.replace(name, f'{name}language = "fr-CH"\n'), encoding="utf-8")
    assert "no words of our own" not in briefing("check").out
