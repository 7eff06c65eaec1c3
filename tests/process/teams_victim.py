"""A worker to be killed: it posts lamps to Teams' stand-in, until nothing is left.

``python teams_victim.py DATABASE_URL KEY ORIGIN SERVICE_URL``. It exits 0 when no job is open any
more. ``ORIGIN`` is where the stand-in for Microsoft's sign-in listens.
"""

import asyncio
import base64
import sys
from urllib.parse import urlsplit

from adapters.clock import SystemClock
from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from adapters.teams.opening import open_teams
from adapters.teams.settings import TeamsSettings
from adapters.wording import load_wording
from bot.core.conversation import Address
from bot.core.jobs import Job, JobState
from bot.core.storage import Work
from bot.core.worker import Worker
from tests.teams_api.issuer import APP_ID, APP_PASSWORD, METADATA, TENANT
from tests.toys import PlainWording, ToyDirectory, toy_registry
from tests.world import lines

OPEN = (JobState.PENDING, JobState.LEASED, JobState.SENDING)


class Ward(ToyDirectory):
    """Each lamp's channel is one in Teams."""

    async def channel(self, work: Work, key: str, platform: str) -> Address | None:
        return Address("teams", f"{TENANT}:19:{key}@thread.tacv2")


async def main(url: str, key: str, origin: str, service_url: str) -> None:
    storage = DatabaseStorage(url, Keyring([base64.b64decode(key)]))
    options = TeamsSettings(
        APP_ID,
        APP_PASSWORD,
        TENANT,
        metadata_url=f"{origin}{METADATA}",
        login_url=origin,
        service_hosts=frozenset({urlsplit(service_url).netloc}),
    )
    words = load_wording().words("en", "UTC")
    async with open_teams(options, words, SystemClock(), storage) as teams:
        await teams.tenants.heard_from(TENANT, service_url)
        worker = Worker(
            storage,
            DatabaseJobQueue(storage),
            toy_registry(),
            PlainWording(),
            Ward(lines()),
            {"teams": teams.messenger},
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
