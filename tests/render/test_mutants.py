"""A broken template is refused or renders; it never takes the program down."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("seed", [1_000_000, 2_000_000])
def test_no_broken_template_takes_the_process_down_or_raises_anything_but_its_fault(
    seed: int,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.render.mutants", str(seed), "25"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) > 0, "nothing was broken"
