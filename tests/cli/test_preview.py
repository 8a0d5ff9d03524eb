"""preview --serve: the edition in every way on a local page, which follows every edit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from briefing.cli.preview import _Lookout
from briefing.cli.session import Session
from briefing.web.lookout import build_lookout
from tests.cli.conftest import Briefing
from tests.cli.test_commands import MORNING, edit, put_draft


@pytest.fixture
def client(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.chdir(folder)
    edit(folder, "[sender]", 'templates = "own"\n\n[sender]')
    (folder / "own").mkdir()
    put_draft(folder)
    session = Session(config=folder / "config.toml", now_text=MORNING[1])
    lookout = _Lookout(session, None, None, sample=False)
    application = build_lookout(lookout.look, lookout.stamp)
    with TestClient(application, base_url="http://127.0.0.1") as client:
        yield client


def save(folder: Path, name: str, source: str) -> None:
    path = folder / "own" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")


def test_the_front_page_shows_inbox_size_findings_and_reasons(client: TestClient) -> None:
    page = client.get("/").text
    for shown in ("La BCE relève ses taux", "kB of 80", "1 min", "warn</b> subject", "told by"):
        assert shown in page
    assert page.count("<iframe") == 5


def test_the_mail_is_shown_as_by_day_and_by_night_and_without_images(client: TestClient) -> None:
    dark, light = (client.get(f"/mail?scheme={one}") for one in ("dark", "light"))
    assert "@media all" in dark.text
    assert "@media not all" in light.text
    assert "default-src 'none'" in dark.headers["content-security-policy"]
    assert "/unsubscribe/apercu" in dark.text


def test_a_bad_edit_is_told_in_place_and_mended_without_a_restart(
    client: TestClient, folder: Path
) -> None:
    before = client.get("/stamp").text
    save(folder, "email/sections/number.mjml", "\n{{ edition.nombre }}")
    assert client.get("/stamp").text != before
    for path in ("/", "/mail"):
        said = client.get(path).text
        assert "number.mjml:2" in said
        assert "La BCE" not in said
    save(folder, "email/sections/number.mjml", "")
    assert "La BCE relève" in client.get("/mail").text


def test_a_bad_edit_of_the_configuration_is_told_too(client: TestClient, folder: Path) -> None:
    client.get("/")
    edit(folder, "[sender]", "[sendr]")
    assert "sendr" in client.get("/").text
    edit(folder, "[sendr]", "[sender]")
    assert "La BCE relève" in client.get("/").text


def test_nobody_else_may_look(client: TestClient) -> None:
    assert client.get("/mail", headers={"host": "evil.example"}).status_code == 400


def test_without_any_news_a_sample_can_be_looked_at(briefing: Briefing) -> None:
    said = briefing("preview", "--sample", "--text", *MORNING)
    assert "La Gazette invente une nouvelle." in said.out
