"""Templates broken at random, filled in a process of their own: does any take it down?

`python -m tests.render.mutants SEED N` tries N and prints how many were refused; the full run is
10⁵, in some hundred processes.
"""

import random
import sys
import tempfile
from pathlib import Path

from briefing.config.packaged import packaged
from briefing.errors import TemplateError
from briefing.render.edition import render
from briefing.render.html import page
from briefing.render.mjml import Templates
from tests.builders import all_sections, edition
from tests.golden.test_golden import FRENCH

_SHIPPED = packaged("templates")
_NAMES = sorted(
    str(path.relative_to(_SHIPPED))
    for folder in ("email", "web")
    for path in (_SHIPPED / folder).rglob("*")
    if path.suffix in (".mjml", ".css")
)
_SCRAPS = (
    *("<", ">", "</", "/>", '"', "&", "{{", "}}", "{%", "%}", "{#", "\x00", "é", "🗞️", "\u202e"),
    *("<mj-section>", "</mj-section>", "<mj-column>", "<mj-text>", "</mj-text>", "<mj-raw>"),
    *("<mj-wrapper>", "<mj-group>", "<mj-table>", "<mj-style>", "<mj-body>", "<mj-head>"),
    *('<mj-image width="-1px" />', '<mj-spacer height="1e9px" />', "<mjml>", "<!--", "-->"),
    *("<div>" * 400, "<table><tr><td>" * 60, "<mj-wrapper>" * 200, "<![CDATA[", "<?xml?>"),
    *('{% include "email/edition.mjml" %}', '{% include "email/head.mjml" %}', "{{ nothing }}"),
    *("{{ edition.sections }}", "{% for a in edition.sections %}", "{% endfor %}", "{% if 1 %}"),
    *('width="99999999999px"', 'padding="x"', 'css-class="a b"', "<mj-hero>", "<svg/onload=1>"),
)


def mutant(text: str, rng: random.Random) -> str:
    """Return the text with one to four wounds."""
    for _ in range(rng.randint(1, 4)):
        start = rng.randrange(len(text) + 1)
        end = min(len(text), start + rng.choice((0, 1, 3, 12, 60)))
        wound = rng.choice(("cut", "twice", "scrap", "scrap", "swap"))
        if wound == "cut":
            text = text[:start] + text[end:]
        elif wound == "twice":
            text = text[:end] + text[start:]
        elif wound == "scrap":
            text = text[:start] + rng.choice(_SCRAPS) + text[start:]
        else:
            text = text[:start] + text[start:end][::-1] + text[end:]
    return text


def attempt(seed: int, templates: Templates) -> bool:
    """Fill a mail and a page with one broken template; say whether it was refused."""
    rng = random.Random(seed)
    name = rng.choice(_NAMES)
    path = templates.folders[0] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(mutant((_SHIPPED / name).read_text("utf-8"), rng), encoding="utf-8")
    view = page if name.startswith("web/") else render
    try:
        view(edition(all_sections()), FRENCH, templates)
    except TemplateError:
        return True
    finally:
        path.unlink()
    return False


def main(seed: int, n: int) -> None:
    """Try `n` of them; anything but a TemplateError ends the process."""
    refused = 0
    with tempfile.TemporaryDirectory() as folder:
        templates = Templates((Path(folder), _SHIPPED))
        for one in range(seed, seed + n):
            sys.stderr.write(f"{one}\n")
            refused += attempt(one, templates)
    sys.stdout.write(f"{refused}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
