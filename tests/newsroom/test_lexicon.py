import pytest

from briefing.newsroom.lexicon import LANGUAGES, folders, lexicon, slug, tokens

SECTIONS = {
    "économie", "entreprises", "marchés", "tech", "énergie", "travail", "commerce", "climat",
    "industrie", "monde", "politique", "société", "santé", "science", "insolite", "culture",
    "sport", "people", "faits divers", "opinion", "local", "météo",
}  # fmt: skip


def test_every_folder_and_word_leads_to_a_known_section() -> None:
    assert set(folders().values()) == SECTIONS
    for language in LANGUAGES:
        names = {name for found in lexicon(language).sections.meanings.values() for name in found}
        assert names <= SECTIONS


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_empty(language: str) -> None:
    known = lexicon(language)
    for phrases in (known.sections, known.odd, known.tragedy, known.organisations):
        assert phrases.meanings
        assert () not in phrases.meanings


def test_number_case_and_accents_do_not_matter() -> None:
    found = dict(lexicon("fr").sections.found(tokens("Les DROITS DE DOUANE et la récession")))
    assert ("droit", "de", "douane") in found
    assert ("recession",) in found
    assert slug("Sciences & Santé") == "science-sante"


def test_the_longest_phrase_wins() -> None:
    found = [phrase for phrase, _ in lexicon("fr").sections.found(tokens("la Banque centrale"))]
    assert found == [("banque", "centrale")]


def test_a_language_tag_is_read_by_its_language() -> None:
    assert lexicon("fr-CH").sections == lexicon("fr").sections
    assert not lexicon("de").sections.meanings
