"""Language → the Jinja environment its templates are filled in: sandboxed, strict, translated."""

import re
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import BaseLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing import i18n
from briefing.render.context import DOCUMENTED
from briefing.typography import NARROW, typeset

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi"})
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
_HELD = "\ue000"  # typeset() leaves it alone
_OURS = frozenset(DOCUMENTED)
# What neither a header nor XML, and so no MJML, can hold: an old edition is shown without it.
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, with a shorter way to our own frozen variables (900 times a mail)."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what the sandbox would: none of our variables has a method or hands out state."""
        if type(obj) in _OURS and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def new_environment(
    loader: BaseLoader, language: str, narrow: str
) -> ImmutableSandboxedEnvironment:
    """Return an environment whose `_()` gives typeset translations and that knows our filters."""
    environment = _Sandbox(
        loader=loader,
        autoescape=_escapes,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    messages = i18n.catalogue(language)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: translated(messages.gettext(text), language, narrow),
        lambda one, many, n: translated(messages.ngettext(one, many, n), language, narrow),
        newstyle=True,
    )
    environment.filters["t"] = lambda text: set_text(text, language, narrow)
    environment.filters["long_date"] = lambda day: capital_date(day, language, narrow)
    environment.globals["direction"] = direction(language)
    return environment


@lru_cache(maxsize=4096)
def _typeset(text: str, language: str) -> str:
    return typeset(_NO_TEXT.sub("", text), language)


def set_text(text: str, language: str, narrow: str) -> str:
    """Return the text typeset: once for all parts and pages, which differ in their narrow space."""
    return _typeset(text, language).replace(NARROW, narrow)


@lru_cache(maxsize=1024)
def translated(message: str, language: str, narrow: str) -> str:
    """Return the message typeset, its %(placeholders)s untouched."""
    held = iter(_PLACEHOLDER.findall(message))
    whole = set_text(_PLACEHOLDER.sub(_HELD, message), language, narrow)
    return re.sub(_HELD, lambda _: next(held), whole)


def capital_date(day: date, language: str, narrow: str) -> str:
    """Return the day as a line begins with it: « Lundi 23 novembre 2026 »."""
    text = i18n.long_date(day, language)
    return set_text(text[:1].upper() + text[1:], language, narrow)


def direction(language: str) -> str:
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"


def _escapes(name: str | None) -> bool:
    """Escape everything but text and style sheets (whose tokens theme.py has checked)."""
    return not (name or "").endswith((".txt", ".css"))
