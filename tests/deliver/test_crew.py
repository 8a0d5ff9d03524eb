import asyncio
from datetime import timedelta

import pytest

from briefing.config.settings import DeliverySettings, Smtp
from briefing.deliver import crew as crews
from briefing.deliver.conversation import Conversation
from briefing.deliver.crew import Crew
from briefing.deliver.session import open_session
from tests.deliver.receiving import Mailbox, listening
from tests.deliver.test_smtp import envelope


def test_a_connection_made_while_we_hang_up_is_hung_up_too(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Conversation] = []

    async def too_late_to_cancel(smtp: Smtp, *, password: str) -> Conversation:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            made.append(await open_session(smtp, password=password))
        return made[0]

    box = Mailbox()
    with listening(box) as port, asyncio.Runner() as runner:
        smtp = Smtp(host="127.0.0.1", port=port, timeout=timedelta(seconds=5))
        options = DeliverySettings(connections=2)
        crew = Crew(smtp, options, secret="", journal=None, loop=runner.get_loop())
        runner.run(crew.assemble())
        monkeypatch.setattr(crews, "open_session", too_late_to_cancel)
        crew.begin(map(envelope, range(1, 10)))
        while crew.busy and not crew.receipts():
            crew.turn()
        crew.stop()
        runner.run(crew.dismiss())
        assert made
        assert not asyncio.all_tasks(runner.get_loop())
