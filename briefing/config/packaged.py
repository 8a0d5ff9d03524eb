"""Where the files that ship with Briefing lie: inside the wheel, or at the top of a checkout."""

from pathlib import Path

import briefing

_INSIDE = {
    "templates": "templates",
    "config.toml": "config-example.toml",
    "config-en.toml": "config/config-en.toml",
}


def packaged(name: str) -> Path:
    """Return the path of the shipped `templates`, `config.toml` or `config-en.toml`."""
    package = Path(briefing.__file__).parent
    inside = package / _INSIDE[name]
    return inside if inside.exists() else package.parent / name
