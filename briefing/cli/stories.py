"""explain, stories list | show: what the day's stories are, and why each is printed or not."""

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.cli.command import common_options
from briefing.cli.looks import Look, chosen, look
from briefing.cli.report import say, shorten, show, when
from briefing.cli.session import Session, count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefing.config import Newsletter
    from briefing.model import Dossier, SourceFact, Story
    from briefing.newsroom.apart import Apart

app = typer.Typer(no_args_is_help=True, help="See the stories of a day, printed or not.")

StoryWords = Annotated[
    list[str], typer.Argument(metavar="STORY", help="Its id, the beginning of it, or title words.")
]
LimitOption = Annotated[int, typer.Option("--limit", min=0, help="How many; 0 = all.")]


@common_options
def explain(
    session: Session,
    newsletter: "Newsletter",
    day: "date",
    story: Annotated[
        list[str] | None, typer.Argument(metavar="[STORY]", help="Id, or words of a title.")
    ] = None,
    limit: LimitOption = 40,
) -> None:
    """Tell why a story is printed or not, with its score; without STORY, of all stories of the day.

    The edition is made once more on a copy, with config.toml as it is now. Nothing is changed.
    """
    seen = look(session, newsletter, day)
    if story:
        _explain_one(session, newsletter, seen, chosen(seen, story))
        return
    _list(session, seen, limit=limit)
    _tell_difference(session, seen)


@app.command("list")
@common_options
def list_stories(
    session: Session,
    newsletter: "Newsletter",
    day: "date",
    limit: LimitOption = 40,
) -> None:
    """List the stories of a day, best first, printed or not."""
    _list(session, look(session, newsletter, day), limit=limit)


@app.command("show")
@common_options
def show_story(
    session: Session,
    newsletter: "Newsletter",
    day: "date",
    story: StoryWords,
) -> None:
    """Show a story as it would be told: summary, figures, quotations, and who reports it."""
    seen = look(session, newsletter, day)
    row = chosen(seen, story)
    found = seen.story(row["story_id"])
    dossier = seen.dossier(found.id) or _dossier(session, seen, found)
    session.result(_told_row(row, found, dossier))
    _tell_head(session, row, found)
    _tell_told(session, found, dossier)
    _tell_articles(session, newsletter, found)


def _dossier(session: Session, seen: Look, story: "Story") -> "Dossier":
    """Summarize one that was not on the shortlist, as if it were."""
    from briefing.facts.dossier import dossier
    from briefing.summarize.extractive import summarize

    words = session.settings.summarizer.words
    return dossier(story, summarize(story, words=words, today=seen.day), today=seen.day)


# --- all stories of a day


def _list(session: Session, seen: Look, *, limit: int) -> None:
    record = seen.made.record
    session.result(
        {
            "day": seen.day,
            "items": seen.made.items,
            "skipped": None if record.edition else record.reason,
            "stories": seen.rows[: limit or None],
            "no_news": len(seen.others),
        }
    )
    printed = sum(row["printed"] for row in seen.rows)
    say(
        session,
        f"{seen.day}: {count(seen.made.items, 'item')}, {len(seen.others)} of them no news,"
        f" in {len(seen.rows)} stories; {printed} printed.",
        mood="head",
    )
    if record.edition is None:
        say(session, f"No edition: {record.reason}", mood="warn")
    if not seen.rows:
        say(session, "Nothing of that day is kept: see retention.items, or run `briefing ingest`.")
        return
    shown = seen.rows[: limit or None]
    show(
        session,
        ("#", "Story", "Score", "Src", "Section", "Printed?", "Title"),
        [_line(place, row) for place, row in enumerate(shown, 1)],
        moods=["good" if row["printed"] else "" for row in shown],
        right=frozenset({0, 2, 3}),
    )
    if len(shown) < len(seen.rows):
        say(session, f"… and {len(seen.rows) - len(shown)} more: --limit 0 shows all.", mood="dim")


def _line(place: int, row: dict[str, Any]) -> tuple[str, ...]:
    told = re.sub(r"(, )?\brank \d+(, )?", "", row["reason"])  # it stands in the first column
    return (
        str(place),
        row["story_id"][:8],
        f"{row['score']:.2f}",
        str(row["sources"]),
        row["section"] or "–",
        told,
        ("(update) " if row["update"] else "") + shorten(row["items"][0]["title"], 80),
    )


def _tell_difference(session: Session, seen: Look) -> None:
    """Say so when the edition in the store is not the one that would be made now."""
    if seen.kept is None:
        return
    made = {row["story_id"] for row in seen.rows if row["printed"]}
    kept = seen.kept.story_ids
    if made != kept:
        say(
            session,
            f"The edition in the store differs: {len(kept - made)} of its stories would not be"
            f" printed now, {len(made - kept)} others would: config.toml or items changed.",
            mood="warn",
        )


# --- one story


