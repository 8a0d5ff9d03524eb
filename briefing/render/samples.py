"""Every page of the web server with made-up variables, full and bare: to try templates. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from briefing.model import Edition
from briefing.render.context import PageContext
from briefing.render.pages import ArchiveContext, MonthView, PartView, ResultView
from briefing.render.readers import ChoiceView, ImprintView, ReaderContext

_URL = "https://brief.example/matin"
PUBLIC = ("index", "not_found", "old_link", "preview")
ARCHIVE = ("archive", "search")
READERS = (
    *("join", "join_sent", "join_closed", "confirm", "welcome", "moved", "preferences"),
    *("erase", "erased", "unsubscribe", "unsubscribed", "legal"),
)
_DONE = ("saved", "confirm", "later", "paused", "resumed", "asked", "used", "why")


def pages(edition: Edition, *, name: str, theme: str) -> Iterator[tuple[str, PageContext]]:
    """Yield each template's name with what it may be given: what is there, and what is not."""
    bare = PageContext(language=edition.language, theme=theme)
    full = replace(
        bare,
        newsletter_name=name,
        token="sample",
        public_url="https://brief.example",
        editions=(edition,),
        archive_url=f"{_URL}/archive",
        join_url=f"{_URL}/join",
        legal_url=f"{_URL}/legal",
        indexed=True,
    )
    for page in (bare, full):
        shared: dict[str, Any] = {
            key: getattr(page, key) for key in PageContext.__dataclass_fields__
        }
        filled = page is full
        yield from ((f"web/{one}.html", page) for one in PUBLIC)
        archive = _archive(edition) if filled else {}
        yield from ((f"web/{one}.html", ArchiveContext(**shared, **archive)) for one in ARCHIVE)
        for done in _DONE if filled else ("",):
            reader = ReaderContext(**shared, **(_reader(done) if filled else {}))
            yield from ((f"web/{one}.html", reader) for one in READERS)


def _archive(edition: Edition) -> dict[str, Any]:
    month = MonthView(name="Novembre 2026", url=f"{_URL}/archive/2026-11", editions=1, shown=True)
    found = ResultView(
        url=f"{_URL}/{edition.day}",
        date="Lundi 23 novembre 2026",
        corrected=True,
        parts=(PartView(text="Les ", hit=False), PartView(text="taux", hit=True)),
    )
    return {
        "month": month.name,
        "months": (month, replace(month, shown=False)),
        "corrected": frozenset({edition.day}),
        "search_url": f"{_URL}/search",
        "feeds": (("Atom", f"{_URL}/atom.xml", "application/atom+xml"),),
        "query": "taux",
        "asked": True,
        "results": (found,),
        "total": 21,
        "previous_url": f"{_URL}/search?page=1",
        "next_url": f"{_URL}/search?page=3",
    }


def _reader(done: str) -> dict[str, Any]:
    choice = ChoiceView(id="matin", name="Le Brief", note="à 6 h 30", chosen=True)
    return {
        "action": f"{_URL}/join",
        "schedule_note": "du lundi au vendredi à 6 h 30",
        "email": "anne@lecteurs.example",
        "problem": "Un problème.",
        "done": done,
        "stamp": "1",
        "choices": (choice, replace(choice, id="soir", until="mardi 8 décembre 2026")),
        "agreed": "Je veux recevoir le brief.",
        "latest": "<p>La dernière.</p>",
        "latest_title": "La dernière",
        "latest_url": f"{_URL}/2026-11-23",
        "preferences_url": "/preferences/sample",
        "move": done == "asked",
        "imprint": ImprintView(
            publisher="Le Brief",
            director="Anne",
            hosting="Chez nous",
            contact="bonjour@brief.example",
            backups="30 jours",
        ),
    }
