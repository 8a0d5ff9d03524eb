"""The editors' own words, and nothing else."""

from datetime import date

from briefing.edition.desk import Options
from briefing.edition.sections.correction import pick
from briefing.model import Correction
from tests.builders import NOW, dossier

DAY = date(2026, 11, 23)


def options(*texts: str) -> Options:
    noted = tuple(Correction(newsletter="m", day=DAY, text=one, noted_at=NOW) for one in texts)
    return Options(max=3, language="fr", day=DAY, corrections=noted)


def test_what_was_corrected_is_told_in_the_editors_words() -> None:
    words = "Lundi, nous écrivions 3 %. C'est 2 %."
    assert [one.text for one in pick([dossier()], options(words))] == [words]


def test_without_a_correction_there_is_none() -> None:
    assert pick([dossier()], options()) == ()
