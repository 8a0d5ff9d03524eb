"""preview: an edition as readers will see it; with --serve on a page that follows every edit."""

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.command import DayOption, NewsletterOption, common_options
from briefing.cli.newsroom import fetch_feeds
from briefing.cli.session import Session
from briefing.cli.stopping import stopping
from briefing.errors import BriefingError, InputError

if TYPE_CHECKING:
    from briefing.config import Newsletter
    from briefing.model import Edition
    from briefing.render.edition import Rendered
    from briefing.web.lookout import Sight


@common_options
def preview(
    session: Session,
    day_text: DayOption = None,
    newsletter_id: NewsletterOption = None,
    text: Annotated[bool, typer.Option("--text", help="Print the text part.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for the files. Default: preview.")
    ] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Made-up news, one entry of every kind.")
    ] = False,
    serve: Annotated[
        bool, typer.Option("--serve", help="On a local page that follows every edit.")
    ] = False,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Of that page.")] = 8081,
) -> None:
    """Show an edition as readers will see it. Nothing is kept, nothing is sent."""
    if serve:
        _serve(_Lookout(session, newsletter_id, day_text, sample=sample), port=port)
        return
    newsletter = session.newsletter(newsletter_id)
    _refuse_broken(session.config, hint="`briefing check` tells whether it is mended.")
    edition = _edition(session, newsletter, day_text, sample=sample)
    rendered = _rendered(session, newsletter, edition)
    if text and not session.as_json:
        typer.echo(rendered.text)
        return
    _write(session, rendered, edition, out or Path("preview"))


def _refuse_broken(config: Path, *, hint: str) -> None:
    """Try the templates where a loop without end harms nobody. Raises InputError for faults."""
    from briefing.trial import try_templates

    faults = try_templates(config)
    if faults:
        raise InputError("\n".join(faults), hint=hint)


def _write(session: Session, rendered: "Rendered", edition: "Edition", folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    html, plain = folder / "edition.html", folder / "edition.txt"
    html.write_text(rendered.html, encoding="utf-8")
    plain.write_text(rendered.text, encoding="utf-8")
    session.result({"html": str(html), "text": str(plain), "subject": rendered.subject})
    session.print(f"n° {edition.number} for {edition.day}: {rendered.subject}")
    session.print(f"  {html} ({len(rendered.html.encode()) / 1000:.0f} kB)")
    session.print(f"  {plain}")
    if session.console.is_terminal and not session.as_json:
        import webbrowser

        webbrowser.open(html.resolve().as_uri())


def _edition(
    session: Session, newsletter: "Newsletter", day_text: str | None, *, sample: bool
) -> "Edition":
    """Return the edition that is there, else the one that would be made of what is there now."""
    if sample:
        from briefing.edition.sample import sample_edition

        return sample_edition(newsletter)
    day = session.day(day_text, newsletter)
    with session.store() as store:
        record = store.edition(newsletter.id, day)
        if record is None and not store.feed_states():
            session.print("No feed was fetched yet; fetching.")
            fetch_feeds(session, force=True)
        if record is None or record.edition is None:
            with store.scratch() as copy:
                from briefing.pipeline import make as run_make

                report = run_make(
                    session.settings, copy, newsletter, day=day, now=session.clock(), again=True
                )
                record = report.record
    if record.edition is None:
        told = record.reason.partition(": ")[2] or record.reason
        raise BriefingError(f"There would be no edition for {day}: {told}.".replace("..", "."))
    return record.edition


def _rendered(session: Session, newsletter: "Newsletter", edition: "Edition") -> "Rendered":
    """Return the parts with a word in the place of a reader's token."""
    from briefing.render.context import frame_of
    from briefing.render.edition import render
    from briefing.render.folders import templates_of
    from briefing.render.slots import as_preview

    frame, templates = frame_of(session.settings, newsletter), templates_of(session.settings)
    rendered = render(edition, frame, templates)
    return replace(rendered, html=as_preview(rendered.html), text=as_preview(rendered.text))


# --- the page that follows every edit


class _Lookout:
    """What the page shows, made anew when config.toml, a template or the database changed."""

    def __init__(
        self, session: Session, newsletter_id: str | None, day: str | None, *, sample: bool
    ) -> None:
        self.session = session
        self._newsletter_id, self._day, self._sample = newsletter_id, day, sample
        self._lock = threading.Lock()
        self._seen = ""
        self._sight: Sight | BriefingError | None = None

    def stamp(self) -> str:
        """Return what changes when one of the files is saved."""
        from briefing.config.packaged import packaged

        settings = self.session.settings
        folders = (settings.templates, packaged("templates"))
        files = [self.session.config, settings.database, settings.database.with_suffix(".db-wal")]
        files += [settings.calendar] if settings.calendar else []
        for folder in folders:
            files += sorted(folder.rglob("*")) if folder.is_dir() else []
        return f"{hash(tuple((str(one), _changed(one)) for one in files)):x}"

    def look(self) -> "Sight":
        """Return what there is to see. Raises BriefingError while an edit is bad."""
        with self._lock:
            stamp = self.stamp()
            if stamp != self._seen or self._sight is None:
                self._sight = self._try()
                self._seen = stamp
            if isinstance(self._sight, BriefingError):
                raise self._sight
            return self._sight

    def _try(self) -> "Sight | BriefingError":
        try:
            return self._look()
        except BriefingError as error:
            return error

    def _look(self) -> "Sight":
        from briefing.linting import lint
        from briefing.render.context import frame_of
        from briefing.render.folders import templates_of
        from briefing.render.html import page
        from briefing.web.lookout import Sight

        _refuse_broken(self.session.config, hint="The page comes back once it is mended.")
        # Read anew: config.toml may be what was edited.
        session = Session(config=self.session.config, now_text=self.session.now_text)
        newsletter = session.newsletter(self._newsletter_id)
        edition = _edition(session, newsletter, self._day, sample=self._sample)
        rendered = _rendered(session, newsletter, edition)
        with session.store() as store:
            recent = store.past_editions(newsletter.id, before=edition.day, limit=60)
        frame = frame_of(session.settings, newsletter)
        return Sight(
            edition=edition,
            sender=frame.sender_name,
            subject=rendered.subject,
            preheader=rendered.preheader,
            mail=rendered.html,
            text=rendered.text,
            page=page(edition, frame, templates_of(session.settings)),
            findings=lint(session.settings, newsletter, edition, recent=recent),
        )


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _serve(lookout: _Lookout, *, port: int) -> None:
    from briefing.web.lookout import build_lookout
    from briefing.web.server import Server

    with (
        stopping() as stop,
        Server(build_lookout(lookout.look, lookout.stamp), port=port) as server,
    ):
        lookout.session.print(
            f"Open http://127.0.0.1:{server.port}. It follows every edit. Ctrl-C stops."
        )
        stop.wait()
