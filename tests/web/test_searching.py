import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from briefing.config.settings import Settings
from briefing.model import EditionState
from tests.builders import DAY
from tests.web.house import add_edition


def test_what_was_sought_is_marked_and_leads_to_its_story(
    client: TestClient, house: Settings
) -> None:
    add_edition(house, EditionState.SENT)
    page = client.get("/matin/search", params={"q": "Bce DEPOT"}).text
    assert "La <mark>BCE</mark> relève ses taux. Le taux de <mark>dépôt</mark>" in page
    (link,) = re.findall(rf'href="https://brief.example(/matin/{DAY}#[^"]*)"', page)
    path, _, name = link.partition("#")
    assert f'id="{name}"' in client.get(path).text
    assert "1 résultat<" in page


def test_every_place_on_the_page_that_a_result_names_is_there(
    client: TestClient, house: Settings
) -> None:
    add_edition(house, EditionState.SENT)
    edition = client.get(f"/matin/{DAY}").text
    for word in ("airbus", "emplois", "centime", "poule"):
        page = client.get("/matin/search", params={"q": word}).text
        (name,) = re.findall(rf"/matin/{DAY}#([^\"]*)", page)
        assert f'id="{name}"' in edition


def test_twenty_results_a_page_and_the_way_to_the_others(
    client: TestClient, house: Settings
) -> None:
    for back in range(25):
        add_edition(house, EditionState.SENT, day=DAY - timedelta(days=back))
    first = client.get("/matin/search?q=airbus").text
    assert first.count("<mark>") == 20
    assert "25 résultats" in first
    assert 'href="https://brief.example/matin/search?q=airbus&amp;page=2"' in first
    second = client.get("/matin/search?q=airbus&page=2").text
    assert second.count("<mark>") == 5
    assert 'rel="prev" href="https://brief.example/matin/search?q=airbus"' in second
    assert 'rel="next"' not in second


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Écrivez un ou plusieurs mots"),
        ("q=", "Écrivez un ou plusieurs mots"),
        ("q=%20%20", "Écrivez un ou plusieurs mots"),
        ("q=%3F%21", "Il n’y a là aucun mot à chercher."),
        ("q=zzzz", "Rien n’a été trouvé."),
        ("q=airbus&page=99", "Il n’y a pas d’autres résultats."),
        ("q=airbus&page=-1", "1 résultat"),
        ("q=airbus&page=zwei", "1 résultat"),
        ("q=airbus&page=99999999999999999999", "1 résultat"),
        ("q=airbus&q=zzzz", "Rien n’a été trouvé."),
        ("q=%00%FF%FE", "Il n’y a là aucun mot à chercher."),
    ],
)
def test_empty_and_odd_questions_are_answered_in_words(
    client: TestClient, house: Settings, query: str, said: str
) -> None:
    add_edition(house, EditionState.SENT)
    answer = client.get(f"/matin/search?{query}")
    assert answer.status_code == 200
    assert said in answer.text


def test_what_was_typed_stands_in_the_field_as_text_and_nothing_more(client: TestClient) -> None:
    page = client.get("/matin/search", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script" not in page
    assert 'value="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page


@hypothesis_settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40
)
@given(st.text(max_size=300), st.text(max_size=8))
def test_no_question_breaks_the_page(client: TestClient, typed: str, page: str) -> None:
    try:
        asked = {"q": typed.encode().decode(), "page": page.encode().decode()}
    except UnicodeError:
        return  # no browser sends half a surrogate
    assert client.get("/matin/search", params=asked).status_code == 200


def test_an_unknown_newsletter_is_not_searched(client: TestClient) -> None:
    assert client.get("/soir/search?q=taux").status_code == 404


def test_an_english_newsletter_is_searched_in_english(client: TestClient, house: Settings) -> None:
    from functools import partial

    from briefing.store import open_store
    from briefing.web.app import build_app

    english = house.newsletters[0].model_copy(update={"language": "en-GB"})
    app = build_app(
        house.model_copy(update={"newsletters": (english,)}), partial(open_store, house.database)
    )
    with TestClient(app) as reader:
        assert "Nothing was found." in reader.get("/matin/search?q=zzzz").text
