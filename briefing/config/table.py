"""What every table of config.toml is."""

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table of config.toml: frozen; a key that nobody reads is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)
