"""Verbs for the tests of duty: a rota in the sample hospital, and who is on duty."""

from dataclasses import replace
from datetime import time
from typing import Any

from bot.core.people import Person
from bot.core.storage import Work, in_one_work
from bot.duty import on_duty
from bot.programme import current, put
from bot.programme.model import Programme, Rota, RotaTurn
from tests.world import World

EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def turn(world: World, user: str, starts: str, ends: str, *days: str, option: str = "peer") -> Rota:
    """A rota of one turn that comes round."""
    hours = time.fromisoformat(starts), time.fromisoformat(ends)
    return Rota("main", option, (RotaTurn(world.people[user], *hours, days),))


async def programme_is(world: World, **changes: Any) -> None:
    """The sample programme, with some of it otherwise."""

    async def write(work: Work) -> Programme:
        programme = replace(await current(work), **changes)
        await put(work, programme)
        return programme

    world.directory.remember(await in_one_work(world.storage, write))


async def rota_is(world: World, *rotas: Rota) -> None:
    """These turns come round; those for the same option stand in one rota."""
    by_option: dict[str, tuple[RotaTurn, ...]] = {}
    for rota in rotas:
        by_option[rota.option] = (*by_option.get(rota.option, ()), *rota.turns)
    found = tuple(Rota("main", option, turns) for option, turns in by_option.items())
    await programme_is(world, rotas=found)


async def person_is(world: World, user: str, **changes: Any) -> None:
    """Somebody is otherwise than the sample hospital has them."""

    async def write(work: Work) -> None:
        person = await work.of(Person).get(world.people[user])
        assert person is not None
        await work.save(replace(person, **changes))

    await in_one_work(world.storage, write)


async def on_duty_now(world: World, option: str = "peer", area: int = 0) -> set[str]:
    """Who is on duty in an area."""
    async with world.storage.reading() as work:
        found = (await current(work)).areas[area]
        names = {reference: user for user, reference in world.people.items()}
        return {names[person.reference] for person in await on_duty(work, found, option)}
