from briefing.model import Kind
from briefing.newsroom.desk import to_articles
from tests.builders import feed, item

FEEDS = {one: feed(one) for one in ("fr-gazette", "fr-phare", "en-post")}
NO_ACCENTS = (
    "Le patron du groupe a dit lundi que son usine allait produire mille voitures par jour, que "
    "cela ne suffirait pas pour tenir la promesse de la direction, mais que le plan restait le "
    "bon et que le conseil allait voter la suite dans un mois sans faute, quoi que dise la rue."
)


def test_an_article_carries_section_kind_and_text() -> None:
    entry = item(
        "Édito : le prix de la dette", url="https://a.example/economie/x-1", content="Un.\nDeux."
    )
    (one,) = to_articles([entry], FEEDS)
    assert (one.section, one.kind, one.text) == ("économie", Kind.OPINION, "Un.\nDeux.")
    assert one.feed is FEEDS["fr-gazette"]


def test_emoji_of_a_feed_are_no_part_of_an_article() -> None:
    entry = item(
        "🔴 Airbus livre 71 avions", summary="Un record 🎉.", content="Un record 🎉.\n✈️ Fin."
    )
    (one,) = to_articles([entry], FEEDS)
    assert one.item.title == "Airbus livre 71 avions"
    assert (one.item.summary, one.text) == ("Un record.", "Un record.\nFin.")


def test_items_of_unknown_feeds_are_left_out() -> None:
    assert to_articles([item(feed_id="fr-partie")], FEEDS) == ()


def test_a_teaser_under_two_titles_of_one_feed_is_emptied() -> None:
    twice = "Suivez l'actualité économique en Suisse et dans le monde."
    first, second, other = to_articles(
        [
            item("Les taux montent", summary=twice, content=twice),
            item("Le franc baisse", summary=twice.upper(), content="Autre chose."),
            item("Le franc baisse", summary=twice, feed_id="fr-phare"),
        ],
        FEEDS,
    )
    assert (first.item.summary, first.item.content, first.text) == ("", "", "")
    assert (second.item.summary, second.text) == ("", "Autre chose.")
    assert other.item.summary == twice


def test_the_same_title_twice_keeps_its_teaser() -> None:
    one, two = (
        item("Les taux montent", summary="La hausse surprend.", url=f"https://a.example/{n}")
        for n in "12"
    )
    assert all(a.item.summary for a in to_articles([one, two], FEEDS))


def test_long_french_text_without_an_accent_is_damaged() -> None:
    damaged, sound, english = to_articles(
        [
            item("Une usine", summary=NO_ACCENTS),
            item("Deux usines", summary=NO_ACCENTS.replace("rue", "été")),
            item("A plant", summary=NO_ACCENTS + " Bis.", feed_id="en-post"),
        ],
        FEEDS,
    )
    assert damaged.damaged
    assert not sound.damaged
    assert not english.damaged


def test_a_feed_that_lost_its_accents_is_damaged_in_shorter_teasers_too() -> None:
    teaser = "Le patron du groupe a dit lundi que son usine allait produire mille voitures"
    entries = [item(f"Titre {n}", summary=f"{teaser} {'x' * n}.") for n in range(12)]
    assert all(one.damaged for one in to_articles(entries, FEEDS))
    assert not to_articles(entries[:1], FEEDS)[0].damaged
