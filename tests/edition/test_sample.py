"""Made-up news looks like the mail that it stands for."""

import pytest

from briefing.config.settings import DEFAULT_SECTIONS, Newsletter
from briefing.edition.sample import sample_edition
from briefing.edition.sections import load


def sample_of(language: str) -> Newsletter:
    return Newsletter.model_validate({"id": "matin", "name": "Le Brief", "language": language})


@pytest.mark.parametrize(("language", "tongue"), [("fr-CH", "fr"), ("en-GB", "en"), ("pt", "en")])
def test_each_section_has_its_own_heading_in_the_newsletters_language(
    language: str, tongue: str
) -> None:
    edition = sample_edition(sample_of(language))
    assert [one.kind for one in edition.sections] == [one.kind for one in DEFAULT_SECTIONS]
    assert [one.title for one in edition.sections] == [
        load(one.kind).TITLES[tongue] for one in edition.sections
    ]
    assert all(one.blocks for one in edition.sections)
    assert edition.greeting == {"fr": "Bonjour !", "en": "Good morning!"}[tongue]


def test_a_heading_of_the_operator_comes_first() -> None:
    newsletter = Newsletter.model_validate(
        {"id": "m", "name": "M", "sections": [{"kind": "number", "title": "Le chiffre"}]}
    )
    assert [one.title for one in sample_edition(newsletter).sections] == ["Le chiffre"]
