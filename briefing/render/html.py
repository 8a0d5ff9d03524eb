"""Edition and frame → its web page and its feed entry: the same sections, nothing personal."""

import re
from collections.abc import Sequence

from briefing.model import Correction, Edition
from briefing.render.context import Frame
from briefing.render.edition import variables
from briefing.render.mjml import Templates
from briefing.render.pages import PlaceView
from briefing.render.views import corrections_of

PAGE = "web/edition.mjml"
ENTRY = "web/entry.html"
_NOWHERE = PlaceView()
# The library calls every page a mail for screen readers.
_MAIL_ROLE = re.compile(r' aria-roledescription="email"([^>]*) role="article"')


def page(
    edition: Edition,
    frame: Frame,
    templates: Templates,
    *,
    corrections: Sequence[Correction] = (),
    place: PlaceView = _NOWHERE,
) -> str:
    """Return the edition as it stands at /NEWSLETTER/DAY; `#story-ID` opens a story's sources.

    `corrections` are those of this edition; each stands above it with the day it was noted.
    """
    shown = variables(edition, frame, templates, narrow=frame.narrow_space, page=True)
    told = corrections_of(corrections, frame)
    html = templates.mail(PAGE, narrow=frame.narrow_space, corrections=told, place=place, **shown)
    return _MAIL_ROLE.sub(r'\1 role="main"', html, count=1)


def entry(
    edition: Edition, frame: Frame, templates: Templates, *, corrections: Sequence[Correction] = ()
) -> str:
    """Return the edition as a feed reader shows it: all of its text, no styles."""
    shown = variables(edition, frame, templates, narrow=frame.narrow_space)
    told = corrections_of(corrections, frame)
    return templates.fill(ENTRY, narrow=frame.narrow_space, corrections=told, **shown)
