"""Emoji of feeds are no part of a text of ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.pictograms import PICTOGRAM, without_pictograms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("🔴 Airbus livre 71 avions", "Airbus livre 71 avions"),
        ("Airbus 🛩️ livre 71 avions", "Airbus livre 71 avions"),
        ("Airbus livre 71 avions ✈️", "Airbus livre 71 avions"),
        ("C'est fini 🎉 !", "C'est fini !"),
        ("It is over 🎉!", "It is over!"),
        ("La 👩‍🚀 et le 👨🏽‍🚒 décollent", "La et le décollent"),
        ("Bleus 🇫🇷🇫🇷 : un but", "Bleus : un but"),
        ("Un titre\n📬 Une suite", "Un titre\nUne suite"),
        ("5 °C, 10 €, n° 3, a → b", "5 °C, 10 €, n° 3, a → b"),
        ("قفزة الأسواق 📈", "قفزة الأسواق"),
        ("📬", ""),
    ],
)
def test_emoji_are_dropped_with_the_space_they_took(text: str, expected: str) -> None:
    assert without_pictograms(text) == expected


@given(st.text())
def test_none_is_left_and_words_stay(text: str) -> None:
    kept = without_pictograms(text)
    assert PICTOGRAM.search(kept) is None
    assert [c for c in kept if c.isalnum()] == [
        c for c in text if c.isalnum() and not PICTOGRAM.match(c)
    ]
