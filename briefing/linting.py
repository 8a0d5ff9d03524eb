"""An edition → all findings, weighed as the configuration says. Reads templates."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.config import Newsletter, Settings
from briefing.edition.length import reading_minutes, words_in
from briefing.edition.lint import lint_edition
from briefing.errors import TemplateError
from briefing.findings import RULES, Finding, Weight
from briefing.model import Edition
from briefing.render.context import Frame, frame_of
from briefing.render.edition import render, variables
from briefing.render.folders import templates_of
from briefing.render.lint import MOST_BYTES, lint_parts
from briefing.render.mjml import Templates

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


def shortened(settings: Settings, newsletter: Newsletter, edition: Edition) -> Edition:
    """Return the edition without its last sections where its HTML is larger than mail programs
    show; the items stay. A template that fails is no reason: `holding` tells of it."""
    frame, templates = frame_of(settings, newsletter), templates_of(settings)
    try:
        while len(edition.sections) > 1 and _html_bytes(edition, frame, templates) > MOST_BYTES:
            edition = _without_last(edition)
    except TemplateError:
        return edition
    return edition


def _html_bytes(edition: Edition, frame: Frame, templates: Templates) -> int:
    return len(render(edition, frame, templates).html.encode())


def _without_last(edition: Edition) -> Edition:
    """Drop the last section; the one with the items only when it stands alone."""
    last = max(
        place for place, section in enumerate(edition.sections) if section.kind != "need_to_know"
    )
    kept = tuple(one for place, one in enumerate(edition.sections) if place != last)
    words = words_in(kept, edition.greeting, edition.sign_off)
    minutes = reading_minutes(words, edition.language)
    return replace(edition, sections=kept, reading_minutes=minutes)


def _weighed(finding: Finding, weights: Mapping[str, Weight]) -> Finding:
    weight = weights.get(finding.rule, RULES[finding.rule][0])
    return Finding(rule=finding.rule, text=finding.text, weight=weight)