def _explain_one(
    session: Session, newsletter: "Newsletter", seen: Look, row: dict[str, Any]
) -> None:
    from briefing.edition.disagreement import facts_of
    from briefing.newsroom.apart import kept_apart

    story = seen.story(row["story_id"])
    dossier = seen.dossier(story.id)
    near = kept_apart(story, [*seen.made.stories, *seen.made.repeated, *seen.made.left_out])
    facts = facts_of(dossier or _dossier(session, seen, story), language=newsletter.language)
    session.result(
        {"day": seen.day, **row, "near": list(map(asdict, near)), "disputed": _differing(facts)}
    )
    _tell_head(session, row, story)
    say(session, f"{'Printed' if row['printed'] else 'Not printed'}: {row['reason']}.")
    if seen.kept is not None and (story.id in seen.kept.story_ids) is not row["printed"]:
        was = "was" if story.id in seen.kept.story_ids else "was not"
        say(session, f"In the edition of that morning it {was} printed.", mood="warn")
    if dossier is not None and dossier.summary is not None:
        say(session, f"Lead: {dossier.summary.headline.text}")
    _tell_score(session, story)
    if len(story.articles) > 1:
        shared = ", ".join(story.merged_by) or "copies of one text"
        say(session, f"One story, since its articles share: {shared}.")
    _tell_near(session, near)
    _tell_disputes(session, facts)
    _tell_articles(session, newsletter, story)


def _tell_near(session: Session, near: "Sequence[Apart]") -> None:
    for one in near:
        sides = [", ".join(side) for side in (one.ours, one.theirs)]
        why = f"{sides[0] or 'nothing'} here, {sides[1] or 'nothing'} there"
        if not any(sides):
            why = "too few words in common, or too usual ones"
        say(session, f"Kept apart from {one.story_id[:8]} « {shorten(one.title, 70)} »: {why}.")


def _tell_disputes(session: Session, facts: "Sequence[SourceFact]") -> None:
    differing = _differing(facts)
    if differing:
        say(session, "Its sources disagree:", mood="warn")
    for one in differing:
        by = f", {one['attribution']}" if one["attribution"] else ""
        say(session, f"  {one['source']}: {one['figure']}{by}")


def _differing(facts: "Sequence[SourceFact]") -> list[dict[str, str]]:
    """Return the figures for which outlets give others."""
    return [
        {"source": fact.source, "figure": figure.text, "attribution": figure.attribution}
        for fact in facts
        for figure in fact.figures
        if figure.differs
    ]


def _tell_head(session: Session, row: dict[str, Any], story: "Story") -> None:
    say(session, story.articles[0].item.title, mood="head")
    update = ", an update of a story printed before" if row["update"] else ""
    say(
        session,
        f"{story.id} · {story.section or 'no section'} · {count(row['sources'], 'source')}"
        f" · economy {story.eco:.1f}, odd {story.odd:.1f}{update}",
        mood="dim",
    )


def _tell_score(session: Session, story: "Story") -> None:
    rows = [
        (one.name, f"{one.value:.2f}", f"{one.weight:.2f}", f"{one.weight * one.value:+.3f}")
        for one in story.terms
    ]
    total = ("score", "", "", f"{story.score:.3f}")
    headers = ("Term", "Value", "Weight", "Points")
    show(session, headers, [*rows, total], right=frozenset({1, 2, 3}))


def _tell_articles(session: Session, newsletter: "Newsletter", story: "Story") -> None:
    zone = newsletter.schedule.zone
    by_id = {one.id: one.outlet for one in story.articles}
    show(
        session,
        ("Id", "Dated", "Outlet", "Note", "Title", "Link"),
        [
            (
                one.id[:8],
                when(one.item.dated, zone),
                one.outlet,
                f"copy of {by_id.get(one.copy_of, one.copy_of[:8])}" if one.copy_of else "",
                shorten(one.item.title, 70),
                one.item.url or "",
            )
            for one in story.articles
        ],
    )


def _told_row(row: dict[str, Any], story: "Story", dossier: "Dossier") -> dict[str, Any]:
    summary = dossier.summary
    return {
        **row,
        "summary": None
        if summary is None
        else [_sentence_row(one, story) for one in (summary.headline, *summary.sentences)],
        "figures": [{"text": one.text, "sentence": one.sentence} for one in dossier.figures],
        "quotations": [{"text": one.text, "speaker": one.speaker} for one in dossier.quotations],
        "events": [{"text": one.text, "day": one.day, "at": one.at} for one in dossier.events],
    }


def _sentence_row(sentence: Any, story: "Story") -> dict[str, Any]:
    return {"text": sentence.text, "sources": _outlets(sentence.article_ids, story)}


def _outlets(ids: tuple[str, ...], story: "Story") -> list[str]:
    return list(dict.fromkeys(one.outlet for one in story.articles if one.id in ids))


def _tell_told(session: Session, story: "Story", dossier: "Dossier") -> None:
    if dossier.summary is None:
        say(session, "Nothing of it is fit to print: no sentence stands alone.", mood="warn")
    else:
        for one in (dossier.summary.headline, *dossier.summary.sentences):
            say(session, f"  {one.text} ({', '.join(_outlets(one.article_ids, story))})")
    for figure in dict.fromkeys(one.text for one in dossier.figures):
        say(session, f"  Figure: {figure}", mood="dim")
    for quotation in dossier.quotations:
        say(session, f"  « {quotation.text} » {quotation.speaker or 'nobody named'}", mood="dim")
    for event in dossier.events:
        say(session, f"  {event.day} {event.at or ''}: {event.text}", mood="dim")
