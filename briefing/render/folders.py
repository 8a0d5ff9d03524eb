"""Settings → the templates: the operator's folder first, then the package's own."""

from briefing.config.packaged import packaged
from briefing.config.settings import Settings
from briefing.render.mjml import Templates


def templates_of(settings: Settings) -> Templates:
    """Return the templates as config.toml says; nothing is read yet."""
    return Templates((settings.templates, packaged("templates")))
