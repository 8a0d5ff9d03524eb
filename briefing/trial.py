"""Edited templates → their faults, found in a process of their own with a time limit. Does I/O.

A template can loop for ever, and the MJML library has taken the process down on some: neither may
happen to whoever asks. `python -m briefing.trial CONFIG` prints the faults as JSON.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from briefing.config import Newsletter, Settings, load_settings
from briefing.edition.sample import sample_edition
from briefing.errors import BriefingError, TemplateError
from briefing.model import Correction
from briefing.render.context import frame_of
from briefing.render.edition import render
from briefing.render.folders import templates_of
from briefing.render.html import entry, page
from briefing.render.mjml import Templates
from briefing.render.notice import confirmation, moved, notice_letter
from briefing.render.pages import place_of
from briefing.render.samples import pages

TIMEOUT_S = 20.0


def try_templates(config: Path, *, timeout_s: float = TIMEOUT_S) -> tuple[str, ...]:
    """Return what is wrong with the templates that this config.toml leads to; () when nothing."""
    command = [sys.executable, "-m", "briefing.trial", str(config)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=timeout_s, check=False
        )
    except subprocess.TimeoutExpired:
        return (
            f"The templates were not filled within {timeout_s:.0f} seconds."
            " Look for a loop without end in the one you edited last.",
        )
    if done.returncode != 0:
        return (
            f"The templates take the program down (exit {done.returncode})."
            " Take back the last edit; the shipped templates work.",
        )
    return tuple(json.loads(done.stdout))


def faults_of(settings: Settings) -> list[str]:
    """Fill every template, with made-up news and readers; return each fault once."""
    templates = templates_of(settings)
    found: list[str] = []
    for newsletter in settings.newsletters:
        for fill in fillings(settings, newsletter, templates):
            try:
                fill()
            except TemplateError as error:
                found.append(str(error))
    return list(dict.fromkeys(found))


def fillings(
    settings: Settings, newsletter: Newsletter, templates: Templates
) -> Iterator[Callable[[], object]]:
    """Yield what fills each template, once with all that it may be given and once with little."""
    edition, frame = sample_edition(newsletter), frame_of(settings, newsletter)
    yield partial(render, edition, frame, templates)
    yield partial(page, edition, frame, templates)
    day = edition.day
    told = Correction(newsletter=newsletter.id, day=day, text="Rien.", noted_at=edition.made_at)
    place = place_of(edition, f"{frame.public_url}/x", around=(day, day), indexed=True)
    yield partial(page, edition, frame, templates, corrections=(told,), place=place)
    yield partial(entry, edition, frame, templates)
    for notice in (confirmation(frame), moved(frame)):
        yield partial(notice_letter, notice, frame, templates, date=edition.made_at)
    for name, context in pages(edition, name=newsletter.name, theme=newsletter.theme):
        yield partial(templates.html, name, context)


def main() -> None:
    """Print the faults of the configuration named on the command line."""
    try:
        found = faults_of(load_settings(Path(sys.argv[1])))
    except BriefingError as error:
        found = [str(error)]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
