"""Doctor looks who sits in the supporters' channel."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from adapters.membership import examine_members, who_is_kept_apart
from bot.core.conversation import Address, Profile
from bot.core.people import AT_ONCE, Account, Person, accounts_on, everybody
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from tests.world import World


class Rooms:
    """A workplace that knows who is in which channel."""

    def __init__(self, **rooms: tuple[str, ...]) -> None:
        self.rooms = {f"#{name}": users for name, users in rooms.items()}

    async def look_up(self, account: Account) -> Profile | None:
        return None

    async def is_member(self, channel: Address, account: Account) -> bool | None:
        return account.user in self.rooms[channel.value] if channel.value in self.rooms else None


async def change(world: World, do: Callable[[Work], Awaitable[object]]) -> None:
    await in_one_work(world.storage, do)


async def look(world: World, rooms: Rooms) -> list[tuple[str, int]]:
    apart = await who_is_kept_apart(world.storage)
    return [
        (found.detail, found.count) for found in await examine_members({"practice": rooms}, apart)
    ]


async def make() -> World:
    """Lena is Sam's manager; Rosa looks into what happened."""
    world = await World.make()

    async def write(work: Work) -> None:
        sam = await work.of(Person).get(world.people["sam"])
        assert sam is not None
        await work.save(replace(sam, manager=world.people["lena"]))
        programme = await current(work)
        (area,) = programme.areas
        apart = replace(area, investigators=(world.people["rosa"],))
        await put(work, replace(programme, areas=(apart,)))

    await change(world, write)
    return world


@pytest.mark.branch("25.11")
async def test_a_manager_or_investigator_in_the_supporters_channel_is_counted() -> None:
    world = await make()
    rooms = Rooms(peers=("pat", "lena", "rosa"), chaplains=("imani", "lena"))
    assert await look(world, rooms) == [("claims", 2)]


async def test_only_investigators_are_kept_from_the_chaplains_channel() -> None:
    world = await make()
    rooms = Rooms(peers=("pat",), chaplains=("imani", "lena", "rosa"))
    assert await look(world, rooms) == [("chaplains", 1)]


async def test_what_a_platform_cannot_say_is_no_finding() -> None:
    world = await make()
    assert await look(world, Rooms()) == []


async def test_in_a_large_house_everybody_is_looked_at_some_at_a_time() -> None:
    world = await make()
    crew = [Person(reference=f"{number:04}") for number in range(2 * AT_ONCE + 1)]
    # Each portion ends with somebody whose manager no other portion names.
    managed = {0: "pat", AT_ONCE: "quinn", 2 * AT_ONCE: "uma"}

    async def hire(work: Work) -> None:
        for number, person in enumerate(crew):
            manager = managed.get(number)
            await work.add(replace(person, manager=manager and world.people[manager]))

    await change(world, hire)
    rooms = Rooms(peers=("pat", "quinn", "uma", "lena"), chaplains=())
    assert await look(world, rooms) == [("claims", 4)]
    seen = [person.reference async for some in everybody(world.storage) for person in some]
    assert len(seen) == len(set(seen)) == len(crew) + len(world.people)
    known = await accounts_on(world.storage, "practice")
    assert {account.user for account in known} == set(world.people)
