"""Sign-up → one mail → a button → active; the same answer to everybody."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from briefing import joining as wishes
from briefing.audience import limits
from briefing.audience.tokens import token_hash
from briefing.clock import utc_now
from briefing.config.settings import Settings
from briefing.errors import NotFound
from briefing.model import Consent, EditionState
from briefing.store import open_store
from briefing.web import joining as pages
from briefing.web.app import build_app
from briefing.welcoming import mail_waiting
from tests.web.house import add_edition, add_reader, readers
from tests.web.post_office import ADDRESS, house_with_post, join, link, mails, sign_up, stamp


@pytest.fixture
def house(tmp_path: Path) -> Settings:
    return house_with_post(tmp_path)


@pytest.fixture
def client(house: Settings) -> Iterator[TestClient]:
    app = build_app(house, partial(open_store, house.database))
    with TestClient(app, follow_redirects=False) as client:
        yield client


def test_a_reader_joins_by_form_mail_and_button(client: TestClient, house: Settings) -> None:
    add_edition(house, EditionState.SENT)
    answer = sign_up(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/matin/join/sent")
    assert readers(house) == 0
    (mail,) = mails(house)
    assert mail["to"] == ADDRESS
    assert "Confirmer" in mail.as_string()
    page = client.get(link(mail))
    assert page.text.count("<button") == 1
    assert readers(house) == 0
    assert "Bienvenue" in client.post(link(mail)).text
    assert readers(house) == 1
    (welcome,) = mails(house, "welcome")
    assert welcome["to"] == ADDRESS
    assert str(welcome["subject"]).startswith("Bienvenue")


def test_the_proof_says_when_how_and_on_which_words(client: TestClient, house: Settings) -> None:
    join(client, house)
    with open_store(house.database) as store:
        reader = store.subscriber_by_email(ADDRESS)
        assert reader is not None
        assert reader.proof.startswith("confirmed by mail, 20")
        (entry,) = store.audience.history(reader.id)
    assert (entry.before, entry.after) == (Consent.PENDING, Consent.ACTIVE)
    assert entry.shown in reader.proof
    assert "Le Brief du matin" in entry.shown


def test_the_page_shows_the_latest_edition_and_is_small_without_it(
    client: TestClient, house: Settings
) -> None:
    alone = client.get("/matin/join").text
    add_edition(house, EditionState.SENT)
    assert "La dernière édition" in client.get("/matin/join").text
    assert len(alone.encode()) < 60_000
    assert "<script" not in alone


def test_two_clicks_confirm_once_and_get_the_same_page(client: TestClient, house: Settings) -> None:
    sign_up(client)
    path = link(mails(house)[0])
    assert client.post(path).text == client.post(path).text
    with open_store(house.database) as store:
        assert len(store.audience.history(1)) == 1


def test_a_link_holds_for_48_hours(client: TestClient, house: Settings) -> None:
    sign_up(client)
    token = link(mails(house)[0]).rpartition("/")[2]
    with open_store(house.database) as store:
        late = utc_now() + timedelta(hours=48, seconds=1)
        with pytest.raises(NotFound):
            wishes.confirm(store, token, now=late)
        store.audience.tidy(now=late, confirm_within=limits.CONFIRM_WITHIN)
        assert store.audience.sign_up(token_hash(token), not_before=utc_now()) is None
    assert client.post(f"/confirm/{token}").status_code == 404
    assert readers(house) == 0
    assert ADDRESS.encode() not in house.database.read_bytes()


def test_an_old_confirmation_brings_nobody_back(client: TestClient, house: Settings) -> None:
    token = join(client, house)
    client.post(f"/unsubscribe/{token}")
    client.post(link(mails(house)[0]))
    assert readers(house) == 0


def test_only_the_hash_of_a_confirmation_is_kept(client: TestClient, house: Settings) -> None:
    sign_up(client)
    token = link(mails(house)[0]).rpartition("/")[2]
    files = house.database.parent.glob("briefing.db*")
    assert all(token.encode() not in one.read_bytes() for one in files)


@pytest.mark.parametrize("token", ["x", "A" * 64, "A" * 10_000, "..%2f..%2fetc%2fpasswd", "%00"])
def test_forged_confirmations_are_pages_that_are_not_there(client: TestClient, token: str) -> None:
    assert client.get(f"/confirm/{token}").status_code == 404
    assert client.post(f"/confirm/{token}").status_code in (404, 405)


def test_tokens_of_one_kind_open_nothing_of_another(client: TestClient, house: Settings) -> None:
    own = join(client, house)
    confirmation = link(mails(house)[0]).rpartition("/")[2]
    assert client.get(f"/preferences/{confirmation}").status_code == 404
    assert client.post(f"/unsubscribe/{confirmation}").status_code == 404
    assert client.get(f"/confirm/{own}").status_code == 404


def test_known_and_unknown_addresses_get_the_same_answer(
    client: TestClient, house: Settings
) -> None:
    add_reader(house)  # claire@b.example
    known, unknown = sign_up(client, "claire@b.example"), sign_up(client, "nobody@b.example")
    assert (known.status_code, known.headers) == (unknown.status_code, unknown.headers)
    assert known.content == unknown.content
    first, second = mails(house)
    assert first["subject"] == second["subject"]
    assert len(first.as_string()) == pytest.approx(len(second.as_string()), abs=20)


def test_one_mail_a_day_and_three_ever_and_the_answer_stays_the_same(
    client: TestClient, house: Settings
) -> None:
    answers = {sign_up(client).headers["location"] for _ in range(3)}
    assert answers == {"/matin/join/sent"}
    assert len(mails(house)) == 1


def test_robots_that_fill_in_what_nobody_sees_cause_no_mail(
    client: TestClient, house: Settings
) -> None:
    assert sign_up(client, website="http://x.example").status_code == 303
    assert mails(house) == []


@pytest.mark.parametrize("bad", ["", "1.x", "99999999999.00", "1764000000." + "0" * 64])
def test_a_form_that_we_did_not_show_is_shown_again(
    client: TestClient, house: Settings, bad: str
) -> None:
    answer = client.post("/matin/join", data={"email": ADDRESS, "stamp": bad})
    assert answer.status_code == 422
    assert f'value="{ADDRESS}"' in answer.text
    assert mails(house) == []


def test_who_is_quicker_than_a_person_presses_once_more(
    client: TestClient, house: Settings
) -> None:
    answer = client.post("/matin/join", data={"email": ADDRESS, "stamp": stamp(client)})
    assert answer.status_code == 422
    assert "robot" in answer.text
    assert mails(house) == []


def test_a_form_on_another_site_is_not_ours(client: TestClient, house: Settings) -> None:
    data = {"email": ADDRESS, "stamp": stamp(client)}
    answer = client.post("/matin/join", data=data, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 422
    assert mails(house) == []


@pytest.mark.parametrize(
    "email",
    [
        "a@b.example\r\nBcc: all@x.example",
        "a@b.example\nX: y",
        '"><script>alert(1)</script>@b.example',
        "<img src=x onerror=alert(1)>@b.example",
        "a@b.example, c@d.example",
        "a" * 300 + "@b.example",
        "anne",
        "",
        "{{ 7 * 7 }}@",
    ],
)
def test_no_field_brings_a_header_or_html_in(
    client: TestClient, house: Settings, email: str
) -> None:
    answer = sign_up(client, email)
    assert answer.status_code == 422
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    assert mails(house) == []


def test_the_confirmation_holds_no_word_of_the_form(client: TestClient, house: Settings) -> None:
    sign_up(client, "kauf-jetzt-billig@spam.example", name="Buy now http://spam.example", words="x")
    text = mails(house)[0].get_body(("plain",))
    assert text is not None
    assert "spam" not in text.get_content()
    assert "Buy" not in mails(house)[0].as_string()


@pytest.mark.parametrize("other", [{"newsletter": "../etc"}, {"newsletter": "soir"}])
def test_a_newsletter_that_is_none_is_left_out(
    client: TestClient, house: Settings, other: dict[str, str]
) -> None:
    assert sign_up(client, **other).status_code == 303
    assert len(mails(house)) == 1


def test_limits_hold_after_a_restart(house: Settings) -> None:
    few = house.model_copy(update={"web": house.web.model_copy(update={"sign_ups_per_network": 2})})
    for number in range(4):  # each time another process
        with TestClient(
            build_app(few, partial(open_store, few.database)), follow_redirects=False
        ) as client:
            assert sign_up(client, f"a{number}@b.example").status_code == 303
    assert len(mails(house)) == 2


def test_the_form_is_closed_and_the_operator_told_when_hardly_anybody_confirms(
    client: TestClient, house: Settings
) -> None:
    then = utc_now() - timedelta(hours=3)
    with open_store(house.database) as store:
        for number in range(limits.ENOUGH):
            wishes.ask(
                house.model_copy(
                    update={"web": house.web.model_copy(update={"sign_ups_per_network": 999})}
                ),
                store,
                ["matin"],
                email=f"x{number}@b.example",
                host="192.0.2.1",
                shown="",
                now=then,
            )
        waiting = store.audience.waiting(now=then, retry=timedelta(0), limit=99)
        store.audience.claim([(one.id, str(one.id)) for one in waiting], now=then)
    answer = sign_up(client)
    assert answer.status_code == 503
    assert "suspendues" in answer.text
    assert mails(house) == []
    with open_store(house.database) as store:
        notes = store.logbook.unmailed(since=then, tried_before=utc_now() + timedelta(days=1))
    assert [one.kind for one in notes] == ["sign-ups"]


def test_what_the_server_did_not_take_is_mailed_later(tmp_path: Path) -> None:
    house = house_with_post(tmp_path)
    (tmp_path / "outbox").write_text("in the way")
    app = build_app(house, partial(open_store, house.database))
    with TestClient(app, follow_redirects=False) as client:
        assert sign_up(client).status_code == 303
        (tmp_path / "outbox").unlink()
        from briefing.welcoming import RETRY, mail_waiting

        with open_store(house.database) as store:
            later = utc_now() + RETRY
            assert mail_waiting(house, store, clock=lambda: later) == 1
        assert len(mails(house)) == 1


def test_other_bodies_than_forms_are_refused(client: TestClient, house: Settings) -> None:
    path = "/matin/join"
    assert client.post(path, json={"email": ADDRESS}).status_code == 415
    assert client.post(path, files={"email": b"x"}).status_code == 415
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post(path, content=b"\xff\xfe", headers=kind).status_code == 400
    many = "&".join(f"a{n}=1" for n in range(99))
    assert client.post(path, content=many, headers=kind).status_code == 400
    assert client.post(path, content="a=" + "x" * 3_000, headers=kind).status_code == 400
    assert client.post(path, content="x" * 70_000, headers=kind).status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])
@pytest.mark.parametrize("path", ["/matin/join", "/confirm/x", "/preferences/x", "/legal"])
def test_unknown_methods_are_refused(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 405


def test_an_address_that_mail_cannot_carry_is_told_at_the_form(
    client: TestClient, house: Settings
) -> None:
    assert sign_up(client, "é@lecteurs.example").status_code == 422
    assert mails(house) == []


def test_an_address_that_no_header_can_hold_keeps_nobody_else_back(house: Settings) -> None:
    with open_store(house.database) as store:
        now = utc_now()
        for email in ("é@lecteurs.example", ADDRESS):  # the first as an older version took it
            wishes.ask(house, store, ["matin"], email=email, host="192.0.2.1", shown="oui", now=now)
        assert mail_waiting(house, store, clock=lambda: now) == 1
        assert store.audience.waiting(now=now + timedelta(days=1), retry=timedelta(), limit=9) == ()
    assert [one["to"] for one in mails(house)] == [ADDRESS]


def test_a_used_link_says_so_and_promises_nothing_to_who_left(
    client: TestClient, house: Settings
) -> None:
    token = join(client, house)
    (mail,) = mails(house)
    page = client.get(link(mail)).text
    assert "Ce lien a déjà servi" in page
    assert "<button" not in page
    client.post(f"/unsubscribe/{token}")
    assert client.post(link(mail)).status_code == 404
    assert readers(house) == 0


def test_an_older_link_brings_back_nobody_who_left_after_it(
    client: TestClient, house: Settings
) -> None:
    sign_up(client)
    (first,) = mails(house)
    with open_store(house.database) as store:
        now = utc_now()
        reader, _ = store.add_subscriber(ADDRESS, "matin", proof="another link", now=now)
        wishes.leave(store, reader.id, "matin", now=now + timedelta(seconds=2))
    assert client.post(link(first)).status_code == 404
    assert readers(house) == 0


def test_refused_sign_ups_of_one_network_do_not_fill_the_disk(house: Settings) -> None:
    with open_store(house.database) as store:
        for n in range(house.web.sign_ups_per_network + 30):
            wishes.ask(
                house,
                store,
                ["matin"],
                email=f"r{n}@x.example",
                host="192.0.2.1",
                shown="oui",
                now=utc_now(),
            )
        asked = store.audience.waiting(now=utc_now(), retry=timedelta(), limit=999)
        assert len(asked) == house.web.sign_ups_per_network
        counted = store.audience.counted(address_hash="", network_hash="", most=999, now=utc_now())
    assert counted["all_hour"] == house.web.sign_ups_per_network


def test_mails_of_who_did_not_confirm_in_time_are_forgotten_with_the_address(
    client: TestClient, house: Settings
) -> None:
    sign_up(client)
    assert len(mails(house)) == 1
    with open_store(house.database) as store:
        mail_waiting(house, store, clock=lambda: utc_now() + timedelta(hours=49))
    assert mails(house) == []


TWO = [
    {"id": "matin", "name": "Le Brief du matin"},
    {"id": "soir", "name": "The Evening Brief", "language": "en-GB"},
]


@pytest.fixture
def two(tmp_path: Path) -> Settings:
    return house_with_post(tmp_path, newsletters=TWO)


def posted(house: Settings, path: str, *newsletters: str, email: str = ADDRESS) -> Any:
    app = build_app(house, partial(open_store, house.database))
    with TestClient(app) as client, pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "QUICKEST_S", 0)
        data = {"email": email, "stamp": stamp(client), "newsletter": list(newsletters)}
        return client.post(path, data=data, follow_redirects=False)


def test_the_mail_speaks_the_language_of_the_form(two: Settings) -> None:
    assert posted(two, "/soir/join", "matin", "soir").status_code == 303
    (mail,) = mails(two)
    assert str(mail["subject"]).startswith("Please confirm: The Evening Brief")


def test_the_proof_is_the_sentence_that_was_shown(two: Settings) -> None:
    page = posted(two, "/matin/join")  # no box ticked: asked again, nothing kept
    assert page.status_code == 422
    assert mails(two) == []
    posted(two, "/matin/join", "soir")
    with open_store(two.database) as store:
        (row,) = store._session.all("SELECT shown, newsletters FROM sign_ups")
    assert row["shown"] in unescape(page.text)
    assert row["newsletters"] == "soir"


def test_no_address_and_no_token_stands_in_the_log(
    client: TestClient, house: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "briefing")
    token = join(client, house)
    client.post(f"/preferences/{token}", data={"do": "move", "email": "neu@lecteurs.example"})
    client.post(link(mails(house)[-1]))
    client.post(f"/unsubscribe/{token}")
    client.get("/confirm/forged")
    said = "".join(f"{one.getMessage()}{vars(one)}" for one in caplog.records)
    ours = "".join(f"{vars(one)}" for one in caplog.records if one.name.startswith("briefing"))
    assert "lecteurs.example" not in said
    assert token not in ours


def test_a_link_that_had_its_time_says_what_to_do(client: TestClient) -> None:
    page = client.get(f"/confirm/{'x' * 64}")
    assert page.status_code == 404
    assert "48 heures" in unescape(page.text).replace("\xa0", " ")
    assert "/matin/join" in page.text


def test_a_page_that_is_not_there_speaks_the_language_of_its_newsletter(two: Settings) -> None:
    app = build_app(two, partial(open_store, two.database))
    with TestClient(app) as client:
        for path in ("/soir/archive/1999-01", f"/unsubscribe/soir_{'A' * 59}"):
            assert '<html lang="en-GB"' in client.get(path).text


def test_the_confirmation_names_all_that_was_asked_for_and_no_more(two: Settings) -> None:
    posted(two, "/matin/join", "matin", "soir")
    posted(two, "/soir/join", "soir", email="bob@lecteurs.example")
    first, second = mails(two)
    subject = "Confirmez votre inscription : Le Brief du matin et The Evening Brief"
    assert str(first["subject"]).replace("\xa0", " ") == subject
    text = first.get_body(("plain",))
    assert text is not None
    words = " ".join(text.get_content().split())
    assert "recevoir Le Brief du matin et The Evening Brief à cette adresse" in words
    assert second["subject"] == "Please confirm: The Evening Brief"
