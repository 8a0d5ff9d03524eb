"""Edited templates → their faults, found in a process of their own with a time limit. Does I/O.

A template can loop for ever, and the MJML library has taken the process down on some: neither may
happen to whoever asks. `python -m briefing.trial CONFIG` prints the faults as JSON.
"""

import json
import subprocess
import sys
from pathlib import Path

from briefing.config import Newsletter, Settings, load_settings
from briefing.edition.sample import sample_edition
from briefing.errors import BriefingError, TemplateError
from briefing.render.context import frame_of
from briefing.render.edition import render
from briefing.render.folders import templates_of
from briefing.render.html import page
from briefing.render.mjml import Templates

TIMEOUT_S = 20.0
_SMALL_PAGES = ("index", "not_found", "preview", "unsubscribe", "unsubscribed")


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
    """Fill every template once, with made-up news; return each fault once."""
    templates = templates_of(settings)
    found: list[str] = []
    for newsletter in settings.newsletters:
        for view in (_mail, _page, _small):
            try:
                view(settings, newsletter, templates)
            except TemplateError as error:
                found.append(str(error))
    return list(dict.fromkeys(found))


def _mail(settings: Settings, newsletter: Newsletter, templates: Templates) -> None:
    render(sample_edition(newsletter), frame_of(settings, newsletter), templates)


def _page(settings: Settings, newsletter: Newsletter, templates: Templates) -> None:
    page(sample_edition(newsletter), frame_of(settings, newsletter), templates)


def _small(settings: Settings, newsletter: Newsletter, templates: Templates) -> None:
    for name in _SMALL_PAGES:
        templates.html(f"web/{name}.html", language=newsletter.language)


def main() -> None:
    """Print the faults of the configuration named on the command line."""
    try:
        found = faults_of(load_settings(Path(sys.argv[1])))
    except BriefingError as error:
        found = [str(error)]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
