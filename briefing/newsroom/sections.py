"""An item and its feed → the name of its section, and how much that is about the economy."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from briefing.model import Feed, Item
from briefing.newsroom.habits import NONE, Habit, outlet_name
from briefing.newsroom.lexicon import folders, section_counts, section_hits, slug
from briefing.newsroom.topics import Languages, likely_section

FRONT_PAGE = "une"
_ECO = dict.fromkeys(
    (
        "économie",
        "entreprises",
        "marchés",
        "tech",
        "énergie",
        "travail",
        "commerce",
        "climat",
        "industrie",
    ),
    1.0,
) | {"monde": 0.6, "politique": 0.6}
_REST = 0.2
_BROAD = frozenset({"climat"})  # such folders hold heat waves, farming laws and viruses too
_WITH_WEATHER = frozenset({"monde", "société", "politique", "local", "santé"})
_ENOUGH = 2  # a word in the title, or two in the teaser
ENOUGH_ECONOMY = 3  # a company's name alone makes no economic news
# An app, a reactor, a farm or a train may stand in any news: of these words alone nothing follows.
NO_PROOF = frozenset({"tech", "énergie", "industrie"})
_PROOF = 2  # one word in the title, or two in the teaser, that are of money, work or trade
_MUCH = 0.45  # share of the known words
_FINER = dict.fromkeys(
    ("entreprises", "marchés", "énergie", "travail", "commerce", "industrie"), "économie"
) | {"people": "culture", "insolite": "société"}  # too few of them to learn from
_DEPARTMENT = re.compile(r"[a-z-]+-(\d{2,3}|2[ab])")  # /paris-75/
_COMPANIES = frozenset({"societes", "sociétés"})  # without its s it is society
_NUMBERED = re.compile(r"([a-z]+(?:-[a-z_]+){0,3})-\d{6,}")  # /news/business-53712890


def eco_of(section: str) -> float:
    """Return how much a section is about the economy: 1, 0.6 or 0.2."""
    return _ECO.get(section, _REST)


def section_of(
    item: Item,
    feed: Feed,
    *,
    label: str | None = None,
    habit: Habit = NONE,
    learned: Languages | None = None,
) -> str:
    """Return the section by address, else category, else feed, else words; "" when none says it.

    `label` is what label_of returns, if it is known already; `habit` what the feed's other items
    are filed under; `learned` stands for what was shipped, where another lesson is measured.
    """
    if label is None:
        label = label_of(item, feed)
    counts = section_counts(item.title, item.summary, item.language)
    spoken = _most(counts)
    if not label:
        likely = likely_section(
            item.title,
            item.summary,
            language=item.language,
            counts=counts,
            outlet=outlet_name(item, feed),
            habit=habit,
            learned=learned,
        )
        # The finer section that our own words name within the learned one.
        return spoken if not likely or wider(spoken) == likely else likely
    if label in _BROAD:
        return spoken or label
    return spoken if spoken == "météo" and label in _WITH_WEATHER else label


def label_of(item: Item, feed: Feed) -> str:
    """Return the section that the outlet itself gives an item; "" when it says none."""
    return of_url(item.url) or _of_categories(item.categories) or of_label(feed.section)


def wider(section: str) -> str:
    """Return the section that is learned for one of which there is too little to learn from."""
    return _FINER.get(section, section)


def of_url(url: str | None) -> str:
    """Return the section that the folders of an address name, the deepest that is known."""
    found = ""
    for folder in url_folders(url):
        if not found and _DEPARTMENT.fullmatch(folder):  # later it is a league: /rugby/top-14/
            found = "local"
        elif name := of_label(folder):
            if name == "opinion":
                return name
            if found != "local" or name != "industrie":  # a town's buses are the town's
                found = name
    return found


def url_folders(url: str | None) -> list[str]:
    """Return the folders of an address without its last part, which is the title or a number.

    A last part like « business-53712890 » is a folder and a number.
    """
    parts = [part.lower() for part in urlsplit(url or "").path.split("/") if part]
    numbered = _NUMBERED.fullmatch(parts[-1]) if parts else None
    return parts[:-1] + ([numbered[1].split("-")[0]] if numbered else [])


def of_label(label: str) -> str:
    """Return the section that a folder, a category or a feed's label names; "" when unknown."""
    key = slug(label)
    if label.lower() in _COMPANIES:
        return "entreprises"
    return "" if key == FRONT_PAGE else folders().get(key, "")


def _of_categories(categories: tuple[str, ...]) -> str:
    for category in categories:
        for part in (category, *reversed(category.split("/"))):
            if name := of_label(part):
                return name
    return ""


def of_words(title: str, teaser: str, *, language: str) -> str:
    """Return the section of most known words; on a tie crime, then the more economic one."""
    return _most(section_counts(title, teaser, language))


def _most(counts: Mapping[str, int]) -> str:
    told = [name for name, count in counts.items() if count >= _enough(name)]
    return min(
        told,
        key=lambda name: (-counts[name], name != "faits divers", -eco_of(name), name),
        default="",
    )


def _enough(section: str) -> int:
    return ENOUGH_ECONOMY if eco_of(section) >= 1 else _ENOUGH


def economic_words(title: str, teaser: str, *, language: str, apart_from: str = "") -> int:
    """Count the words of economic sections, those of the title twice; 0 when others outweigh them.

    What is said counts here, whatever the folder: a trade war, a budget. The words of the section
    `apart_from` are no proof: an app's name in news of tech.
    """
    hits = [hit for hit in section_hits(title, teaser, language) if hit[0] != apart_from]
    economic = sum(weight for name, weight in hits if _is_economic(name))
    return economic if economic >= _MUCH * sum(weight for _, weight in hits) else 0


def tells_of_money(title: str, teaser: str, *, language: str) -> bool:
    """Say whether money, work, trade or companies are spoken of, not only what they deal with."""
    hits = section_hits(title, teaser, language)
    told = sum(weight for name, weight in hits if _is_economic(name) and name not in NO_PROOF)
    return told >= _PROOF


def in_title(title: str, *, language: str, apart_from: str) -> bool:
    """Say whether a title has a word of an economic section."""
    return any(
        _is_economic(name) for name, _ in section_hits(title, "", language) if name != apart_from
    )


def _is_economic(section: str) -> bool:
    return eco_of(section) >= 1 and section not in _BROAD
