"""What a killed worker had in hand, taken up again at once instead of a minute later."""

from dataclasses import replace
from datetime import timedelta

from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.jobs import Job, JobState
from tests.some import some


async def run_out(url: str, key: bytes) -> int:
    """End every lease in a database; how many there were. No worker may be running."""
    storage = DatabaseStorage(url, Keyring([key]))
    async with storage.work() as work:
        jobs = await work.of(Job).find(Job.state.one_of((JobState.LEASED, JobState.SENDING)))
        for job in some(jobs):
            assert job.lease_until
            ended = job.lease_until - timedelta(minutes=5)
            await work.save(replace(job, lease_until=ended))
    await storage.close()
    return len(jobs)
