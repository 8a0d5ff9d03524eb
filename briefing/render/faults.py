"""An exception while a template was filled → a TemplateError with file, line and remedy."""

import re
from collections import Counter
from dataclasses import fields
from difflib import get_close_matches

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from briefing.errors import Fault, TemplateError
from briefing.render.context import DOCUMENTED
from briefing.render.loader import FolderLoader

_UNKNOWN = re.compile(r"'briefing\.render\.\w+\.(\w+) object' has no attribute '(\w+)'")
# What an operator's template can run into: a wrong word, a filter given the wrong thing, 1 / 0, …
FAILURES = (
    JinjaError,
    SyntaxError,  # Jinja writes Python: f(a=1, a=2)
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
)
_REMEDIES: tuple[tuple[type[BaseException], str], ...] = (
    (TemplateNotFound, "Write it, or take away what asks for it."),
    (TemplateSyntaxError, "Compare the line with the shipped template."),
    (UndefinedError, "The variables that exist are in docs/reference/templates.md."),
    (SecurityError, "Templates may read the documented variables and change nothing."),
    (RecursionError, "A template must not include itself, not even by way of another."),
    (Exception, "Compare the line with the shipped template."),
)


def template_error(loader: FolderLoader, name: str, error: Exception) -> TemplateError:
    """Return the error as the operator needs it; `name` is the template that was asked for."""
    places = _places(loader, error)
    file, line = places[-1] if places else ("", 0)
    if isinstance(error, RecursionError) and places:  # it ends wherever Python's patience does
        file, line = Counter(places).most_common(1)[0][0]
    remedy = next(text for kind, text in _REMEDIES if isinstance(error, kind))
    if isinstance(error, TemplateSyntaxError):
        file, line = error.filename or file, error.lineno
    elif isinstance(error, SyntaxError):
        file, line = error.filename or file, 0  # its line is one of the Python
    message = {
        TemplateNotFound: f"there is no template {error}",
        RecursionError: "includes itself",
        SyntaxError: str(getattr(error, "msg", error)),
    }
    said = message.get(type(error), _UNKNOWN.sub(_no_variable, str(error))).rstrip(".")
    return fault(loader, file or name, f"{said}.", remedy=remedy, line=line)


def fault(
    loader: FolderLoader, name: str, message: str, *, remedy: str, line: int = 0
) -> TemplateError:
    """Return a TemplateError; `name` is a template's name or already its path."""
    path = loader.find(name)
    where = str(path) if path else name
    return TemplateError(Fault(file=where, line=line, key="", message=message, remedy=remedy))


def _no_variable(match: re.Match[str]) -> str:
    """Return « number has no variable valeur (did you mean value?) »."""
    kind, name = match.groups()
    known = [one.name for kinds in DOCUMENTED if kinds.__name__ == kind for one in fields(kinds)]
    close = get_close_matches(name, known, n=1)
    meant = f" (did you mean {close[0]}?)" if close else ""
    return f"{kind.removesuffix('View').lower()} has no variable {name}{meant}"


def _places(loader: FolderLoader, error: Exception) -> list[tuple[str, int]]:
    """Return template files and lines, the innermost last: Jinja puts them into the traceback."""
    places, step = [], error.__traceback__
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        if any(file.startswith(f"{folder.resolve()}/") for folder in loader.folders):
            places.append((file, step.tb_lineno))
        step = step.tb_next
    return places
