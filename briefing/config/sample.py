"""Settings → what in them is still the shipped sample: fine for a look, not for real mail."""

import re

from briefing.config.settings import Newsletter, Settings

# As the two shipped configurations have them.
SAMPLE_ADDRESSES = {"12 rue des Lilas, 75019 Paris", "12 Lilac Street, London E8 3XX"}


def sample_values(settings: Settings, newsletter: Newsletter) -> tuple[str, ...]:
    """Return the keys whose value is the shipped one, or lies under `.example`, nobody's domain."""
    sender = settings.sender_of(newsletter)
    candidates = {
        "sender.address": sender.address,
        "sender.reply_to": sender.reply_to,
        "operator": settings.operator,
        "ingest.contact": settings.ingest.contact,
        "public_url": settings.public_url,
    }
    found = [key for key, value in candidates.items() if _is_sample(value)]
    if sender.postal_address in SAMPLE_ADDRESSES:
        found.insert(0, "sender.postal_address")
    return tuple(found)


def _is_sample(value: str) -> bool:
    return re.search(r"\.example(?=[:/]|$)", value) is not None
