import threading
import time
from datetime import timedelta

import pytest

from briefing.config.settings import DeliverySettings, Smtp
from briefing.deliver.crew import Crew
from briefing.deliver.opening import Opening
from briefing.errors import DeliveryError
from tests.deliver.scripted import SILENT, ScriptedServer, scripted
from tests.deliver.test_smtp import envelope


def crew_of_two(server: ScriptedServer) -> Crew:
    """Return a crew that is busy on its first connection and makes its second one."""
    smtp = Smtp(host="127.0.0.1", port=server.port, timeout=timedelta(seconds=30))
    crew = Crew(smtp, DeliverySettings(connections=2), secret="", journal=None)
    crew.assemble()
    crew.begin(map(envelope, range(1, 10)))
    return crew


def test_a_connection_made_while_we_hang_up_is_hung_up_too() -> None:
    with scripted({"BODY": SILENT}, {}) as server:
        crew = crew_of_two(server)
        while sum(one.startswith("EHLO") for one in server.commands) < 2:
            time.sleep(0.005)
        opening = crew._opening
        assert opening is not None
        opening.join()  # it is made, and the crew was not told yet
        crew.dismiss()
        assert server.commands[-1] == "QUIT"


def test_a_connection_that_is_slow_to_be_made_is_not_waited_for() -> None:
    with scripted({"BODY": SILENT}, {"CONNECT": SILENT}) as server:
        crew = crew_of_two(server)
        while server.connections < 2:
            time.sleep(0.005)
        begin = time.monotonic()
        crew.dismiss()
        assert time.monotonic() - begin < 5  # 30 s is its patience
        assert "opening" not in {one.name for one in threading.enumerate()}


def test_an_opening_given_up_before_it_connects_ends_with_nothing_open() -> None:
    with scripted() as server:
        smtp = Smtp(host="127.0.0.1", port=server.port, timeout=timedelta(seconds=5))
        opening = Opening(smtp, password="", ring=lambda: None)
        opening._given_up = True  # as if it were said while the name is looked up
        opening.start()
        opening.join()
        with pytest.raises(DeliveryError):
            opening.result()
