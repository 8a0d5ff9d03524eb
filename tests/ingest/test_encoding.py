import pytest

from briefing.ingest.encoding import settle

TEXT = "<?xml version='1.0' encoding='iso-8859-1'?><rss>L’été à l’« Élysée » : 20 €</rss>"


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-be"]
)
def test_what_the_bytes_tell_is_stronger_than_the_label(name: str) -> None:
    body, content_type = settle(TEXT.encode(name), "text/xml; charset=iso-8859-1")
    assert body.decode("utf-8") == TEXT
    assert content_type.endswith("charset=utf-8")


@pytest.mark.parametrize("name", ["cp1252", "iso-2022-jp"])
def test_anything_else_is_left_to_its_declaration(name: str) -> None:
    body = ("été à l’" if name == "cp1252" else "日本語").encode(name)
    assert settle(body, "text/xml") == (body, "text/xml")


def test_a_letter_cut_in_the_middle_does_not_spoil_the_rest() -> None:
    body, _ = settle("<rss>été, hiver, été".encode() + b"\xc3", "")
    assert "été, hiver, été" in body.decode("utf-8")


def test_one_foreign_teaser_is_read_as_windows_1252() -> None:
    body, _ = settle(("été " * 9).encode() + b"l\x92\xe9t\x81", "")
    assert body.decode("utf-8").startswith("été " * 9 + "l’ét")


def test_nul_bytes_are_no_text() -> None:
    assert settle(b"<rss>a\0b</rss>", "")[0] == b"<rss>ab</rss>"
