"""What can be set: one class per table of config.toml, each field with its meaning and default."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from briefing.config.pages import Imprint, Web
from briefing.config.rules import StoryRule
from briefing.config.table import Table
from briefing.config.units import Duration, LocalTime, Size, Weekday, duration, local_time
from briefing.config.values import (
    Country,
    Identifier,
    Language,
    Line,
    Mailbox,
    NewsletterId,
    Rule,
    Share,
    SkipDate,
    TimeZone,
    Wait,
    WebAddress,
    Words,
)
from briefing.findings import Weight
from briefing.model import Feed, Reuse


class Sender(Table):
    name: Line = Field("", description="Name in the From line.")
    address: Mailbox = Field(description="Address in the From line.")
    reply_to: Mailbox = Field("", description="Where answers go; empty = the sender's address.")
    postal_address: Words = Field(description="Printed in the footer. No mail leaves without it.")


class Skip(Table):
    country: Country = Field(
        "",
        description='"FR", "DE-BY": no edition on any public holiday there; empty = none. Needs'
        " the extra `briefing[holidays]`.",
    )
    dates: tuple[SkipDate, ...] = Field(
        (), description='Days without an edition: "12-25" every year, "2026-12-24" once.'
    )
    exceptions: tuple[SkipDate, ...] = Field(
        (), alias="except", description="Days that are sent whatever the other rules say."
    )


class Schedule(Table):
    timezone: TimeZone = Field(
        "Europe/Paris", description="The zone in which the hours below are meant."
    )
    days: tuple[Weekday, ...] = Field(
        (0, 1, 2, 3, 4), min_length=1, description='Days with an edition: "mon" … "sun".'
    )
    send_at: LocalTime = Field(local_time("06:30"), description="When the mail leaves.")
    make_before: Duration = Field(
        duration("45m"), description="The edition is made this long before."
    )
    max_late: Duration = Field(
        duration("2h"), description="Later than that it is skipped, with an alert."
    )
    skip: Skip = Field(Skip(), description="Days without an edition.")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class SectionOptions(Table):
    kind: str = Field(description="Which section; see docs/reference/sections.md.")
    title: Line = Field("", description="Its heading; empty = the section's own.")
    max: int | None = Field(
        None, ge=1, le=12, description="Most entries; default: the section's own limit."
    )


DEFAULT_SECTIONS = tuple(
    SectionOptions(kind=kind)
    for kind in (
        *("need_to_know", "watch", "markets", "big_story"),
        *("number", "quote", "discoveries", "correction"),
    )
)


class Newsletter(Table):
    id: NewsletterId = Field(description="Its name in commands and web addresses, for ever.")
    name: Words = Field(description="Its name for readers.")
    language: Language = Field("fr", description='"fr", "fr-CA", "en-US", … (BCP 47)')
    theme: Literal["papier", "nuit", "sobre"] = Field("papier", description="Colours and fonts.")
    subject_style: Literal["liste", "titre"] = Field(
        "liste",
        description='The subject line: a headline of at most 50 characters, or ("titre") of 40.',
    )
    approval: Literal["auto", "manual", "hold-if-flagged"] = Field(
        "auto",
        description="Who lets the edition out: the hour, you, or you when there is a doubt.",
    )
    approval_deadline: Literal["skip", "send"] = Field(
        "skip", description="What becomes of an edition that nobody approved by `max_late`."
    )
    flag_coverage_below: Share = Field(
        0.8, description="With fewer of its feeds answering, `hold-if-flagged` holds the edition."
    )
    feeds: tuple[str, ...] = Field(
        (), description="Ids of its feeds; empty = every feed of its language."
    )
    schedule: Schedule = Field(Schedule(), description="When it goes out.")
    sections: tuple[SectionOptions, ...] = Field(
        DEFAULT_SECTIONS, min_length=1, description="What is in it, in this order."
    )
    sender: Sender | None = Field(None, description="Overrides the common [sender].")


class FeedTable(Table):
    id: Identifier = Field(
        "", validate_default=False, description="Default: a slug of the address."
    )
    url: WebAddress = Field(description="Address of the feed.")
    title: Line = Field("", description="The outlet's name as printed; default: its host.")
    language: Language = Field("fr", description="Language of the feed.")
    section: str = Field("une", description='What it is about; "une" = front page.')
    weight: Share = Field(0.5, description="Trust and importance, 0 … 1.")
    reuse: Reuse = Field(
        Reuse.SENTENCE,
        description="How much of a text may be reprinted: link, title, teaser, sentence.",
    )
    odd: bool = Field(False, description="A source of oddities, for the discoveries.")
    enabled: bool = Field(True, description="false: kept in the list, and not asked.")

    def feed(self) -> Feed:
        """Return it as the noun the rooms know."""
        host = re.sub(r"^www\.", "", self.url.split("/")[2].lower())
        return Feed(
            id=self.id or slug(self.url),
            url=self.url,
            title=self.title or host,
            language=self.language,
            section=self.section,
            weight=self.weight,
            reuse=self.reuse,
            odd=self.odd,
        )


class Ingest(Table):
    contact: str = Field("", description="In the User-Agent: where a publisher can reach you.")
    max_body: Size = Field(5_000_000, description="Largest body after decompression.")
    timeout: Wait = Field(duration("20s"), description="Longest a fetch may take overall.")
    concurrency: int = Field(50, ge=1, le=500, description="Fetches at once.")
    per_host: int = Field(2, ge=1, le=20, description="Fetches at once per host and port.")
    every: Wait = Field(duration("1h"), description="How often a feed is asked.")
    allow_private_networks: bool = Field(
        False, description="Also fetch from loopback and private addresses, on any port."
    )
    full_text: Literal["shortlist", "always", "never"] = Field(
        "shortlist", description="For which stories the page itself is read."
    )
    page_budget: Duration = Field(
        duration("60s"), description="Longest that reading pages may keep an edition waiting."
    )


class Markets(Table):
    """The table is there: rates are fetched. It is not: none are."""

    rates: WebAddress = Field(
        "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml",
        description="Reference rates of the euro, in the European Central Bank's form.",
    )


class Calendar(Table):
    url: WebAddress = Field(description="Address of the calendar (.ics).")
    title: Line = Field("", description="Who announces it, as printed; default: its host.")
    timezone: TimeZone = Field(
        "Europe/Paris", description="The zone of hours for which the calendar names none."
    )

    @property
    def source(self) -> str:
        return self.title or re.sub(r"^www\.", "", self.url.split("/")[2].lower())


class Ranking(Table):
    coverage: Share = Field(
        0.30,
        description="Weight of: how many outlets tell it, in one story or in several that tell of"
        " the same; what others tell of the same war, trial or heat wave counts by half, once two"
        " tell the event.",
    )
    freshness: Share = Field(0.20, description="Weight of: how new it is.")
    weight: Share = Field(0.15, description="Weight of: the best feed's own weight.")
    economy: Share = Field(0.25, description="Weight of: how much it is about the economy.")
    density: Share = Field(
        0.10, description="Weight of: does it hold money, percent, an organisation."
    )
    local: Share = Field(
        0.50,
        description="Lost by what concerns one town or region, and by crime; half of it by a crime"
        " that six outlets tell.",
    )
    sport: Share = Field(0.50, description="Lost by sport.")
    people: Share = Field(0.50, description="Lost by news of celebrities.")
    weather: Share = Field(
        0.20, description="Lost by weather, unless six outlets tell it: then it is a big event."
    )
    domestic: Share = Field(
        0.15,
        description="Lost by one country's politics and society; half of it by politics that five"
        " outlets tell, and by what a company is judged or blamed for.",
    )
    economy_quota: Share = Field(
        0.6, description="Share of items that must be about the economy, and the first one."
    )


class Typography(Table):
    narrow_space: Literal["202f", "00a0"] = Field(
        "202f", description='Before ; ! ? in HTML; "00a0" where a client shows it badly.'
    )


class Summarizer(Table):
    kind: Literal["extractive"] = Field(
        "extractive", description="Who writes: the sources' own words."
    )
    words: int = Field(35, ge=10, le=80, description="Longest sentence, in words.")


class Transport(Table):
    kind: Literal["smtp", "files"] = Field("smtp", description="Send, or write .eml files.")
    folder: Path = Field(Path("outbox"), description="Where files go.")


class Smtp(Table):
    host: str = Field("127.0.0.1", min_length=1, description="The mail server (relay).")
    port: int = Field(25, ge=1, le=65535, description="Its port.")
    security: Literal["", "starttls", "tls", "none"] = Field(
        "", description='Default: "none" on a loopback host, "starttls" elsewhere.'
    )
    username: str = Field("", description="Login, where the server asks for one.")
    password_env: str = Field("", description="Name of the environment variable with the password.")
    password_file: Path | None = Field(None, description="File that holds the password.")
    timeout: Wait = Field(duration("60s"), description="Longest wait for an answer.")

    @property
    def loopback(self) -> bool:
        return self.host in {"localhost", "::1"} or self.host.startswith("127.")

    @property
    def effective_security(self) -> Literal["starttls", "tls", "none"]:
        if self.security == "":
            return "none" if self.loopback else "starttls"
        return self.security


class DeliverySettings(Table):
    connections: int = Field(10, ge=1, le=100, description="Connections to the server at once.")
    rate: float = Field(0, ge=0, description="Messages a second; 0 = as fast as the server takes.")
    per_domain: float = Field(
        0, ge=0, description="Messages a second to each recipient domain; 0 = no limit of its own."
    )
    retry_delays: tuple[Duration, ...] = Field(
        tuple(map(duration, ("1m", "5m", "15m", "1h"))),
        description="Waits before a deferred message is tried again.",
    )
    ambiguous: Literal["hold", "resend"] = Field(
        "hold", description="What to do when the connection died after the final dot."
    )
    stop_above: Share = Field(
        0.3,
        description="With a larger share of the last messages refused for good, the edition is"
        " paused, with an alert; 1 = never.",
    )
    return_path: Mailbox = Field(
        "",
        description="A mailbox for bounces and for wishes to leave; each message names it in its"
        " own way, NAME+ID@DOMAIN. Empty = bounces go to the sender's address.",
    )


class Bounces(Table):
    hard: int = Field(
        2, ge=1, description="So many mails came back since nobody is there: no more are sent."
    )
    soft: int = Field(
        5, ge=1, description="So many came back for another reason, say a full mailbox."
    )
    within: Wait = Field(timedelta(days=30), description="How far back is counted.")


class Dkim(Table):
    enabled: bool = Field(False, description="Sign here; off when the relay signs.")
    domain: str = Field("", description="Signing domain.")
    selector: str = Field("brief", description="Selector under _domainkey.")
    key_file: Path = Field(Path("dkim.pem"), description="The private key.")


class Retention(Table):
    items: Duration = Field(timedelta(days=30), description="How long items are kept.")


class Settings(Table):
    """The whole of config.toml. Paths are absolute after loading."""

    database: Path = Field(Path("briefing.db"), description="The SQLite file.")
    templates: Path = Field(Path("templates"), description="Your templates, looked up first.")
    public_url: WebAddress = Field(
        "http://127.0.0.1:8080", description="Where readers reach the web pages (links in mails)."
    )
    operator: Mailbox = Field("", description="Gets alerts; empty = log only.")
    sender: Sender = Field(description="Who writes.")
    newsletters: tuple[Newsletter, ...] = Field(min_length=1, description="What is written.")
    feeds: tuple[FeedTable, ...] = Field((), description="Where news comes from.")
    ingest: Ingest = Field(Ingest(), description="How feeds are fetched.")
    markets: Markets | None = Field(None, description="Reference rates; absent = none.")
    calendars: tuple[Calendar, ...] = Field((), description="What is announced for which day.")
    calendar: Path | None = Field(
        None, description='Your own dates, a file like "calendar.toml"; see docs/how-to/agenda.md.'
    )
    ranking: Ranking = Field(Ranking(), description="What leads.")
    rules: tuple[StoryRule, ...] = Field((), description="What is always or never printed.")
    lint: dict[Rule, Weight] = Field(
        {},
        description='How much a finding weighs: rule = "hold", "warn", "inform" or "off". The rules'
        " are in docs/reference/lint.md.",
    )
    typography: Typography = Field(Typography(), description="How text is set.")
    summarizer: Summarizer = Field(Summarizer(), description="How stories are told.")
    transport: Transport = Field(Transport(), description="How mail leaves.")
    smtp: Smtp = Field(Smtp(), description="The mail server.")
    delivery: DeliverySettings = Field(DeliverySettings(), description="How fast, how often.")
    bounces: Bounces = Field(Bounces(), description="When mail that comes back ends it.")
    dkim: Dkim = Field(Dkim(), description="Signing.")
    web: Web = Field(Web(), description="The web pages.")
    imprint: Imprint = Field(Imprint(), description="The legal notice at /legal.")
    retention: Retention = Field(Retention(), description="How long things are kept.")

    @model_validator(mode="after")
    def _ids_are_unique_and_known(self) -> Self:
        for name, ids in (
            ("newsletters", [n.id for n in self.newsletters]),
            ("feeds", [f.feed().id for f in self.feeds]),
        ):
            twice = sorted({one for one in ids if ids.count(one) > 1})
            if twice:
                raise ValueError(
                    f"{name}: the id {', '.join(twice)} stands twice. Give each its own `id`."
                )
        known = {f.feed().id for f in self.feeds}
        for newsletter in self.newsletters:
            unknown = sorted(set(newsletter.feeds) - known)
            if unknown:
                raise ValueError(
                    f"newsletters: {newsletter.id} names the feed {', '.join(unknown)},"
                    " which [[feeds]] does not hold."
                )
        return self

    @property
    def all_feeds(self) -> tuple[Feed, ...]:
        """Return the feeds that are asked, in the order of the file."""
        return tuple(table.feed() for table in self.feeds if table.enabled)

    def feeds_of(self, newsletter: Newsletter) -> tuple[Feed, ...]:
        """Return the feeds it names, else every feed of its language."""
        if newsletter.feeds:
            return tuple(feed for feed in self.all_feeds if feed.id in newsletter.feeds)
        language = newsletter.language.split("-")[0]
        return tuple(feed for feed in self.all_feeds if feed.language.split("-")[0] == language)

    def rules_of(self, newsletter: Newsletter) -> tuple[StoryRule, ...]:
        """Return the rules that hold for it, in the order of the file."""
        return tuple(
            one for one in self.rules if not one.newsletters or newsletter.id in one.newsletters
        )

    def sender_of(self, newsletter: Newsletter) -> Sender:
        return newsletter.sender or self.sender


def slug(url: str) -> str:
    """Return a feed id made of the address: host and path, at most 63 characters."""
    bare = re.sub(r"^https?://(www\.|feeds?\.|rss\.)*", "", url.lower())
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:63].strip("-")
