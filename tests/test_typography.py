"""How text is set: one golden pair a rule; ␣ stands for U+00A0, · for U+202F."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.typography import BRANDS, PROFILES, typeset


def seen(text: str) -> str:
    return text.replace("\u00a0", "␣").replace("\u202f", "·")


FRENCH = [
    # tall marks
    ("Quoi ?", "Quoi·?"),
    ("Quoi?", "Quoi·?"),
    ("Bonjour!", "Bonjour·!"),
    ("Oui ; non", "Oui·; non"),
    ("Quoi ?!", "Quoi·?!"),
    ("Vraiment (!)", "Vraiment (!)"),
    ("Vraiment (?)", "Vraiment (?)"),
    ("Fini\u00a0!", "Fini·!"),
    ("a != b", "a != b"),
    ("Yahoo! licencie", "Yahoo! licencie"),
    ("Connaissez-vous Yahoo!?", "Connaissez-vous Yahoo!·?"),
    # accents on capitals, from the fixed list alone
    ("Etats-Unis, Etat, l'Etat", "États-Unis, État, l’État"),
    ("Coup d'Etat et Economie", "Coup d’État et Économie"),
    ("Eric Edouard, TotalEnergies, #Etat", "Eric Edouard, TotalEnergies, #Etat"),
    (
        "Education nationale, Department of Education",
        "Éducation nationale, Department of Education",
    ),
    ("A l'aube", "À l’aube"),
    ("Fini. A Paris, A Star Is Born", "Fini. À Paris, A Star Is Born"),
    ("« A quoi bon ? »", "«␣À quoi bon·?␣»"),
    ("Vitamine A la carte, il A la clé", "Vitamine A la carte, il A la clé"),
    # thousands of Swiss papers
    ("10'000 personnes", "10·000 personnes"),
    ("1'234'567 francs", "1·234·567␣francs"),
    ("5'11\" ou 5'11", "5'11\" ou 5'11"),
    # colon
    ("Taxe : le vote", "Taxe␣: le vote"),
    ("Taxe: le vote", "Taxe␣: le vote"),
    ("Il dit:", "Il dit␣:"),
    ("à 12:30 ou 3:1", "à 12:30 ou 3:1"),
    ("std::vector", "std::vector"),
    ("C:\\bref", "C:\\bref"),
    # addresses, smileys, entities
    ("Voir https://a.fr/x?y=1!", "Voir https://a.fr/x?y=1·!"),
    ("Voir https://a.fr/b:c ;", "Voir https://a.fr/b:c·;"),
    ("Voir www.a.fr/l'ete?x=1.", "Voir www.a.fr/l'ete?x=1."),
    ("« https://a.fr/ »", "«␣https://a.fr/␣»"),
    ("Écrire à ici:la@a-b.fr !", "Écrire à ici:la@a-b.fr·!"),
    ("Bravo :) et ;-)", "Bravo :) et ;-)"),
    ("Bravo :D", "Bravo :D"),
    ("A &amp; B", "A &amp; B"),
    # quotes
    ('"c\'est fini"', "«␣c’est fini␣»"),
    ('Il dit "oui" et "non".', "Il dit «␣oui␣» et «␣non␣»."),
    ('« C\'est "gros" »', "«␣C’est “gros”␣»"),
    ('"Il a dit "bonjour" hier"', "«␣Il a dit “bonjour” hier␣»"),
    ("“Oui”, dit-il", "«␣Oui␣», dit-il"),
    ("« Un “gros” poisson »", "«␣Un “gros” poisson␣»"),
    ('l\'"IA"', "l’«␣IA␣»"),
    ('("oui")', "(«␣oui␣»)"),
    ('Un écran de 27" plat', 'Un écran de 27" plat'),
    ('Il dit "oui et « non', 'Il dit "oui et «␣non'),
    ("«oui»", "«␣oui␣»"),
    ("«   oui\u2009»", "«␣oui␣»"),
    ('"Quoi ?" dit-il', "«␣Quoi·?␣» dit-il"),
    ("Titre : «oui»", "Titre␣: «␣oui␣»"),
    # apostrophes
    ("l'IA d'aujourd'hui", "l’IA d’aujourd’hui"),
    ("Un 'petit' pas", "Un ‘petit’ pas"),
    ("les années '90", "les années ’90"),
    ("l'« ami »", "l’«␣ami␣»"),
    # dots and dashes
    ("Et puis...", "Et puis…"),
    ("Et puis....", "Et puis…"),
    ("Non... ?", "Non…·?"),
    ("a -- b", "a – b"),
    ("Paris - Lyon", "Paris – Lyon"),
    ("a - b - c", "a – b – c"),
    ("porte-parole", "porte-parole"),
    ("- un point", "- un point"),
    ("---", "---"),
    ("3 - 1", "3 - 1"),
    # numbers
    ("1 234 567 euros", "1·234·567␣euros"),
    ("45 000 emplois", "45·000 emplois"),
    ("En 2026 350 salariés", "En 2026 350 salariés"),
    ("12 345,67 points", "12·345,67 points"),
    ("06 123 456", "06 123·456"),
    ("10%", "10␣%"),
    ("10 %, 2,5 %", "10␣%, 2,5␣%"),
    ("100€", "100␣€"),
    ("100 M€ et 3 Md€", "100␣M€ et 3␣Md€"),
    ("5 $US", "5␣$US"),
    ("$100", "$100"),
    ("100 millions de dollars", "100␣millions de dollars"),
    ("20 km", "20␣km"),
    ("20 kmh", "20 kmh"),
    ("5 m'ont dit", "5 m’ont dit"),
    ("n° 214", "n°␣214"),
    # hours, dates, ordinals
    ("à 12h30", "à 12␣h␣30"),
    ("à 12 h 30", "à 12␣h␣30"),
    ("à 9h", "à 9␣h"),
    ("24h/24", "24␣h/24"),
    ("lundi 23 novembre 2026", "lundi 23␣novembre 2026"),
    ("mardi 1 décembre", "mardi 1er␣décembre"),
    ("le 1er décembre", "le 1er␣décembre"),
    ("du 1 au 3 décembre", "du 1 au 3␣décembre"),
    ("le 21ème siècle", "le 21e siècle"),
    ("les 2èmes", "les 2es"),
    ("la 1ère fois", "la 1re fois"),
    ("au XXIème siècle", "au XXIe siècle"),
    ("le problème", "le problème"),
]

ENGLISH = [
    ('"Yes," he said', "“Yes,” he said"),
    ("It's done", "It’s done"),
    ("the '90s", "the ’90s"),
    ("'Tis so", "’Tis so"),
    ("a 'big' deal", "a ‘big’ deal"),
    ("\"It's 'big'\"", "“It’s ‘big’”"),
    ('He said "a "b" c"', "He said “a ‘b’ c”"),
    ("one -- two", "one — two"),
    ("one - two", "one — two"),
    ("one...", "one…"),
    ("Really ?", "Really?"),
    ("Note : this", "Note: this"),
    ("10 %", "10%"),
    ("$100 million", "$100 million"),
    ("at 12:30 p.m.", "at 12:30 p.m."),
    ("He is 6'2\" tall", "He is 6'2\" tall"),
    ("12h30 and 1 234", "12h30 and 1 234"),
    ("See https://a.uk/it's?", "See https://a.uk/it's?"),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french_is_set_as_a_french_newspaper_does(text: str, expected: str) -> None:
    assert seen(typeset(text, "fr")) == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_is_set_as_an_english_newspaper_does(text: str, expected: str) -> None:
    assert seen(typeset(text, "en")) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "«␣Quoi␣: 45·000␣€·?␣»"),
        ("fr-BE", "«␣Quoi␣: 45·000␣€·?␣»"),
        ("fr-CA", "«␣Quoi␣: 45␣000␣€?␣»"),
        ("fr-CH", "«·Quoi·: 45·000␣€·?·»"),
    ],
)
def test_each_french_speaking_country_has_its_own_spaces(language: str, expected: str) -> None:
    assert seen(typeset('"Quoi : 45 000 € ?"', language)) == expected


@pytest.mark.parametrize("text", ["de 1h 12h30", "dès 12h30 décembre", "1 h 12 h 30"])
def test_what_one_rule_makes_another_does_not_change_the_second_time(text: str) -> None:
    once = typeset(text, "fr")
    assert typeset(once, "fr") == once


def test_a_language_without_profile_comes_back_unchanged() -> None:
    text = "\"Na so was\" - 12h30 ... 'ja' !"
    assert typeset(text, "de") == text


def test_plain_text_has_no_narrow_space() -> None:
    assert seen(typeset("Quoi ? 45 000", "fr", narrow="\u00a0")) == "Quoi␣? 45␣000"
    assert seen(typeset("Quoi\u202f?", "fr", narrow="\u00a0")) == "Quoi␣?"


def test_an_unbalanced_quote_spoils_its_own_paragraph_only() -> None:
    assert seen(typeset('un "deux\n"trois"', "fr")) == 'un "deux\n«␣trois␣»'


# Words, marks and spaces that meet in news, thrown together.
MARKS = [*"«»“”‘’\"'!?;:,.-()%€$…", " ", "  ", "\u00a0", "\u202f", "\u2009", "\n", "--", "..."]
WORDS = ["l'", "oui", "Été", "1", "23", "000", "décembre", "2ème", "1ère", "h", "millions", "M€"]
TOKENS = [
    "12h30",
    "https://a.fr/?b",
    "a@b.fr",
    ":)",
    "3:1",
    "Yahoo!",
    "&amp;",
    "n°",
    "\ue000",
    "5'2",
]
PIECES = st.lists(st.sampled_from([*MARKS, *WORDS, *TOKENS]), max_size=14).map("".join)
TEXTS = st.one_of(PIECES, st.text(max_size=40))
LANGUAGES = st.sampled_from([*PROFILES, "de"])
NARROWS = st.sampled_from(["\u202f", "\u00a0"])


@given(TEXTS, LANGUAGES, NARROWS)
def test_setting_twice_changes_nothing(text: str, language: str, narrow: str) -> None:
    once = typeset(text, language, narrow=narrow)
    assert typeset(once, language, narrow=narrow) == once


@given(TEXTS, LANGUAGES)
def test_letters_and_digits_stay_as_they_are_but_for_ordinals(text: str, language: str) -> None:
    def bare(value: str) -> str:
        # The two ordinals that are corrected count as equal.
        value = re.sub(r"i?[eè]me(?=s?(?!\w))|(?<=1)[eè]re|(?<=1)re", "e", value)
        value = re.sub(r"(?<!\w)1(?:er)?(?=\W*(?:décembre))", "1", value)
        return "".join(c for c in value if unicodedata.category(c)[0] in "LN")

    assert bare(typeset(text, language)) == bare(text)


@given(TEXTS, LANGUAGES)
def test_addresses_and_brands_come_through_untouched(text: str, language: str) -> None:
    address = "https://a.fr/l'été?x=1:2;3"
    brand = BRANDS[0]
    out = typeset(f"{text} {address} {brand} {text}", language)
    assert address in out
    assert brand in out


@pytest.mark.parametrize(
    "run", ["a", "é", "1", "I", "-", ".", " ", "'", "a-", "a.", "a@", "1:", "1'", "ab-c."]
)
def test_a_run_of_any_length_is_read_once(run: str) -> None:
    # Where each place of it were read to its end, this would take minutes.
    text = run * 50_000
    assert sum(map(str.isalnum, typeset(text, "fr"))) == sum(map(str.isalnum, text))
