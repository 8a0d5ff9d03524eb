"""Every route of the site is asked with GET and HEAD: the database must be what it was."""

import sqlite3
from collections.abc import Iterator
from functools import partial

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from briefing.config.settings import Settings
from briefing.config.values import RESERVED
from briefing.model import EditionState
from briefing.store import open_store
from briefing.web.app import build_app
from tests.builders import DAY
from tests.web.house import add_edition, add_reader

# An address for each parameter of a route; `token` is a reader's own and one that is forged.
VALUES = {"newsletter": ("matin", "soir"), "day": (str(DAY), "x"), "month": (f"{DAY:%Y-%m}", "x")}
QUERIES = ("", "?q=taux&page=2&email=claire@b.example")


def content(house: Settings) -> list[str]:
    """Everything that the database holds, as SQL."""
    database = sqlite3.connect(house.database)
    try:
        return list(database.iterdump())
    finally:
        database.close()


def addresses(route: Route, tokens: tuple[str, ...]) -> Iterator[str]:
    """Yield addresses that the route answers, good ones and bad ones."""
    ways = [route.path]
    for name in route.param_convertors:
        values = tokens if "token" in name else VALUES.get(name, ("1", "x"))
        ways = [
            way.replace(f"{{{name}}}", value).replace(f"{{{name}:path}}", value)
            for way in ways
            for value in values
        ]
    for way in ways:
        yield from (f"{way}{query}" for query in QUERIES)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_get_changes_anything(client: TestClient, house: Settings, method: str) -> None:
    tokens = (add_reader(house), "apercu", "forged")
    add_edition(house, EditionState.SENT)
    before = content(house)
    for route in build_app(house, partial(open_store, house.database)).routes:
        assert isinstance(route, Route)
        for address in addresses(route, tokens):
            assert client.request(method, address).status_code in (200, 302, 303, 404, 405, 422), (
                address
            )
            assert content(house) == before, f"{method} {address} changed the database"


def test_a_forged_token_on_a_new_site_makes_not_even_a_key(
    client: TestClient, house: Settings
) -> None:
    with open_store(house.database):
        pass
    before = content(house)
    for route in build_app(house, partial(open_store, house.database)).routes:
        assert isinstance(route, Route)
        for address in addresses(route, ("forged",)):
            client.get(address)
            assert content(house) == before, f"GET {address} changed the database"


def test_no_newsletter_takes_the_name_of_a_page(house: Settings) -> None:
    routes = build_app(house, partial(open_store, house.database)).routes
    words = {route.path.split("/")[1] for route in routes if isinstance(route, Route)}
    fixed = {word for word in words if word and not word.startswith("{") and "." not in word}
    assert fixed <= RESERVED
