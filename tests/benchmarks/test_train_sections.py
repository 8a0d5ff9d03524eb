"""What outlets file news under is learned from captured feeds, and measured on others."""

import json
from pathlib import Path

import pytest

from benchmarks import train_sections
from briefing.newsroom.topics import likely_section, read

SPORT = "Le club prolonge le contrat de son gardien n° {}"
WAR = "L'armée intensifie ses frappes sur la ville, jour {}"
ITEM = "<item><title>{0}</title><link>https://a.example/{1}/titre-{2}</link></item>"


def captured(folder: Path, day: str, feed: str) -> None:
    rows = [(WAR, "international", n) for n in range(4)] + [(SPORT, "sport", n) for n in range(4)]
    items = "".join(ITEM.format(title.format(n), place, n) for title, place, n in rows)
    path = folder / day / f"{feed}.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'<rss version="2.0"><channel><title>A</title>{items}</channel></rss>', encoding="utf-8"
    )


def test_the_folder_of_the_address_is_learned_and_found_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    captured(tmp_path / "feeds", "2026-02-24", "fr-a")
    captured(tmp_path / "feeds", "2026-02-25", "fr-b")
    (tmp_path / "feeds" / "2026-02-25" / "fr-broken.xml").write_text("", encoding="utf-8")
    out = tmp_path / "learned.json"
    train_sections.main([str(tmp_path / "feeds"), "--out", str(out), "--aside", "fr-b"])
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["n"] == 16
    assert (told["fr"]["n"], told["fr"]["exact"], told["fr"]["economic"]) == (8, 1.0, 1.0)
    learned = read(out)
    assert likely_section("Le gardien du club", "", language="fr", learned=learned) == "sport"
