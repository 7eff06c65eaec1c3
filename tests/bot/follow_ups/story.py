"""A report whose first note reaches somebody, as most tests of what comes later begin."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.adverse_events.model import Care
from bot.core.clock import in_zone
from bot.core.jobs import Job
from bot.core.people import Person
from bot.core.screens import Card
from bot.core.storage import Work, in_one_work
from bot.follow_ups.screens import SCREENS, SILENCE
from tests.sealed import sealed_text
from tests.world import ZONE, World

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NOTES = (*SCREENS.values(), SILENCE)


async def report(world: World, *users: str, kind: str = "near_miss") -> None:
    """The lead of the ICU reports something that has just happened, and sends it off."""
    happened = in_zone(world.clock.now(), ZONE)
    preview = await world.submit(
        "lena",
        await world.command("lena", "/support-admin activate"),
        kind=kind,
        harm="unknown",
        unit="icu",
        people=users,
        day=f"{happened:%Y-%m-%d}",
        time=f"{happened:%H:%M}",
    )
    await world.submit("lena", preview)


async def first_note(world: World, *users: str, kind: str = "near_miss") -> str:
    """The first note has just arrived; the care of the first of these."""
    await report(world, *users, kind=kind)
    await world.pass_time(HOUR + MINUTE)
    return (await cares(world, users[0]))[-1].reference


async def cares(world: World, user: str) -> list[Care]:
    """The cares of somebody, oldest first."""
    async with world.storage.reading() as work:
        whose = work.vault.mark("whose", world.people[user])
        return await work.of(Care).find(Care.whose.is_(whose), order_by=Care.begun_at)


def later_notes(world: World, user: str) -> list[Card]:
    """Every later note that ever arrived in somebody's conversation."""
    return [card for card in world.sees(user).log if card.screen in NOTES]


async def planned(world: World) -> list[tuple[str, str]]:
    """Every job for a later note, with its state."""
    async with world.storage.reading() as work:
        jobs = await work.of(Job).find(Job.kind.is_("follow_up.note"), order_by=Job.due_at)
    return [(job.detail, job.state) for job in jobs]


async def opened(world: World, care: str) -> str | None:
    """Who a care is about, if the vault still says so."""
    async with world.storage.reading() as work:
        return await work.vault.open(sealed_text(care, "person"))


async def change_person(world: World, user: str, **changes: Any) -> None:
    """Change a row of the staff list."""

    async def write(work: Work) -> None:
        person = await work.of(Person).get(world.people[user])
        assert person is not None
        await work.of(Person).save(replace(person, **changes))

    await in_one_work(world.storage, write)
