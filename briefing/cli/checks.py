"""Settings → everything that would go wrong, before it does. Reads files, opens the database."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.config import Newsletter, Settings


@dataclass(frozen=True, slots=True)
class Finding:
    level: Literal["error", "warning"]
    text: str


def check_all(settings: "Settings", *, now: datetime) -> list[Finding]:
    """Return all findings, errors first. config.toml itself was read before."""
    findings = [*_database(settings), *_mail(settings)]
    for newsletter in settings.newsletters:
        findings += _newsletter(settings, newsletter, now=now)
    return sorted(findings, key=lambda finding: finding.level != "error")


def _database(settings: "Settings") -> list[Finding]:
    from briefing.store import open_store

    try:
        with open_store(settings.database) as store, store.write():
            pass
    except BriefingError as error:
        return [Finding("error", f"{error} {error.hint}")]
    return []


def _mail(settings: "Settings") -> list[Finding]:
    found = []
    if not settings.public_url.startswith("https://"):
        found.append(
            Finding(
                "warning",
                f"public_url is {settings.public_url}: without https mails carry no one-click"
                " unsubscribe header, which large providers ask for.",
            )
        )
    if not settings.operator:
        found.append(Finding("warning", "operator is empty: alerts stand only in the log."))
    return found


def _newsletter(settings: "Settings", newsletter: "Newsletter", *, now: datetime) -> list[Finding]:
    from briefing.config.sample import sample_values
    from briefing.schedule import next_slot

    found = []
    samples = sample_values(settings, newsletter)
    if samples:
        found.append(
            Finding(
                "warning",
                f"sample values in {', '.join(samples)}: mail goes only to a server on this"
                " machine until you write your own.",
            )
        )
    if not settings.feeds_of(newsletter):
        found.append(
            Finding(
                "error", f"{newsletter.id} has no feed in its language ({newsletter.language})."
            )
        )
    try:
        next_slot(now, newsletter)
        _render_sample(settings, newsletter)
    except BriefingError as error:
        found.append(Finding("error", f"{error} {error.hint}".strip()))
    return found


def _render_sample(settings: "Settings", newsletter: "Newsletter") -> None:
    """Fill every template of the newsletter once. Raises TemplateError with file and line."""
    from briefing.edition.sample import sample_edition
    from briefing.render.context import frame_of
    from briefing.render.edition import render
    from briefing.render.folders import templates_of
    from briefing.render.html import page

    edition, frame = sample_edition(newsletter), frame_of(settings, newsletter)
    templates = templates_of(settings)
    render(edition, frame, templates)
    page(edition, frame, templates)
