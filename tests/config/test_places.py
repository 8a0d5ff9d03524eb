"""Each key of a TOML file is found at its line, however it is written."""

import pytest

from briefing.config.places import Place, line_of, lines_of

TEXT = """\
# a comment\x85with a line end that TOML does not know
"top" = 1
[one.two]
key = "x"
a.b = 2

[[many]]
key = 1
[[many]]
key = 2
[many.inner]
deep = 3
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("top",), 2),
        (("one",), 3),
        (("one", "two", "key"), 4),
        (("one", "two", "a", "b"), 5),
        (("one", "two", "a"), 5),
        (("many", 0, "key"), 8),
        (("many", 1, "key"), 10),
        (("many", 1, "inner", "deep"), 12),
        (("many", 0, "absent"), 7),
        (("absent",), 0),
    ],
)
def test_a_place_is_found_or_what_it_stands_in(place: Place, line: int) -> None:
    assert line_of(lines_of(TEXT), place) == line
