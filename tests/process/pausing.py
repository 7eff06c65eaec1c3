"""A worker of a deployment at a fixed hour.

``python pausing.py DATABASE_URL KEY HOST PORT HOUR [NAME]``. It writes each card's screen to a
receiver and waits for its word; it ends when nothing is due. One with a name adds that to each
line, and has a slow platform: it makes one call at a time.
"""

import asyncio
import base64
import sys
from datetime import datetime, timedelta

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from adapters.wording import load_wording
from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.jobs import Job, JobState
from bot.core.people import Account
from bot.core.screens import Card
from bot.core.worker import Worker
from bot.features import make_registry
from bot.programme import ProgrammeDirectory
from tests.clock import SimulatedClock

LEASE = timedelta(seconds=60)
AT_ONCE = 4
BUSY = (JobState.LEASED, JobState.SENDING)


class SocketMessenger:
    """Writes each card's screen to the receiver, and waits until it says that it has it."""

    def __init__(self, host: str, port: int, name: str) -> None:
        self._host = host
        self._port = port
        self._name = name
        self._slots = asyncio.Semaphore(1 if name else AT_ONCE)

    @property
    def per_second(self) -> float:
        # A batch of four: half of the people are still waiting when two workers have begun.
        return AT_ONCE * 2 / LEASE.total_seconds()

    @property
    def closes_messages(self) -> bool:
        """Nothing closes."""
        return False

    async def open_direct(self, account: Account) -> Address:
        return Address("practice", account.user)

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        async with self._slots:
            await before_call()
            reader, writer = await asyncio.open_connection(self._host, self._port)
            writer.write(f"{card.screen} {address.value} {self._name}".strip().encode() + b"\n")
            await writer.drain()
            await reader.readline()
            writer.close()
        return address.value

    async def rests_for(self, account: Account) -> timedelta:
        return timedelta()

    async def replace(
        self, address: Address, message: str, card: Card, before_call: BeforeCall = at_once
    ) -> None:
        await self.post(address, card, before_call)


async def main(url: str, key: str, host: str, port: str, hour: str, name: str = "") -> None:
    clock = SimulatedClock(datetime.fromisoformat(hour))
    storage = DatabaseStorage(url, Keyring([base64.b64decode(key)]), clock)
    worker = Worker(
        storage,
        DatabaseJobQueue(storage),
        make_registry(),
        load_wording(),
        ProgrammeDirectory(),
        {"practice": SocketMessenger(host, int(port), name)},
        lease=LEASE,
    )
    while True:
        if not await worker.run_due():
            async with storage.reading() as work:
                busy = await work.of(Job).count(Job.state.one_of(BUSY))
                due = await work.of(Job).count(
                    Job.state.is_(JobState.PENDING), Job.due_at.at_most(work.now)
                )
                if not busy + due:
                    break
            await asyncio.sleep(0.05)
    await storage.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
