"""[[rules]] of config.toml: what is always or never printed, and what of it cannot be meant."""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from briefing.config.values import Words
from briefing.errors import Fault

SECTIONS = (
    *("économie", "entreprises", "marchés", "tech", "énergie", "travail", "commerce", "climat"),
    *("industrie", "monde", "politique", "société", "local", "santé", "science", "culture"),
    *("sport", "people", "météo", "faits divers", "insolite"),
)  # what a story can be about; a test holds this against the newsroom's own list


class StoryRule(BaseModel):
    """A standing order about stories; all that it names must be there."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    print: Literal["always", "never"] = Field(
        description='"always": it is an item, whatever the limits say; "never": in no section.'
    )
    sources: tuple[str, ...] = Field(
        (), description="Ids of feeds. always: one of them tells it; never: nobody else does."
    )
    words: tuple[Words, ...] = Field(
        (), description='One of these words or phrases stands in a title: "loto", "prix Nobel".'
    )
    sections: tuple[str, ...] = Field(
        (), description='What it is about: "sport", "économie", … as `explain` shows it.'
    )
    newsletters: tuple[str, ...] = Field(
        (), description="Ids of the newsletters it holds for; empty = all."
    )

    @model_validator(mode="after")
    def _is_about_something(self) -> Self:
        if not (self.sources or self.words or self.sections):
            raise ValueError("names nothing. Give it `sources`, `words` or `sections`.")
        return self

    @property
    def told(self) -> str:
        """Return its conditions for a person: « sources fr-a, fr-b; words loto »."""
        parts = (("sources", self.sources), ("words", self.words), ("sections", self.sections))
        return "; ".join(f"{name} {', '.join(values)}" for name, values in parts if values)


def unknown_names(
    document: Mapping[str, Any],
    known: Mapping[str, Sequence[str]],
    *,
    file: str,
    line: Callable[[tuple[str | int, ...]], int],
) -> Iterator[Fault]:
    """Yield each feed, section or newsletter that a rule names and that is not there.

    `known` maps the key of a rule to what it may hold; `line` tells where a place stands.
    """
    rules = document.get("rules")
    for place, rule in enumerate(rules if isinstance(rules, list) else []):
        for key, names in known.items():
            values = rule.get(key) if isinstance(rule, dict) else None
            for value in values if isinstance(values, list) else []:
                if isinstance(value, str) and value not in names:
                    yield Fault(
                        file=file,
                        line=line(("rules", place, key)),
                        key=f"rules.{key}",
                        message=f"{value!r} is none of the {key} there are.",
                        remedy=_remedy(value, names),
                    )


def _remedy(value: str, names: Sequence[str]) -> str:
    close = difflib.get_close_matches(value, names, n=1, cutoff=0.5)
    if close:
        return f"Did you mean `{close[0]}`?"
    some = ", ".join(sorted(names)[:12])
    return f"Known: {some}{', …' if len(names) > 12 else ''}."
