"""What the operator says of stories counts, whatever came before it, and nothing else changes."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.choice import Choice, Verb
from briefing.config import Ranking
from briefing.config.rules import SECTIONS, StoryRule
from briefing.model import Kind, Ruling, Story
from briefing.newsroom.choices import applies, deferred, mark, regroup
from briefing.newsroom.lexicon import folders
from briefing.newsroom.memory import remember
from briefing.newsroom.rank import rank
from tests.builders import DAY, NOW, article, story

numbers = count(1)


def choice(verb: Verb, *item_ids: str) -> Choice:
    return Choice(
        id=next(numbers),
        newsletter="matin",
        day=DAY,
        verb=verb,
        item_ids=item_ids,
        title="",
        noted_at=NOW,
    )


def titles(one: Story) -> list[str]:
    return [each.item.title for each in one.articles]


A, B, C = (article(title, feed_id="fr-gazette") for title in ("Un", "Deux", "Trois"))


def test_a_split_makes_one_story_of_what_is_taken_out() -> None:
    rest, apart = regroup([story(A, B, C)], [choice(Verb.SPLIT, B.id, C.id)])
    assert (titles(rest), titles(apart)) == (["Un"], ["Deux", "Trois"])
    assert rest.ruled_by == apart.ruled_by == ("split by the operator",)


def test_a_whole_story_is_not_split_from_itself() -> None:
    one = story(A, B)
    assert regroup([one], [choice(Verb.SPLIT, A.id, B.id)]) == (one,)
    assert regroup([one], [choice(Verb.SPLIT, "unknown")]) == (one,)


def test_a_merge_takes_whole_stories_and_the_id_of_the_oldest_item() -> None:
    older = article("Hier", published=NOW - timedelta(hours=9))
    (whole,) = regroup([story(A, B), story(older)], [choice(Verb.MERGE, B.id, older.id)])
    assert whole.id == older.id
    assert titles(whole) == ["Un", "Deux", "Hier"]


def test_a_merged_story_is_led_by_news() -> None:
    opinion = article("Il faut voir", kind=Kind.OPINION)
    (whole,) = regroup([story(opinion), story(A)], [choice(Verb.MERGE, opinion.id, A.id)])
    assert titles(whole) == ["Un", "Il faut voir"]


def test_a_merge_with_what_is_not_there_changes_nothing() -> None:
    assert regroup([story(A), story(B)], [choice(Verb.MERGE, A.id, "gone")]) == (story(A), story(B))


def test_what_told_of_the_same_as_one_of_them_does_so_of_the_whole() -> None:
    older = replace(A, item=replace(A.item, id="older", published=NOW - timedelta(hours=9)))
    first, second = story(B, near=("older", C.id)), story(older, near=(B.id, "far"))
    third, far = story(C, near=(B.id,)), story(article("Loin"), near=("older", B.id))
    whole, *others = regroup([first, second, third, far], [choice(Verb.MERGE, B.id, "older")])
    assert (whole.id, whole.near) == ("older", (C.id, "far"))
    assert [one.near for one in others] == [("older",), ("older",)]


def test_what_is_taken_out_is_no_longer_what_others_told_of_too() -> None:
    one = story(A, B, near=(C.id,))
    (rest, other, apart) = regroup([one, story(C, near=(one.id,))], [choice(Verb.SPLIT, one.id)])
    assert (apart.id, apart.near) == (one.id, ())
    assert (rest.near, other.near) == ((C.id,), (rest.id,))


def test_words_count_in_their_order() -> None:
    merged_then_split = [choice(Verb.MERGE, A.id, B.id), choice(Verb.SPLIT, B.id)]
    assert len(regroup([story(A), story(B)], merged_then_split)) == 2
    assert len(regroup([story(A), story(B)], merged_then_split[::-1])) == 1


@settings(deadline=None)  # a slow machine is no fault
@given(st.lists(st.sampled_from([A, B, C]), unique=True), st.sampled_from([Verb.SPLIT, Verb.MERGE]))
def test_no_article_is_lost_or_doubled_and_saying_it_twice_is_saying_it_once(
    named: list[object], verb: Verb
) -> None:
    said = choice(verb, *(one.id for one in named))  # type: ignore[attr-defined]
    once = regroup([story(A, B), story(C)], [said])
    assert sorted(title for one in once for title in titles(one)) == ["Deux", "Trois", "Un"]
    assert {one.id for one in regroup(once, [said])} == {one.id for one in once}


@pytest.mark.parametrize(
    ("verb", "ruling"),
    [(Verb.PIN, Ruling.PINNED), (Verb.DROP, Ruling.OUT), (Verb.DEFER, Ruling.OUT)],
)
def test_a_word_is_a_ruling_on_its_story_alone(verb: Verb, ruling: Ruling) -> None:
    marked = mark([story(A, score=0.9), story(B)], [choice(verb, B.id)])
    assert [one.ruling for one in marked] == [Ruling.NONE, ruling]


def test_the_last_word_counts() -> None:
    words = [choice(Verb.DROP, A.id), choice(Verb.PIN, A.id)]
    (one,) = mark([story(A)], words)
    assert (one.ruling, one.ruled_by) == (Ruling.PINNED, ("pinned by the operator",))
    assert deferred([choice(Verb.DEFER, A.id), choice(Verb.PIN, A.id)]) == frozenset()
    assert deferred([choice(Verb.DEFER, A.id, B.id)]) == {A.id, B.id}


def test_what_was_deferred_is_as_good_as_new() -> None:
    old = story(article("Hier", published=NOW - timedelta(hours=30)))
    (ranked,) = rank([old], weights=Ranking(), now=NOW, half_life=timedelta(hours=12))
    (carried,) = mark([ranked], [], carried=frozenset({old.id}))
    freshness = sum(t.value for t in carried.terms if t.name in {"freshness", "deferred"})
    assert freshness == pytest.approx(1)
    assert carried.score > ranked.score


def test_what_is_pinned_comes_although_it_was_printed() -> None:
    from briefing.newsroom.memory import printed_of

    printed = [printed_of(story(A), newsletter="matin", day=DAY)]
    assert remember([story(A)], printed) == ()
    assert len(remember(mark([story(A)], [choice(Verb.PIN, A.id)]), printed)) == 1


def test_a_rule_names_sources_words_and_sections() -> None:
    strike = story(article("Grève à la SNCF : trains annulés", section="travail"))
    shared = story(*strike.articles, article("Grève", feed_id="fr-phare"))
    gazette = ("fr-gazette",)
    assert applies(StoryRule(print="never", sources=gazette), strike)
    assert not applies(StoryRule(print="never", sources=gazette), shared)  # others tell it too
    assert applies(StoryRule(print="always", sources=gazette), shared)
    assert applies(StoryRule(print="never", words=("greve a la sncf",)), strike)
    assert not applies(StoryRule(print="never", words=("train",)), strike)  # whole words
    assert applies(StoryRule(print="never", words=("trains",), sections=("travail",)), strike)
    assert not applies(StoryRule(print="never", words=("trains",), sections=("sport",)), strike)


def test_never_goes_before_always_and_the_operator_before_both() -> None:
    rules = [
        StoryRule(print="always", words=("un",)),
        StoryRule(print="never", sections=("économie",)),
    ]
    (one,) = mark([story(A)], [], rules=rules)
    assert one.ruled_by == ("rule 2 of config.toml: never sections économie",)
    (pinned,) = mark([story(A)], [choice(Verb.PIN, A.id)], rules=rules)
    assert pinned.ruling is Ruling.PINNED


def test_rules_can_name_every_section_that_the_newsroom_knows() -> None:
    assert set(SECTIONS) == set(folders().values()) - {"opinion"}  # an opinion is no story
