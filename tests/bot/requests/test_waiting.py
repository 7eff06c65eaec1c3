"""When somebody does not answer: slots that go by, and supporters who try in vain."""

from datetime import timedelta

import pytest

from bot.core.jobs import Job, JobState, Recipient, schedule
from bot.core.storage import Work, in_one_work
from bot.programme import current
from bot.requests.model import RequestMode, RequestState
from bot.requests.next_step import WORD, waiting_key
from bot.requests.screens import STATUS
from tests.bot.duty.rota_kit import programme_is
from tests.bot.requests.hospital import (
    WHO_FIRST,
    actions,
    ask_for_peer,
    form_of,
    hanging,
    jobs_of,
    press,
    say_yes,
    stored,
    take,
)
from tests.sealed import sealed_text
from tests.wording import phrase
from tests.world import World, text_of

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
MINUTE = timedelta(minutes=1)


async def unanswered(world: World, request: str, times: int) -> None:
    for _ in range(times):
        await take(world, "pat", request)
        await world.pass_time(2 * HOUR)


@pytest.mark.branch("27.14")
async def test_after_three_slots_left_alone_the_person_is_asked_once() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", WHO_FIRST)
    await unanswered(world, request, 2)
    assert (await stored(world, request)).state is RequestState.OPEN
    await unanswered(world, request, 1)
    assert (await stored(world, request)).state is RequestState.UNSURE
    last = world.sees("sam").last
    assert phrase("support_requests.unsure") in text_of(last)
    assert phrase("support_requests.unsure", time="Mar 5, 3:00 PM") in text_of(last)
    assert actions(last) == ["request.keep_asking", "request.withdraw", "crisis.show"]
    count = len(world.sees("sam").messages)
    await world.pass_time(71 * HOUR)
    assert len(world.sees("sam").messages) == count


async def test_nobody_is_asked_meanwhile() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", WHO_FIRST)
    await unanswered(world, request, 3)
    (card,) = hanging(world, "#peers", request, "request.claim_card")
    assert card.buttons == ()
    assert phrase("support_requests.queue.empty") in text_of(
        await world.command("pat", "/support queue")
    )


@pytest.mark.branch("27.22")
async def test_without_an_answer_it_closes_as_it_had_said() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", WHO_FIRST)
    await unanswered(world, request, 3)
    await world.pass_time(72 * HOUR)
    assert (await stored(world, request)).state is RequestState.WITHDRAWN
    assert phrase("support_requests.ended.withdrawn") in text_of(world.sees("sam").last)
    async with world.storage.reading() as work:
        assert await work.vault.open(sealed_text(request, "person")) is None


async def test_who_still_wishes_it_is_asked_for_again_from_the_start() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", WHO_FIRST)
    await unanswered(world, request, 3)
    answer = await world.press_in("sam", "request.keep_asking")
    await world.settle()
    assert phrase("support_requests.asked.still_wanted") in text_of(answer)
    now = await stored(world, request)
    assert (now.state, now.unanswered) == (RequestState.OPEN, 0)
    await unanswered(world, request, 2)
    assert (await stored(world, request)).state is RequestState.OPEN


async def test_who_asks_once_more_by_either_door_still_wishes_it() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", WHO_FIRST)
    await unanswered(world, request, 3)
    assert await ask_for_peer(world, "sam") == request
    now = await stored(world, request)
    assert (now.state, now.mode, now.unanswered) == (RequestState.OPEN, RequestMode.ANY, 0)


async def test_a_yes_or_someone_else_counts_as_an_answer() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", WHO_FIRST)
    await unanswered(world, request, 2)
    await take(world, "pat", request)
    await say_yes(world, "sam", request)
    assert (await stored(world, request)).unanswered == 0
    await press(world, "pat", "request.release", request)
    await unanswered(world, request, 2)
    await take(world, "pat", request)
    await press(world, "sam", "request.someone_else", request)
    assert (await stored(world, request)).unanswered == 0


async def test_nobody_else_can_say_it_for_them() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", WHO_FIRST)
    await unanswered(world, request, 3)
    await press(world, "pat", "request.keep_asking", request)
    assert (await stored(world, request)).state is RequestState.UNSURE


@pytest.mark.branch("27.24")
async def test_who_waits_for_days_is_told_the_truth_once_a_day() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await world.pass_time(3 * HOUR)
    before = notes(world, request)
    for day in range(1, 4):
        await world.pass_time(24 * HOUR)
        assert notes(world, request) == before + day
    assert phrase("supports.peer.waiting") in text_of(world.sees("sam").last)
    assert len(hanging(world, "sam", request, "request.status")) == 1


