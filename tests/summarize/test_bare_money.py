"""Money without a currency is never printed, in no line."""

from briefing.summarize.extractive import summarize
from tests.builders import DAY, article, story


def test_neither_lead_nor_body_is_bare() -> None:
    swiss = article("Arthur réclame 280 millions à Nespresso", outlet="20 minutes")
    french = article(
        "L'animateur Arthur réclame 280 millions d'euros à Nespresso dans une longue guerre",
        summary="Il avait investi 14 milliards dans des dosettes de café avant la faillite.",
        outlet="Le Parisien",
    )
    found = summarize(story(swiss, french), words=35, today=DAY)
    assert found is not None
    assert "millions d'euros" in found.headline.text
    assert found.sentences == ()
