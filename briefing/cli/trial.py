"""One address asked by hand → what would come of it as a feed: items, warnings, feeds it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, FetchError, InputError, ParseError
from briefing.model import Article, Feed, FeedState, Kind

if TYPE_CHECKING:
    from briefing.config import Settings
    from briefing.ingest.discover import LinkedFeed

_OLD = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """`articles` is empty when `error` is set; `linked` holds the feeds that a web page names."""

    feed: Feed
    url: str  # where it was found in the end
    title: str = ""  # as the feed calls itself
    articles: tuple[Article, ...] = ()
    linked: "tuple[LinkedFeed, ...]" = ()
    error: BriefingError | None = None


def address(text: str) -> str:
    """Return what was typed as a web address: "lemonde.fr" is https://lemonde.fr."""
    typed = text.strip()
    url = typed if "://" in typed else f"https://{typed}"
    if not url.startswith(("http://", "https://")) or not url.partition("://")[2].strip("/"):
        raise InputError(f"{text!r} is no web address.", hint='Write "https://…".')
    return url


def try_feed(settings: "Settings", feed: Feed, *, now: datetime) -> Trial:
    """Fetch and parse it as `ingest` would; nothing is kept."""
    from briefing.ingest.discover import linked_feeds
    from briefing.ingest.fetch import HttpFetcher
    from briefing.ingest.outcome import Fetched
    from briefing.ingest.parse import parse, read_channel
    from briefing.newsroom.desk import to_articles

    ((_, _, got),) = HttpFetcher(settings.ingest).fetch([(feed, FeedState(feed_id=feed.id))])
    if isinstance(got, FetchError):
        return Trial(feed=feed, url=feed.url, error=got)
    assert isinstance(got, Fetched), "nothing was known of it, so it cannot be unchanged"
    try:
        items = parse(got.body, feed=feed, url=got.url, headers=got.headers, now=now)
    except ParseError as error:
        linked = linked_feeds(got.body, url=got.url)
        return Trial(feed=feed, url=got.url, error=error, linked=linked)
    return Trial(
        feed=feed,
        url=got.url,
        title=read_channel(got.body, headers=got.headers).title,
        articles=to_articles(items, {feed.id: feed}),
    )


def spoken(articles: Sequence[Article]) -> str:
    """Return the language that titles and teasers are written in; "" when that is not clear."""
    from briefing.text.language import language_of

    return language_of("\n".join(f"{one.item.title}\n{one.item.summary}" for one in articles))


def warnings(trial: Trial, *, now: datetime) -> list[str]:
    """Return what an operator should know before relying on this feed."""
    if trial.error is not None:
        return []
    if not trial.articles:
        return ["It is a feed without any item: nothing can come of it today."]
    found = [*_of_dates(trial.articles, now), *_of_texts(trial)]
    if trial.url != trial.feed.url:
        found.append(f"It has moved: write {trial.url} into config.toml.")
    return found


def _of_dates(articles: Sequence[Article], now: datetime) -> list[str]:
    dates = [one.item.published for one in articles if one.item.published is not None]
    undated = len(articles) - len(dates)
    if not dates:
        return ["No item has a date: they count from when they are first seen."]
    found = []
    if undated:
        found.append(f"{undated} of {len(articles)} items have no date.")
    if now - max(dates) > _OLD:
        days = (now - max(dates)).days
        found.append(f"The newest item is {days} days old: the feed may be abandoned.")
    return found


def _of_texts(trial: Trial) -> list[str]:
    articles, n = trial.articles, len(trial.articles)
    language = trial.feed.language.partition("-")[0]
    told = spoken(articles)
    bare = sum(not one.item.summary for one in articles)
    linkless = sum(one.item.url is None for one in articles)
    other = sum(one.kind is not Kind.NEWS for one in articles)
    damaged = sum(one.damaged for one in articles)
    links = {one.item.url for one in articles if one.item.url}
    checks = (
        (
            bool(told) and told != language,
            f'It reads as "{told}" and is declared as "{language}": set its `language`.',
        ),
        (2 * bare >= n, f"{bare} of {n} items have no teaser: only their titles can be told."),
        (linkless > 0, f"{linkless} of {n} items have no link: they cannot be printed."),
        (n > 1 and len(links) == 1, "All items have the same link: readers cannot follow it."),
        (2 * other >= n, f"{other} of {n} items are no news (opinion, live, podcast, promo …)."),
        (damaged > 0, f"{damaged} of {n} teasers have lost their accents: never printed."),
    )
    return [text for wrong, text in checks if wrong]
