"""The error tree, by who can act.

BriefingError
├── InputError            the operator can mend it at once (exit code 2)
│   ├── ConfigError       config.toml: every mistake of one reading, with file, line, key, remedy
│   ├── TemplateError     a template: file, line, remedy
│   └── NotFound          a word on the command line names nothing we have
├── FetchError            one feed could not be fetched; others go on
├── ParseError            one body is no feed; others go on
├── SkipEdition           this morning has no edition, with a reason word
├── DeliveryError         the mail server cannot be used at all; nothing is lost, run again
├── Busy                  somebody else is at this very work; nothing was changed, look again
└── StoreError            the database cannot be used (read-only, full, locked)

Each error's text says what happened; `hint` says what to do.
"""

from dataclasses import dataclass
from datetime import datetime


class BriefingError(Exception):
    """Base of all errors that are told to a person without a traceback."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InputError(BriefingError):
    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One mistake in a file that an operator edits; `line` counts from 1, 0 when unknown."""

    file: str
    line: int
    key: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        what = f"{self.key}: {self.message}" if self.key else self.message
        return f"{place}: {what}" + (f" {self.remedy}" if self.remedy else "")


class ConfigError(InputError):
    """Every mistake that one reading of config.toml found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class TemplateError(InputError):
    """A template that cannot be used, with the place of the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class NotFound(InputError):
    """A word on the command line names nothing we have."""


class FetchError(BriefingError):
    """One feed could not be fetched. `retry_at` is the server's own wish, when it named one;
    `blocked` tells that a bot wall stood before it."""

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        status: int = 0,
        retry_at: datetime | None = None,
        blocked: bool = False,
    ) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.retry_at = retry_at
        self.blocked = blocked


class ParseError(BriefingError):
    """One body is no feed."""


class SkipEdition(BriefingError):
    """No edition this morning. `reason` is a word: quiet, sources, late, holiday, operator."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class DeliveryError(BriefingError):
    """The mail server cannot be used at all; what is unsent stays queued."""


class Busy(BriefingError):
    """Somebody else is at this very work, or was a moment ago; nothing was changed."""


class StoreError(BriefingError):
    """The database cannot be used."""
