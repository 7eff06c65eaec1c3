"""``jobs``: what was not delivered, what waits and for what, and ``jobs retry``."""

import argparse
import json
import sys

from adapters.settings import from_environment
from adapters.wiring import deployed
from bot.core.jobs import Job
from bot.core.storage import Work, in_one_work
from bot.core.undelivered import held_up, retry, undelivered

NONE = "Nothing was left undelivered, and nothing is held up.\n"


async def listed(chosen: argparse.Namespace) -> int:
    """Print the jobs that ended undelivered and those that are held up; never for whom."""

    async def look(work: Work) -> dict[str, list[Job]]:
        return {"undelivered": await undelivered(work), "held_up": await held_up(work)}

    async with deployed(from_environment(), {}) as parts:
        found = await in_one_work(parts.storage, look, reads_only=True)
    if chosen.json:
        rows = {name: [_row(job) for job in jobs] for name, jobs in found.items()}
        sys.stdout.write(json.dumps(rows, indent=2) + "\n")
        return 0
    titles = {"undelivered": "Not delivered:", "held_up": "Held up:"}
    for name, jobs in found.items():
        if jobs:
            lines = "".join(f"  {' '.join(_row(job).values())}\n" for job in jobs)
            sys.stdout.write(f"{titles[name]}\n{lines}")
    if found["undelivered"]:
        sys.stdout.write('Send one again with "support-timeout jobs retry REFERENCE".\n')
    if not any(found.values()):
        sys.stdout.write(NONE)
    return 0


def _row(job: Job) -> dict[str, str]:
    """A job as a line of the list: its reference, and what is known without a person."""
    named = {
        "reference": job.reference,
        "what": job.screen or job.kind,
        "due": job.meant_for.isoformat(timespec="minutes"),
        "state": job.state,
        "reason": job.reason,
        "code": job.code,
        "platform": job.platform,
    }
    return {name: str(value) for name, value in named.items() if value}


async def send_again(chosen: argparse.Namespace) -> int:
    """Queue an undelivered message again; returns 1 if there is no such job."""
    async with deployed(from_environment(), {}) as parts:
        found = await in_one_work(parts.storage, lambda work: retry(work, chosen.reference))
    if not found:
        sys.stderr.write(
            f"{chosen.reference}: no job of that reference ended undelivered.\n"
            '  List them with "support-timeout jobs".\n'
        )
        return 1
    sys.stdout.write("It is due now. It goes out if what it is about still stands.\n")
    return 0
