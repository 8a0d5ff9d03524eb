"""Is a refusal about this reader, or about us? Pure."""

import re

from briefing.config.settings import Smtp
from briefing.deliver.conversation import Reply
from briefing.deliver.transport import mask
from briefing.errors import DeliveryError


def raise_if_general(smtp: Smtp, verb: str, reply: Reply, *, let_in: bool) -> None:
    """Raise DeliveryError when every reader would get this answer, and be given up for good.

    `let_in`: it accepted a message before, so it is this one domain that it does not relay to.
    """
    text = " ".join(reply.lines)
    server = f"The mail server {smtp.host}:{smtp.port}"
    relays_not = verb == "RCPT" and reply.code >= 550 and not let_in and _relaying(text)
    if reply.code == 530 or relays_not:
        raise DeliveryError(
            f"{server} does not send on for us: {mask(str(reply))}",
            hint="Set smtp.username and password_env, or let it relay for this machine.",
        )
    too_big = reply.code == 552 or "5.3.4" in text
    if verb == "MAIL" and reply.code >= 500 and not too_big:
        raise DeliveryError(
            f"{server} refuses the sender: {mask(str(reply))}",
            hint="May `sender.address` in config.toml send through this server?",
        )


def _relaying(text: str) -> bool:
    return re.search(r"\brelay", text, re.IGNORECASE) is not None
