"""Edition and frame → its web page: the same sections, without anything personal."""

import re

from briefing.model import Edition
from briefing.render.context import Frame
from briefing.render.edition import variables
from briefing.render.mjml import Templates

PAGE = "web/edition.mjml"
# The library calls every page a mail for screen readers.
_MAIL_ROLE = re.compile(r' aria-roledescription="email"([^>]*) role="article"')


def page(edition: Edition, frame: Frame, templates: Templates) -> str:
    """Return the edition as it stands at /NEWSLETTER/DAY; `#story-ID` opens a story's sources."""
    shown = variables(edition, frame, templates, narrow=frame.narrow_space, page=True)
    html = templates.mail(PAGE, narrow=frame.narrow_space, **shown)
    return _MAIL_ROLE.sub(r'\1 role="main"', html, count=1)
