"""A worker process for ``bench.workers``: ``python -m bench.one_worker URL KEY HOST PORT PACE_MS``.

It says ``ready`` and waits for a line. Given ``all``, it works until nothing is due and says how
many messages it sent. Given ``listen``, it works as the service does until its input ends, and
tells the receiver of each message.
"""

import asyncio
import base64
import sys

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from adapters.database.wakeups import Wakeups
from adapters.gc_tuning import keep_for_good
from adapters.loop import WorkLoop
from adapters.wiring import working
from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.screens import Card
from tests.toys import toy_worker
from tests.world import LINE, FakePlatform


class Telling(FakePlatform):
    """Answers after a while, and tells the receiver, if there is one."""

    def __init__(self, pace_s: float, receiver: asyncio.StreamWriter | None) -> None:
        super().__init__()
        self._pace_s = pace_s
        self._receiver = receiver

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        message = await super().post(address, card, before_call)
        if self._pace_s:
            await asyncio.sleep(self._pace_s)
        if self._receiver is not None:
            self._receiver.write(b"got\n")
            await self._receiver.drain()
        return message


async def main(url: str, key: str, host: str, port: str, pace_ms: str) -> None:
    """Do what the next line says."""
    storage = DatabaseStorage(url, Keyring([base64.b64decode(key)]))
    receiver = (await asyncio.open_connection(host, int(port)))[1] if int(port) else None
    platform = Telling(float(pace_ms) / 1000, receiver)
    worker = toy_worker(storage, DatabaseJobQueue(storage), LINE, platform)
    async with storage.reading() as work:
        await work.vault.open_all([])
    keep_for_good()
    print("ready", flush=True)
    if (await asyncio.to_thread(sys.stdin.readline)).strip() == "all":
        while await worker.run_due():
            """More may be due."""
        print(platform.posts, flush=True)
    else:
        loop = WorkLoop()
        loop.add(worker.run_due)
        loop.add_slow(Wakeups(storage.sessions, loop.wake).keep)
        async with working(loop):
            await asyncio.to_thread(sys.stdin.readline)
    await storage.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
