"""A worker killed while messages wait for Slack's pace: only what was under way is in doubt.

They are messages that are never repeated, so whatever is wrongly in doubt is lost.
"""

import asyncio
import base64
import secrets
import sys
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.database.migrations import migrate
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.jobs import Job, JobState, Recipient, schedule
from bot.core.names import CORE_POST
from bot.duty.model import Duty
from tests.forks import fork
from tests.process import leases
from tests.slack_api.server import FakeSlack
from tests.toys import NUDGE

VICTIM = Path(__file__).with_name("slack_victim.py")
ROOT = Path(__file__).parents[2]
POST = "chat.postMessage"
IN_A_BATCH = 10
A_FEW = 3
CHANNEL = "C1"
pytestmark = pytest.mark.long


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack:
        slack.add_team()
        slack.add_channel(CHANNEL)
        yield slack


async def prepare(url: str, key: bytes, *channels: str) -> None:
    """Leave messages for each of the channels."""
    await migrate(url)
    storage = DatabaseStorage(url, Keyring([key]))
    async with storage.work() as work:
        for channel in channels:
            for n in range(IN_A_BATCH):
                lamp = f"{channel}-{n}"
                await work.add(Duty(reference=lamp, since=work.now))
                to = Recipient.channel(channel, "slack")
                await schedule(
                    work, CORE_POST, lamp, work.now, subject=lamp, screen=NUDGE, recipient=to
                )
    await storage.close()


async def victim(url: str, key: bytes, slack: FakeSlack) -> asyncio.subprocess.Process:
    return await fork(
        sys.executable,
        str(VICTIM),
        url,
        base64.b64encode(key).decode(),
        slack.base_url,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
    )


async def states(url: str, key: bytes) -> Counter[JobState]:
    storage = DatabaseStorage(url, Keyring([key]))
    async with storage.reading() as work:
        found = Counter(job.state for job in await work.of(Job).find() if job.screen == NUDGE)
    await storage.close()
    return found


async def hang(slack: FakeSlack, calls: int) -> None:
    """Let a few messages pass, and the next calls arrive without ever being answered."""
    await slack.until(lambda: len(slack.called(POST)) >= A_FEW)
    before = len(slack.called(POST))
    slack.fail_next(POST, "timeout_after", calls)
    await slack.until(lambda: len(slack.called(POST)) >= before + calls)


async def test_a_kill_leaves_in_doubt_only_the_call_that_slack_had_not_answered(
    tmp_path: Path, slack: FakeSlack
) -> None:
    url, key = f"sqlite+aiosqlite:///{tmp_path / 'killed.db'}", secrets.token_bytes(32)
    await prepare(url, key, CHANNEL)
    first = await victim(url, key, slack)
    await hang(slack, 1)
    first.kill()
    await first.wait()

    await leases.run_out(url, key)
    assert await (await victim(url, key, slack)).wait() == 0
    assert await states(url, key) == {JobState.SENT: IN_A_BATCH - 1, JobState.UNKNOWN: 1}
    assert len(slack.messages(CHANNEL)) == IN_A_BATCH
