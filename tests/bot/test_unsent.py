"""How old the oldest unsent message is, by its kind and its platform."""

from datetime import timedelta

from bot.core.errors import InstallationBroken
from bot.core.sending_health import Unsent, unsent
from tests.bot.requests.hospital import ask_for_peer
from tests.world import World

MINUTE = timedelta(minutes=1)


async def waiting(world: World) -> tuple[Unsent, ...]:
    async with world.storage.reading() as work:
        return await unsent(work)


async def test_the_age_counts_from_when_a_message_was_first_due_and_not_from_its_last_try() -> None:
    world = await World.make()
    world.platform.fail["#peers"] = [InstallationBroken("token_revoked") for _ in range(1000)]
    await ask_for_peer(world)
    await world.pass_time(9 * MINUTE)
    assert await waiting(world) == (Unsent("request.claim_card", "practice", 9 * MINUTE),)


async def test_each_kind_of_message_has_an_age_of_its_own_and_what_went_has_none() -> None:
    world = await World.make()
    broken = [InstallationBroken("token_revoked") for _ in range(1000)]
    world.platform.fail |= {"#peers": list(broken), "kit": list(broken)}
    await ask_for_peer(world)
    await world.pass_time(31 * MINUTE)
    found = {each.message: each.age for each in await waiting(world)}
    assert set(found) == {"request.claim_card", "request.needs_someone"}
    assert found["request.claim_card"] > found["request.needs_someone"]
    world.platform.fail.clear()
    await world.pass_time(timedelta(hours=1))
    assert await waiting(world) == ()
