import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web

from benchmarks.ingest import main
from tests.ingest.newspaper import Site

BODY = b"<rss version='2.0'><channel><item><title>Un</title></item></channel></rss>"


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


def test_a_cold_round_brings_items_and_a_second_one_nothing(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = site.page("/rss", web.Response(body=BODY))
    bad = site.page("/gone", web.Response(status=404))
    urls, out = tmp_path / "urls.txt", tmp_path / "out.json"
    urls.write_text(f"{good}\n\n{bad}\n{good}\n")
    main(["--urls", str(urls), "--out", str(out)])
    result = json.loads(out.read_text())
    counts = [
        {key: value for key, value in one.items() if key not in {"seconds", "cpu_s"}}
        for one in result["rounds"]
    ]
    assert counts == [
        {"fetched": 1, "not_modified": 0, "failed": 1, "items_new": 1, "items_changed": 0},
        {"fetched": 0, "not_modified": 1, "failed": 1, "items_new": 0, "items_changed": 0},
    ]
    assert result["peak_rss_mb"] > 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["n"] == 2
    assert {"seconds", "cpu_s", "peak_rss_mb"} <= set(last)


def test_a_line_that_is_no_address_ends_the_run(tmp_path: Path) -> None:
    urls = tmp_path / "urls.txt"
    urls.write_text("http://127.0.0.1:9/rss\nfile:///etc/passwd\n")
    with pytest.raises(SystemExit) as ended:
        main(["--urls", str(urls), "--out", str(tmp_path / "out.json")])
    assert ended.value.code == 2
