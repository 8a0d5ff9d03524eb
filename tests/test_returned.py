"""Mail that came back is counted once, and takes readers out by rule."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefing.audience.tokens import KEY, unsubscribe_token
from briefing.config import Settings, load_settings
from briefing.config.settings import Bounces
from briefing.deliver import verp
from briefing.deliver.bounces import NoticeKind
from briefing.deliver.files import FilesTransport
from briefing.deliver.journal import Journal
from briefing.deliver.transport import Envelope, Receipt
from briefing.mailing import send
from briefing.model import DeliveryState, EditionState
from briefing.privacy import erase
from briefing.returned import ReturnReport, count_refusals, take_back
from briefing.store import Store, open_store
from tests.builders import DAY, NOW, edition
from tests.cli.conftest import CONFIG
from tests.deliver.coming_back import complaint, plain, status_report


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    return load_settings(path)


@pytest.fixture
def store(settings: Settings, tmp_path: Path) -> Iterator[Store]:
    """A store with two readers who got three editions."""
    with open_store(settings.database) as opened:
        for name in ("a", "b"):
            opened.add_subscriber(f"{name}@lecteur.test", "matin", proof="form", now=NOW)
        for n in range(3):
            send_out(settings, opened, tmp_path, day=DAY + timedelta(days=n), number=n + 1)
        yield opened


def send_out(settings: Settings, store: Store, folder: Path, *, day: date, number: int) -> None:
    store.save_edition(edition(day=day, number=number), (), state=EditionState.DRAFT)
    newsletter = settings.newsletters[0]
    transport = FilesTransport(folder / "out")
    send(settings, store, newsletter, day=day, clock=lambda: NOW, transport=transport)


def path_of(store: Store, name: str, *, day: int = 0) -> str:
    """Return the return path of what this reader got."""
    record = store.edition("matin", DAY + timedelta(days=day))
    reader = store.subscriber_by_email(f"{name}@lecteur.test")
    assert record is not None
    assert reader is not None
    id = 2 * day + reader.id  # two deliveries an edition, in the order of joining
    return verp.return_path("bounces@brief.test", store.key(verp.KEY), delivery_id=id)


def readers(store: Store) -> str:
    return "".join(one.email[0] for one in store.subscribers("matin"))


def take(
    settings: Settings, store: Store, *mails: bytes, later: timedelta = timedelta()
) -> ReturnReport:
    return take_back(settings, store, mails, now=NOW + later)


def test_a_second_mail_to_nobody_ends_it_and_the_first_does_not(
    settings: Settings, store: Store
) -> None:
    first = take(settings, store, status_report(to=path_of(store, "b"), id="<1@x>"))
    assert (first.counted[NoticeKind.HARD], first.taken_out, readers(store)) == (1, (), "ab")
    second = take(settings, store, status_report(to=path_of(store, "b", day=1), id="<2@x>"))
    (out,) = second.taken_out
    assert (out.email, readers(store)) == ("b@lecteur.test", "a")
    assert out.reason == "nobody is there: 5.1.1 550 5.1.1 no such user"


def test_the_same_mail_read_twice_counts_once(settings: Settings, store: Store) -> None:
    mail = status_report(to=path_of(store, "b"))
    report = take(settings, store, mail, mail)
    assert (report.read, report.counted[NoticeKind.HARD], report.again) == (2, 1, 1)
    assert take(settings, store, mail).again == 1
    assert readers(store) == "ab"


def test_two_bounces_of_one_message_count_once(settings: Settings, store: Store) -> None:
    several = [status_report(to=path_of(store, "b"), id=f"<{n}@x>") for n in range(4)]
    take(settings, store, *several)
    assert readers(store) == "ab"


def test_what_is_long_ago_is_not_counted(settings: Settings, store: Store) -> None:
    take(settings, store, status_report(to=path_of(store, "b"), id="<1@x>"))
    late = status_report(to=path_of(store, "b", day=1), id="<2@x>")
    take(settings, store, late, later=timedelta(days=31))
    assert readers(store) == "ab"


def test_a_full_mailbox_is_borne_for_longer(settings: Settings, store: Store) -> None:
    rules = Bounces(hard=1, soft=3)
    settings = settings.model_copy(update={"bounces": rules})
    for day in range(3):
        assert readers(store) == "ab"
        full = status_report(
            to=path_of(store, "a", day=day), status="5.2.2", said="full", id=f"<{day}>"
        )
        report = take(settings, store, full)
    assert readers(store) == "b"
    assert report.taken_out[0].reason == "came back 3 times: 5.2.2 full"


def test_a_complaint_ends_it_at_once(settings: Settings, store: Store) -> None:
    report = take(
        settings, store, complaint(fields=f"Original-Mail-From: {path_of(store, 'a')}\r\n")
    )
    assert (readers(store), report.taken_out[0].reason) == ("b", "complained")


def test_a_complaint_is_known_by_the_link_to_leave(settings: Settings, store: Store) -> None:
    token = unsubscribe_token(store.key(KEY), subscriber_id=2, newsletter="matin")
    link = f"List-Unsubscribe: <https://brief.test/unsubscribe/{token}>\r\n"
    take(settings, store, complaint(headers=link))
    assert readers(store) == "a"


def test_nothing_is_kept_of_what_comes_back_after_an_erasure(
    settings: Settings, store: Store
) -> None:
    token = unsubscribe_token(store.key(KEY), subscriber_id=1, newsletter="matin")
    bounce = status_report(to=path_of(store, "a"), said="no such user: a at lecteur.test")
    link = f"List-Unsubscribe: <https://brief.test/unsubscribe/{token}>\r\n"
    others = path_of(store, "b")
    erase(settings, store, 1, now=NOW)
    report = take(settings, store, bounce, complaint(headers=link))
    assert (report.unknown, sum(report.counted.values()), report.taken_out) == (2, 0, ())
    assert store.audience.came_back(1) == ()
    assert take(settings, store, status_report(to=others)).unknown == 0


def test_a_wish_to_leave_by_mail_is_fulfilled(settings: Settings, store: Store) -> None:
    token = unsubscribe_token(store.key(KEY), subscriber_id=1, newsletter="matin")
    forged = token[:-1] + ("A" if token[-1] != "A" else "B")
    report = take(
        settings,
        store,
        plain("", Subject=f"unsubscribe {forged}"),
        plain("now", Subject=f"unsubscribe {token}"),
    )
    assert (report.unknown, report.counted[NoticeKind.LEAVE], readers(store)) == (1, 1, "b")


def test_an_address_counts_only_where_a_mail_left_for_it(settings: Settings, store: Store) -> None:
    store.add_subscriber("new@lecteur.test", "matin", proof="form", now=NOW)
    rules = settings.model_copy(update={"bounces": Bounces(hard=1)})
    report = take(rules, store, status_report(recipient="new@lecteur.test"))
    assert (report.unknown, report.taken_out) == (1, ())
    take(rules, store, status_report(recipient="B@LECTEUR.test", id="<2@x>"))
    assert readers(store) == "an"


def test_who_signed_up_anew_begins_anew(settings: Settings, store: Store) -> None:
    take(settings, store, status_report(to=path_of(store, "b"), id="<1@x>"))
    later = timedelta(hours=1)
    store.unsubscribe(2, "matin", now=NOW + later)
    store.add_subscriber("b@lecteur.test", "matin", proof="form", now=NOW + later)
    again = status_report(to=path_of(store, "b", day=1), id="<2@x>")
    take(settings, store, again, later=2 * later)
    assert readers(store) == "ab"


def test_what_tells_nothing_is_only_counted_as_read(settings: Settings, store: Store) -> None:
    report = take(settings, store, plain("Bonjour, merci !"), b"", b"\xff\xfe")
    assert (report.read, report.counted[NoticeKind.OTHER]) == (3, 3)


class Refusing:
    """A transport whose server answers every reader alike."""

    lost_in_flight = DeliveryState.AMBIGUOUS

    def __init__(self, said: str) -> None:
        self.said = said

    def deliver(
        self, envelopes: Iterable[Envelope], *, journal: Journal | None = None, **asked: object
    ) -> Iterator[Receipt]:
        for one in envelopes:
            yield Receipt(
                delivery_id=one.delivery_id, state=DeliveryState.FAILED, response=self.said
            )


def refused(settings: Settings, store: Store, said: str, *, day: int) -> None:
    on = DAY + timedelta(days=day)
    store.save_edition(edition(day=on, number=day), (), state=EditionState.DRAFT)
    newsletter, transport = settings.newsletters[0], Refusing(said)
    send(settings, store, newsletter, day=on, clock=lambda: NOW, transport=transport)


def test_an_address_refused_at_sending_counts_as_one_that_came_back(
    settings: Settings, store: Store
) -> None:
    refused(settings, store, "550 5.1.1 no such user", day=4)
    assert readers(store) == "ab"
    refused(settings, store, "550 No such user here", day=5)
    assert readers(store) == ""


def test_a_refusal_and_its_mail_count_once(settings: Settings, store: Store) -> None:
    refused(settings, store, "550 5.1.1 no such user", day=4)
    record = store.edition("matin", DAY + timedelta(days=4))
    assert record is not None
    (first, _) = store.ledger.refused(record.id, after=0, limit=9)
    path = verp.return_path("bounces@brief.test", store.key(verp.KEY), delivery_id=first.id)
    take_back(settings, store, [status_report(to=path, status="5.1.1")], now=NOW)
    assert count_refusals(settings, store, record, now=NOW) == ()
    assert readers(store) == "ab"


def test_a_refusal_of_the_message_takes_nobody_out_so_soon(
    settings: Settings, store: Store
) -> None:
    for day in (4, 5):
        refused(settings, store, "554 5.7.1 looks like spam", day=day)
    assert readers(store) == "ab"
