"""Times that were measured: from counts of nobody, and only once enough talks stand behind them."""

from collections import Counter
from dataclasses import replace
from datetime import time, timedelta

from bot.core.storage import Work, in_one_work
from bot.duty.response_times import (
    LONGER,
    TALLY,
    PartOfDay,
    ResponseCount,
    ResponseTally,
    Wait,
)
from bot.programme import current
from bot.programme.model import ServiceHours
from tests.bot.duty.rota_kit import EVERY_DAY, programme_is
from tests.bot.duty.test_availability import found
from tests.bot.requests.hospital import ask_for_peer, hanging, press, take
from tests.bot.requests.test_promises import promised
from tests.wording import phrase
from tests.world import START, World, text_of

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


async def counts(world: World) -> dict[tuple[PartOfDay, Wait, int], int]:
    async with world.storage.reading() as work:
        found = await work.vault.open(ResponseTally.counts.of(TALLY)) or Counter()
    return {(part, wait, minutes): many for (_, part, wait, minutes), many in found.items()}


async def told(world: World) -> dict[tuple[PartOfDay, Wait], tuple[int, int]]:
    """The times in the clear, each with how many requests stand behind it at least."""
    async with world.storage.reading() as work:
        rows = await work.of(ResponseCount).find()
    return {(row.part, row.wait): (row.minutes, row.count) for row in rows}


async def talks(world: World, many: int) -> None:
    """So many talks, claimed after 15 and called after 25 minutes, whose rows have gone since."""
    for number in range(many):
        request = await ask_for_peer(world, ("sam", "nora", "theo", "rosa")[number % 4])
        await world.pass_time(15 * MINUTE)
        await take(world, "pat", request)
        await world.pass_time(10 * MINUTE)
        await press(world, "pat", "request.reached", request)
        await press(world, "pat", "request.done", request)
    await world.pass_time(9 * DAY)
    # To the time of the day at the beginning, which is 10:00 since the clocks went forward.
    since = (world.clock.now() - START) % DAY
    await world.pass_time(DAY - since)


async def test_talks_are_counted_together_about_a_week_after_they_ended() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await world.pass_time(15 * MINUTE)
    await take(world, "pat", request)
    await world.pass_time(10 * MINUTE)
    await press(world, "pat", "request.reached", request)
    await press(world, "pat", "request.done", request)
    await world.pass_time(6 * DAY)
    assert await counts(world) == {}
    await world.pass_time(2 * DAY)
    assert await counts(world) == {
        (PartOfDay.DAY, Wait.YES, 20): 1,
        (PartOfDay.DAY, Wait.CALL, 30): 1,
    }


async def test_a_request_that_waited_in_vain_counts_as_one_without_an_answer() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await world.pass_time(60 * MINUTE)
    await press(world, "sam", "request.withdraw", request)
    await world.pass_time(9 * DAY)
    assert await counts(world) == {
        (PartOfDay.DAY, Wait.YES, LONGER): 1,
        (PartOfDay.DAY, Wait.CALL, LONGER): 1,
    }


async def test_one_that_was_taken_back_at_once_counts_for_nothing() -> None:
    world = await World.make()
    await press(world, "sam", "request.withdraw", await ask_for_peer(world))
    await world.pass_time(9 * DAY)
    assert await counts(world) == {}


async def test_with_too_few_talks_no_measured_time_is_told() -> None:
    world = await World.make()
    await programme_is(world, smallest_count=5)
    await talks(world, 4)
    assert (await found(world))["peer"].says_yes_within is None


async def test_with_enough_talks_the_person_and_the_supporter_read_the_measured_times() -> None:
    world = await World.make()
    await programme_is(world, smallest_count=5)
    await talks(world, 5)
    peer = (await found(world))["peer"]
    assert (peer.says_yes_within, peer.calls_within) == (20 * MINUTE, 30 * MINUTE)
    answer = text_of(await world.press("sam", "check_in.peer"))
    await world.settle()
    measured = phrase(
        "support_requests.aim.measured", yes="10:20 AM", calls="10:30 AM", time="10:30 AM"
    )
    assert measured in answer
    request = (await world.press("sam", "check_in.peer")).card.subject  # type: ignore[union-attr]
    card = hanging(world, "#peers", request, "request.claim_card")[0]
    times = phrase("support_requests.claim.times", yes="10:20 AM", calls="10:30 AM")
    assert times in text_of(card)


