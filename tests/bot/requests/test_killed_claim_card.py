"""A worker dies after a claim card arrived and before it could write that down."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.core.conversation import Address, Ask, BeforeCall, at_once
from bot.core.jobs import Job, JobState
from bot.core.screens import Card
from bot.core.worker import LEASE
from tests.bot.requests.hospital import TAKEN, ask_for_peer, hanging
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.world import START, FakePlatform, World, text_of

CLAIM = "request.claim_card"
TWO_MINUTES = timedelta(minutes=2)


class Killed(BaseException):
    """The process is gone at this point: nothing after it runs, no handler sees it."""


class DeadlyPlatform(FakePlatform):
    """Takes a message into a channel, and then the process is killed, so many times."""

    def __init__(self, where: str, times: int) -> None:
        super().__init__()
        self.where, self.times = where, times

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        message = await super().post(address, card, before_call)
        if address.value == self.where and self.times:
            self.times -= 1
            raise Killed
        return message


@dataclass
class Deployment:
    """The sample hospital, whose worker dies and is started anew."""

    world: World
    real: SimulatedClock

    async def dies(self, how_long: timedelta) -> None:
        """Go on until the worker is killed, and until its lease has run out."""
        with pytest.raises(BaseExceptionGroup) as died:
            await self.world.pass_time(how_long)
        assert died.group_contains(Killed)
        self.real.advance(LEASE)

    async def jobs(self) -> list[Job]:
        """The jobs of claim cards."""
        async with self.world.storage.reading() as work:
            return await work.of(Job).find(Job.screen.is_(CLAIM))


async def deployment(times: int) -> Deployment:
    clock, real = SimulatedClock(START), SimulatedClock(START)
    storage = MemoryStorage(clock, real)
    world = await World.make(storage, storage, clock)
    world.platform = DeadlyPlatform("#peers", times)
    world.add_messenger("practice", world.platform)
    return Deployment(world, real)


async def asked_and_killed(there: Deployment) -> str:
    """Sam asks, and the worker is killed once the card is in the channel; the request."""
    answer = await there.world.press("sam", "check_in.peer")
    await there.dies(timedelta())
    (job,) = await there.jobs()
    assert job.state is JobState.SENDING
    assert hasattr(answer, "card")
    subject = answer.card.subject
    assert isinstance(subject, str)
    return subject


async def test_a_claim_card_that_may_have_arrived_comes_once_more_after_two_minutes() -> None:
    there = await deployment(times=1)
    request = await asked_and_killed(there)
    await there.world.pass_time(TWO_MINUTES - timedelta(seconds=1))
    assert len(hanging(there.world, "#peers", request, CLAIM)) == 1
    await there.world.pass_time(timedelta(seconds=1))
    first, second = hanging(there.world, "#peers", request, CLAIM)
    assert first == second
    await there.world.pass_time(timedelta(hours=1))
    assert len(hanging(there.world, "#peers", request, CLAIM)) == 2


async def test_killed_at_the_repeat_too_that_message_is_over_and_one_card_is_hung_anew() -> None:
    there = await deployment(times=2)
    request = await asked_and_killed(there)
    (first,) = await there.jobs()
    await there.dies(TWO_MINUTES)
    # Of neither anybody knows that it hangs, and a request must not hang nowhere.
    await there.world.pass_time(timedelta(hours=3))
    jobs = {job.reference: job for job in await there.jobs()}
    over = jobs.pop(first.reference)
    assert (over.state, over.repeats) == (JobState.UNKNOWN, 1)
    assert [each.state for each in jobs.values()] == [JobState.SENT]
    assert len(hanging(there.world, "#peers", request, CLAIM)) == 3


@pytest.mark.parametrize("pressed", [0, 1])
async def test_whichever_of_the_two_is_pressed_one_supporter_has_it_and_the_other_card_says_so(
    pressed: int,
) -> None:
    there = await deployment(times=1)
    world = there.world
    request = await asked_and_killed(there)
    await world.pass_time(TWO_MINUTES)
    messages = list(world.sees("#peers").messages)
    message, other = messages[pressed], messages[1 - pressed]
    form = await world.press("pat", "request.claim", request, message=message, at="#peers")
    taken = await world.submit("pat", form)
    assert isinstance(taken, Ask)
    assert taken.form.name == "request.contact"
    await world.settle()
    late = await world.press("quinn", "request.claim", request, message=other, at="#peers")
    assert TAKEN in text_of(late)
    # Only the second one was written down, so it alone is drawn anew before anybody presses it.
    written_down = world.sees("#peers").messages[messages[1]]
    assert TAKEN in text_of(written_down)
    assert not written_down.buttons


async def test_one_that_was_written_down_never_comes_again() -> None:
    there = await deployment(times=0)
    request = await ask_for_peer(there.world)
    await there.world.pass_time(timedelta(hours=1))
    assert len(hanging(there.world, "#peers", request, CLAIM)) == 1
