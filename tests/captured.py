"""Captured evenings for tests: DIR/<day>/<feed>.xml, written by hand."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape
from pathlib import Path

Entry = tuple[str, str]  # title, teaser

RATES = (
    "La Banque centrale européenne relève son taux directeur à 2,5 %",
    "Les marchés attendaient cette hausse depuis que l'inflation a dépassé 3 % dans la zone euro.",
)
AIRBUS = (
    "Airbus livre 71 avions en octobre et augmente ses bénéfices",
    "Le constructeur européen confirme son objectif de 820 livraisons pour l'année entière.",
)
STRIKE = (
    "Le port du Havre à l'arrêt après une grève des dockers",
    "Le syndicat CGT demande une hausse des salaires de 4 % et trois cents embauches.",
)
TARIFFS = (
    "Bruxelles suspend ses droits de douane sur les engrais russes",
    "La mesure doit faire baisser de 60 millions d'euros la facture des agriculteurs européens.",
)
CHIPS = (
    "Samsung construit une usine de semi-conducteurs de 17 milliards de dollars au Texas",
    "Le groupe coréen promet d'y embaucher 2 000 salariés avant la fin de la décennie.",
)
OIL = (
    "Le pétrole recule de 4 % après l'accord de l'Opep",
    "Le baril de Brent est tombé à 71 dollars à Londres, au plus bas depuis le mois de mars.",
)


def capture(
    folder: Path, day: str, feed: str, *entries: Entry, title: str = "La Gazette", link: str = ""
) -> Path:
    """Write one captured body and return it. Its items came at 18:00 UTC of that day."""
    moment = datetime.combine(date.fromisoformat(day), time(18, tzinfo=UTC))
    path = folder / day / f"{feed}.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_rss(entries, title=title, link=link, moment=moment, feed=feed), "utf-8")
    return path


def _rss(entries: Sequence[Entry], *, title: str, link: str, moment: datetime, feed: str) -> str:
    items = "".join(
        f"<item><title>{escape(head)}</title><description>{escape(text)}</description>"
        f"<link>https://{feed}.example/economie/{abs(hash_of(head))}</link>"
        f"<pubDate>{format_datetime(moment)}</pubDate></item>"
        for head, text in entries
    )
    own = f'<atom:link rel="self" href="{link}"/>' if link else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>{escape(title)}</title>{own}{items}</channel></rss>"
    )


def hash_of(text: str) -> int:
    """Return a number that is the same in each run."""
    return int.from_bytes(text.encode()[:6])
