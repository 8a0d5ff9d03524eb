"""Every variable of the pages and mails by which readers join, choose and leave."""

from dataclasses import dataclass, field

from briefing import i18n
from briefing.config.settings import Newsletter, Settings
from briefing.render.context import PageContext, about, frame_of
from briefing.render.environment import set_text
from briefing.typography import NARROW


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """A newsletter, and how the reader stands to it."""

    id: str = field(metadata=about("Its name in web addresses."))
    name: str = field(metadata=about("Its name for readers."))
    note: str = field(default="", metadata=about("When it comes; may be empty."))
    chosen: bool = field(default=False, metadata=about("Whether it is sent, or paused."))
    until: str = field(
        default="", metadata=about("End of a pause, « mardi 8 décembre 2026 »; empty = no pause.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintView:
    """Who answers for the pages, from [imprint] and [sender]."""

    publisher: str = field(default="", metadata=about("Who publishes."))
    director: str = field(default="", metadata=about("Who answers for the content; or empty."))
    hosting: str = field(default="", metadata=about("Who hosts the pages; may be empty."))
    contact: str = field(default="", metadata=about("A mail address for questions."))
    backups: str = field(default="", metadata=about("How long backups are kept, « 30 days »."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderContext(PageContext):
    """What the pages of joining, choosing and leaving may use besides the PageContext."""

    action: str = field(default="", metadata=about("Where the page's form leads."))
    schedule_note: str = field(default="", metadata=about("When the newsletter comes."))
    email: str = field(default="", metadata=about("What the reader typed, or their address."))
    problem: str = field(default="", metadata=about("What to mend, in a sentence; mostly empty."))
    done: str = field(
        default="",
        metadata=about(
            "What was done: saved, confirm, later, paused, resumed, asked, used, why; or empty."
        ),
    )
    stamp: str = field(default="", metadata=about("When the form was shown, signed."))
    choices: tuple[ChoiceView, ...] = field(
        default=(), metadata=about("The newsletters there are, and which are chosen.")
    )
    agreed: str = field(default="", metadata=about("The sentence a reader agrees to."))
    latest: str = field(
        default="", metadata=about("The latest edition as HTML, already safe; may be empty.")
    )
    latest_title: str = field(default="", metadata=about("Its subject."))
    latest_url: str = field(default="", metadata=about("Its page."))
    preferences_url: str = field(default="", metadata=about("The reader's own page of choices."))
    move: bool = field(
        default=False, metadata=about("Whether a confirmation is about a new address.")
    )
    imprint: ImprintView = field(
        default=ImprintView(), metadata=about("Who answers for the pages.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A short mail of ours. In mails/notice.mjml and .txt: `notice`. Nobody's typed words."""

    subject: str = field(metadata=about("The subject line."))
    text: str = field(metadata=about("What it is about, in a sentence."))
    button: str = field(metadata=about("What the link does."))
    url: str = field(metadata=about("The link; holds the reader's own token."))
    after: str = field(metadata=about("What to do who never asked for it."))


READER_NOUNS = (ReaderContext, ChoiceView, ImprintView, NoticeView)


def imprint_of(settings: Settings, newsletter: Newsletter) -> ImprintView:
    """Return the legal notice; what [imprint] does not say comes from the sender."""
    sender, own = settings.sender_of(newsletter), settings.imprint
    name, language = sender.name or newsletter.name, newsletter.language
    return ImprintView(
        publisher=own.publisher or f"{name}, {sender.postal_address}",
        director=own.director,
        hosting=own.hosting,
        contact=own.contact or sender.reply_to or sender.address,
        backups=set_text(i18n.period(own.backups, language), language, NARROW),
    )


def schedule_note(settings: Settings, newsletter: Newsletter) -> str:
    return set_text(frame_of(settings, newsletter).schedule_note, newsletter.language, NARROW)


def agreed_to(names: tuple[str, ...], language: str) -> str:
    """Return the sentence that stands beside the button, and is kept as proof of consent.

    Typeset here and not in the template: what is kept is what was read.
    """
    gettext = i18n.catalogue(language).gettext
    if names:
        text = gettext("I want to get %(names)s by mail. I can leave at any time with one click.")
        text %= {"names": i18n.listed(names, language)}
    else:
        text = gettext(
            "I want to get what I chose by mail. I can leave at any time with one click."
        )
    return set_text(text, language, NARROW)
