"""Something happens to a request while a word on it is on its way: the newer word is read."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.jobs import Recipient, schedule
from bot.core.screens import Card
from bot.core.storage import Work, in_one_work
from bot.requests.model import RequestState
from bot.requests.next_step import WORD, waiting_key
from bot.requests.screens import STATUS, STILL_THERE
from tests.bot.requests.hospital import WHO_FIRST, actions, ask_for_peer, hanging, stored, take
from tests.wording import phrase
from tests.world import FakePlatform, World, text_of


class BusyPlatform(FakePlatform):
    """One on which something happens while it takes a message of a screen, the first time."""

    screen: str = ""
    meanwhile: Callable[[], Awaitable[object]] | None = None

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        """Take the message, and let the other thing happen before it is said to be there."""
        message = await super().post(address, card, before_call)
        happens, fits = self.meanwhile, card.screen == self.screen
        if happens is not None and fits:
            self.meanwhile = None
            await happens()
        return message


async def asked(mode: str) -> tuple[World, BusyPlatform, str]:
    """Sam has asked for a peer; the request."""
    world, platform = await World.make(), BusyPlatform()
    world.platform = platform
    world.add_messenger("practice", platform)
    return world, platform, await ask_for_peer(world, "sam", mode)


async def test_that_a_peer_was_found_is_read_though_a_word_was_on_its_way() -> None:
    world, platform, request = await asked("check_in.peer")
    told = await stored(world, request)

    async def word(work: Work) -> None:
        to = Recipient.sealed(told.person)
        key = waiting_key(told, "3")
        await schedule(work, WORD, key, work.now, subject=request, screen=STATUS, recipient=to)

    async def claim() -> None:
        await world.submit("pat", await world.press("pat", "request.claim", request))

    platform.screen, platform.meanwhile = STATUS, claim
    await in_one_work(world.storage, word)
    await world.settle()
    assert platform.meanwhile is None
    assert (await stored(world, request)).state is RequestState.CLAIMED
    (found,) = hanging(world, "sam", request, STATUS)
    assert "request.someone_else" in actions(found)


async def test_that_it_is_looked_for_anew_is_read_though_a_reminder_was_on_its_way() -> None:
    world, platform, request = await asked(WHO_FIRST)
    await take(world, "pat", request)

    async def release() -> None:
        await world.press("pat", "request.release", (await stored(world, request)).this_round)

    platform.screen, platform.meanwhile = STILL_THERE, release
    await world.pass_time(timedelta(hours=1))
    assert platform.meanwhile is None
    assert (await stored(world, request)).round == 1
    assert hanging(world, "sam", request, STILL_THERE) == []
    (again,) = hanging(world, "sam", request, STATUS)
    assert phrase("support_requests.asked.released") in text_of(again)
