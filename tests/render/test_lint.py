"""What leaves is whole in both parts, small, well set, and can be read by day and night."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import TemplateError
from briefing.render.context import Frame
from briefing.render.edition import Rendered, render, variables
from briefing.render.lint import contrast, lint_parts
from briefing.render.mjml import Templates
from tests.builders import all_sections, edition

Made = tuple[Rendered, dict[str, object]]


@pytest.fixture
def made(templates: Templates, frame: Callable[..., Frame]) -> Made:
    one = edition(all_sections())
    shown = variables(one, frame(), templates, narrow="\u202f")
    return render(one, frame(), templates), shown


def rules(made: Made, frame: Callable[..., Frame], **changes: str) -> set[str]:
    rendered, shown = replace(made[0], **changes), made[1]
    found = lint_parts(rendered, frame(), shown=shown["edition"], theme=shown["theme"])  # type: ignore[arg-type]
    return {finding.rule for finding in found}


def test_the_shipped_templates_have_no_finding(made: Made, frame: Callable[..., Frame]) -> None:
    assert rules(made, frame) == set()


@pytest.mark.parametrize("theme", ["papier", "nuit", "sobre"])
def test_every_theme_can_be_read_by_day_and_night(
    templates: Templates, frame: Callable[..., Frame], made: Made, theme: str
) -> None:
    shown = made[1] | {"theme": templates.theme(theme)}
    assert "contrast" not in rules((made[0], shown), frame)


def test_a_part_that_lacks_a_story_is_found(made: Made, frame: Callable[..., Frame]) -> None:
    text = made[0].text.replace("Airbus livre", "Airbus perd")
    assert "parts" in rules(made, frame, text=text)


def test_html_that_is_cut_by_mail_programs_is_found(
    made: Made, frame: Callable[..., Frame]
) -> None:
    assert "size" in rules(made, frame, html=made[0].html + " " * 80_000)


def test_straight_quotes_loose_spaces_and_bare_capitals_are_found(
    made: Made, frame: Callable[..., Frame]
) -> None:
    for wrong in ("L'Insee", "Qui vient ?", "Les Etats-Unis", "3 %", "« oui »"):
        html = made[0].html.replace("</body>", f"<p>{wrong}</p></body>")
        assert "typography" in rules(made, frame, html=html), wrong


def test_contrast_is_that_of_the_web_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["email/edition.txt", "email/edition.mjml"])
@pytest.mark.parametrize(
    ("printed", "said"),
    [("links.unsubscribe", "lets nobody leave"), ("frame.postal_address", "who writes")],
)
def test_no_mail_leaves_without_the_way_out_and_the_address(
    tmp_path: Path,
    templates: Templates,
    frame: Callable[..., Frame],
    name: str,
    printed: str,
    said: str,
) -> None:
    own = _without(tmp_path, templates, name, printed)
    with pytest.raises(TemplateError, match=said) as raised:
        render(edition(), frame(), own)
    assert raised.value.fault.file == str(tmp_path / name)


def test_the_file_that_the_operator_edited_is_blamed(
    tmp_path: Path, templates: Templates, frame: Callable[..., Frame]
) -> None:
    own = _without(tmp_path, templates, "email/made.mjml", "frame.postal_address")
    with pytest.raises(TemplateError, match=r"made\.mjml.*who writes"):
        render(edition(), frame(), own)


def test_an_address_may_be_set_in_lines_of_its_own(
    tmp_path: Path, templates: Templates, frame: Callable[..., Frame]
) -> None:
    path = tmp_path / "email/made.mjml"
    path.parent.mkdir()
    path.write_text("<p>12 rue des Lilas<br />75019 <b>Paris</b></p>", encoding="utf-8")
    assert render(edition(), frame(), Templates([tmp_path, *templates.folders]))


def _without(folder: Path, templates: Templates, name: str, printed: str) -> Templates:
    (shipped,) = templates.folders
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = (shipped / name).read_text(encoding="utf-8")
    if name == "email/edition.mjml":
        text = text.replace('{% include "email/made.mjml" %}', "")
    path.write_text(text.replace("{{ " + printed + " }}", "x"), encoding="utf-8")
    return Templates([folder, shipped])
