"""Edition and frame → Rendered: subject, preheader, HTML and text, once for all readers."""

from dataclasses import dataclass
from typing import Any

from briefing.model import Edition
from briefing.render.context import EditionView, Frame
from briefing.render.duties import require
from briefing.render.mjml import Templates
from briefing.render.views import Setter, links
from briefing.typography import FIXED

MAIL = "email/edition.mjml"
TEXT = "email/edition.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What every reader gets. HTML and text hold a slot where the reader's token will stand."""

    subject: str
    preheader: str
    html: str
    text: str


def render(edition: Edition, frame: Frame, templates: Templates) -> Rendered:
    """Return the edition as mail; the same edition gives the same bytes.

    Raises TemplateError, also for templates that print no way to leave or no postal address.
    """
    html = variables(edition, frame, templates, narrow=frame.narrow_space)
    text = variables(edition, frame, templates, narrow=FIXED)
    shown: EditionView = html["edition"]
    rendered = Rendered(
        subject=shown.subject,
        preheader=shown.preheader,
        html=templates.mail(MAIL, narrow=frame.narrow_space, **html),
        text=templates.fill(TEXT, narrow=FIXED, **text).strip() + "\n",
    )
    loader = templates.loader
    require(rendered.html, MAIL, loader, postal_address=html["frame"].postal_address)
    require(rendered.text, TEXT, loader, postal_address=text["frame"].postal_address)
    return rendered


def variables(
    edition: Edition, frame: Frame, templates: Templates, *, narrow: str, page: bool = False
) -> dict[str, Any]:
    """Return what stands open to an edition's templates (render/context.py says what each is).

    `page`: for the web page, which shows each story in every source.
    """
    addresses = links(edition, frame)
    setter = Setter(frame.language, narrow=narrow, online=addresses.online, page=page)
    return {
        "language": frame.language,
        "edition": setter.edition(edition),
        "frame": setter.frame(frame),
        "links": addresses,
        "theme": templates.theme(frame.theme),
    }