async def test_who_has_just_read_that_it_still_waits_does_not_read_the_same_again() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    before = len(await words_sent(world, request))
    await is_told(world, request, "3")
    assert len(await words_sent(world, request)) == before + 1
    await world.pass_time(34 * MINUTE)
    after = len(await words_sent(world, request))
    await is_told(world, request, "5")
    assert len(await words_sent(world, request)) == after
    await world.pass_time(2 * HOUR)
    await is_told(world, request, "day:1")
    assert len(await words_sent(world, request)) == after + 1


async def is_told(world: World, request: str, level: str) -> None:
    """The day of a request's person begins, and a word that waited for it comes."""
    told = await stored(world, request)

    async def plan(work: Work) -> None:
        await schedule(
            work,
            WORD,
            waiting_key(told, level),
            work.now,
            subject=request,
            screen=STATUS,
            recipient=Recipient.sealed(told.person),
        )

    await in_one_work(world.storage, plan)
    await world.settle()


async def words_sent(world: World, request: str) -> list[Job]:
    """The messages that said to whoever asked where it stands, also those that hang no more."""
    jobs = await jobs_of(world, request)
    return [job for job in jobs if job.screen == STATUS and job.state is JobState.SENT]


def notes(world: World, request: str) -> int:
    """How many messages about a request hang with who asked."""
    return sum(card.subject == request for card in world.sees("sam").messages.values())


@pytest.mark.branch("27.25")
async def test_after_a_week_without_anybody_the_person_is_asked_and_it_is_said_whose_it_is() -> (
    None
):
    world = await World.make()
    request = await ask_for_peer(world)
    await world.pass_time(8 * 24 * HOUR)
    assert (await stored(world, request)).state is RequestState.UNSURE
    last = text_of(world.sees("sam").last)
    assert phrase("support_requests.unsure_waited") in last
    await world.press_in("sam", "request.keep_asking")
    await world.pass_time(24 * HOUR)
    assert (await stored(world, request)).state is RequestState.OPEN
    assert "Sam" in text_of(await take(world, "pat", request))


async def test_where_nobody_takes_such_requests_the_days_are_counted_as_well() -> None:
    world = await World.make()
    async with world.storage.reading() as work:
        area = (await current(work)).areas[0]
    await programme_is(world, areas=(area.with_takers("peer", ()),))
    request = await ask_for_peer(world)
    await world.pass_time(3 * HOUR)
    before = notes(world, request)
    for day in range(1, 4):
        await world.pass_time(24 * HOUR)
        assert notes(world, request) == before + day
    await world.pass_time(5 * 24 * HOUR)
    assert (await stored(world, request)).state is RequestState.UNSURE


async def tried_twice(world: World) -> str:
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    for _ in range(2):
        await world.press_in("pat", "request.tried")
        await world.settle()
    return request


async def says(world: World, request: str, day: str, at: str) -> str:
    form = form_of(await world.press("sam", "request.suits", request))
    answer = await world.submit("sam", form, day=day, time=at)
    await world.settle()
    return text_of(answer)


async def test_the_time_they_say_keeps_the_claim_until_after_it() -> None:
    world = await World.make()
    request = await tried_twice(world)
    assert phrase("support_requests.suits.noted") in await says(
        world, request, "2026-03-04", "15:00"
    )
    await world.pass_time(timedelta(days=2))
    assert (await stored(world, request)).state is RequestState.CLAIMED
    assert "Mar 4, 3:00 PM" in text_of(world.sees("pat").last)
    await world.pass_time(11 * HOUR)
    assert (await stored(world, request)).state is RequestState.OPEN


async def test_they_may_say_another_time_and_the_supporter_reads_the_last() -> None:
    world = await World.make()
    request = await tried_twice(world)
    await says(world, request, "2026-03-03", "15:00")
    await says(world, request, "2026-03-03", "16:30")
    assert "4:30 PM" in text_of(world.sees("pat").last)
    assert "4:30 PM" in text_of(await world.press("pat", "request.contact", request))
    assert phrase("support_requests.suits.told", time="Mar 3, 4:30 PM") in text_of(
        world.sees("sam").last
    )


async def test_a_time_that_is_over_or_none_is_told_beside_it() -> None:
    world = await World.make()
    request = await tried_twice(world)
    assert phrase("support_requests.suits.past") in await says(
        world, request, "2026-03-02", "08:00"
    )
    assert phrase("support_requests.suits.no_time") in await says(world, request, "2026-03-02", "")
    assert phrase("support_requests.suits.no_day") in await says(
        world, request, "2027-03-02", "08:00"
    )
    assert (await stored(world, request)).suits_at is None


async def test_nobody_else_can_say_when() -> None:
    world = await World.make()
    request = await tried_twice(world)
    for other in ("pat", "kit", "nora"):
        assert phrase("core.gone") in text_of(await world.press(other, "request.suits", request))
