"""A made morning → its report: counts, every story and why it was printed or not; two compared."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from briefing.config import Newsletter
from briefing.edition.desk import Options
from briefing.edition.sections import need_to_know
from briefing.model import (
    Edition,
    EditionRecord,
    RatesBlock,
    Ruling,
    Story,
    StoryBlock,
    TextBlock,
)
from briefing.reports import MakeReport


def skipped_report(
    newsletter: Newsletter, day: date, *, reason: str, detail: str = ""
) -> dict[str, Any]:
    """Return the report of a morning for which nothing was made. `reason` is a word."""
    report = {"newsletter": newsletter.id, "day": day.isoformat(), "skipped": reason}
    return report | ({"detail": detail} if detail else {}) | {"counts": {}, "stories": []}


def story_report(
    made: MakeReport, newsletter: Newsletter, *, economy_quota: float
) -> dict[str, Any]:
    """Return counts per stage, and the stories, best first, with their terms and verdicts."""
    record = made.record
    printed = printed_in(record)
    stories = [*made.stories, *made.repeated, *made.left_out]
    counts = {
        "items": made.items,
        "articles": sum(len(one.articles) for one in stories),
        "copies": sum(bool(one.copy_of) for story in stories for one in story.articles),
        "stories": len(stories),
        "repeated": len(made.repeated),
        "left_out": len(made.left_out),
        "shortlisted": len(made.dossiers),
        "fit_to_print": sum(one.summary is not None for one in made.dossiers),
        "printed": len(printed),
    }
    head: dict[str, Any] = {"newsletter": newsletter.id, "day": record.day.isoformat()}
    if record.edition is None:
        head["skipped"], _, head["detail"] = record.reason.partition(": ")
    refused = _refused(made, newsletter, economy_quota=economy_quota)
    rows = [
        _row(story, printed=story.id in printed, reason=f"rank {rank}, {why}")
        for rank, story in enumerate(stories, 1)
        for why in [_with_rulings(story, _reason(story, made, printed, refused))]
    ]
    return head | {"counts": counts, "stories": rows}


def write_report(path: Path, report: Mapping[str, Any]) -> None:
    text = json.dumps(report, ensure_ascii=False, indent=1, default=str)
    path.write_text(text + "\n", encoding="utf-8")


def printed_in(record: EditionRecord) -> dict[str, str]:
    """Map the id of each printed story to the first section it stands in."""
    printed: dict[str, str] = {}
    for section in record.edition.sections if record.edition else ():
        for block in section.blocks:
            if block.story_id:
                printed.setdefault(block.story_id, section.kind)
    return printed


def _row(story: Story, *, printed: bool, reason: str) -> dict[str, Any]:
    return {
        "story_id": story.id,
        "section": story.section,
        "score": round(story.score, 4),
        "terms": [asdict(term) for term in story.terms],
        "eco": story.eco,
        "odd": story.odd,
        "sources": story.sources,
        "near": list(story.near),
        "kin": story.kin,
        "reach": story.reach,
        "update": story.update,
        "printed": printed,
        "reason": reason,
        "items": [
            {"id": one.id, "feed": one.feed.id, "title": one.item.title, "url": one.item.url}
            for one in story.articles
        ],
        "merged_by": list(story.merged_by),
        "ruled_by": list(story.ruled_by),
    }


def _with_rulings(story: Story, reason: str) -> str:
    """Say what operator and rules did to it beside why it is printed or not."""
    return "; ".join((reason, *story.ruled_by))


def _reason(
    story: Story, made: MakeReport, printed: Mapping[str, str], refused: Mapping[str, str]
) -> str:
    if story.id in printed:
        return f"in {printed[story.id]}"
    if story.ruling is Ruling.OUT:
        return "left out"
    if any(one.id == story.id for one in made.repeated):
        return "printed before, and nothing new"
    dossier = next((one for one in made.dossiers if one.story.id == story.id), None)
    if dossier is None:
        return "below the shortlist"
    if dossier.summary is None:
        return "nothing fit to print"
    return refused.get(story.id, "no section took it")


def _refused(
    made: MakeReport, newsletter: Newsletter, *, economy_quota: float
) -> Mapping[str, str]:
    """Map the id of each story that is no item to the rule that kept it out."""
    items = next((one for one in newsletter.sections if one.kind == "need_to_know"), None)
    if items is None:
        return {}
    options = Options(
        max=items.max or need_to_know.LIMIT,
        language=newsletter.language,
        day=made.record.day,
        taken=frozenset(),
        economy_quota=economy_quota,
        lead="",
    )
    return need_to_know.refusals(made.dossiers, options)


# --- two editions of one morning


def compare(
    before: Edition | None, after: Edition | None, *, stories: Mapping[str, str]
) -> dict[str, Any]:
    """Return what `after` prints otherwise: subject, stories that came, went, moved.

    `stories` tells for each story id of `after` why it is printed or not.
    """
    old, new = _places(before), _places(after)
    return {
        "subject": [before.subject if before else None, after.subject if after else None],
        "came": [{"lead": one.lead, "place": one.name} for id, one in new.items() if id not in old],
        "went": [
            {
                "lead": one.lead,
                "place": one.name,
                "reason": stories.get(id, "not among its stories"),
            }
            for id, one in old.items()
            if id not in new
        ],
        "moved": [
            {"lead": one.lead, "place": [old[id].name, one.name]}
            for id, one in new.items()
            if id in old and old[id].name != one.name
        ],
    }


@dataclass(frozen=True, slots=True)
class _Place:
    name: str  # « need_to_know 2 »
    lead: str


def _places(edition: Edition | None) -> dict[str, _Place]:
    """Map each story to where it stands first."""
    places: dict[str, _Place] = {}
    for section in edition.sections if edition else ():
        for at, block in enumerate(section.blocks, 1):
            if isinstance(block, RatesBlock | TextBlock):
                continue  # of no story
            lead = block.lead.text if isinstance(block, StoryBlock) else block.text
            places.setdefault(block.story_id, _Place(f"{section.kind} {at}", lead))
    return places
