from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from briefing.config.settings import Settings
from briefing.store import open_store
from briefing.web.app import build_app
from tests.web.house import settings


@pytest.fixture
def house(tmp_path: Path) -> Settings:
    return settings(tmp_path)


@pytest.fixture
def client(house: Settings) -> Iterator[TestClient]:
    app = build_app(house, partial(open_store, house.database))
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client
