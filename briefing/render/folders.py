"""Settings → the templates: the operator's folder first, then the package's own."""

from pathlib import Path

from briefing.config.packaged import packaged
from briefing.config.settings import Settings
from briefing.render.mjml import Templates


def templates_of(settings: Settings) -> Templates:
    """Return the templates as config.toml says; nothing is read yet."""
    return templates_in(settings.templates)


def templates_in(folder: Path) -> Templates:
    """Return the templates of the operator's folder, then the package's own."""
    return Templates((folder, packaged("templates")))
