"""What somebody should look at before it leaves."""

from briefing.config import Newsletter
from briefing.edition.flags import flags_of
from briefing.model import Coverage, Section
from tests.builders import edition, story_block

BODY = "Le groupe de Nantes embauche cette année dans ses trois usines de la côte. " * 6


def newsletter(below: float = 0.8) -> Newsletter:
    values = {"id": "matin", "name": "Le Brief", "flag_coverage_below": below}
    return Newsletter.model_validate(values)


def full() -> Section:
    blocks = tuple(story_block(f"La nouvelle numéro {n}.", BODY) for n in range(4))
    return Section(kind="need_to_know", title="Voici", blocks=blocks)


def test_a_full_edition_of_answering_feeds_has_no_flag() -> None:
    assert flags_of(edition([full()]), newsletter()) == ()


def test_few_answering_feeds_are_a_flag_from_the_configured_share_on() -> None:
    made = edition([full()], coverage=Coverage(feeds=10, ok=8))
    assert flags_of(made, newsletter(0.8)) == ()
    assert flags_of(made, newsletter(0.81)) == ("sources",)
    assert flags_of(made, newsletter(0)) == ()


def test_a_short_edition_is_a_flag() -> None:
    assert flags_of(edition(coverage=Coverage(feeds=2, ok=1)), newsletter()) == ("sources", "short")
