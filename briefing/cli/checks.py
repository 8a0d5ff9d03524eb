"""check: everything that would go wrong, told before it does. Reads files, opens the database."""

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from briefing.cli.command import DayOption, NewsletterOption, common_options
from briefing.cli.report import say
from briefing.cli.session import Session, count
from briefing.errors import BriefingError, ConfigError

if TYPE_CHECKING:
    from briefing.config import Newsletter, Settings

_MOODS = {"error": "bad", "warning": "warn", "note": ""}  # the heaviest first
LONG = timedelta(days=7)  # a weekday newsletter that is silent for longer was hardly meant so


@dataclass(frozen=True, slots=True)
class Finding:
    """`file`, `line` and `key` are set where it is a place in config.toml."""

    level: Literal["error", "warning", "note"]
    text: str
    file: str = ""
    line: int = 0
    key: str = ""


@common_options
def check(
    session: Session,
    feeds: Annotated[bool, typer.Option("--feeds", help="Also ask every feed.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="A warning is a failure.")] = False,
    day_text: DayOption = None,
    newsletter_id: NewsletterOption = None,
) -> None:
    """Tell everything that is wrong, and what to do about it.

    Configuration, templates, database, folders, passwords, sender, hours; with --feeds every feed
    too, with --day what is wrong with that edition. Exit code 2 when something must be mended.
    """
    findings = _of_file(session) or _sorted(
        [*check_all(session.settings, now=session.clock()), *_templates(session.config)]
    )
    if feeds and not any(one.file for one in findings):
        findings = _sorted([*findings, *_feeds(session)])
    if day_text is not None and not any(one.file for one in findings):
        findings = _sorted([*findings, *_edition(session, day_text, newsletter_id)])
    wrong = [one for one in findings if one.level == "error" or (strict and one.level != "note")]
    session.result({"ok": not wrong, "findings": [asdict(one) for one in findings]})
    for finding in findings:
        mood = _MOODS[finding.level]
        say(session, f"{finding.level}: {finding.text}", mood=mood)
    if wrong:
        say(session, f"{count(len(wrong), 'thing')} to mend.", mood="bad")
        raise typer.Exit(2)
    if findings:
        say(session, "Nothing that keeps the mail from leaving.")
    else:
        say(session, "All is well.", mood="good")


def _of_file(session: Session) -> list[Finding]:
    """Return the mistakes of config.toml for a machine; for a person they are told as ever."""
    try:
        _ = session.settings
    except ConfigError as error:
        if not session.as_json:
            raise
        return [
            Finding("error", str(one), file=one.file, line=one.line, key=one.key)
            for one in error.faults
        ]
    return []


def _calendar(settings: "Settings") -> Iterable[Finding]:
    """Yield every mistake of the operator's calendar.toml."""
    from briefing.config.dates import own_dates

    if settings.calendar is None:
        return
    try:
        own_dates(settings.calendar)
    except ConfigError as error:
        for one in error.faults:
            yield Finding("error", str(one), file=one.file, line=one.line, key=one.key)


def _feeds(session: Session) -> Iterable[Finding]:
    from briefing.cli.newsroom import fetch_feeds

    for report in fetch_feeds(session, force=True):
        if report.state.last_outcome == "failed":
            yield Finding("warning", f"{report.feed.id}: {report.state.last_error}")


def _templates(config: Path) -> Iterable[Finding]:
    """Yield every fault of every template, filled in a process of its own."""
    from briefing.trial import try_templates

    return [Finding("error", one) for one in try_templates(config)]


def _edition(session: Session, day: str, newsletter: str | None) -> Iterable[Finding]:
    """Yield what is wrong with the edition of that day; what would hold it is an error."""
    from briefing.findings import Weight
    from briefing.linting import lint

    letter = session.newsletter(newsletter)
    wanted = session.day(day, letter)
    with session.store() as store:
        record = store.edition(letter.id, wanted)
        recent = store.past_editions(letter.id, before=wanted, limit=60)
    if record is None or record.edition is None:
        yield Finding("warning", f"There is no edition of {letter.id} for {wanted} to look at.")
        return
    levels: dict[Weight, Literal["error", "warning", "note"]] = {
        Weight.HOLD: "error",
        Weight.WARN: "warning",
        Weight.INFORM: "note",
    }
    try:
        for one in lint(session.settings, letter, record.edition, recent=recent):
            yield Finding(levels[one.weight], f"{one.rule}: {one.text}", key=one.rule)
    except BriefingError:
        return  # a template that fails was told above


def check_all(settings: "Settings", *, now: datetime) -> list[Finding]:
    """Return all findings but those of the templates, errors first. config.toml was read before."""
    findings = [
        *_database(settings),
        *_folders(settings),
        *_calendar(settings),
        *_mail(settings),
        *_secrets(settings),
        *_feed_list(settings),
    ]
    for newsletter in settings.newsletters:
        findings += _newsletter(settings, newsletter, now=now)
    return _sorted(findings)


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: list(_MOODS).index(finding.level))


def _wrong(error: BriefingError) -> Finding:
    return Finding("error", f"{error} {error.hint}".strip())


def _database(settings: "Settings") -> Iterable[Finding]:
    from briefing.store import open_store

    try:
        with open_store(settings.database) as store, store.write():
            pass
    except BriefingError as error:
        yield _wrong(error)


def _folders(settings: "Settings") -> Iterable[Finding]:
    if settings.transport.kind == "files" and not _writable(settings.transport.folder):
        yield Finding(
            "error",
            f"The folder {settings.transport.folder} (transport.folder) cannot be written. Make it,"
            " or its parent, writable for this user.",
        )
    if "templates" in settings.model_fields_set and not settings.templates.exists():
        yield Finding(
            "warning",
            f"There is no folder {settings.templates} (templates): every template is the shipped"
            " one. Make it, or take the line away.",
        )
    if settings.templates.exists() and not (
        settings.templates.is_dir() and os.access(settings.templates, os.R_OK | os.X_OK)
    ):
        yield Finding(
            "error", f"{settings.templates} (templates) is no folder that this user can read."
        )


def _writable(folder: Path) -> bool:
    """Say whether the folder can be written, or made."""
    while not folder.exists():
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _mail(settings: "Settings") -> Iterable[Finding]:
    if not settings.public_url.startswith("https://"):
        yield Finding(
            "warning",
            f"public_url is {settings.public_url}: without https mails carry no one-click"
            " unsubscribe header, which large providers ask for.",
        )
    if not settings.operator:
        yield Finding("warning", "operator is empty: alerts stand only in the log.")
    if not settings.ingest.contact:
        yield Finding(
            "warning",
            "ingest.contact is empty: publishers cannot reach you, and some turn such programs"
            " away.",
        )


def _secrets(settings: "Settings") -> Iterable[Finding]:
    from briefing.deliver.credentials import password

    smtp, dkim = settings.smtp, settings.dkim
    if settings.transport.kind == "smtp" and smtp.username:
        try:
            password(smtp)
        except BriefingError as error:
            yield _wrong(error)
    elif smtp.password_env or smtp.password_file:
        yield Finding(
            "warning", "smtp names a password and no username: it is not used. Set smtp.username."
        )
    if smtp.password_file and _open_to_all(smtp.password_file):
        yield Finding(
            "warning",
            f"{smtp.password_file} (smtp.password_file) can be read by every user of this"
            f" machine: chmod 600 {smtp.password_file.name}.",
        )
    if dkim.enabled and not dkim.domain:
        yield Finding("error", "dkim.enabled is true and dkim.domain empty. Name the domain.")
    if dkim.enabled:
        from briefing.deliver.dkim import signer_of

        try:
            signer_of(dkim.model_copy(update={"domain": dkim.domain or "domain.example"}))
        except BriefingError as error:
            yield _wrong(error)
        if _open_to_all(dkim.key_file):
            yield Finding(
                "warning",
                f"{dkim.key_file} (dkim.key_file) can be read by every user of this machine:"
                f" chmod 600 {dkim.key_file.name}.",
            )


def _alignment(settings: "Settings", newsletter: "Newsletter") -> Iterable[Finding]:
    """DMARC asks that the signature or the return path is of the domain in the From line."""
    shown = _domain(settings.sender_of(newsletter).address)
    signed = settings.dkim.domain.lower() if settings.dkim.enabled else ""
    returned = _domain(settings.delivery.return_path) or shown
    if signed and not _same(shown, signed):
        yield Finding(
            "warning",
            f"{newsletter.id}: mail from {shown} is signed by {signed} (dkim.domain): DMARC does"
            f" not count that signature. Sign with {shown}.",
        )
    if not _same(shown, returned):
        yield Finding(
            "warning",
            f"{newsletter.id}: bounces go to {returned} (delivery.return_path), mail comes from"
            f" {shown}: for DMARC, SPF counts only when they are of one domain.",
        )


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()


def _same(one: str, other: str) -> bool:
    """Tell whether they align: the same domain, or one below the other."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _open_to_all(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & 0o004)


def _feed_list(settings: "Settings") -> Iterable[Finding]:
    from briefing.ingest.urls import canonical

    addresses = Counter(canonical(feed.url) for feed in settings.all_feeds)
    for feed in settings.all_feeds:
        if addresses.pop(canonical(feed.url), 0) > 1:
            yield Finding(
                "warning", f"{feed.url} stands in more than one feed: once is enough ({feed.id})."
            )
    used = {
        feed.id for newsletter in settings.newsletters for feed in settings.feeds_of(newsletter)
    }
    idle = [feed.id for feed in settings.all_feeds if feed.id not in used]
    if idle:
        yield Finding(
            "warning",
            f"No newsletter uses {', '.join(idle)}: they are in another language, or not among its"
            " `feeds`. `briefing feeds disable ID` stops asking them.",
        )


def _newsletter(
    settings: "Settings", newsletter: "Newsletter", *, now: datetime
) -> Iterable[Finding]:
    from briefing import i18n
    from briefing.config.sample import sample_values

    samples = sample_values(settings, newsletter)
    if samples:
        yield Finding(
            "warning",
            f"sample values in {', '.join(samples)}: mail goes only to a server on this"
            " machine until you write your own.",
        )
    if i18n.spoken(newsletter.language) != newsletter.language:
        yield Finding(
            "warning",
            f"{newsletter.id}: we have no words of our own in {newsletter.language!r}: headings,"
            " buttons and the footer are English. Give each section a `title`, or write a"
            " catalogue: docs/how-to/templates.md says where the words stand.",
        )
    if not settings.feeds_of(newsletter):
        yield Finding(
            "error",
            f"{newsletter.id} has no feed in its language ({newsletter.language})."
            " `briefing feeds add URL` adds one.",
        )
    yield from _hours(newsletter, now=now)
    yield from _alignment(settings, newsletter)


def _hours(newsletter: "Newsletter", *, now: datetime) -> Iterable[Finding]:
    from briefing.schedule import next_slot

    try:
        slot = next_slot(now, newsletter)
    except BriefingError as error:
        yield _wrong(error)
        return
    if slot.send_at - now > LONG:
        yield Finding(
            "warning",
            f"{newsletter.id}: the next edition is only on {slot.day:%A %Y-%m-%d}. Look at"
            " [newsletters.schedule]: `days` and `skip`.",
        )
