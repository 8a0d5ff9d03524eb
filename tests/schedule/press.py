"""A small press for simulated mornings: every evening other news, from two outlets."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.utils import format_datetime
from html import escape
from pathlib import Path
from random import Random

from briefing.config import Settings, load_settings
from briefing.errors import FetchError
from briefing.ingest.fetch import Answer, Due
from briefing.ingest.outcome import Fetched
from briefing.schedule.tick import Shift, tick_editions, tick_feeds
from briefing.store import Store, open_store

OUTLETS = ("gazette", "phare")
CONFIG = """\
operator = "operateur@brief.test"
{top}
[sender]
name = "Le Brief"
address = "bonjour@brief.test"
postal_address = "12 rue des Lilas, Paris"

[transport]
kind = "files"

[ingest]
full_text = "never"

[[newsletters]]
id = "matin"
name = "Le Brief du matin"
{newsletter}
[newsletters.schedule]
{schedule}
"""
FEED = '[[feeds]]\nid = "fr-{id}"\nurl = "https://{id}.test/rss"\ntitle = "{title}"\nweight = 0.8\n'

_NEWS = (
    (
        "{a} rachète {b} pour {n} millions d'euros",
        "Le groupe de {p} paie comptant et garde ses {n} salariés.",
    ),
    (
        "L'usine {a} de {p} supprime {n} emplois",
        "La direction invoque la baisse des commandes de {b}.",
    ),
    (
        "Le bénéfice de {a} recule de {s} % au troisième trimestre",
        "Le fabricant de {p} souffre de la concurrence de {b}.",
    ),
    (
        "La Bourse salue l'arrivée de {a} à la tête de {b}",
        "Le titre gagne {s} % à l'ouverture à {p}.",
    ),
    (
        "Une grève paralyse le port de {p} depuis trois jours",
        "Les dockers de {a} demandent {s} % de hausse de salaire.",
    ),
    (
        "{a} livre son premier train à hydrogène à la région de {p}",
        "Le contrat avec {b} porte sur {n} rames.",
    ),
)
_SYLLABLES = (
    "bal cor den fal gri hol jar kel lum mor nal oss pir qua ros sel tor ulm var wex yon zel"
)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A clock that stands still until it is set."""

    hands: list[datetime] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.hands[-1]

    def set(self, now: datetime) -> None:
        self.hands[:] = [now]


@dataclass(frozen=True, kw_only=True)
class Press:
    """Every feed of the settings, as it reads at the time of the clock."""

    clock: Callable[[], datetime]
    failing: frozenset[str] = frozenset()

    def fetch(self, due: Sequence[Due]) -> Iterator[Answer]:
        for feed, state in due:
            if feed.id in self.failing:
                yield feed, state, FetchError("It does not answer.")
                continue
            body = rss(feed.id, self.clock())
            yield feed, state, Fetched(body=body, url=feed.url, headers={})


def rss(feed_id: str, now: datetime) -> bytes:
    """Return the news of the last evening, each told by every outlet in the same words."""
    evening = now.replace(hour=18, minute=0, second=0, microsecond=0)
    if evening > now:
        evening -= timedelta(days=1)
    items = "".join(
        f"<item><guid>{feed_id}-{evening:%Y%m%d}-{n}</guid><title>{escape(title)}</title>"
        f"<link>https://{feed_id}.test/economie/{evening:%Y%m%d}-{n}</link>"
        f"<description>{escape(teaser)}</description>"
        f"<pubDate>{format_datetime(evening)}</pubDate></item>"
        for n, (title, teaser) in enumerate(news(evening.date()))
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>".encode()


def news(day: date) -> list[tuple[str, str]]:
    dice = Random(day.toordinal())
    told = []
    for title, teaser in _NEWS:
        words = {name: _name(dice) for name in "abp"}
        words |= {"n": str(dice.randint(20, 900)), "s": str(dice.randint(2, 19))}
        told.append((title.format_map(words), teaser.format_map(words)))
    return told


def _name(dice: Random) -> str:
    return "".join(dice.sample(_SYLLABLES.split(), 3)).capitalize()


def settings_in(
    folder: Path, *, top: str = "", newsletter: str = "", schedule: str = ""
) -> Settings:
    """Write a config.toml with files as transport and load it."""
    text = CONFIG.format(top=top, newsletter=newsletter, schedule=schedule)
    text += "".join(FEED.format(id=one, title=one.capitalize()) for one in OUTLETS)
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return load_settings(folder / "config.toml")


@dataclass(frozen=True, kw_only=True)
class House:
    """A running scheduler's world but for its threads: settings, clock, one reader."""

    settings: Settings
    clock: Clock = field(default_factory=Clock)
    failing: frozenset[str] = frozenset()

    def shift(self) -> Shift:
        press = Press(clock=self.clock, failing=self.failing)
        return Shift(settings=self.settings, clock=self.clock, fetcher=lambda _: press)

    def store(self) -> Store:
        return open_store(self.settings.database)

    def look(self, now: datetime) -> None:
        """Ring both ticks once, at that time."""
        self.clock.set(now)
        with self.store() as store:
            tick_feeds(self.shift(), store)
            tick_editions(self.shift(), store)

    def subscribe(self, email: str, now: datetime) -> None:
        with self.store() as store:
            store.add_subscriber(email, "matin", proof="test", now=now)

    @property
    def mails(self) -> list[Path]:
        return sorted(self.settings.transport.folder.glob("*.eml"))

    @property
    def alerts(self) -> list[str]:
        """Return the subject of each alert that was mailed, in order."""
        folder = self.settings.transport.folder / "alerts"
        found = sorted(folder.glob("*.eml"), key=lambda path: int(path.stem))
        return [_subject(path.read_bytes()) for path in found]

    def states(self) -> dict[str, str]:
        with self.store() as store:
            return {
                str(one.day): f"{one.state} {one.reason.partition(':')[0]}".strip()
                for one in store.editions(limit=400)
            }


def _subject(message: bytes) -> str:
    return str(message_from_bytes(message)["Subject"])
