from briefing.newsroom.marks import alike, common_words, marks, number, numbers_of

COMMON = common_words(["une femme tuée par un chien", "the bank raises rates", "la banque"])


def names(text: str, language: str = "fr") -> frozenset[str]:
    return marks(text, common=COMMON, language=language).names


def test_a_capital_inside_a_sentence_marks_a_name() -> None:
    assert names("Une femme tuée en Suisse par un chien") == {"suisse"}


def test_the_first_word_is_a_name_if_it_is_never_written_small() -> None:
    assert names("Suisse : une femme tuée") == {"suisse"}
    assert names("Femme tuée par un chien") == frozenset()
    assert names("« Banque » : le mot de trop") == frozenset()


def test_an_english_title_with_capitals_everywhere_is_read_with_care() -> None:
    assert names("Barclays Bank Raises Rates Again", "en") == {"barclays", "again"} - {"again"}


def test_articles_are_no_names() -> None:
    assert names("Vu de Paris : Le Monde en mieux") == {"vu", "paris", "monde"}


def test_numbers_have_one_spelling() -> None:
    expected = {"1350", "3", "2.5"}
    assert numbers_of("1 350 écoles, trois morts, 2,5 %") == expected
    assert numbers_of("1.350 écoles, 3 morts, 2.5 %") == expected
    assert numbers_of("one of three, une de trois") == {"3"}
    assert number("000") == "0"


def test_spellings_of_a_name_are_alike_but_not_two_towns() -> None:
    assert alike("zelensky", "zelenski")
    assert alike("netanyahu", "netanyahou")
    assert alike("paris", "paris")
    assert not alike("combourg", "cabourg")
    assert not alike("lille", "ile")


def test_a_text_in_capitals_says_nothing_of_common_words() -> None:
    assert common_words(["TOUT EST GRAND", "tout est petit"]) == {"tout", "est", "petit"}
