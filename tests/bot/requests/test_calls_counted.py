"""A call that its person makes their own wish: the time before they asked is no wait of theirs."""

from bot.duty.response_times import TALLY, PartOfDay, ResponseTally, Wait
from bot.requests.model import RequestState
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.bot.requests.hospital import take
from tests.bot.requests.test_calls import HOUR, MINUTE, called, counts, talks, the_call
from tests.bot.requests.test_calls_meanwhile import A_DAY, asks


async def test_who_asks_while_a_peer_holds_the_call_has_not_waited() -> None:
    place = await called("instead")
    await take(place.world, "pat", (await the_call(place)).reference)
    await place.world.pass_time(10 * MINUTE)
    own = await asks(place)
    await place.world.press("pat", "request.reached", own.reference)
    await place.world.press("pat", "request.done", own.reference)
    await place.world.settle()
    found = await counts(place)
    assert (found["results:talked"], found["in_time:yes"]) == (1, 1)
    assert not [cell for cell in found if cell.startswith(("to_claim:", "to_contact:"))]
    await place.world.pass_time(9 * A_DAY)
    assert await response_counts(place) == {}


async def test_nor_has_who_asks_when_they_have_talked_already() -> None:
    place = await called("instead")
    await talks(place)
    await place.world.pass_time(10 * MINUTE)
    own = await asks(place)
    assert own.state is RequestState.REACHED
    assert (own.claimed_at, own.reached_at) == (None, None)
    await place.world.press("sam", "request.withdraw", own.reference)
    await place.world.pass_time(9 * A_DAY)
    assert await response_counts(place) == {}


async def test_a_deadline_that_went_by_while_it_was_a_call_is_no_wait_of_who_asks() -> None:
    place = await called("instead")
    await take(place.world, "pat", (await the_call(place)).reference)
    await place.world.pass_time(A_DAY + HOUR)
    assert (await the_call(place)).round == 1
    await take(place.world, "quinn", (await the_call(place)).reference)
    own = await asks(place)
    await place.world.press("quinn", "request.release", own.reference)
    await place.world.press("sam", "request.withdraw", own.reference)
    await place.world.pass_time(9 * A_DAY)
    assert await response_counts(place) == {}


async def response_counts(place: Hospital) -> dict[tuple[str, PartOfDay, Wait, int], int]:
    async with place.world.storage.reading() as work:
        found = await work.vault.open(ResponseTally.counts.of(TALLY))
        return {} if found is None else dict(found)
