"""`briefing run` killed -9 in each of its jobs: the edition is out after a restart, once.

The full size is `python -m tests.schedule.killing 50`.
"""

from pathlib import Path

import pytest

from briefing.demo.servers import web_server
from tests.schedule.killing import DAY, Victim


@pytest.fixture
def victim(tmp_path: Path) -> Victim:
    return Victim(folder=tmp_path, readers=20)


def test_killed_in_every_job_the_edition_is_out_once(victim: Victim) -> None:
    with web_server(DAY) as base:
        victim.install(base, most=3)
        victim.kill_at("SELECT 1 FROM feeds")
        victim.kill_at("SELECT 1 FROM editions")
        victim.kill_at("SELECT 1 FROM deliveries WHERE state = 'sent'")
        assert victim.finish()
    assert victim.faults() == []
