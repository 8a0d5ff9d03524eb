import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.cluster import main

TEXT = "Le taux de dépôt passe à 2,25 % dès mercredi, annonce la Banque centrale européenne."
ROWS: list[dict[str, Any]] = [
    {"id": "a", "title": "La BCE relève ses taux", "text": TEXT,
     "published": "2026-11-23T05:00:00Z", "language": "fr", "source": "Le Phare", "event": "E1"},
    {"id": "b", "title": "UPDATE : la BCE relève ses taux", "text": TEXT,
     "published": "2026-11-23T06:00:00Z", "language": "fr", "source": "L'Écho"},
    {"id": 3, "title": "Airbus livre 71 avions en octobre", "published": "2026-11-23T06:00:00",
     "language": "fr"},
    {"id": "d"},
]  # fmt: skip


def run(tmp_path: Path, rows: object, *more: str) -> dict[str, dict[str, str]]:
    source, out = tmp_path / "F.json", tmp_path / "out" / "O.json"
    source.write_text(rows if isinstance(rows, str) else json.dumps(rows), encoding="utf-8")
    main([str(source), "--out", str(out), *more])
    found: dict[str, dict[str, str]] = json.loads(out.read_text(encoding="utf-8"))
    return found


def test_copies_and_stories_are_told_by_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = run(tmp_path, ROWS)
    assert found["copies"] == {"a": "a", "b": "a", "3": "3", "d": "d"}
    assert found["stories"] == {"a": "a", "b": "a", "3": "3", "d": "d"}
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["n"], told["stories"], told["copies"]) == (4, 3, 1)
    assert (told["without_title"], told["without_date"], told["without_language"]) == (1, 1, 1)
    assert {"seconds", "cpu_s", "peak_rss_mb", "items_per_cpu_s"} <= set(told)


def test_a_background_may_hold_the_items_themselves(tmp_path: Path) -> None:
    background = tmp_path / "B.json"
    background.write_text(json.dumps(ROWS), encoding="utf-8")
    assert run(tmp_path, ROWS, "--background", str(background)) == run(tmp_path, ROWS)


@pytest.mark.parametrize("broken", ['[\n{"id": "a"},\n{]', '{"id": "a"}', '[{"title": "x"}]'])
def test_a_broken_list_ends_the_run_with_its_line(
    tmp_path: Path, broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(tmp_path, broken)
    assert ended.value.code == 2
    assert "line" in capsys.readouterr().err
