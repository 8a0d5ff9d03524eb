"""A sender that is killed -9 at random loses nothing and doubles nothing.

The full size is `python -m tests.deliver.killing 200 50000`.
"""

from pathlib import Path

from tests.deliver.killing import CONNECTIONS, kill_often
from tests.deliver.sink import Odds


def test_killed_at_random_each_reader_still_gets_it_once(tmp_path: Path) -> None:
    found = kill_often(tmp_path, kills=1, readers=100, surely=True)
    assert found.faults == 0, found
    assert found.kills == 1
    assert 1 <= found.ambiguous <= CONNECTIONS  # the server was silent: it is known of none


def test_so_too_when_the_server_has_a_bad_day(tmp_path: Path) -> None:
    odds = Odds(drop_after_dot=0.02, drop_before_dot=0.02, later=0.04)  # worse: they are few
    found = kill_often(tmp_path, kills=1, readers=60, odds=odds, surely=True)
    assert found.faults == 0, found
