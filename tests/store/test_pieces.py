from briefing.model import EventBlock, Section
from briefing.store.pieces import pieces
from tests.builders import all_sections, edition, story_block


def test_every_printed_word_of_a_story_stands_in_its_piece() -> None:
    told = {(one.kind, one.story_id): one.text for one in pieces(edition(all_sections()))}
    assert told[("number", "n1")].startswith("45 000 emplois – Jusqu'à 45 000 emplois")
    assert told[("quote", "q1")].endswith("– Claire Vasseur – présidente de la fédération")
    assert any(text.endswith("passe à 2,25 % dès mercredi.") for text in told.values())


def test_a_story_told_in_several_blocks_is_one_piece() -> None:
    (told,) = [one for one in pieces(edition(all_sections())) if one.story_id == "b1"]
    assert told.text.startswith("Métallor ferme trois usines. Trois sites fermeront en 2027.")


def test_rates_and_the_editors_own_words_are_no_pieces() -> None:
    kinds = {one.kind for one in pieces(edition(all_sections()))}
    assert kinds == {"story", "number", "quote", "event"}


def test_events_of_no_story_stay_apart() -> None:
    events = tuple(
        EventBlock(text=text, url="https://a.example/", source="A") for text in ("Un.", "Deux.")
    )
    made = edition([Section(kind="watch", title="À surveiller", blocks=events)])
    assert [one.text for one in pieces(made)] == ["Un.", "Deux."]


def test_two_stories_are_two_pieces_in_the_order_of_the_mail() -> None:
    blocks = (story_block("Un accord."), story_block("Une grève."))
    made = edition([Section(kind="need_to_know", title="À savoir", blocks=blocks)])
    assert [one.text for one in pieces(made)] == ["Un accord.", "Une grève."]
