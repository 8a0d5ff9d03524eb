"""Who says what: speakers found by pattern, never guessed."""

import pytest

from briefing.facts import find_quotations
from briefing.model import Quotation


def quotations(text: str, title: str = "", language: str = "fr") -> tuple[Quotation, ...]:
    return find_quotations(title, text, language=language, article_id="a1")


SAID = "Nous ne céderons pas un centime de plus"


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        (f"« {SAID} », a déclaré Claire Vasseur.", "Claire Vasseur", None),
        (f"« {SAID} », dit Claire Vasseur, présidente du syndicat.", "Claire Vasseur",
         "présidente du syndicat"),
        (f"« {SAID} », a averti la présidente du syndicat, Claire Vasseur.", "Claire Vasseur",
         "présidente du syndicat"),
        (f"« {SAID} », assure le ministre danois Ole Krag.", "Ole Krag", "ministre danois"),
        (f'"{SAID}," a écrit Claire Vasseur.', "Claire Vasseur", None),
        (f"« {SAID} », selon Claire Vasseur.", "Claire Vasseur", None),
        (f"Claire Vasseur, présidente du syndicat : « {SAID} »", "Claire Vasseur",
         "présidente du syndicat"),
        (f"Claire Vasseur a prévenu : « {SAID} ».", "Claire Vasseur", None),
        (f"Claire Vasseur a défendu ce choix, affirmant que « {SAID} ».", "Claire Vasseur", None),
        (f"« {SAID} », assure EDF.", "EDF", None),
        (f"« {SAID} », a répondu le Premier ministre.", "le Premier ministre", None),
        (f"« {SAID} », précise la ministre de la Mer dans un communiqué.", "la ministre de la Mer",
         None),
        (f"« {SAID} » d'ici lundi, selon la Banque de Syldavie.", "la Banque de Syldavie", None),
        (f"Selon Claire Vasseur, le conflit durera : « {SAID} ».", "Claire Vasseur", None),
        (f"Le tribunal de Norvin se dit convaincu : « {SAID} ».", "Le tribunal de Norvin", None),
        (f"« {SAID} », écrit l'intersyndicale, dans un courrier.", "l'intersyndicale", None),
        (f"« {SAID} », réagit auprès de l'Agence Norvin, Paul Serre, avocat de la plaignante.",
         "Paul Serre", "avocat de la plaignante"),
        (f"L'éditorial de Paul Serre : « {SAID} »", "Paul Serre", None),
        (f"Selon l'ONG, Claire Vasseur l'a payé : « {SAID} »", "l'ONG", None),
    ],
)  # fmt: skip
def test_the_speaker_is_found(text: str, speaker: str, role: str | None) -> None:
    (found,) = quotations(text)
    assert (found.text, found.speaker, found.role) == (SAID, speaker, role)


@pytest.mark.parametrize(
    "text",
    [
        f"« {SAID} », a averti un cadre de la banque, selon la note de Claire Vasseur.",
        f"« {SAID} », a-t-elle lancé devant Claire Vasseur.",
        f"« {SAID} », a répondu l'intéressée.",
        f"Canicule : « {SAID} »",
        f"Afrique du Sud : « {SAID} »",
        f"« {SAID} » : comment le syndicat de Claire Vasseur a gagné",
        f"« {SAID} » : un cadre de la banque raconte",
        f"Procès de Boualem Sansal : « {SAID} »",
        f"Accord UE-Syldavie : « {SAID} »",
        f"Paul Serre, sa visite en Syldavie : « {SAID} »",
    ],
)
def test_whoever_is_not_named_gets_no_name(text: str) -> None:
    (found,) = quotations(text)
    assert found.speaker is None
    assert found.role is None


def test_a_last_name_gets_the_full_name_and_function_given_elsewhere() -> None:
    text = (
        "Le directeur de la recherche d'Orion, Paul Serre, alerte ses équipes. "
        f"« {SAID} », a écrit Serre. « Veuillez croire que nous travaillons dur. »"
    )
    assert [(q.speaker, q.role) for q in quotations(text)] == [
        ("Paul Serre", "directeur de la recherche d'Orion")
    ] * 2


def test_the_text_wins_over_the_headline_in_other_words() -> None:
    title = "« On nous a cambriolés et volé nos idées » : un cadre d'Orion sur la concurrence"
    text = "« C'est comme si on nous avait cambriolés et volé nos idées », a écrit Paul Serre."
    (found,) = quotations(text, title)
    assert found.speaker == "Paul Serre"
    assert found.text in text


def test_a_headline_names_the_speaker() -> None:
    (found,) = quotations("", f'Salaires : "{SAID}", prévient Claire Vasseur, patronne du rail')
    assert (found.speaker, found.role) == ("Claire Vasseur", "patronne du rail")


