"""Templates come from the operator first; whatever is wrong in one is told with its place."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.config.packaged import packaged
from briefing.config.settings import Newsletter, Sender, Settings
from briefing.errors import TemplateError
from briefing.render.context import Frame, PageContext
from briefing.render.edition import render
from briefing.render.folders import templates_of
from briefing.render.mjml import Templates
from briefing.render.mjml_words import ALLOWED_TAGS
from tests.builders import edition

NUMBER = "email/sections/number.mjml"


@pytest.fixture
def own(tmp_path: Path) -> Callable[[str, str], Templates]:
    def write(name: str, source: str) -> Templates:
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
        return Templates([tmp_path / "own", packaged("templates")])

    return write


def test_the_operators_file_stands_in_for_the_shipped_one(
    own: Callable[[str, str], Templates], frame: Callable[..., Frame]
) -> None:
    templates = own("email/sections/quote.txt", "OWN {{ section.title }}")
    assert "OWN La citation" in render(edition(), frame(), templates).text
    assert "La citation" in render(edition(), frame(), templates).html


def test_an_edit_is_seen_at_once(own: Callable[[str, str], Templates], tmp_path: Path) -> None:
    templates = own("web/a.html", "before")
    assert templates.fill("web/a.html", language="en") == "before"
    path = tmp_path / "own/web/a.html"
    path.write_text("after", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert templates.fill("web/a.html", language="en") == "after"


def test_a_file_taken_away_gives_way_to_the_shipped_one(
    own: Callable[[str, str], Templates], tmp_path: Path
) -> None:
    templates = own("web/not_found.html", "mine")
    assert templates.html("web/not_found.html", language="en") == "mine"
    (tmp_path / "own/web/not_found.html").unlink()
    assert "<main>" in templates.html("web/not_found.html", language="en")


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("a\n{% if %}", 2, "Expected an expression"),
        ("a\n\n{{ edition.nombre }}", 3, "nombre"),
        ("{{ unknown }}", 1, "unknown"),
        ("a\n{{ 1 / 0 }}", 2, "division"),
        ("a\n{{ edition | nofilter }}", 2, "nofilter"),
        ('a\n{% include "email/nothing.mjml" %}', 2, "email/nothing.mjml"),
        ("a\n{{ edition.__class__.__mro__ }}", 2, "unsafe"),
        ("a\n<mj-carousel></mj-carousel>", 2, "mj-carousel"),
        ("a\n<mj-includes />", 2, "mj-includes"),
        ("\n</mj-colum>", 2, "mj-colum"),
    ],
)
def test_a_fault_is_told_with_file_line_and_remedy(
    own: Callable[[str, str], Templates],
    frame: Callable[..., Frame],
    tmp_path: Path,
    source: str,
    line: int,
    message: str,
) -> None:
    with pytest.raises(TemplateError) as raised:
        render(edition(), frame(), own(NUMBER, source))
    fault = raised.value.fault
    assert (fault.file, fault.line) == (str(tmp_path / "own" / NUMBER), line)
    assert message in str(fault)
    assert fault.remedy


def test_a_template_that_includes_itself_is_refused(
    own: Callable[[str, str], Templates], frame: Callable[..., Frame]
) -> None:
    templates = own(NUMBER, '\n{% include "email/sections/number.mjml" %}')
    with pytest.raises(TemplateError, match="includes itself") as raised:
        render(edition(), frame(), templates)
    assert raised.value.fault.line == 2


def test_and_blamed_although_the_end_comes_in_what_it_imports(
    own: Callable[[str, str], Templates], frame: Callable[..., Frame]
) -> None:
    imports = '{% from "email/macros.mjml" import heading %}\n'
    templates = own(NUMBER, imports + '{% include "email/sections/number.mjml" %}')
    with pytest.raises(TemplateError, match="includes itself") as raised:
        render(edition(), frame(), templates)
    assert raised.value.fault.file.endswith(f"own/{NUMBER}")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ section.titel }}", "section has no variable titel (did you mean title?)"),
        (f"{{{{ edition.{'x' * 9} }}}}", f"edition has no variable {'x' * 9}. "),
        ('<mj-section widht="1px"></mj-section>', "Correct the attribute, or take it away."),
        ("<mj-section><p>x</p></mj-section>", "Move it to where it may stand"),
        ("<mj-section><mj-column></mj-section>", "while <mj-column> is open"),
    ],
)
def test_each_mistake_has_its_own_remedy(
    source: str, told: str, own: Callable[[str, str], Templates], frame: Callable[..., Frame]
) -> None:
    with pytest.raises(TemplateError) as raised:
        render(edition(), frame(), own(NUMBER, source))
    assert told in f"{raised.value.fault} {raised.value.fault.remedy}"


OPEN = "<mj-section><mj-column><mj-text>"
CLOSE = "</mj-text></mj-column></mj-section>"


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("\n<mj-section>", 2, "never closes <mj-section>"),
        ("\n\n</mj-section>", 3, "closes <mj-section>"),
        (f"{OPEN}\n<b>x{CLOSE}", 2, "closes <mj-text>"),
        ("<div>" * 400 + "</div>" * 400, 1, "tags within each other"),
        (f"{OPEN}\na < b{CLOSE}", 2, "bare '<'"),
        ('\n<mj-section colour="#FF0000"></mj-section>', 2, "attribute colour"),
        ('<mj-section background-color="#GG0000"></mj-section>', 1, "no colour"),
        ('<mj-section padding="wide"></mj-section>', 1, "no length"),
        ("<mj-section>\n<mj-text>x</mj-text></mj-section>", 2, "<mj-text> in <mj-section>"),
        ("<mj-section><mj-column>\n<p>x</p></mj-column></mj-section>", 2, "would vanish"),
        (f"{OPEN}<mj-button>x</mj-button>{CLOSE}", 1, "<mj-button> in <mj-text>"),
    ],
)
def test_broken_markup_is_told_with_its_own_file_and_line(
    own: Callable[[str, str], Templates],
    frame: Callable[..., Frame],
    tmp_path: Path,
    source: str,
    line: int,
    message: str,
) -> None:
    with pytest.raises(TemplateError) as raised:
        render(edition(), frame(), own(NUMBER, source))
    fault = raised.value.fault
    assert message in str(fault)
    assert (fault.file, fault.line) == (str(tmp_path / "own" / NUMBER), line)


def test_a_tag_that_only_one_branch_opens_is_no_fault(
    own: Callable[[str, str], Templates], frame: Callable[..., Frame]
) -> None:
    source = f"{OPEN}{{% if section.title %}}<b>{{% else %}}<b class='x'>{{% endif %}}x</b>{CLOSE}"
    assert "<b" in render(edition(), frame(), own(NUMBER, source)).html


def test_a_folder_in_the_place_of_a_template_is_told(
    own: Callable[[str, str], Templates], frame: Callable[..., Frame], tmp_path: Path
) -> None:
    templates = own("web/a.html", "x")
    (tmp_path / "own/email/edition.mjml").mkdir(parents=True)
    with pytest.raises(TemplateError, match="is a folder"):
        render(edition(), frame(), templates)


def test_a_tag_left_open_at_the_end_is_named(own: Callable[[str, str], Templates]) -> None:
    templates = own("web/a.mjml", "<mjml><!-- <b> --><mj-body>")
    with pytest.raises(TemplateError, match="never closes <mj-body>"):
        templates.mail("web/a.mjml", language="en")


def test_a_section_without_template_is_told(
    templates: Templates, frame: Callable[..., Frame]
) -> None:
    sections = edition().sections
    strange = edition([type(sections[0])(kind="haiku", title="H", blocks=sections[0].blocks)])
    with pytest.raises(TemplateError, match=r"email/sections/haiku\.mjml"):
        render(strange, frame(), templates)


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "a/../../secret.txt"])
def test_nothing_outside_the_folders_can_be_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "in" / "a").mkdir(parents=True)
    with pytest.raises(TemplateError, match="no template"):
        Templates([tmp_path / "in"]).fill(name, language="en")


def test_a_link_out_of_the_folder_is_not_followed_but_told(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    for name in ("in", "shipped"):
        (tmp_path / name).mkdir()
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "shipped" / "a.txt").write_text("shipped", encoding="utf-8")
    templates = Templates([tmp_path / "in", tmp_path / "shipped"])
    with pytest.raises(TemplateError, match=r"in/a\.txt: is a link out of the folder"):
        templates.fill("a.txt", language="en")


def test_links_within_the_folder_and_to_it_are_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_text("b", encoding="utf-8")
    (tmp_path / "in" / "a.txt").symlink_to("b.txt")
    (tmp_path / "linked").symlink_to(tmp_path / "in")
    assert Templates([tmp_path / "linked"]).fill("a.txt", language="en") == "b"


@pytest.mark.parametrize("kind", ["html", "mjml"])
def test_html_escapes_every_variable_and_text_none(
    own: Callable[[str, str], Templates], kind: str
) -> None:
    own(f"web/a.{kind}", "{{ x }}")
    templates = own("web/a.txt", "{{ x }}")
    assert templates.fill(f"web/a.{kind}", language="en", x="<b>") == "&lt;b&gt;"
    assert templates.fill("web/a.txt", language="en", x="<b>") == "<b>"


def test_tags_that_fetch_from_outside_are_not_allowed() -> None:
    assert not ALLOWED_TAGS & {
        "mj-font",
        "mj-include",
        "mj-preview",
        "mj-social",
        "mj-html-attributes",
    }


def test_the_shipped_templates_stand_behind_the_operators(tmp_path: Path) -> None:
    settings = Settings(
        templates=tmp_path,
        sender=Sender(address="a@b.example", postal_address="Paris"),
        newsletters=(Newsletter(id="matin", name="Matin"),),
    )
    assert templates_of(settings).folders == (tmp_path, packaged("templates"))


def test_a_page_takes_its_variables_as_context_and_by_name(templates: Templates) -> None:
    context = PageContext(language="en", newsletter_name="Morning")
    assert "Morning" in templates.html("web/not_found.html", context)
    assert "Evening" in templates.html("web/not_found.html", context, newsletter_name="Evening")


def test_the_example_of_the_handbook_is_a_section_that_works(
    own: Callable[[str, str], Templates], frame: Callable[..., Frame]
) -> None:
    handbook = Path(__file__).parents[2] / "docs/how-to/templates.md"
    example = handbook.read_text(encoding="utf-8").rpartition("```html\n")[2].partition("```")[0]
    html = render(edition(), frame(), own("email/sections/discoveries.mjml", example)).html
    assert "Une poule pond un œuf carré" in html
    assert 'class="tint"' not in html


@pytest.mark.parametrize(
    "edit",
    [
        '{{ _("a", n=1, n=2) }}',  # Python's own word for it
        '{% include "' + "a" * 400 + '.mjml" %}',  # a name that no file can have
        "<mj-section><mj-column><mj-text><p>▲/></p></mj-text></mj-column></mj-section>",  # a panic
    ],
)
def test_what_the_libraries_stumble_over_is_a_fault_and_no_crash(
    own: Callable[[str, str], Templates], frame: Callable[..., Frame], edit: str
) -> None:
    templates = own(NUMBER, edit)
    with pytest.raises(TemplateError):
        render(edition(), frame(), templates)
