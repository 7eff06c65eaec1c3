"""The platforms that this deployment has, as the database remembers them.

One process may lack a platform that another one has opened. What it cannot send it leaves to the
others, and health says which platform no process has open.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.records import Field, Record
from bot.core.storage import Work

REMEMBERED_FOR = timedelta(days=30)
"""How long a platform counts as the deployment's after a process last had it open."""
NOTED_EVERY = timedelta(hours=1)


class KnownPlatform(Record):
    """A platform that some process had open; its reference is the platform's name."""

    opened_at: Field[datetime]
    """When a process last had it open."""


async def note_open(work: Work, *names: str) -> list[str]:
    """Note that this process has these platforms open; returns those that only others have."""
    for name in names:
        known = await work.of(KnownPlatform).get(name)
        if known is None:
            await work.add(KnownPlatform(reference=name, opened_at=work.now))
        elif known.opened_at + NOTED_EVERY <= work.now:
            await work.save(replace(known, opened_at=work.now))
    return sorted((await known_platforms(work)).keys() - set(names))


async def known_platforms(work: Work) -> dict[str, datetime]:
    """Return the deployment's platforms, and when a process last had each of them open."""
    since = KnownPlatform.opened_at.at_least(work.now - REMEMBERED_FOR)
    return {each.reference: each.opened_at for each in await work.of(KnownPlatform).find(since)}
