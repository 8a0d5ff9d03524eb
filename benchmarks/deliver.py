"""A mail server and made-up subscribers → how fast one edition leaves.

`python -m benchmarks.deliver --smtp HOST:PORT --recipients N [--connections C] [--dkim none]
--out F.json`: the transport and the letter of the daily run, about 60 kB a message. Nothing is
stored, so the database is not measured. Statistics also `messages_per_s`, `cpu_ms_per_message`.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import measured, print_stats, refuse, write_json
from benchmarks.render import DAY, MADE_AT, made_up
from briefing.config import Newsletter, Settings
from briefing.config.settings import DeliverySettings, Sender, Smtp
from briefing.deliver.smtp import SmtpTransport
from briefing.deliver.transport import Envelope
from briefing.errors import BriefingError
from briefing.mailing import edition_letter
from briefing.model import DeliveryState, EditionRecord, EditionState
from briefing.render.message import Letter, message_id

STORIES = 17  # about 60 kB a message, both parts
SENDER = "brief@benchmark.example"


def main(argv: Sequence[str] | None = None) -> None:
    """Send, count, write; the last line on stdout is the run's statistics."""
    options = _options(argv)
    post = _letter()
    size = len(post.message(_reader(0), "x" * 64, _identity(0)))
    host, _, port = options.smtp.rpartition(":")
    smtp = Smtp(host=host, port=int(port))
    transport = SmtpTransport(smtp, _delivery(options.connections))
    states: Counter[str] = Counter()
    try:
        with measured() as stats:
            for receipt in transport.deliver(_envelopes(post, options.recipients)):
                states[receipt.state] += 1
    except BriefingError as error:
        refuse(str(error))
    found = {
        "recipients": options.recipients,
        "messages_per_s": round(states.total() / stats.seconds, 1),
        "cpu_ms_per_message": round(1000 * stats.cpu_s / max(1, states.total()), 3),
        "message_bytes": size,
        "sent": states[DeliveryState.SENT],
        "failed": states[DeliveryState.FAILED] + states[DeliveryState.DEFERRED],
        "ambiguous": states[DeliveryState.AMBIGUOUS],
    }
    write_json(options.out, found)
    print_stats(stats.row(n=options.recipients, **found))


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.deliver")
    parser.add_argument("--smtp", required=True, metavar="HOST:PORT")
    parser.add_argument("--recipients", type=int, required=True)
    parser.add_argument("--connections", type=int)
    parser.add_argument("--dkim", choices=("none", "ed25519", "rsa"), default="none")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(argv)
    if not options.smtp.rpartition(":")[2].isdigit():
        parser.error("--smtp: HOST:PORT")
    if options.dkim != "none":
        parser.error("--dkim: messages are not signed here yet; leave it to the relay")
    return options


def _delivery(connections: int | None) -> DeliverySettings:
    given: dict[str, Any] = {} if connections is None else {"connections": connections}
    return DeliverySettings(**given)


def _letter() -> Letter:
    newsletter = Newsletter(id="brief", name="Le Brief")
    sender = Sender(name="Le Brief", address=SENDER, postal_address="1 rue A, Paris")
    settings = Settings(sender=sender, newsletters=(newsletter,))
    record = EditionRecord(
        id=1,
        newsletter=newsletter.id,
        day=DAY,
        state=EditionState.SENDING,
        reason="",
        edition=made_up(newsletter, stories=STORIES),
        approved_at=MADE_AT,
    )
    return edition_letter(settings, newsletter, record, date=MADE_AT)


def _envelopes(post: Letter, recipients: int) -> Iterator[Envelope]:
    for number in range(recipients):
        message = post.message(_reader(number), "x" * 64, _identity(number))
        yield Envelope(
            delivery_id=number, sender=SENDER, recipient=_reader(number), message=message
        )


def _reader(number: int) -> str:
    return f"reader{number:07}@readers.example"


def _identity(number: int) -> str:
    return message_id(b"benchmark", edition_id=1, subscriber_id=number, domain="benchmark.example")


if __name__ == "__main__":
    main()
