"""The commands over texts write the formats that others read, with the code of the daily run."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks import (
    check_facts,
    corruptions,
    mine,
    rouge,
    split_sentences,
    summarize,
    train_ranker,
)

TEXT = (
    "La banque centrale relève ses taux de 40 points lundi, a annoncé Claire Vasseur. "
    "« Nous ne céderons pas un centime de plus », a dit Claire Vasseur. "
    "Le conseil se réunira mardi à Lyon pour en débattre avec les syndicats du pays."
)
ARTICLE = {
    "id": "a",
    "language": "fr",
    "title": "La banque centrale relève ses taux",
    "documents": [{"title": "La banque centrale relève ses taux", "text": TEXT}],
    "references": ["La banque centrale a relevé ses taux de 40 points lundi."],
}

Run = Callable[..., tuple[list[dict[str, Any]], dict[str, Any]]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(
        command: Callable[[list[str]], None], row: Mapping[str, Any], *options: str
    ) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        source.write_text(json.dumps(row) + "\n", encoding="utf-8")
        command([str(source), *options, "--out", str(out)])
        rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        return rows, json.loads(capsys.readouterr().out.splitlines()[-1])

    return call


def test_sentences(run: Run) -> None:
    (row,), stats = run(split_sentences.main, {"id": 1, "language": "fr", "text": "Un. Deux."})
    assert row == {"id": 1, "sentences": ["Un.", "Deux."]}
    assert stats["n"] == 1


def test_facts(run: Run) -> None:
    item = {"id": "a", "language": "fr", "title": "Taux", "text": TEXT, "day": "2026-11-23"}
    (row,), stats = run(mine.main, item)
    assert row["quotes"] == [
        {"text": "Nous ne céderons pas un centime de plus", "speaker": "Claire Vasseur"}
    ]
    assert [one["value"] for one in row["numbers"]] == [40]
    assert "2026-11-24" in [one["day"] for one in row["events"]]
    assert "Claire Vasseur" in row["names"]
    assert all(one["text"] in TEXT for kind in ("quotes", "numbers", "events") for one in row[kind])
    assert stats["quotes"] == 1


def test_summaries(run: Run) -> None:
    (row,), stats = run(summarize.main, ARTICLE, "--words", "20")
    assert row["summary"] == " ".join(one["text"] for one in row["sentences"])
    assert all(one["document"] == 0 for one in row["sentences"])
    assert stats["documents"] == 1


def test_checks(run: Run) -> None:
    base = {"id": "a", "language": "fr", "sources": [TEXT]}
    true = "La banque centrale relève ses taux de 40 points lundi, a annoncé Claire Vasseur."
    (fine,), _ = run(check_facts.main, {**base, "summary": true})
    (wrong,), _ = run(check_facts.main, {**base, "summary": true.replace("40", "70")})
    assert (fine["supported"], fine["problems"], fine["risk"]) == (True, [], 0)
    assert wrong["supported"] is False
    assert wrong["problems"][0] == {"kind": "number", "text": "70"}
    assert 0 < wrong["risk"] <= 1


def test_changed_sentences_are_found(run: Run) -> None:
    rows, stats = run(corruptions.main, ARTICLE)
    assert stats["found"]["false_alarms"] == 0
    assert stats["found"]["number"] == 1
    assert {row["kind"] for row in rows} >= {"", "number", "date"}


def test_a_ranker_is_fitted(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "train.jsonl", tmp_path / "ranker.json"
    source.write_text((json.dumps(ARTICLE) + "\n") * 10, encoding="utf-8")
    train_ranker.main([str(source), "--out", str(out)])
    assert set(json.loads(out.read_text())) == {"words", "pairs", "sentence", "base"}


def test_the_equations_are_solved() -> None:
    assert train_ranker.solve([[2.0, 1.0], [1.0, 3.0]], [5.0, 10.0]) == pytest.approx([1.0, 3.0])


@pytest.mark.parametrize(
    "command", [split_sentences.main, mine.main, check_facts.main], ids=["split", "mine", "check"]
)
def test_a_row_that_lacks_what_is_needed_ends_the_run(
    run: Run, command: Callable[[list[str]], None]
) -> None:
    with pytest.raises(SystemExit) as stop:
        run(command, {"id": "a"})
    assert stop.value.code == 2


def test_rouge_keeps_accents_and_takes_the_mean_of_references() -> None:
    assert rouge.rouge("été chaud", ["été chaud"]) == (1, 1, 1)
    assert rouge.rouge("ete chaud", ["été chaud"]) == (0.5, 0, 0.5)
    assert rouge.rouge("été chaud", ["été chaud", "rien du tout"]) == (0.5, 0.5, 0.5)
    assert rouge.rouge("", ["été"]) == (0, 0, 0)
