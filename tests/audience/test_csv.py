"""A CSV may come from anywhere: each line stands or falls alone, and none is lost."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.audience.csv import Layout, Refusal, Row, layout_of, read_rows, safe, write_rows
from briefing.errors import InputError

SINCE = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)


def read(folder: Path, content: str | bytes, *, proof: str = "form") -> list[Row | Refusal]:
    path = folder / "readers.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    layout = layout_of(path)
    with path.open(encoding=layout.encoding, errors="replace") as file:
        return list(read_rows(file, layout, proof=proof))


def layout(folder: Path, content: str | bytes) -> Layout:
    path = folder / "readers.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return layout_of(path)


def emails(judged: list[Row | Refusal]) -> list[str]:
    return [one.email for one in judged if isinstance(one, Row)]


def refused(judged: list[Row | Refusal]) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in judged if isinstance(one, Refusal)]


# --- how a file is written


@pytest.mark.parametrize(
    ("header", "delimiter", "column"),
    [
        ("email", ",", 0),
        ("Nom;Adresse e-mail;Preuve", ";", 1),
        ('"First Name","Email Address","OPTIN_TIME"', ",", 1),
        ("name\tE-Mail", "\t", 1),
        ("Prénom,Courriel", ",", 1),
    ],
)
def test_the_column_of_addresses_is_found_by_its_name(
    tmp_path: Path, header: str, delimiter: str, column: int
) -> None:
    found = layout(tmp_path, f"{header}\n")
    assert (found.delimiter, found.columns["email"], found.header) == (delimiter, column, True)


def test_without_a_header_the_first_line_counts(tmp_path: Path) -> None:
    judged = read(tmp_path, "Anne,anne@lecteur.test\nJean,jean@lecteur.test\n")
    assert emails(judged) == ["anne@lecteur.test", "jean@lecteur.test"]


def test_a_file_without_addresses_is_refused_as_a_whole(tmp_path: Path) -> None:
    for content in ("name,town\nAnne,Lyon\n", "\x89PNG\r\n\x1a\n\0\0", "{}"):
        with pytest.raises(InputError, match="no column of addresses"):
            layout(tmp_path, content)
    with pytest.raises(InputError, match="is empty"):
        layout(tmp_path, "")
    with pytest.raises(InputError, match="cannot be read"):
        layout_of(tmp_path / "nowhere.csv")


def test_columns_that_nothing_is_made_of_are_told(tmp_path: Path) -> None:
    assert layout(tmp_path, "email,Prénom,consent\n").ignored == ("Prénom",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    content = "email;preuve\nanne@lecteur.test;inscrite à l’été\n".replace("’", "'")
    (row,) = read(tmp_path, content.encode(encoding))
    assert isinstance(row, Row)
    assert row.proof == "inscrite à l'été"


# --- each line


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    judged = read(
        tmp_path,
        'email,name\n"anne@lecteur.test,Anne\njean@lecteur.test,Jean\n\n'
        'bob@lecteur.test,"Bob "the" Builder"\nzoe@lecteur.test,Zoé\n',
    )
    assert emails(judged) == ["jean@lecteur.test", "zoe@lecteur.test"]
    assert [line for line, _ in refused(judged)] == [2, 5]


def test_two_stray_quotation_marks_swallow_no_line_between(tmp_path: Path) -> None:
    judged = read(tmp_path, 'email\n"anne@a.test\njean@a.test\nzoe@a.test"\nbob@a.test\n')
    assert emails(judged) == ["jean@a.test", "bob@a.test"]
    assert [line for line, _ in refused(judged)] == [2, 4]


def test_a_quoted_cell_may_go_over_several_lines(tmp_path: Path) -> None:
    judged = read(tmp_path, 'email,note\nanne@a.test,"likes\nit, a lot"\njean@a.test,\n')
    assert emails(judged) == ["anne@a.test", "jean@a.test"]


def test_why_a_line_is_refused_is_told(tmp_path: Path) -> None:
    judged = read(
        tmp_path,
        "email,consent,status\nnobody,form,\n,form,\na@a.test,non,\nb@a.test,form,unsubscribed\n"
        "c@a.test,,\nd@a.test,form,subscribed\n",
        proof="",
    )
    assert emails(judged) == ["d@a.test"]
    told = refused(judged)
    assert [line for line, _ in told] == [2, 3, 4, 5, 6]
    for (_, reason), expected in zip(
        told, ("no mail address", "no address", "to consent", "« unsubscribed »", "no proof"),
        strict=True,
    ):  # fmt: skip
        assert expected in reason


def test_a_mere_yes_is_a_proof_with_its_column(tmp_path: Path) -> None:
    (own,) = read(tmp_path, "email,opt-in\na@a.test,yes\n", proof="")
    (said,) = read(tmp_path, "email,opt-in\na@a.test,yes\n", proof="fair of June")
    assert isinstance(own, Row)
    assert isinstance(said, Row)
    assert (own.proof, said.proof) == ("opt-in: yes", "fair of June")


def test_a_name_around_the_address_is_left_out(tmp_path: Path) -> None:
    assert emails(read(tmp_path, "email\nAnne Martin <Anne@A.test>\n")) == ["Anne@a.test"]


def test_a_line_without_end_is_refused_and_the_next_read(tmp_path: Path) -> None:
    judged = read(tmp_path, f"email\n{'x' * 60_000}@a.test\njean@a.test\n")
    assert (emails(judged), refused(judged)) == (["jean@a.test"], [(2, "the line is too long.")])


def test_an_address_is_in_no_repr() -> None:
    row = Row(line=2, email="anne@a.test", proof="form", since=None)
    refusal = Refusal(line=2, text="anne@a.test", reason="x")
    assert "anne" not in repr(row) + repr(refusal)


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reading(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    judged = read(tmp_path_factory.mktemp("csv"), b"email,proof\n" + body)
    lines = [one.line for one in judged]
    assert lines == sorted(set(lines))


# --- out again


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@given(
    st.sampled_from(["anne@a.test", "=1+1@a.test", "-x@a.test", "o'neil@a.test", "+a@a.test"]),
    st.text(alphabet="a=+-@'\"; ,é", min_size=1, max_size=12).filter(lambda text: text.strip()),
)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, email: str, proof: str
) -> None:
    out = io.StringIO()
    assert write_rows(out, [(email, "active", SINCE, f"f {proof.strip()}")]) == 1
    (row,) = read(tmp_path_factory.mktemp("csv"), out.getvalue(), proof="")
    assert isinstance(row, Row)
    assert (row.email, row.proof, row.since) == (email, f"f {proof.strip()}", SINCE)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a@x.test", " A@x.test ", "no address", "", "'=a@x.test", "é@x.test"]),
            st.text("ab ;,='\t\u00a0<>@", max_size=8),
        ),
        max_size=5,
    )
)
def test_a_line_means_the_same_with_quotation_marks_and_without(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("csv")
    rows = [(email, proof.replace(";", "")) for email, proof in rows]
    plain = "".join(f"{email};{proof}\n" for email, proof in rows)
    quoted = "".join(f'"{email}";"{proof}"\n' for email, proof in rows)
    found, same = (read(folder, f"email;proof\n{body}") for body in (plain, quoted))
    assert [replace(one, text="") if isinstance(one, Refusal) else one for one in found] == [
        replace(one, text="") if isinstance(one, Refusal) else one for one in same
    ]
