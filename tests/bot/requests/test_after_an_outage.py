"""What a late step of a request posts is late as well, and wakes nobody."""

from datetime import timedelta

from tests.bot.requests.hospital import ask_for_peer, take
from tests.some import some
from tests.world import World

HOUR = timedelta(hours=1)


async def test_a_claim_that_is_returned_late_at_night_is_told_by_day() -> None:
    world = await World.make()
    await world.pass_time(9 * HOUR)  # 18:00
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    before = {who: len(world.sees(who).messages) for who in ("sam", "pat")}
    world.clock.advance(8 * HOUR)  # no worker ran until two at night
    await world.settle()
    await world.pass_time(4 * HOUR)
    assert {who: len(world.sees(who).messages) for who in before} == before
    await world.pass_time(3 * HOUR)
    assert all(len(world.sees(who).messages) > count for who, count in some(before.items()))
