"""At what pace Slack is called, and what is done when it says that it was too fast."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from adapters.slack.address import account_of, address_of, message_of
from adapters.slack.clients import Clients
from adapters.slack.installations import SingleInstallation
from adapters.slack.messenger import LONGEST_WAIT_S, SlackMessenger
from adapters.slack.pace import BUCKETS, MOST_CHANNELS, PER_CHANNEL_S, PER_TEAM_S, Method, Pace
from bot.core.conversation import Address
from bot.core.errors import PlatformBusy
from bot.core.names import Screen
from bot.core.screens import Card, Text
from tests.slack_api.server import BOT_TOKEN, FakeSlack

LONG = 10_000.0
CARD = Card(Screen("a.screen"), "s", "A note.", (Text("Hello."),))


def test_a_channel_gets_one_message_a_second() -> None:
    pace = Pace()
    waits = [pace.wait("T", Method.POST, "C1", 0.0, LONG) for _ in range(4)]
    assert waits == [0.0, PER_CHANNEL_S, 2 * PER_CHANNEL_S, 3 * PER_CHANNEL_S]


def test_a_workspace_gets_some_hundreds_a_minute_and_another_has_its_own() -> None:
    pace = Pace()
    waits = [pace.wait("T", Method.POST, f"U{n}", 0.0, LONG) for n in range(301)]
    assert waits[-1] == pytest.approx(300 * PER_TEAM_S)
    assert pace.wait("T2", Method.POST, "U1", 0.0, LONG) == 0.0


@pytest.mark.parametrize("method", [Method.UPDATE, Method.HOME])
def test_redraws_come_in_bursts_and_then_at_their_tiers_pace(method: Method) -> None:
    pace, bucket = Pace(), BUCKETS[method]
    waits = [pace.wait("T", method, "", 0.0, LONG) for _ in range(bucket.burst + 2)]
    assert waits[: bucket.burst] == pytest.approx([0.0] * bucket.burst)
    assert waits[bucket.burst :] == pytest.approx([bucket.every, 2 * bucket.every])


def test_who_is_told_to_come_later_has_taken_no_slot() -> None:
    pace = Pace()
    pace.wait("T", Method.POST, "C1", 0.0, LONG)
    assert pace.wait("T", Method.POST, "C1", 0.0, 0.5) == PER_CHANNEL_S
    assert pace.wait("T", Method.POST, "C1", 0.0, LONG) == PER_CHANNEL_S


def test_of_many_channels_the_oldest_is_forgotten() -> None:
    pace = Pace()
    for number in range(MOST_CHANNELS + 10):
        pace.wait("T", Method.POST, f"U{number}", number * 1.0, LONG)
    assert len(pace._channels) == MOST_CHANNELS


# ---- Slack says that it is too much ----


class Seconds:
    """A clock on which nobody really waits."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack:
        slack.add_team()
        for user in ("USAM", "UPAT"):
            slack.add_user(user)
        yield slack


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
async def messenger(slack: FakeSlack, seconds: Seconds) -> AsyncIterator[SlackMessenger]:
    async with ClientSession() as session:
        ours = SingleInstallation(BOT_TOKEN, session, slack.base_url)
        clients = Clients(ours, session, slack.base_url)
        yield SlackMessenger(clients, now=seconds, sleep=seconds.sleep)


def to(user: str) -> Address:
    return address_of(account_of("T1", user).tenant, user)


async def test_after_a_429_the_method_rests_in_the_whole_workspace(
    slack: FakeSlack, messenger: SlackMessenger, seconds: Seconds
) -> None:
    message = await messenger.post(to("USAM"), CARD)
    slack.fail_next("chat.postMessage", "429")
    with pytest.raises(PlatformBusy):
        await messenger.post(to("UPAT"), CARD)
    before = len(slack.called("chat.postMessage"))
    with pytest.raises(PlatformBusy) as busy:
        await messenger.post(to("USAM"), CARD)
    # Nobody asked Slack: it had said for how long.
    assert len(slack.called("chat.postMessage")) == before
    assert busy.value.retry_after.total_seconds() > LONGEST_WAIT_S
    # What is counted by itself goes on.
    await messenger.replace(to("USAM"), message, CARD)
    seconds.now += slack.retry_after
    await messenger.post(to("UPAT"), CARD)


async def test_a_storm_of_redraws_is_never_told_to_wait(
    slack: FakeSlack, messenger: SlackMessenger, seconds: Seconds
) -> None:
    slack.rates.now = seconds
    channel, timestamp = (await messenger.post(to("USAM"), CARD)).split(":")
    for _ in range(200):
        await messenger.replace(to("USAM"), message_of(channel, timestamp), CARD)
    assert {call.outcome for call in slack.called("chat.update")} == {"ok"}
    assert seconds.now < 200 * BUCKETS[Method.UPDATE].every
