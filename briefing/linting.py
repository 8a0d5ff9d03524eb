"""An edition → all findings, weighed as the configuration says. Reads templates."""

from collections.abc import Mapping, Sequence

from briefing.config import Newsletter, Settings
from briefing.edition.lint import lint_edition
from briefing.errors import TemplateError
from briefing.findings import RULES, Finding, Weight
from briefing.model import Edition
from briefing.render.context import frame_of
from briefing.render.edition import render, variables
from briefing.render.folders import templates_of
from briefing.render.lint import lint_parts

_HEAVIEST_FIRST = (Weight.HOLD, Weight.WARN, Weight.INFORM)


def lint(
    settings: Settings, newsletter: Newsletter, edition: Edition, *, recent: Sequence[Edition] = ()
) -> tuple[Finding, ...]:
    """Return the findings, the heaviest first. Raises TemplateError for templates that fail."""
    quota = settings.ranking.economy_quota
    frame, templates = frame_of(settings, newsletter), templates_of(settings)
    rendered = render(edition, frame, templates)
    shown = variables(edition, frame, templates, narrow=frame.narrow_space)
    found = (
        *lint_edition(edition, newsletter, economy_quota=quota, recent=recent),
        *lint_parts(rendered, frame, shown=shown["edition"], theme=shown["theme"]),
    )
    weighed = [_weighed(one, settings.lint) for one in found]
    kept = [one for one in weighed if one.weight is not Weight.OFF]
    return tuple(sorted(kept, key=lambda one: _HEAVIEST_FIRST.index(one.weight)))


def holding(
    settings: Settings, newsletter: Newsletter, edition: Edition, *, recent: Sequence[Edition] = ()
) -> tuple[str, ...]:
    """Return the rules that hold the edition back; a template that fails does."""
    try:
        found = lint(settings, newsletter, edition, recent=recent)
    except TemplateError:
        return ("template",)
    return tuple(dict.fromkeys(one.rule for one in found if one.weight is Weight.HOLD))


def _weighed(finding: Finding, weights: Mapping[str, Weight]) -> Finding:
    weight = weights.get(finding.rule, RULES[finding.rule][0])
    return Finding(rule=finding.rule, text=finding.text, weight=weight)
