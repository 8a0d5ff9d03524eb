"""What has no end is no sentence: it costs its length, not the square of it."""

import pytest

from briefing.facts.dossier import mine
from briefing.facts.readable import readable
from tests.builders import DAY


def test_a_sentence_that_nobody_can_read_is_left_out_and_the_others_stay() -> None:
    endless = "Et " + "mot " * 2_000 + "ici."
    assert readable(f"Un. {endless} Deux.", "fr") == ["Un.", "Deux."]


@pytest.mark.parametrize(
    ("repeated", "language"),
    [("1 000 ", "fr"), ("cent ", "fr"), ("« a » a dit ", "en"), ("Jean Dupont lundi ", "fr")],
)
def test_a_text_of_200_kb_without_an_end_hides_no_fact_beside_it(
    repeated: str, language: str
) -> None:
    body = (repeated * 40_000)[:200_000] + "\nLe plan coûte 3 milliards d'euros."
    found = mine("", body, language=language, today=DAY, published=DAY, article_id="a")
    assert [one.value for one in found.figures][:1] == ([3e9] if language == "fr" else [3.0])
