"""Settings → what in them is still the shipped sample: fine for a look, not for real mail."""

import re

from briefing.config.settings import Newsletter, Settings


def sample_values(settings: Settings, newsletter: Newsletter) -> tuple[str, ...]:
    """Return the keys whose value lies under `.example`, a domain that exists for nobody."""
    sender = settings.sender_of(newsletter)
    candidates = {
        "sender.address": sender.address,
        "sender.reply_to": sender.reply_to,
        "operator": settings.operator,
        "ingest.contact": settings.ingest.contact,
        "public_url": settings.public_url,
    }
    return tuple(key for key, value in candidates.items() if _is_sample(value))


def _is_sample(value: str) -> bool:
    return re.search(r"\.example(?=[:/]|$)", value) is not None
