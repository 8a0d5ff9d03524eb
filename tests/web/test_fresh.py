import pytest
from starlette.testclient import TestClient

from briefing.config.settings import Settings
from briefing.model import Correction, EditionState
from briefing.store import open_store
from tests.builders import DAY, NOW
from tests.web.house import add_edition

PATHS = ["/", "/matin/archive", f"/matin/{DAY}", "/matin/atom.xml", "/matin/search?q=taux"]


@pytest.mark.parametrize("path", PATHS)
def test_who_has_the_page_is_not_sent_it_again(
    client: TestClient, house: Settings, path: str
) -> None:
    add_edition(house, EditionState.SENT)
    tag = client.get(path).headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = client.get(path, headers={"if-none-match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
        assert answer.headers["x-robots-tag"] == "noindex"
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_correction_is_a_new_page(client: TestClient, house: Settings) -> None:
    add_edition(house, EditionState.SENT)
    path = f"/matin/{DAY}"
    tag = client.get(path).headers["etag"]
    with open_store(house.database) as store:
        store.errata.add(Correction(newsletter="matin", day=DAY, text="Non.", noted_at=NOW))
    assert client.get(path, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_a_page_may_be_kept_for_five_minutes(
    client: TestClient, house: Settings, path: str
) -> None:
    add_edition(house, EditionState.SENT)
    assert client.get(path).headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize("path", PATHS)
def test_head_is_answered_like_get_without_the_page(
    client: TestClient, house: Settings, path: str
) -> None:
    add_edition(house, EditionState.SENT)
    head, page = client.head(path), client.get(path)
    assert head.status_code == 200
    assert head.headers["etag"] == page.headers["etag"]
