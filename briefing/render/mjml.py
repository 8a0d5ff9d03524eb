"""Templates and variables → text, pages and mail HTML, or a TemplateError with its place."""

from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from css_inline import CSSInliner
from jinja2.sandbox import ImmutableSandboxedEnvironment
from mjml import mjml2html

from briefing.render.blame import to_blame
from briefing.render.context import PageContext, Theme
from briefing.render.environment import new_environment
from briefing.render.faults import FAILURES, fault, template_error
from briefing.render.loader import FolderLoader
from briefing.render.tags import remedy, tag_fault
from briefing.render.theme import load_theme
from briefing.typography import NARROW

_KEPT = '<style data-css-inline="ignore"'  # our mark: media queries stay where they are


class Templates:
    """The templates of one or more folders, the operator's first; an edit is seen at once."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)
        self.loader = FolderLoader(self.folders)
        self._environments: dict[tuple[str, str], ImmutableSandboxedEnvironment] = {}

    def theme(self, name: str) -> Theme:
        """Return colours and fonts. Raises TemplateError with the line of a wrong token."""
        return load_theme(self.folders, name)

    def fill(self, name: str, *, language: str, narrow: str = NARROW, **variables: Any) -> str:
        """Return the filled template. HTML and MJML escape every variable, .txt and .css none."""
        environment = self._environment(language, narrow)
        try:
            return environment.get_template(name).render(language=language, **variables)
        except FAILURES as error:
            raise template_error(self.loader, name, error) from error

    def mail(self, name: str, *, language: str, narrow: str = NARROW, **variables: Any) -> str:
        """Return mail HTML made of an .mjml template, the rules of email/inline.css in place."""
        html = self.to_html(
            self.fill(name, language=language, narrow=narrow, **variables), name=name
        )
        css = self.fill("email/inline.css", language=language, **variables)
        return _inline(html, css)

    def to_html(self, filled: str, *, name: str) -> str:
        """Return the HTML of MJML; an error blames the file at fault, else `name`."""
        wrong = tag_fault(filled)
        complaint = wrong.message if wrong else ""
        if not complaint:
            try:
                return _mjml(filled)
            except ValueError as error:
                complaint = f"is not well-formed ({error})."
        found = to_blame(self.folders)
        file, complaint, line = (
            (str(found[0]), found[1].message, found[1].line) if found else (name, complaint, 0)
        )
        raise fault(self.loader, file, complaint, remedy=remedy(complaint), line=line)

    def html(self, name: str, context: PageContext | None = None, /, **variables: Any) -> str:
        """Return the page web/….html; its variables come as a PageContext, by name, or both."""
        page = replace(context or PageContext(language="en"), **variables)
        shown = {one.name: getattr(page, one.name) for one in fields(page)}
        return self.fill(name, **(shown | {"theme": self.theme(page.theme)}))

    def _environment(self, language: str, narrow: str) -> ImmutableSandboxedEnvironment:
        key = (language, narrow)
        if key not in self._environments:
            self._environments[key] = new_environment(self.loader, language, narrow)
        return self._environments[key]


def _mjml(filled: str) -> str:
    """Return the HTML. Raises ValueError, also where the library panics: that is none of
    Python's exceptions and would end whatever rendered, measured once in a thousand bad edits."""
    try:
        return str(mjml2html(filled, disable_comments=True, fonts={}))
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise ValueError("the MJML library gave up on it") from error
        raise


def _inline(html: str, css: str) -> str:
    inliner = CSSInliner(keep_style_tags=True, load_remote_stylesheets=False, extra_css=css)
    inlined = inliner.inline(html.replace("<style", _KEPT)).replace(_KEPT, "<style")
    return inlined.replace("&nbsp;", "\u00a0")  # a third of the bytes, and the same to everybody
