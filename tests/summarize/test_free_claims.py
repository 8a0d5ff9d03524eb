"""A sentence in an editor's own words is held against what its sources deny, date and count."""

import pytest

from briefing.summarize import problems

SOURCE = (
    "La mairie de Norvin a interdit mardi 12 mai la baignade dans le lac, selon le quotidien. "
    "Le préfet a confirmé que 4.000 habitants seraient privés d'eau potable pendant l'été. "
    "« Nous ne pouvions pas attendre », a déclaré la maire, Claire Vasseur. "
    "Une enquête a été ouverte en 2024 contre l'entreprise Rivaldi, un groupe italien. "
    "Le barrage perd 19 litres par seconde. "
    "Rivaldi n'a pas répondu aux questions de l'AFP. "
    "Les deux usines de Rivaldi tournent à nouveau depuis lundi, a précisé Paul Serre."
)


def kinds(sentence: str, source: str = SOURCE, language: str = "fr") -> set[str]:
    told = problems(sentence, [source], language=language)
    return {one.partition(":")[0] for one in told}


@pytest.mark.parametrize(
    "claim",
    [
        "Dans le lac, la baignade n'est plus permise par la mairie de Norvin.",
        "Quatre mille habitants de Norvin seront sans eau potable cet été.",
        "Un groupe d'Italie, Rivaldi, fait l'objet d'une enquête ouverte en 2024.",
        "Ce barrage laisse filer près de 20 litres par seconde.",
        "Toutefois Rivaldi a relancé les deux usines lundi.",
        "L'entreprise Rivaldi a gardé le silence face à l'AFP.",
        "Invité de Norvin, Paul Serre a précisé que les usines tournent.",
    ],
)
def test_other_words_for_the_same_are_fine(claim: str) -> None:
    assert kinds(claim) == set()


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("Le préfet n'a pas confirmé que des habitants seraient privés d'eau potable.", "negation"),
        ("L'entreprise a répondu aux questions de l'AFP sur Rivaldi.", "negation"),
        ("La baignade dans le lac de Norvin a été interdite le 12 juin par la mairie.", "date"),
        ("C'est en 2019 qu'une enquête contre l'entreprise Rivaldi a été ouverte.", "date"),
        ("Quatre cents habitants de Norvin seront privés d'eau cet été.", "number"),
        ("Ce barrage laisse filer près de 30 litres par seconde.", "number"),
        ("Un groupe espagnol, Brivaldi, fait l'objet d'une enquête.", "name"),
    ],
)
def test_what_contradicts_the_sources_is_found(claim: str, kind: str) -> None:
    assert kind in kinds(claim)


def test_a_year_of_another_sentence_proves_nothing() -> None:
    source = f"{SOURCE} La mairie a été élue en 2020."
    assert "date" in kinds("Une enquête contre l'entreprise Rivaldi a été ouverte en 2020.", source)


def test_only_a_sentence_taken_over_owes_who_said_it() -> None:
    whole = "Les deux usines de Rivaldi tournent à nouveau depuis lundi."
    assert kinds(whole) == {"attribution"}
    assert kinds("Depuis lundi, le groupe Rivaldi fait à nouveau tourner ses deux usines.") == set()


def test_a_description_is_not_another_speaker() -> None:
    source = "« Nous ne pouvions pas attendre », a dit la maire. Claire Vasseur est élue en 2020."
    told = "« Nous ne pouvions pas attendre », explique Claire Vasseur, élue en 2020."
    assert kinds(told, source) == set()


def test_points_are_no_per_cent() -> None:
    source = "Norvin are second on 12 points, three ahead of Lyre, who they beat 1-0 on Friday."
    claim = source.replace("points", "percent")
    assert kinds(claim, source, "en") == {"unit"}


def test_an_english_denial_is_found() -> None:
    source = "The council said the bridge would close on Monday. Paul Hale runs the company."
    assert "negation" in kinds(
        "The bridge will not close on Monday, the council says.", source, "en"
    )
