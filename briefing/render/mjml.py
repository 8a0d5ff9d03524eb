"""Templates and variables → text, pages and mail HTML, or a TemplateError with its place."""

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from css_inline import CSSInliner
from jinja2.sandbox import ImmutableSandboxedEnvironment
from mjml import mjml2html

from briefing.render.context import PageContext, Theme
from briefing.render.environment import new_environment
from briefing.render.faults import FAILURES, fault, template_error
from briefing.render.loader import FolderLoader
from briefing.render.theme import load_theme
from briefing.typography import NARROW

MAX_DEPTH = 150  # tags within each other; the MJML library takes the process down at some thousands
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
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
        """Return the HTML of MJML; `name` is what an error blames."""
        complaint = _tag_fault(filled)
        if not complaint:
            try:
                return str(mjml2html(filled, disable_comments=True, fonts={}))
            except ValueError as error:
                complaint = f"is not well-formed ({error})."
        raise fault(
            self.loader, name, complaint, remedy="Close every tag; write &lt; where < is meant."
        )

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


def _inline(html: str, css: str) -> str:
    inliner = CSSInliner(keep_style_tags=True, load_remote_stylesheets=False, extra_css=css)
    inlined = inliner.inline(html.replace("<style", _KEPT)).replace(_KEPT, "<style")
    return inlined.replace("&nbsp;", "\u00a0")  # a third of the bytes, and the same to everybody


def _tag_fault(filled: str) -> str:
    """Return what is wrong with the nesting of tags, "" when nothing: MJML itself says no place."""
    open_tags: list[str] = []
    for match in _TAG.finditer(_COMMENT.sub("", filled)):
        closing, name, rest = match.groups()
        if name.lower() in _VOID or rest.endswith("/"):
            continue
        if not closing:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return f"closes <{name}> where it is not the last one open{_near(filled, match)}."
        if len(open_tags) > MAX_DEPTH:
            return f"has more than {MAX_DEPTH} tags within each other{_near(filled, match)}."
    return f"never closes <{open_tags[-1]}>." if open_tags else ""


def _near(filled: str, match: re.Match[str]) -> str:
    before = " ".join(filled[max(0, match.start() - 60) : match.start()].split())
    return f", after « {before[-40:]} »"
