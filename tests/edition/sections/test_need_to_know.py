"""Which stories become items."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from briefing.edition.desk import Options
from briefing.edition.sections.need_to_know import LIMIT, pick, refusals, title
from briefing.model import Dossier, Figure, Ruling, Sentence, Story, StoryBlock
from tests.builders import article, dossier, story


def options(**changes: Any) -> Options:
    values: dict[str, Any] = {
        "max": LIMIT,
        "language": "fr",
        "day": date(2026, 11, 23),
        "economy_quota": 0.6,
    }
    return Options(**(values | changes))


def one(title: str, score: float, **changes: Any) -> Dossier:
    """Return a story of its own outlet and section, with a body sentence."""
    about = {k: changes.pop(k) for k in ("outlet", "weight") if k in changes}
    source = article(title, **({"outlet": f"Le {title}"} | about))
    values: dict[str, Any] = {"body": "Le marché a baissé de deux points hier.", "section": ""}
    return dossier(source, score=score, **(values | changes))


def figure(**changes: Any) -> Figure:
    values: dict[str, Any] = {
        "text": "3 milliards d'euros",
        "value": 3e9,
        "unit": "euros",
        "hedge": None,
        "currency": "EUR",
        "attribution": None,
        "sentence": "Le plan coûte 3 milliards d'euros.",
        "article_id": "a",
    }
    return Figure(**(values | changes))


def leads(blocks: tuple[StoryBlock, ...]) -> list[str]:
    return [block.lead.text.rstrip(".") for block in blocks]


def test_items_come_by_score_and_no_more_than_asked() -> None:
    pool = [one(f"sujet numéro {n}", score=n / 10) for n in range(1, 9)]
    assert leads(pick(pool, options(max=3))) == [
        "sujet numéro 8",
        "sujet numéro 7",
        "sujet numéro 6",
    ]


def test_equal_scores_keep_the_order_of_rank() -> None:
    pool = [one(f"sujet {name}", score=0.5) for name in ("un", "deux", "trois")]
    assert leads(pick(pool, options())) == ["sujet un", "sujet deux", "sujet trois"]


def test_the_first_item_is_about_the_economy() -> None:
    pool = [
        one("un grand mariage", score=0.9, eco=0.2, sources=9),
        one("les taux baissent", score=0.5),
        one("les prix montent", score=0.4),
        one("le chômage recule", score=0.3),
    ]
    assert leads(pick(pool, options()))[0] == "les taux baissent"
    assert len(pick(pool, options())) == 4


def test_at_most_two_general_items_and_only_big_ones() -> None:
    economy = [one(f"économie {n}", score=0.3, sources=2) for n in range(4)]
    general = [one(f"général {n}", score=0.8, eco=0.2, sources=5) for n in range(3)]
    small = [one("petit général", score=0.9, eco=0.2, sources=4)]
    found = leads(pick([*small, *general, *economy], options()))
    assert set(found) == {*(f"économie {n}" for n in range(4)), "général 0", "général 1"}


def test_a_general_item_may_be_cut_up_but_four_outlets_tell_the_very_thing() -> None:
    pool = [
        one("les taux baissent", score=0.5),
        one("les prix montent", score=0.4),
        one("une tempête", score=0.6, eco=0.2, sources=4, kin=1),
        one("une fête", score=0.7, eco=0.2, sources=3, kin=2),
    ]
    assert leads(pick(pool, options())) == ["les taux baissent", "une tempête", "les prix montent"]


def test_a_fifth_item_needs_a_second_outlet() -> None:
    single = [one(f"sujet {n}", score=0.5) for n in range(6)]
    assert len(pick(single, options())) == 4
    told = "told by 1 outlet, and 4 items are enough"
    assert refusals(single, options())[single[4].story.id] == told
    for more in ({"sources": 2}, {"kin": 1}):
        second = one("un accord", score=0.4, **more)
        assert leads(pick([*single, second], options()))[4] == "un accord"


def test_no_fifth_item_that_is_far_below_the_others() -> None:
    four = [one(f"sujet {n}", score=0.5, sources=2) for n in range(4)]
    low = one("un accord", score=0.3, sources=2)
    assert len(pick([*four, low], options())) == 4
    told = refusals([*four, low], options())[low.story.id]
    assert told == "far below the 4 items that are enough"


def test_what_is_as_good_as_the_fourth_is_not_far_below_it_even_where_scores_are_below_zero() -> (
    None
):
    pool = [one(f"sujet {n}", score=-0.5, sources=2) for n in range(6)]
    assert len(pick(pool, options())) == 6


def test_or_a_figure_but_a_sixth_needs_the_outlet() -> None:
    single = [one(f"sujet {n}", score=0.5) for n in range(4)]
    counted = [one(f"prix {n}", score=0.4, figures=(figure(),)) for n in range(2)]
    assert len(pick([*single, *counted], options())) == 5
    few = one("prix", score=0.4, figures=(figure(value=3.0, unit="usines", currency=None),))
    assert len(pick([*single, few], options())) == 4


def test_two_stories_that_tell_of_the_same_are_one_item() -> None:
    first = one("le régime face aux étudiants", score=0.5)
    second = one("drapeaux brûlés, ce que l'on sait", score=0.4, near=(first.story.id,))
    assert len(pick([first, second], options())) == 1
    taken = frozenset({first.story.id})  # by the story in depth
    assert pick([second], options(taken=taken)) == ()


def test_general_items_go_when_the_economy_would_lose_its_share() -> None:
    pool = [
        one("les taux baissent", score=0.5),
        one("une tempête", score=0.6, eco=0.2, sources=8),
        one("une fête", score=0.7, eco=0.2, sources=8),
    ]
    assert leads(pick(pool, options())) == ["les taux baissent"]


def test_one_country_s_politics_do_not_lead() -> None:
    pool = [
        one("le gouvernement tombe", score=0.9, eco=0.6, section="politique"),
        one("les taux baissent", score=0.5),
    ]
    assert leads(pick(pool, options())) == ["les taux baissent", "le gouvernement tombe"]
    assert leads(pick(pool[:1], options())) == ["le gouvernement tombe"]


def test_one_country_s_politics_share_the_room_beside_the_economy() -> None:
    economy = [one(f"économie {n}", score=0.3, sources=2) for n in range(4)]
    parties = [one(f"parti {n}", score=0.8, eco=0.6, section="politique") for n in range(3)]
    found = leads(pick([*parties, *economy], options()))
    assert [title for title in found if title.startswith("parti")] == ["parti 0", "parti 1"]


def test_without_a_quota_anything_may_lead() -> None:
    pool = [one("une fête", score=0.7, eco=0.2), one("les taux baissent", score=0.5)]
    assert leads(pick(pool, options(economy_quota=0.0)))[0] == "une fête"


def test_no_economic_story_no_items() -> None:
    assert pick([one("une fête", score=0.7, eco=0.2, sources=9)], options()) == ()


def test_at_most_two_items_of_a_publisher() -> None:
    pool = [one(f"sujet {n}", score=0.5, outlet="Le Phare") for n in range(4)]
    assert len(pick(pool, options())) == 2


def test_at_most_three_items_of_a_section_but_an_unknown_section_is_none() -> None:
    tech = [one(f"sujet {n}", score=0.5, section="tech") for n in range(5)]
    assert len(pick(tech, options())) == 3
    unknown = [one(f"sujet {n}", score=0.5, section="") for n in range(5)]
    assert len(pick(unknown, options())) == 4


def test_two_sections_when_there_are_two() -> None:
    tech = [one(f"sujet {n}", score=0.5, section="tech") for n in range(3)]
    other = one("un autre monde", score=0.1, section="monde")
    assert "un autre monde" in leads(pick([*tech, other], options(max=3)))
    assert "un autre monde" not in leads(pick(tech, options(max=3)))


def test_at_most_two_items_about_one_name() -> None:
    pool = [
        one(f"OpenAI {rest}", score=0.5)
        for rest in ("lève des fonds", "perd son chef", "ouvre à Paris", "vend des puces")
    ]
    assert len(pick(pool, options())) == 2


def test_a_story_without_summary_is_never_printed() -> None:
    silent = Dossier(story=story(score=0.9), summary=None)
    assert leads(pick([silent, one("les taux baissent", score=0.2)], options())) == [
        "les taux baissent"
    ]


def test_a_story_without_address_is_never_printed() -> None:
    assert pick([dossier(article("Sans adresse", url=None))], options()) == ()


def test_a_story_with_a_second_sentence_is_preferred_to_a_brief() -> None:
    brief = one("une brève", score=0.5, body="")
    told = one("un récit", score=0.45)
    assert leads(pick([brief, told], options(max=1))) == ["un récit"]
    assert leads(pick([brief, told], options())) == ["un récit", "une brève"]


def test_a_much_better_brief_is_still_printed_but_does_not_lead() -> None:
    brief = one("une brève", score=0.9, body="")
    told = one("un récit", score=0.45)
    assert leads(pick([brief, told], options())) == ["un récit", "une brève"]


def test_briefs_alone_make_items_too() -> None:
    assert leads(pick([one("une brève", score=0.9, body="")], options())) == ["une brève"]


def test_a_story_taken_by_another_section_is_no_item() -> None:
    item = one("les taux baissent", score=0.9)
    assert pick([item], options(taken=frozenset({item.story.id}))) == ()


def test_lead_and_body_carry_their_outlet_and_others_are_named_by_weight() -> None:
    told: Story = story(
        article("Les taux baissent", outlet="Le Phare"),
        article("La BCE baisse ses taux", outlet="La Gazette", weight=0.2),
        article("Taux : la baisse", outlet="L’Écho", weight=0.9),
        article("Taux : encore", outlet="L’Écho", weight=0.8),
        article("Taux directeurs en baisse", outlet="Le Cap", weight=0.5),
    )
    base = dossier(*told.articles, body="Le taux passe à 2 %.")
    (block,) = pick([base], options())
    assert block.lead.source == "Le Phare"
    assert block.lead.url == told.articles[0].item.url
    assert block.sentences[0].source == "Le Phare"
    assert [credit.source for credit in block.also] == ["L’Écho", "Le Cap"]


def test_a_story_with_news_since_last_time_says_so() -> None:
    (block,) = pick([one("les taux baissent", score=0.5, update=True)], options())
    assert block.update


def test_a_story_that_others_tell_too_is_not_hidden_by_an_outlet_that_had_its_turns() -> None:
    first, second = (one(t, 0.9, outlet="Le Phare") for t in ("Le gaz", "Le zinc"))
    told = dossier(
        article("Le fer", outlet="Le Phare"), article("Fer cher", outlet="L'Écho"), section=""
    )
    assert told.summary is not None
    by_another = Sentence(text="Fer cher", article_ids=(told.story.articles[1].id,))
    both = replace(told, summary=replace(told.summary, others=(by_another,)))
    blocks = pick((first, second, both), options())
    assert [(one.lead.text, one.lead.source) for one in blocks[2:]] == [("Fer cher.", "L'Écho")]
    assert [credit.source for credit in blocks[2].also] == ["Le Phare"]
    assert len(pick((first, second, told), options())) == 2


def test_every_story_that_is_no_item_meets_a_rule() -> None:
    items = [one(f"Titre {n}", 0.9, outlet="Le Phare") for n in range(3)]
    general = one("Un match", 0.8, eco=0.2)
    last = one("Une usine", 0.1)
    refused = refusals((*items, general, last), options(max=2))
    assert refused == {
        items[2].story.id: "2 items of the same publisher (Le Phare)",
        general.story.id: "not about the economy: told by 1 outlet, not 5",
        last.story.id: "below the last item",
    }


def test_two_items_never_have_nearly_the_same_headline() -> None:
    first = one("Retraites : après l'échec du conclave, le gouvernement reprend la main", 0.9)
    twin = one("Le conclave sur les retraites n'a pas été un échec, assure Bayrou", 0.8)
    other = one("Le conclave des cardinaux élit un pape", 0.7)
    assert len(pick((first, twin, other), options())) == 2
    assert refusals((first, twin), options())[twin.story.id].startswith("tells of the same as «")


def test_on_mondays_the_title_says_that_most_of_it_is_of_the_weekend() -> None:
    sunday = datetime(2026, 11, 22, 12, tzinfo=UTC)
    pool = [
        dossier(article(f"sujet {n}", published=sunday, outlet=f"Le {n}"), body="Il a plu.")
        for n in range(3)
    ]
    blocks = pick(pool, options())
    assert title(blocks, pool, options()) == "Ce week-end : voici ce qu'il faut savoir"
    tuesday = options(day=date(2026, 11, 24))
    assert title(blocks, pool, tuesday) == "Voici ce qu'il faut savoir"
    assert title(blocks[:1], pool, options()) == "Voici ce qu'il faut savoir"


def test_two_items_never_tell_of_what_two_outlets_call_the_same() -> None:
    title = "Grève : annulation de 40 % des vols dans les aéroports parisiens vendredi"
    first = dossier(
        article("Quelles perturbations ce jeudi ?", outlet="Europe 1"),
        article(f"{title}, la moitié à Nice", outlet="franceinfo"),
    )
    twin = dossier(article("Un avion sur deux", outlet="20 minutes"), article(title, outlet="BFM"))
    assert len(pick((first, twin), options())) == 1


def test_what_is_pinned_leads_and_meets_no_rule() -> None:
    economy = [one(f"économie {n}", score=0.9) for n in range(6)]
    sport = one("le Stade rennais gagne", score=0.1, eco=0.2, section="sport")
    pinned = replace(sport, story=replace(sport.story, ruling=Ruling.PINNED))
    found = leads(pick([*economy, pinned], options(max=4)))
    assert found[0] == "le Stade rennais gagne"
    assert len(found) == 4


def test_what_a_rule_wants_is_an_item_but_does_not_lead() -> None:
    economy = [one(f"économie {n}", score=0.9) for n in range(6)]
    sport = one("le Stade rennais gagne", score=0.1, eco=0.2, section="sport")
    wanted = replace(sport, story=replace(sport.story, ruling=Ruling.WANTED))
    found = leads(pick([*economy, wanted], options(max=4)))
    assert found[-1] == "le Stade rennais gagne"


def test_what_is_pinned_is_an_item_even_when_the_story_in_depth_tells_of_the_same() -> None:
    economy = [one(f"économie {n}", score=0.9) for n in range(4)]
    pinned = one("des drapeaux brûlés", score=0.1, near=("deep",), ruling=Ruling.PINNED)
    found = leads(pick([*economy, pinned], options(taken=frozenset({"deep"}))))
    assert found[0] == "des drapeaux brûlés"
    own = frozenset({pinned.story.id})
    assert "des drapeaux brûlés" not in leads(pick([*economy, pinned], options(taken=own)))


def test_the_quota_drops_nothing_that_is_wanted() -> None:
    both = [one(f"sujet {n}", score=0.5, eco=0.2) for n in ("un", "deux")]
    pinned = [replace(each, story=replace(each.story, ruling=Ruling.PINNED)) for each in both]
    assert len(pick(pinned, options())) == 2
