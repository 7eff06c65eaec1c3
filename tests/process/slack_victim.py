"""A worker to be killed: it posts lamps to Slack's stand-in, until nothing is left.

``python slack_victim.py DATABASE_URL KEY API_URL``. It exits 0 when no job is open any more.
"""

import asyncio
import base64
import sys

from aiohttp import ClientSession, ClientTimeout

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from adapters.slack.clients import Clients
from adapters.slack.installations import SingleInstallation
from adapters.slack.messenger import SlackMessenger
from bot.core.conversation import Address
from bot.core.jobs import Job, JobState
from bot.core.storage import Work
from bot.core.worker import Worker
from tests.patience import PATIENCE_S
from tests.slack_api.server import BOT_TOKEN
from tests.toys import PlainWording, ToyDirectory, toy_registry
from tests.world import lines

OPEN = (JobState.PENDING, JobState.LEASED, JobState.SENDING)


class Ward(ToyDirectory):
    """Each lamp's channel is one in Slack."""

    async def channel(self, work: Work, key: str, platform: str) -> Address | None:
        return Address("slack", f"T1:{key}")


async def main(url: str, key: str, api: str) -> None:
    storage = DatabaseStorage(url, Keyring([base64.b64decode(key)]))
    queue = DatabaseJobQueue(storage)
    async with ClientSession(timeout=ClientTimeout(total=PATIENCE_S)) as session:
        installation = SingleInstallation(BOT_TOKEN, session, api)
        messenger = SlackMessenger(Clients(installation, session, api))
        worker = Worker(
            storage,
            queue,
            toy_registry(),
            PlainWording(),
            Ward(lines()),
            {"slack": messenger},
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
