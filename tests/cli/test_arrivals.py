"""An import tells what it did with each line, and can be run again."""

from pathlib import Path

from tests.cli.conftest import Briefing

MANY = 20_000  # two batches; 100,000 took 2.2 s by hand


def put(folder: Path, content: str | bytes) -> None:
    body = content.encode() if isinstance(content, str) else content
    (folder / "r.csv").write_bytes(body)


def test_an_import_tells_what_came_of_each_line(briefing: Briefing, folder: Path) -> None:
    briefing("subscribers", "add", "anne@a.test")
    briefing("subscribers", "add", "left@a.test")
    briefing("subscribers", "remove", "left@a.test")
    put(
        folder,
        "email,nom,preuve\nAnne@a.test,A,form\nnew@a.test,N,form\nNEW@a.test,N,form\n"
        "left@a.test,L,form\nnobody,X,form\n",
    )
    said = briefing("subscribers", "import", "r.csv")
    assert said.code == 1  # a line was refused
    for expected in (
        "1 new reader now get",
        "1 get it already",
        "1 stand more than once in the file",
        "1 left earlier: not brought back",
        "1 line refused",
        "6  This is no mail address.",
        "Columns not kept: nom.",
    ):
        assert expected in said.out, said.out
    again = briefing("subscribers", "import", "r.csv", "--json").json
    assert {name: again[name] for name in ("new", "already", "twice", "left", "refused")} == {
        "new": 0, "already": 3, "twice": 0, "left": 1, "refused": 1
    }  # fmt: skip
    assert again["refusals"][0]["line"] == 6


def test_a_dry_run_tells_the_same_and_keeps_nothing(briefing: Briefing, folder: Path) -> None:
    put(folder, "email\na@a.test\nA@a.test\n")
    dry = briefing("subscribers", "import", "r.csv", "--proof", "form", "--dry-run", "--json").json
    assert briefing("subscribers", "list", "--json").json["subscribers"] == []
    real = briefing("subscribers", "import", "r.csv", "--proof", "form", "--json").json
    assert dry == real | {"dry_run": True}
    assert (real["new"], real["twice"]) == (1, 1)


def test_without_a_proof_of_consent_nothing_is_imported(briefing: Briefing, folder: Path) -> None:
    put(folder, "email\na@a.test\n")
    said = briefing("subscribers", "import", "r.csv")
    assert (said.code, "--proof" in said.err) == (2, True)
    assert briefing("subscribers", "list", "--json").json["subscribers"] == []


def test_a_file_that_is_no_list_is_told(briefing: Briefing, folder: Path) -> None:
    put(folder, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    for file, expected in (("r.csv", "no column of addresses"), ("none.csv", "cannot be read")):
        said = briefing("subscribers", "import", file, "--proof", "x")
        assert (said.code, expected in said.err) == (2, True), said.err
        assert "Traceback" not in said.err


def test_latin_1_is_read_and_told(briefing: Briefing, folder: Path) -> None:
    put(folder, "email;preuve\na@a.test;été\n".encode("latin-1"))
    assert "read as Windows-1252" in briefing("subscribers", "import", "r.csv").out
    assert "été" in briefing("subscribers", "list").out


def test_every_refused_line_can_be_had_in_a_file(briefing: Briefing, folder: Path) -> None:
    put(folder, "email\n" + "=nobody\n" * 30)
    said = briefing("subscribers", "import", "r.csv", "--proof", "x", "--refused", "bad.csv")
    assert "… and 10 more" in said.out
    lines = (folder / "bad.csv").read_text(encoding="utf-8").splitlines()
    assert (len(lines), lines[1]) == (31, "2,This is no mail address.,'=nobody")
    assert (folder / "bad.csv").stat().st_mode & 0o077 == 0
    again = briefing("subscribers", "import", "r.csv", "--proof", "x", "--refused", "bad.csv")
    assert (again.code, "is there already" in again.err) == (2, True)


def test_many_readers_come_in_batches(briefing: Briefing, folder: Path) -> None:
    rows = "\n".join(f"reader{n}@host{n % 50}.test" for n in range(MANY))
    put(folder, f"email\n{rows}\n")
    said = briefing("subscribers", "import", "r.csv", "--proof", "form", "--json")
    assert (said.code, said.json["new"]) == (0, MANY)


def test_an_export_can_be_imported_elsewhere(briefing: Briefing, folder: Path) -> None:
    briefing("subscribers", "add", "+a@a.test", "--proof", "=cmd()")
    briefing("subscribers", "add", "gone@a.test")
    briefing("subscribers", "remove", "gone@a.test")
    assert briefing("subscribers", "export", "out.csv").code == 0
    text = (folder / "out.csv").read_text(encoding="utf-8")
    assert "'+a@a.test,active," in text
    assert "'=cmd()" in text
    assert "gone@a.test" not in text
    assert "gone@a.test,gone" in briefing("subscribers", "export", "-", "--all").out
    assert briefing("subscribers", "export", "out.csv").code == 2
    (folder / "briefing.db").unlink()
    for name in ("briefing.db-wal", "briefing.db-shm"):
        (folder / name).unlink(missing_ok=True)
    assert briefing("subscribers", "import", "out.csv").code == 0
    assert "+a@a.test" in briefing("subscribers", "list").out
    assert "=cmd()" in briefing("subscribers", "list").out
