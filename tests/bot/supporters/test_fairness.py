"""Who is asked first: whoever was asked least of late, and nothing of it outlives two weeks."""

from datetime import timedelta

import pytest

from bot.programme import current
from bot.supporters.model import AskedLately
from tests.bot.duty.rota_kit import programme_is
from tests.bot.requests.hospital import ask_for_peer, hanging
from tests.wording import phrase
from tests.world import STAFF, World, text_of

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
PEERS = ("pat", "quinn", "uma", "fay", "gil")


async def with_five_on_duty() -> World:
    assert {"Fay Odum", "Gil Santos"} <= {name for name, *_ in STAFF}
    world = await World.make()
    async with world.storage.reading() as work:
        (main,) = (await current(work)).areas
    peers = tuple(world.people[user] for user in PEERS)
    await programme_is(world, areas=(main.with_takers("peer", peers),))
    for user in PEERS:
        await world.command(user, "/support duty on")
    return world


def asked(world: World, request: str) -> set[str]:
    return {user for user in PEERS if hanging(world, user, request, "request.reminder")}


async def counts(world: World) -> list[AskedLately]:
    async with world.storage.reading() as work:
        return await work.of(AskedLately).find()


@pytest.mark.branch("67.20")
async def test_the_first_reminder_goes_to_those_least_asked_and_the_second_to_all() -> None:
    world = await with_five_on_duty()
    first = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    before = asked(world, first)
    assert len(before) == 3
    await world.press("sam", "request.withdraw", first)
    second = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    assert asked(world, second) >= set(PEERS) - before
    await world.pass_time(10 * MINUTE)
    assert asked(world, second) == set(PEERS)


async def test_with_three_on_duty_each_is_asked_at_once() -> None:
    world = await with_five_on_duty()
    for user in ("fay", "gil"):
        await world.command(user, "/support duty off")
    request = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    assert asked(world, request) == {"pat", "quinn", "uma"}


@pytest.mark.branch("67.21")
async def test_counts_stand_under_indexes_and_go_after_two_weeks() -> None:
    world = await with_five_on_duty()
    await ask_for_peer(world)
    await world.pass_time(20 * MINUTE)
    found = await counts(world)
    assert sum(row.count for row in found) == 8
    assert not {row.reference for row in found} & set(world.people.values())
    for user in PEERS:
        await world.command(user, "/support duty off")
    for _ in range(16):
        await world.pass_time(DAY)
    assert await counts(world) == []


async def test_who_took_one_counts_as_asked() -> None:
    world = await with_five_on_duty()
    request = await ask_for_peer(world)
    await world.submit("pat", await world.press("pat", "request.claim", request))
    assert sum(row.count for row in await counts(world)) == 1


async def test_mydata_tells_of_the_count_and_forgetting_takes_it_away() -> None:
    world = await with_five_on_duty()
    await ask_for_peer(world)
    await world.pass_time(20 * MINUTE)
    assert phrase("privacy.mydata.duty_counted") in text_of(
        await world.command("pat", "/support mydata")
    )
    await world.press("pat", "privacy.forget")
    assert phrase("privacy.mydata.duty_counted") not in text_of(
        await world.command("pat", "/support mydata")
    )
    assert len(await counts(world)) == 4
