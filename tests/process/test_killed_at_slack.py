"""A worker killed after Slack took a message and before anybody could write that down."""

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
from bot.core.messages import Message
from bot.core.names import CORE_POST
from bot.core.storage import Work
from bot.duty.model import Duty
from tests.forks import fork
from tests.process import leases
from tests.slack_api.server import FakeSlack
from tests.toys import LIT, NUDGE

VICTIM = Path(__file__).with_name("slack_victim.py")
ROOT = Path(__file__).parents[2]
KINDS = (LIT, NUDGE)
"""One that is repeated when nobody knows whether it arrived, and one that is dropped."""


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack:
        slack.add_team()
        for kind in KINDS:
            slack.add_channel(_channel(kind))
        yield slack


def _channel(kind: str) -> str:
    return f"C{kind.upper().replace('.', '')}"


async def _prepare(url: str, key: bytes) -> None:
    await migrate(url)
    storage = DatabaseStorage(url, Keyring([key]))
    async with storage.work() as work:
        for kind in KINDS:
            await _lamp(work, kind)
    await storage.close()


async def _lamp(work: Work, kind: Message) -> None:
    await work.add(Duty(reference=kind, since=work.now))
    to = Recipient.channel(_channel(kind), "slack")
    await schedule(
        work,
        CORE_POST,
        f"{kind}:lamp",
        work.now,
        subject=kind,
        screen=kind,
        recipient=to,
    )


async def _victim(url: str, key: bytes, slack: FakeSlack) -> asyncio.subprocess.Process:
    return await fork(
        sys.executable,
        str(VICTIM),
        url,
        base64.b64encode(key).decode(),
        slack.base_url,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
    )


async def test_what_slack_took_and_nobody_marked_is_counted_unknown_and_handled_as_declared(
    tmp_path: Path, slack: FakeSlack
) -> None:
    url, key = f"sqlite+aiosqlite:///{tmp_path / 'killed.db'}", secrets.token_bytes(32)
    await _prepare(url, key)
    slack.fail_next("chat.postMessage", "timeout_after", len(KINDS))
    victim = await _victim(url, key, slack)
    await slack.until(lambda: len(slack.called("chat.postMessage")) == len(KINDS))
    victim.kill()
    await victim.wait()
    assert {len(slack.messages(_channel(kind))) for kind in KINDS} == {1}

    assert await leases.run_out(url, key) == len(KINDS)
    assert await (await _victim(url, key, slack)).wait() == 0
    storage = DatabaseStorage(url, Keyring([key]))
    async with storage.reading() as work:
        jobs = {job.screen: job for job in await work.of(Job).find() if job.screen in KINDS}
    await storage.close()
    shown = Counter({kind: len(slack.messages(_channel(kind))) for kind in KINDS})
    assert shown == {LIT: 2, NUDGE: 1}
    assert jobs[LIT].state is JobState.SENT
    assert jobs[LIT].repeats == 1
    assert jobs[NUDGE].state is JobState.UNKNOWN
