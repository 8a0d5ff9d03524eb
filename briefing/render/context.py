"""Every variable a template may use, each with its meaning; docs/reference is made from these."""

from dataclasses import dataclass, field

from babel import Locale, UnknownLocaleError

from briefing import i18n
from briefing.config.settings import Newsletter, Schedule, Settings
from briefing.model import Edition


def about(text: str) -> dict[str, str]:
    """Return what the reference says of a field; a test fails for one without."""
    return {"help": text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stays the same from one edition to the next. In templates: `frame`."""

    newsletter_id: str = field(metadata=about("Its name in web addresses."))
    newsletter_name: str = field(metadata=about("Its name for readers."))
    language: str = field(metadata=about('Language tag as in BCP 47: "fr", "en-GB".'))
    theme: str = field(
        default="papier", metadata=about("Which table of email/theme.toml gives colours and fonts.")
    )
    narrow_space: str = field(
        default="\u202f",
        metadata=about("No-break space before ; ! ? in HTML; text parts always use U+00A0."),
    )
    sender_name: str = field(metadata=about("Name in the From line."))
    sender_address: str = field(metadata=about("Address in the From line."))
    reply_to: str = field(
        default="", metadata=about("Where answers go; empty = the sender's address.")
    )
    postal_address: str = field(metadata=about("The publisher's address, printed in the footer."))
    public_url: str = field(
        metadata=about("Where the web pages begin, without a slash at the end.")
    )
    schedule_note: str = field(
        default="",
        metadata=about("When it comes: « du lundi au vendredi à 6 h 30 »; may be empty."),
    )


def frame_of(settings: Settings, newsletter: Newsletter) -> Frame:
    """Return the frame that the configuration gives to a newsletter."""
    sender = settings.sender_of(newsletter)
    return Frame(
        newsletter_id=newsletter.id,
        newsletter_name=newsletter.name,
        language=newsletter.language,
        theme=newsletter.theme,
        narrow_space=chr(int(settings.typography.narrow_space, 16)),
        sender_name=sender.name or newsletter.name,
        sender_address=sender.address,
        reply_to=sender.reply_to,
        postal_address=sender.postal_address,
        public_url=settings.public_url.rstrip("/"),
        schedule_note=_schedule_note(newsletter.schedule, newsletter.language),
    )


def _schedule_note(schedule: Schedule, language: str) -> str:
    """Return « du lundi au vendredi à 6 h 30 »; scattered days are listed."""
    messages = i18n.catalogue(language)
    days = sorted(set(schedule.days))
    names = [_weekday(day, i18n.spoken(language)) for day in days]
    at = i18n.hour(schedule.send_at.strftime("%H:%M"), language)
    if len(days) == 7:
        return messages.gettext("every day at %(hour)s") % {"hour": at}
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        span = messages.gettext("%(first)s to %(last)s at %(hour)s")
        return span % {"first": names[0], "last": names[-1], "hour": at}
    each = messages.ngettext("%(days)s at %(hour)s", "%(days)s at %(hour)s", len(days))
    return each % {"days": i18n.listed(names, i18n.spoken(language)), "hour": at}


def _weekday(day: int, language: str) -> str:
    """Return « lundi » for 0; English where Babel does not know the language."""
    try:
        locale = Locale.parse(language.split("-", maxsplit=1)[0])
    except UnknownLocaleError:
        locale = Locale("en")
    return str(locale.days["format"]["wide"][day])


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A sentence as it is printed."""

    text: str = field(metadata=about("The sentence, typeset."))
    source: str = field(metadata=about("The outlet that says it."))
    url: str = field(metadata=about("Its article."))
    credited: bool = field(
        metadata=about(
            "Whether the outlet is named after this sentence: so wherever the next sentence comes"
            " from another article, and after the last."
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditView:
    """An outlet that tells the same story."""

    source: str = field(metadata=about("The outlet."))
    url: str = field(metadata=about("Its article."))


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A figure as one outlet prints it."""

    source: str = field(metadata=about("The outlet."))
    text: str = field(metadata=about("The figure with its hedge and unit."))
    attribution: str = field(metadata=about("Whom the outlet names for it; may be empty."))
    sentence: str = field(
        metadata=about("The sentence it stands in, where outlets differ; may be empty.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """What one outlet says of a story."""

    source: str = field(metadata=about("The outlet."))
    url: str = field(metadata=about("Its article."))
    headline: str = field(metadata=about("Its headline; may be empty."))
    figures: tuple[FigureView, ...] = field(metadata=about("Its figures; may be empty."))
    copied: bool = field(metadata=about("It carries the words of another outlet."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenanceView:
    """A story in every source: `block.provenance` on the web page, absent in the mail."""

    sources: tuple[SourceView, ...] = field(metadata=about("Every outlet that tells the story."))
    differences: tuple[tuple[FigureView, ...], ...] = field(
        metadata=about("Figures that differ, those of one thing together; may be empty.")
    )
    reasons: str = field(metadata=about("Why the story was chosen, as a sentence; may be empty."))
    score: str = field(metadata=about("Its score and the parts of it, in words; may be empty."))


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A block of kind "story"."""

    kind: str = field(default="story", metadata=about('"story".'))
    anchor: str = field(metadata=about("Name of its place on the web page, after #; empty = none."))
    label: str = field(metadata=about("A signpost before the lead, « Les faits »; mostly empty."))
    update: bool = field(metadata=about("Printed before, and there is something new."))
    lead: LineView = field(metadata=about("The bold first sentence."))
    sentences: tuple[LineView, ...] = field(metadata=about("What adds to it; may be empty."))
    also: tuple[CreditView, ...] = field(
        metadata=about("Other outlets that tell it; may be empty.")
    )
    sources_url: str = field(
        metadata=about("In the mail, where two outlets or more tell it: its place on the web page.")
    )
    provenance: ProvenanceView | None = field(
        metadata=about("On the web page: the story in every source; else none.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberView:
    """A block of kind "number"."""

    kind: str = field(default="number", metadata=about('"number".'))
    anchor: str = field(metadata=about("Name of its place on the web page, after #; empty = none."))
    value: str = field(metadata=about("The number with its unit, at most 25 characters."))
    day: str = field(
        default="",
        metadata=about("The weekday of the earlier edition in which it stood; empty = today's."),
    )
    line: LineView = field(metadata=about("The sentence it stands in."))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """A block of kind "quote"."""

    kind: str = field(default="quote", metadata=about('"quote".'))
    anchor: str = field(metadata=about("Name of its place on the web page, after #; empty = none."))
    text: str = field(metadata=about("The words said, within the quotation marks of the language."))
    speaker: str = field(metadata=about("Who said them."))
    role: str = field(metadata=about("What the speaker is; may be empty."))
    source: str = field(metadata=about("The outlet that reports them."))
    url: str = field(metadata=about("Its article."))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """A block of kind "event"."""

    kind: str = field(default="event", metadata=about('"event".'))
    anchor: str = field(metadata=about("Name of its place on the web page, after #; empty = none."))
    hour: str = field(metadata=about("Local hour as readers write it, « 14 h 30 »; may be empty."))
    line: LineView = field(metadata=about("What happens."))


@dataclass(frozen=True, slots=True, kw_only=True)
class RateView:
    """What one euro costs in one currency."""

    currency: str = field(metadata=about("Its name, « dollar »."))
    value: str = field(metadata=about("What one euro costs, « 1,0834 »."))
    change: str = field(metadata=about("Since the fixing before, « +0,2 % »; may be empty."))
    direction: str = field(metadata=about('"up", "down" or "flat".'))


@dataclass(frozen=True, slots=True, kw_only=True)
class RatesView:
    """A block of kind "rates"."""

    kind: str = field(default="rates", metadata=about('"rates".'))
    date: str = field(metadata=about("Day of the fixing, « vendredi 20 novembre 2026 »."))
    rows: tuple[RateView, ...] = field(metadata=about("A row for each currency; never empty."))
    source: str = field(metadata=about("The central bank."))
    url: str = field(metadata=about("Its page of rates."))


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A block of kind "text"."""

    kind: str = field(default="text", metadata=about('"text".'))
    text: str = field(metadata=about("Words of the editors, typeset."))


BlockView = StoryView | NumberView | QuoteView | EventView | RatesView | TextView


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """One section. In a section's own templates: `section`."""

    kind: str = field(metadata=about("Its kind; email/sections/<kind>.mjml and .txt print it."))
    title: str = field(metadata=about("Its heading, typeset."))
    blocks: tuple[BlockView, ...] = field(metadata=about("What is in it, in order; never empty."))


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """One morning's brief, typeset. In templates: `edition`."""

    subject: str = field(metadata=about("The subject line."))
    preheader: str = field(metadata=about("The preview text of an inbox."))
    padding: str = field(
        metadata=about("Invisible characters that keep the mail's body out of the preview.")
    )
    date: str = field(metadata=about("Its day, « Lundi 23 novembre 2026 », with a capital."))
    number: int = field(metadata=about("Its number, counted from the first edition."))
    minutes: int = field(metadata=about("How long it takes to read."))
    greeting: str = field(metadata=about("The first words; may be empty."))
    sign_off: str = field(metadata=about("The last words; may be empty."))
    sections: tuple[SectionView, ...] = field(
        metadata=about("Its sections, in order; empty ones are absent.")
    )
    feeds: int = field(metadata=about("How many sources were asked."))
    feeds_ok: int = field(metadata=about("How many of them answered."))


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """What was corrected since. In web/edition.mjml: `corrections`, mostly empty."""

    date: str = field(metadata=about("The day it was noted, « mardi 24 novembre 2026 »."))
    text: str = field(metadata=about("What was wrong, and what is right."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Addresses that the mail leads to. In templates: `links`."""

    online: str = field(metadata=about("This edition on the web."))
    home: str = field(metadata=about("The list of editions."))
    unsubscribe: str = field(metadata=about("One click to leave; holds each reader's own token."))
    preferences: str = field(
        metadata=about("What the reader gets, a pause, their data; holds their own token.")
    )
    liked: str = field(metadata=about("A mail to the editors that says yes."))
    disliked: str = field(metadata=about("A mail to the editors that says no."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours and fonts, from email/theme.toml. In templates: `theme.light.ink`, `theme.serif`."""

    serif: str = field(metadata=about("Fonts of the name, the number and the quote."))
    sans: str = field(metadata=about("Fonts of everything else."))
    light: "Palette" = field(metadata=about("Colours by day."))
    dark: "Palette" = field(metadata=about("Colours where the reader's device is set to dark."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours, each #RRGGBB."""

    page: str = field(metadata=about("Around the card."))
    card: str = field(metadata=about("Behind the text."))
    ink: str = field(metadata=about("Text."))
    soft: str = field(metadata=about("Dates, credits, footer."))
    link: str = field(metadata=about("Links."))
    rule: str = field(metadata=about("Hairlines."))
    band: str = field(metadata=about("The band with the newsletter's name."))
    band_ink: str = field(metadata=about("The name in the band."))
    band_soft: str = field(metadata=about("The date in the band."))
    sun: str = field(metadata=about("The small square of the band and of the section headings."))
    mark: str = field(metadata=about("Behind the word « Du nouveau »."))
    mark_ink: str = field(metadata=about("The word « Du nouveau »."))
    box: str = field(metadata=about("Behind the number of the day."))
    figure: str = field(metadata=about("The number of the day."))
    quote_rule: str = field(metadata=about("The line beside the quote."))
    tint: str = field(metadata=about("Behind the discoveries."))
    up: str = field(metadata=about("A rate that rose."))
    down: str = field(metadata=about("A rate that fell."))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """What the pages web/*.html may use, each by its own name; all but `language` may be empty."""

    language: str = field(metadata=about("BCP 47 tag of the page."))
    newsletter_name: str = field(default="", metadata=about("Which newsletter the page is about."))
    token: str = field(default="", metadata=about("The reader's own token (unsubscribe.html)."))
    public_url: str = field(default="", metadata=about("Where the web pages begin."))
    editions: tuple[Edition, ...] = field(
        default=(),
        metadata=about(
            "Editions, newest first, each with newsletter, day, number, subject (index.html)."
        ),
    )
    theme: str = field(
        default="papier", metadata=about("Which table of email/theme.toml gives colours and fonts.")
    )
    archive_url: str = field(default="", metadata=about("The newsletter's archive; may be empty."))
    join_url: str = field(default="", metadata=about("Where one signs up; may be empty."))
    legal_url: str = field(default="", metadata=about("The legal notice in the page's language."))
    indexed: bool = field(
        default=False, metadata=about("Whether search engines may list the page.")
    )


DOCUMENTED = (
    Frame,
    EditionView,
    SectionView,
    StoryView,
    NumberView,
    QuoteView,
    EventView,
    RatesView,
    RateView,
    TextView,
    LineView,
    CreditView,
    ProvenanceView,
    SourceView,
    FigureView,
    CorrectionView,
    Links,
    Theme,
    Palette,
    PageContext,
)