@pytest.mark.parametrize(
    ("title", "text", "speaker"),
    [
        (f"« {SAID} » : le grand regret de la carrière de Claire Vasseur", "", "Claire Vasseur"),
        (f"« {SAID} » : la pilote Claire Vasseur se confie", "", "Claire Vasseur"),
        (f"« {SAID} » : Odile, 34 ans, raconte sa nuit", "", "Odile"),
        (f"« {SAID} »", "Claire Vasseur, qui dirige le rail, reçoit.", "Claire Vasseur"),
        (f"Odile : « {SAID} »", "La chanteuse Odile part en tournée.", "Odile"),
        (f"Le rail vu par Claire Vasseur : « {SAID} »", "", "Claire Vasseur"),
        ("« C'est enfin son heure de gloire » : Claire Vasseur, triomphante au Sénat", "", None),
        (f"Norvin : « {SAID} »", "", None),
    ],
)
def test_who_speaks_in_a_headline(title: str, text: str, speaker: str | None) -> None:
    (found,) = quotations(text, title)
    assert found.speaker == speaker


def test_a_function_is_given_its_name_from_elsewhere() -> None:
    text = f"La ministre Claire Vasseur recule. « {SAID} », a assuré la ministre."
    (found,) = quotations(text)
    assert (found.speaker, found.role) == ("Claire Vasseur", "ministre")


@pytest.mark.parametrize(
    "role", ["le calvaire d'Odile Roy et", "sa visite stratégique en Chine", "l'année passée"]
)
def test_a_phrase_that_is_no_function_is_no_role(role: str) -> None:
    (found,) = quotations(f"Pour {role} Claire Vasseur, a dit Paul Serre : « {SAID} ».")
    assert found.role is None


@pytest.mark.parametrize(
    "text",
    [
        "Il vante son « laboratoire d'idées ».",
        "Le film « Un été sans fin à la mer » sort.",
    ],
)
def test_sneers_and_titles_are_no_quotations(text: str) -> None:
    assert quotations(text) == ()


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("“We will not pay a cent more this year,” Clara Voss said.", "Clara Voss", None),
        ('"We will not pay a cent more this year," said Clara Voss.', "Clara Voss", None),
        ("“We will not pay a cent more this year,” union chief Clara Voss said.", "Clara Voss",
         "union chief"),
        ("“We will not pay a cent more this year,” she said.", None, None),
        ("“We will not pay a cent more this year,” said one employee.", None, None),
        ("Clara Voss says she is “not paying a cent more than that”.", "Clara Voss", None),
    ],
)  # fmt: skip
def test_english_speakers(text: str, speaker: str | None, role: str | None) -> None:
    (found,) = quotations(text, language="en")
    assert (found.speaker, found.role) == (speaker, role)


def test_single_marks_quote_in_english_headlines() -> None:
    (found,) = quotations("", "Clara Voss: ‘We will not pay a cent more’", "en")
    assert found.text == "We will not pay a cent more"


@pytest.mark.parametrize(
    ("title", "text", "speaker"),
    [
        (f"« {SAID} », par Paul Serre", "", "Paul Serre"),
        (f"« {SAID} » : Ruffin répond à Glucksmann", "", "Ruffin"),
        (f"École : « {SAID} »", "Paul Serre, directeur d'école, explique comment.", "Paul Serre"),
        ("École : « Il ne cède pas un centime de plus »", "Paul Serre, chanteur, revient.", None),
    ],
)
def test_a_headline_names_its_speaker_or_the_text_opens_with_them(
    title: str, text: str, speaker: str | None
) -> None:
    (found,) = quotations(text, title)
    assert found.speaker == speaker


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Culture Médias : « La Roue de la Fortune » revient", ""),
        ("« Le roi et le maître de la forêt », une fable animée", ""),
        ("« La Louisiane des grands départs » de Julia Serre : une histoire", ""),
        ("« Le roi et le temple maudit » : un hommage appuyé", "Un film. Ce soir à 21h10 sur M9."),
    ],
)
def test_a_work_s_title_is_nobody_s_words(title: str, text: str) -> None:
    assert quotations(text, title) == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            '"They are a hundred percent wrong," said SNN host Chris Matthews. "Really."',
            "Chris Matthews",
        ),
        ('"They are a hundred percent wrong," Flynn, a top adviser, said Thursday.', "Flynn"),
        ("India NEET: “They are a hundred percent wrong”", None),
    ],
)
def test_english_names_after_and_topics_before(text: str, speaker: str | None) -> None:
    assert quotations(text, language="en")[0].speaker == speaker
