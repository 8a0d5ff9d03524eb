"""Every route there is, asked by GET and HEAD: the database stays as it was."""

import re
from functools import partial
from pathlib import Path

from starlette.routing import Route
from starlette.testclient import TestClient

from briefing.model import EditionState
from briefing.store import open_store
from briefing.web.app import build_app
from tests.builders import DAY
from tests.web.house import add_edition
from tests.web.post_office import house_with_post, join, link, mails, sign_up


def rows(path: Path) -> list[tuple[object, ...]]:
    """Every row of every table."""
    import sqlite3

    with sqlite3.connect(path) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        found = [
            (name, *row)
            for (name,) in names
            for row in connection.execute(f'SELECT * FROM "{name}"')
        ]
    connection.close()
    return found


def filled(path: str, token: str) -> str:
    values = {"newsletter": "matin", "day": str(DAY), "month": f"{DAY:%Y-%m}", "token": token}
    return re.sub(r"\{(\w+)[^}]*\}", lambda one: values[one[1]], path)


def test_no_get_changes_the_database(tmp_path: Path) -> None:
    house = house_with_post(tmp_path)
    add_edition(house, EditionState.SENT)
    app = build_app(house, partial(open_store, house.database))
    with TestClient(app, follow_redirects=False) as client:
        own = join(client, house)
        sign_up(client, "other@b.example")
        waiting = link(mails(house)[-1]).rpartition("/")[2]
        before, asked = rows(house.database), 0
        for route in app.routes:
            assert isinstance(route, Route)
            for token in (own, waiting, "forged"):
                path = filled(route.path, token)
                for method in ("GET", "HEAD"):
                    answer = client.request(method, path)
                    assert answer.status_code in (200, 303, 404, 405), path
                    asked += answer.status_code == 200
        assert asked > 20
        assert rows(house.database) == before