async def test_a_measured_time_is_told_as_usual_and_only_while_requests_are_watched() -> None:
    world = await World.make()
    await programme_is(world, smallest_count=1, hours=ServiceHours(EVERY_DAY, time(9), time(12)))
    await talks(world, 2)
    card = text_of(await world.command("sam", "/support talk"))
    assert phrase("support_requests.ways.usually", yes="20 minutes") in card
    assert phrase("support_requests.ways.says_yes", yes="20 minutes") not in card
    await world.pass_time(timedelta(hours=3))
    assert (await found(world))["peer"].says_yes_within is None
    await world.command("pat", "/support duty on")
    assert (await found(world))["peer"].measured


async def at_night_within_20_minutes(world: World) -> None:
    """It is 02:00, and enough of those who asked at night had a yes and a call in 20 minutes."""

    async def write(work: Work) -> None:
        row = ResponseCount(
            reference="", kind="peer", part=PartOfDay.NIGHT, wait=Wait.YES, minutes=20, count=50
        )
        for wait in Wait:
            await work.add(replace(row, reference=wait.value, wait=wait))

    await in_one_work(world.storage, write)
    await world.pass_time(timedelta(hours=17))


async def test_where_nobody_is_there_a_measured_time_begins_when_requests_are_watched() -> None:
    world = await World.make()
    await at_night_within_20_minutes(world)
    promise = await promised(world, await ask_for_peer(world))
    assert promise.measured
    assert promise.yes_by == START + timedelta(hours=23) + 20 * MINUTE  # 08:20


async def test_where_somebody_is_on_duty_it_begins_at_once_at_night_as_well() -> None:
    world = await World.make()
    await at_night_within_20_minutes(world)
    await world.command("pat", "/support duty on")
    promise = await promised(world, await ask_for_peer(world))
    assert promise.yes_by == START + timedelta(hours=17) + 20 * MINUTE


async def test_one_who_had_a_yes_and_no_call_counts_as_one_who_was_not_called() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await world.pass_time(timedelta(hours=4, minutes=5))
    await press(world, "sam", "request.withdraw", request)
    await world.pass_time(9 * DAY)
    assert (await counts(world))[PartOfDay.DAY, Wait.CALL, LONGER] == 1


async def test_who_took_it_back_after_a_second_yes_counts_as_not_called_as_well() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await world.pass_time(timedelta(hours=4, minutes=5))
    await take(world, "quinn", request)
    await press(world, "sam", "request.withdraw", request)
    await world.pass_time(9 * DAY)
    found = await counts(world)
    assert found[PartOfDay.DAY, Wait.CALL, LONGER] == 1
    assert sum(count for (_, wait, _), count in found.items() if wait is Wait.YES) == 1


async def test_eleven_talks_is_the_usual_floor() -> None:
    world = await World.make()
    async with world.storage.reading() as work:
        assert (await current(work)).smallest_count == 11


async def test_in_the_clear_stands_a_time_only_once_enough_requests_are_behind_it() -> None:
    world = await World.make()
    await programme_is(world, smallest_count=5)
    await talks(world, 4)
    assert await told(world) == {}
    await talks(world, 1)
    assert await told(world) == {
        (PartOfDay.DAY, Wait.YES): (20, 5),
        (PartOfDay.DAY, Wait.CALL): (30, 5),
    }
    await talks(world, 1)
    assert set((await told(world)).values()) == {(20, 5), (30, 5)}, "no number changes with one"


async def test_a_larger_smallest_number_hides_a_time_at_once() -> None:
    world = await World.make()
    await programme_is(world, smallest_count=5)
    await talks(world, 5)
    assert (await found(world))["peer"].measured
    await programme_is(world, smallest_count=11)
    assert not (await found(world))["peer"].measured


async def test_counts_of_an_older_version_are_taken_over_and_leave_the_clear() -> None:
    world = await World.make()

    async def write(work: Work) -> None:
        for wait in Wait:
            for minutes, count in ((10, 2), (20, 18)):
                await work.add(
                    ResponseCount(
                        reference=f"peer:day:{wait}:{minutes}",
                        kind="peer",
                        part=PartOfDay.DAY,
                        wait=wait,
                        minutes=minutes,
                        count=count,
                    )
                )

    await in_one_work(world.storage, write)
    assert (await found(world))["peer"].says_yes_within == 20 * MINUTE
    await world.pass_time(2 * DAY)
    assert (await counts(world))[PartOfDay.DAY, Wait.YES, 10] == 2
    assert (await told(world))[PartOfDay.DAY, Wait.YES] == (20, 11)
    assert len(await told(world)) == len(Wait)
