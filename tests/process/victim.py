"""A worker to be killed: it posts lamps to a receiver over a socket, until nothing is left.

``python victim.py DATABASE_URL KEY HOST PORT``. It exits 0 when no job is open any more.
"""

import asyncio
import base64
import sys
from datetime import timedelta

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.jobs import Job, JobState
from bot.core.people import Account
from bot.core.screens import Card
from bot.core.worker import Worker
from tests.toys import PlainWording, ToyDirectory, toy_registry
from tests.world import lines

LEASE = timedelta(seconds=4)
OPEN = (JobState.PENDING, JobState.LEASED, JobState.SENDING)


class SocketMessenger:
    """Writes each card's subject to the receiver, and waits until it says that it has it."""

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port

    @property
    def per_second(self) -> float:
        return 1000.0

    @property
    def closes_messages(self) -> bool:
        """Nothing closes."""
        return False

    async def open_direct(self, account: Account) -> Address:
        return Address("practice", account.user)

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        await before_call()
        reader, writer = await asyncio.open_connection(self._host, self._port)
        writer.write(f"{card.subject}\n".encode())
        await writer.drain()
        await reader.readline()
        writer.close()
        return card.subject

    async def rests_for(self, account: Account) -> timedelta:
        return timedelta()

    async def replace(
        self, address: Address, message: str, card: Card, before_call: BeforeCall = at_once
    ) -> None:
        await self.post(address, card, before_call)


async def main(url: str, key: str, host: str, port: str) -> None:
    storage = DatabaseStorage(url, Keyring([base64.b64decode(key)]))
    queue = DatabaseJobQueue(storage)
    messenger = SocketMessenger(host, int(port))
    worker = Worker(
        storage,
        queue,
        toy_registry(),
        PlainWording(),
        ToyDirectory(lines()),
        {"practice": messenger},
        lease=LEASE,
    )
    while True:
        if not await worker.run_due():
            async with storage.reading() as work:
                if not await work.of(Job).count(Job.state.one_of(OPEN)):
                    break
            await asyncio.sleep(0.05)
    await storage.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
