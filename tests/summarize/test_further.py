"""What a story tells in depth: each further sentence adds to those before it."""

from briefing.summarize import summarize
from tests.builders import DAY, article, story


def test_further_sentences_do_not_tell_one_thing_twice() -> None:
    asked = "Klow a réclamé à l'ONU que ses voisins soient désignés responsables du conflit."
    again = "Klow demande à l'ONU de reconnaître la responsabilité de ses voisins dans le conflit."
    teasers = zip(("signé à", "de", "avec"), (asked, again, asked), strict=True)
    told = (
        article(f"La Syldavie doute du cessez-le-feu {how} Klow", feed_id=how, summary=teaser)
        for how, teaser in teasers
    )
    made = summarize(story(*told), words=35, today=DAY)
    assert made is not None
    said = [one.text for one in (*made.sentences, *made.more)]
    assert len(said) == 1
