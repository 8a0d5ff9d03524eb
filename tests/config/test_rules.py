"""A rule that cannot be meant is refused, with what may have been meant."""

from pathlib import Path

import pytest

from briefing.config import load_settings
from briefing.errors import ConfigError
from tests.cli.conftest import CONFIG


def faults(tmp_path: Path, rule: str) -> list[str]:
    path = tmp_path / "config.toml"
    path.write_text(f"{CONFIG}\n[[rules]]\n{rule}\n", encoding="utf-8")
    try:
        load_settings(path)
    except ConfigError as error:
        return [f"{one.key} {one.message} {one.remedy}" for one in error.faults]
    return []


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ('print = "never"\nsources = ["fr-gazete"]', "Did you mean `fr-gazette`?"),
        ('print = "never"\nsections = ["economie"]', "Did you mean `économie`?"),
        ('print = "always"\nwords = ["a"]\nnewsletters = ["matins"]', "Did you mean `matin`?"),
        ('print = "sometimes"\nwords = ["a"]', "'always' or 'never'"),
        ('print = "never"\nword = ["a"]', "Did you mean `words`?"),
        ('print = "never"', "names nothing"),
        ('print = "never"\nsources = ["zzz"]', "Known: fr-gazette."),
    ],
)
def test_what_is_not_there_is_told_with_a_remedy(tmp_path: Path, rule: str, told: str) -> None:
    found = faults(tmp_path, rule)
    assert found
    assert told in found[0]


def test_the_line_of_the_mistake_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    text = f'{CONFIG}\n[[rules]]\nprint = "never"\nsections = ["sports"]\n'
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    (fault,) = caught.value.faults
    assert fault.line == text.splitlines().index('sections = ["sports"]') + 1


def test_a_rule_holds_for_the_newsletters_it_names(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    second = '\n[[newsletters]]\nid = "soir"\nname = "Le Soir"\n'
    rules = '\n[[rules]]\nprint = "never"\nwords = ["loto"]\nnewsletters = ["soir"]\n'
    path.write_text(CONFIG + second + rules, encoding="utf-8")
    settings = load_settings(path)
    matin, soir = settings.newsletters
    assert settings.rules_of(matin) == ()
    assert len(settings.rules_of(soir)) == 1
