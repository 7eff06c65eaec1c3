"""Who an account is, who is in a channel, and who rests."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession

from adapters.slack.address import account_of, address_of
from adapters.slack.clients import Clients
from adapters.slack.installations import SingleInstallation
from adapters.slack.messenger import SlackMessenger
from adapters.slack.workplace import MEMBERS_AT_MOST_S, MEMBERS_FOR_S, SlackWorkplace
from bot.core.conversation import Profile
from tests.clock import SimulatedClock
from tests.slack_api.server import BOT_TOKEN, FakeSlack
from tests.world import START


class Seconds:
    """A clock that counts seconds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Nobody waits in a test."""
        self.now += seconds


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
async def slack(seconds: Seconds) -> AsyncIterator[FakeSlack]:
    async with FakeSlack(lambda: START.timestamp() + seconds.now) as slack:
        slack.add_team()
        yield slack


@pytest.fixture
async def clients(slack: FakeSlack) -> AsyncIterator[Clients]:
    async with ClientSession() as session:
        ours = SingleInstallation(BOT_TOKEN, session, slack.base_url)
        yield Clients(ours, session, slack.base_url)


@pytest.fixture
def workplace(clients: Clients, seconds: Seconds) -> SlackWorkplace:
    return SlackWorkplace(clients, seconds)


SAM = account_of("T1", "USAM")


async def test_slack_says_who_somebody_is(slack: FakeSlack, workplace: SlackWorkplace) -> None:
    slack.add_user("USAM", "Sam Rivera", phone="555-0142", zone="Europe/Oslo", locale="nb-NO")
    found = await workplace.look_up(SAM)
    assert found == Profile(
        "Sam Rivera", "sam@example.org", "555-0142", "Europe/Oslo", "nb_NO", active=True
    )


@pytest.mark.parametrize("who", [{"guest": True}, {"stranger": True}, {"email_confirmed": False}])
async def test_an_address_that_proves_nothing_is_left_out(
    slack: FakeSlack, workplace: SlackWorkplace, who: dict[str, Any]
) -> None:
    slack.add_user("USAM", "Sam Rivera", **who)
    found = await workplace.look_up(SAM)
    assert found is not None
    assert (found.name, found.email) == ("Sam Rivera", "")


async def test_a_deactivated_user_is_not_active(
    slack: FakeSlack, workplace: SlackWorkplace
) -> None:
    slack.add_user("USAM", "Sam Rivera", deleted=True)
    found = await workplace.look_up(SAM)
    assert found is not None
    assert not found.active


async def test_the_same_person_is_asked_about_once(
    slack: FakeSlack, workplace: SlackWorkplace
) -> None:
    slack.add_user("USAM", "Sam Rivera")
    await workplace.look_up(SAM)
    await workplace.look_up(SAM)
    assert len(slack.called("users.info")) == 1


@pytest.mark.parametrize("how", ["500", "503", "reset_before", "429", "token_revoked"])
async def test_trouble_keeps_nobody_waiting(
    slack: FakeSlack, workplace: SlackWorkplace, how: str
) -> None:
    slack.add_user("USAM", "Sam Rivera")
    slack.add_channel("C1", ("USAM",))
    with slack.failing("users.info", how), slack.failing("conversations.members", how):
        assert await workplace.look_up(SAM) is None
        assert await workplace.is_member(address_of("T1", "C1"), SAM) is None


async def test_members_are_asked_for_at_each_press(
    slack: FakeSlack, workplace: SlackWorkplace, seconds: Seconds
) -> None:
    slack.add_user("USAM", "Sam Rivera")
    channel, at = slack.add_channel("C1", ("USAM",)), address_of("T1", "C1")
    assert await workplace.is_member(at, SAM) is True
    channel.members.discard("USAM")
    seconds.now += MEMBERS_FOR_S
    assert await workplace.is_member(at, SAM) is False
    channel.members.add("USAM")
    seconds.now += MEMBERS_FOR_S
    assert await workplace.is_member(at, SAM) is True


async def test_fifty_presses_at_once_ask_once(slack: FakeSlack, workplace: SlackWorkplace) -> None:
    slack.add_user("USAM", "Sam Rivera")
    slack.add_channel("C1", ("USAM",))
    at = address_of("T1", "C1")
    assert set(await asyncio.gather(*(workplace.is_member(at, SAM) for _ in range(50)))) == {True}
    assert len(slack.called("conversations.members")) == 1


async def test_while_slack_does_not_answer_who_was_in_it_a_moment_ago_counts(
    slack: FakeSlack, workplace: SlackWorkplace, seconds: Seconds
) -> None:
    slack.add_channel("C1", ("UPAT",))
    at = address_of("T1", "C1")
    assert await workplace.is_member(at, SAM) is False
    seconds.now += MEMBERS_FOR_S
    with slack.failing("conversations.members", "503"):
        assert await workplace.is_member(at, SAM) is False
        seconds.now += MEMBERS_AT_MOST_S
        assert await workplace.is_member(at, SAM) is None


async def test_a_large_channel_is_read_to_its_last_page(
    slack: FakeSlack, workplace: SlackWorkplace
) -> None:
    for number in range(2300):
        slack.add_user(f"U{number}", f"P{number}")
    slack.add_channel("C1", tuple(f"U{number}" for number in range(2300)))
    last = account_of("T1", "U2299")
    assert await workplace.is_member(address_of("T1", "C1"), last) is True


async def test_somebody_who_asked_for_rest_rests(slack: FakeSlack, clients: Clients) -> None:
    messenger = SlackMessenger(clients, SimulatedClock(START))
    user = slack.add_user("USAM", "Sam Rivera")
    assert await messenger.rests_for(SAM) == timedelta()
    user.rests_until = START.timestamp() + 3600
    assert await messenger.rests_for(SAM) == timedelta(hours=1)
    with slack.failing("dnd.info", "500"):
        assert await messenger.rests_for(SAM) == timedelta()
