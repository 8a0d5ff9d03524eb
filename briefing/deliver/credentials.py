"""Where the password of the mail server stands → the password. Reads the environment or a file."""

import os

from briefing.config.settings import Smtp
from briefing.errors import DeliveryError


def password(smtp: Smtp) -> str:
    """Return the password for `smtp.username`. Errors name its place and never its value."""
    if smtp.password_env:
        found = os.environ.get(smtp.password_env, "")
        place = f"The environment variable {smtp.password_env} (smtp.password_env)"
    elif smtp.password_file is not None:
        place = f"The file {smtp.password_file} (smtp.password_file)"
        try:
            found = smtp.password_file.read_text("utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise DeliveryError(
                f"{place} cannot be read.", hint="It holds the password of smtp.username, alone."
            ) from error
    else:
        raise DeliveryError(
            "smtp.username is set, and no password for it.",
            hint='Name it in config.toml: password_env = "VARIABLE" or password_file = "path".',
        )
    if not found:
        raise DeliveryError(
            f"{place} is empty or not set.", hint="Put the password of smtp.username there."
        )
    return found
