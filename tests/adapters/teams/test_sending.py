"""What comes of writing to Teams: every way it can fail, and the pace that keeps most away."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientTimeout

from adapters.clock import SystemClock
from adapters.teams.address import HOME, address_of
from adapters.teams.hosts import ServiceHosts
from adapters.teams.messenger import MOST_CHATS
from adapters.teams.opening import Teams, open_teams
from adapters.teams.pace import AT_ONCE, LONGEST_HOLD_S, PER_TENANT_S, Pace
from adapters.teams.sdk import MOST_CLIENTS, BotbuilderTransport
from adapters.teams.settings import TeamsSettings
from adapters.wording import load_wording
from bot.core.conversation import Address
from bot.core.errors import (
    BotError,
    Faulty,
    InstallationBroken,
    NotUnderstood,
    OutcomeUnknown,
    PlatformBusy,
    RecipientGone,
    Unwanted,
)
from bot.core.names import Screen
from bot.core.people import Account
from bot.core.screens import Card, Text
from tests.adapters.teams.scripted_bot import ScriptedBot, Seconds
from tests.fakes import MemoryStorage
from tests.teams_api.client import TeamsClient
from tests.teams_api.issuer import TENANT
from tests.teams_api.server import FakeTeams
from tests.teams_api.spellings import SPELLINGS
from tests.teams_api.state import User

CARD = Card(Screen("a.screen"), "ref", "A message for you.", (Text("Hello."),))
ON_EACH_TRANSPORT = True
LATER = Card(Screen("a.screen"), "ref", "A message for you.", (Text("Later."),))


@pytest.fixture
async def chat(client: TeamsClient, ours: Teams, sam: User) -> Address:
    """The chat with somebody of a tenant that has written to us."""
    await client.says(sam, "stop")
    return await ours.messenger.open_direct(Account("teams", TENANT, sam.aad))


async def test_a_card_is_posted_and_changed_in_place(
    teams: FakeTeams, ours: Teams, chat: Address, sam: User
) -> None:
    message = await ours.messenger.post(chat, CARD)
    await ours.messenger.replace(chat, message, LATER)
    posted = teams.messages(sam)[-1]
    assert posted.id == message
    assert posted.card is not None
    assert posted.card["body"][0]["text"] == "Later."
    assert posted.summary == "A message for you."


async def test_names_in_any_script_arrive_and_half_a_character_stops_nothing(
    teams: FakeTeams, ours: Teams, chat: Address, sam: User
) -> None:
    named = Card(Screen("a.screen"), "ref", "A message for you.", (Text("Zoë 字 🌿 \ud800"),))
    await ours.messenger.post(chat, named)
    posted = teams.messages(sam)[-1]
    assert posted.card is not None
    assert posted.card["body"][0]["text"] == "Zoë 字 🌿 ?"


async def test_a_chat_is_opened_once_and_is_the_same_each_time(
    teams: FakeTeams, ours: Teams, client: TeamsClient, sam: User
) -> None:
    ada = teams.add_user("Ada Other")
    await client.says(sam, "stop")  # from then on we know where the tenant is
    account = Account("teams", TENANT, ada.aad)
    first = await ours.messenger.open_direct(account)
    assert await ours.messenger.open_direct(account) == first
    assert len(teams.called("create")) == 1
    await ours.messenger.post(first, CARD)
    assert len(teams.messages(ada)) == 1


async def test_what_is_kept_of_chats_and_service_urls_has_an_end(
    teams: FakeTeams, ours: Teams
) -> None:
    for number in range(MOST_CHATS + 9):
        ours.messenger.remember(Account("teams", TENANT, f"user-{number}"), f"a:{number}")
    assert len(ours.messenger._chats) == MOST_CHATS
    if not isinstance(ours.transport, BotbuilderTransport):
        return  # Only the SDK needs something to be kept for each service URL.
    for number in range(MOST_CLIENTS + 9):
        url = f"http://{teams.host}/region-{number}/"
        assert ours.transport._client(url) is ours.transport._client(url)
    assert len(ours.transport._clients) == MOST_CLIENTS


BUSY = ("429", "412", "502", "504")
UNKNOWN = ("500", "503", "html", "timeout_before", "timeout_after", "reset_before", "reset_after")
GONE = (
    "BotNotInConversationRoster",
    "ConversationBlockedByUser",
    "ConversationNotFound",
    "ForbiddenOperationException",
    "MessageWritesBlocked",
)
BROKEN = ("401", "BotDisabledByAdmin", "InvalidBotApiHost", "NotEnoughPermissions")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.teams.opening.TIMEOUT", ClientTimeout(total=1.0))


@pytest.mark.parametrize("how", BUSY)
async def test_what_teams_asks_to_repeat_is_repeated_later(
    how: str, teams: FakeTeams, ours: Teams, chat: Address
) -> None:
    teams.fail_next("post", how)
    with pytest.raises(PlatformBusy) as busy:
        await ours.messenger.post(chat, CARD)
    least = 30 if how == "429" else 2
    assert least <= busy.value.retry_after.total_seconds() <= least * 1.5
    assert len(teams.called("post")) == 1


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("how", UNKNOWN)
async def test_what_may_have_arrived_is_never_sent_again_by_itself(
    how: str, teams: FakeTeams, ours: Teams, chat: Address
) -> None:
    teams.fail_next("post", how)
    with pytest.raises(OutcomeUnknown):
        await ours.messenger.post(chat, CARD)
    assert len(teams.called("post")) == 1


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("how", ["500", "timeout_after", "502"])
async def test_a_change_is_one_attempt_too(
    how: str, teams: FakeTeams, ours: Teams, chat: Address
) -> None:
    message = await ours.messenger.post(chat, CARD)
    teams.fail_next("update", how)
    with pytest.raises((OutcomeUnknown, PlatformBusy)):
        await ours.messenger.replace(chat, message, LATER)
    assert len(teams.called("update")) == 1


@pytest.mark.parametrize("how", GONE)
async def test_nobody_is_written_to_who_is_not_there_any_more(
    how: str, teams: FakeTeams, ours: Teams, chat: Address
) -> None:
    teams.fail_next("post", how)
    with pytest.raises(RecipientGone):
        await ours.messenger.post(chat, CARD)


async def test_whoever_has_not_got_the_app_cannot_be_reached(
    teams: FakeTeams, ours: Teams, chat: Address
) -> None:
    ada = teams.add_user("Ada Other", has_app=False)
    with pytest.raises(RecipientGone):
        await ours.messenger.open_direct(Account("teams", TENANT, ada.aad))


@pytest.mark.parametrize("how", BROKEN)
async def test_what_an_administrator_has_to_mend_is_kept_for_then(
    how: str, teams: FakeTeams, ours: Teams, chat: Address
) -> None:
    teams.fail_next("post", how, 2)
    with pytest.raises(InstallationBroken):
        await ours.messenger.post(chat, CARD)


ENDINGS: dict[str, type[BotError]] = {
    "block": Unwanted,
    "gone": RecipientGone,
    "us": InstallationBroken,
    "news": NotUnderstood,
    "payload": Faulty,
    "unknown": OutcomeUnknown,
}


@pytest.mark.parametrize("how", SPELLINGS)
async def test_a_refusal_means_the_same_however_it_is_spelled(
    how: str, teams: FakeTeams, ours: Teams, chat: Address
) -> None:
    teams.fail_next("post", how, 2)  # after a 401 it is tried once more
    with pytest.raises(BotError) as raised:
        await ours.messenger.post(chat, CARD)
    assert type(raised.value) is ENDINGS[how.partition(":")[0]]


async def test_what_an_administrator_has_to_mend_is_in_the_log(
    teams: FakeTeams, ours: Teams, chat: Address, caplog: pytest.LogCaptureFixture
) -> None:
    for how, code in (("us: a 403 without a word", "http_403"), ("BotDisabledByAdmin",) * 2):
        teams.fail_next("post", how)
        with pytest.raises(InstallationBroken) as broken:
            await ours.messenger.post(chat, CARD)
        assert broken.value.code == code
        logged = caplog.records[-1]
        assert (logged.msg, logged.__dict__["error"]) == ("teams_installation_broken", code)


async def test_a_secret_that_is_wrong_is_said_and_not_asked_about_again_and_again(
    teams: FakeTeams, ours: Teams, chat: Address
) -> None:
    teams.issuer.password = "another"
    for _ in range(5):
        with pytest.raises(InstallationBroken) as broken:
            await ours.messenger.post(chat, CARD)
        assert broken.value.code == "invalid_client"
    assert teams.issuer.token_fetches == 1


async def test_without_a_token_nothing_is_sent(
    teams: FakeTeams, ours: Teams, chat: Address
) -> None:
    teams.issuer.garbled = True
    with pytest.raises(PlatformBusy):
        await ours.messenger.post(chat, CARD)
    assert teams.called("post") == []


async def test_a_hundred_messages_need_one_token(
    teams: FakeTeams, ours: Teams, chat: Address
) -> None:
    ours.messenger._pace.wait = lambda *_: 0.0  # type: ignore[method-assign]
    await asyncio.gather(*(ours.messenger.post(chat, CARD) for _ in range(100)))
    assert teams.issuer.token_fetches == 1


async def test_a_token_that_was_revoked_is_exchanged_and_nobody_waits(
    teams: FakeTeams, ours: Teams, chat: Address
) -> None:
    await ours.messenger.post(chat, CARD)
    teams.issuer.revoke()
    _long_ago(ours)
    await ours.messenger.post(chat, CARD)
    assert teams.issuer.token_fetches == 2
    assert [call.outcome for call in teams.called("post")] == ["ok", "401", "ok"]


async def test_tokens_that_are_never_taken_are_not_asked_for_again_and_again(
    teams: FakeTeams, ours: Teams, chat: Address
) -> None:
    await ours.messenger.post(chat, CARD)
    _long_ago(ours)
    with teams.failing("post", "401"):
        for _ in range(5):
            with pytest.raises(InstallationBroken):
                await ours.messenger.post(chat, CARD)
    assert teams.issuer.token_fetches == 2


def _long_ago(ours: Teams) -> None:
    """Let the last token have been given long ago."""
    assert ours.tokens
    ours.tokens._asked -= 1000.0


# ---- where to ----


async def test_the_token_goes_nowhere_else_whatever_was_stored(
    teams: FakeTeams, ours: Teams, chat: Address, storage: MemoryStorage
) -> None:
    known = ours.tenants._known[TENANT]
    ours.tenants._known[TENANT] = type(known)(known.at, "https://attacker.example.org/")
    with pytest.raises(PlatformBusy):
        await ours.messenger.post(chat, CARD)
    assert teams.called("post") == []


async def test_where_a_tenant_is_reached_outlives_a_restart(
    teams: FakeTeams, options: TeamsSettings, storage: MemoryStorage, chat: Address, sam: User
) -> None:
    words = load_wording().words("en", "UTC")
    async with open_teams(options, words, SystemClock(), storage) as again:
        await again.messenger.post(chat, CARD)
    assert len(teams.messages(sam)) == 2  # with what they wrote themselves


async def test_a_tenant_that_is_not_served_is_not_written_to(ours: Teams) -> None:
    with pytest.raises(PlatformBusy):
        await ours.messenger.post(address_of("another-tenant", "a:1"), CARD)


HOSTS = ServiceHosts(frozenset({"smba.trafficmanager.net", "127.0.0.1:80"}))


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://smba.trafficmanager.net/emea/", True),
        ("https://SMBA.trafficmanager.net:443/emea/", True),
        ("http://127.0.0.1:80/amer/", True),
        ("http://smba.trafficmanager.net/emea/", False),
        ("https://smba.trafficmanager.net:8443/", False),
        ("https://smba.trafficmanager.net.example.org/", False),
        ("https://smba.trafficmanager.net@example.org/", False),
        ("https://user:word@smba.trafficmanager.net/", False),
        ("https://smba.trafficmanager.net/?x=1", False),
        ("http://127.0.0.1:81/", False),
        ("http://localhost/", False),
        ("ftp://smba.trafficmanager.net/", False),
        ("https://[::1/", False),
        ("", False),
    ],
)
def test_only_hosts_on_the_list_are_believed(url: str, allowed: bool) -> None:  # noqa: FBT001
    assert HOSTS.allows(url) is allowed


# ---- at what pace ----


def test_one_conversation_gets_seven_in_a_second_and_eight_in_two() -> None:
    pace = Pace()
    waits = [pace.wait("T", "c", 0.0, 10.0) for _ in range(9)]
    assert waits[6] < 0.2
    assert waits[7] == pytest.approx(waits[0] + 1.0)
    assert waits[8] == pytest.approx(waits[0] + 2.0)


def test_one_conversation_gets_sixty_in_half_a_minute() -> None:
    pace, now = Pace(), 0.0
    sent: list[float] = []
    while len(sent) < 61:
        now += pace.wait("T", "c", now, 100.0)
        sent.append(now)
    assert sent[60] - sent[0] >= 30.0


def test_one_tenant_gets_fifty_in_no_second_more_and_another_is_not_kept_waiting() -> None:
    pace = Pace()
    waits = [pace.wait("T", f"c{n}", 0.0, 10.0) for n in range(150)]
    assert waits[AT_ONCE] == 0.0
    for first in range(100):
        assert waits[first + 50] >= waits[first] + 1.0 - 1e-9
    assert waits[149] < 4.0
    assert pace.wait("U", "c0", 0.0, 10.0) == 0.0


def test_whoever_would_wait_too_long_takes_no_slot() -> None:
    pace = Pace()
    pace.hold("T", "c", 0.0, 30.0)
    assert pace.wait("T", "c", 0.0, 4.0) == 30.0
    assert pace.wait("T", "d", 0.0, 4.0) == 0.0


def test_who_is_refused_again_and_again_is_tried_ever_later_until_something_goes() -> None:
    pace = Pace()
    waits = [pace.hold("T", "c", 0.0, 2.0) for _ in range(12)]
    assert waits[:4] == [2.0, 4.0, 8.0, 16.0]
    assert waits[-1] == LONGEST_HOLD_S
    assert pace.hold("T", "c", 0.0, 600.0) == 600.0, "what Teams says is never shortened"
    assert pace.hold("T", "d", 0.0, 2.0) == 2.0
    pace.went("T", "c")
    assert pace.hold("T", "c", 0.0, 2.0) == 2.0


async def test_two_thousand_chats_are_opened_as_fast_as_the_tenant_takes_them(
    teams: FakeTeams, ours: Teams, chat: Address
) -> None:
    seconds = Seconds()
    ours.messenger._now, ours.messenger._sleep = seconds, seconds.sleep
    ours.transport.open_personal = _opened  # type: ignore[method-assign]
    for number in range(2_000):
        await ours.messenger.open_direct(Account("teams", TENANT, f"user-{number}"))
    assert seconds.now == pytest.approx(2_000 * PER_TENANT_S, abs=1)


async def _opened(service_url: str, tenant: str, user: str) -> str:
    return f"a:{user}"


async def test_a_429_holds_the_whole_conversation_back(
    teams: FakeTeams, ours: Teams, chat: Address
) -> None:
    teams.fail_next("post", "429")
    for _ in range(2):
        with pytest.raises(PlatformBusy):
            await ours.messenger.post(chat, CARD)
    assert len(teams.called("post")) == 1


# ---- home ----


async def test_home_is_one_message_redrawn_in_place(
    teams: FakeTeams, ours: Teams, chat: Address, sam: User
) -> None:
    await ours.messenger.replace(chat, HOME, CARD)
    await ours.messenger.replace(chat, HOME, LATER)
    posted = [message for message in teams.messages(sam) if message.card]
    assert len(posted) == 1
    assert posted[0].card is not None
    assert posted[0].card["body"][0]["text"] == "Later."


async def test_a_home_that_was_deleted_is_posted_anew(
    teams: FakeTeams, ours: Teams, chat: Address, sam: User
) -> None:
    await ours.messenger.replace(chat, HOME, CARD)
    teams.fail_next("update", "ActivityNotFoundInConversation")
    await ours.messenger.replace(chat, HOME, LATER)
    assert len([message for message in teams.messages(sam) if message.card]) == 2


async def test_home_outlives_a_restart(
    teams: FakeTeams,
    ours: Teams,
    options: TeamsSettings,
    storage: MemoryStorage,
    chat: Address,
    sam: User,
) -> None:
    await ours.messenger.replace(chat, HOME, CARD)
    words = load_wording().words("en", "UTC")
    async with open_teams(options, words, SystemClock(), storage) as again:
        await again.messenger.replace(chat, HOME, LATER)
    assert len([message for message in teams.messages(sam) if message.card]) == 1


# ---- who is there ----


async def test_a_card_in_a_channel_is_asked_for_anew_by_those_who_see_it(
    teams: FakeTeams, ours: Teams, client: TeamsClient, sam: User
) -> None:
    ada = teams.add_user("Ada Other")
    channel = teams.add_channel("claims", (sam.id, ada.id))
    await client.says(sam, "stop")
    await ours.messenger.post(address_of(TENANT, channel.id), CARD)
    posted = teams.messages(channel)[-1]
    assert posted.card is not None
    assert posted.card["refresh"]["userIds"] == sorted([sam.id, ada.id])


async def test_a_channel_whose_members_cannot_be_read_is_written_to_all_the_same(
    teams: FakeTeams, ours: Teams, client: TeamsClient, sam: User
) -> None:
    channel = teams.add_channel("claims", (sam.id,))
    await client.says(sam, "stop")
    teams.fail_next("paged", "500")
    await ours.messenger.post(address_of(TENANT, channel.id), CARD)
    posted: Any = teams.messages(channel)[-1].card
    assert "refresh" not in posted


async def test_the_workplace_knows_names_addresses_and_members(
    teams: FakeTeams, ours: Teams, client: TeamsClient, sam: User, bot: ScriptedBot
) -> None:
    await client.says(sam, "stop")
    account = Account("teams", TENANT, sam.aad)
    profile = await ours.workplace.look_up(account)
    assert profile is not None
    assert (profile.name, profile.email) == ("Sam Sample", "sam@example.org")
    channel = teams.add_channel("claims", (sam.id,))
    ada = teams.add_user("Ada Other")
    where = address_of(TENANT, channel.id)
    assert await ours.workplace.is_member(where, account) is True
    assert await ours.workplace.is_member(where, Account("teams", TENANT, ada.aad)) is False
    teams.fail_next("paged", "ConversationNotFound")
    nowhere = address_of(TENANT, "19:nowhere@thread.tacv2")
    assert await ours.workplace.is_member(nowhere, account) is None
    assert await ours.messenger.rests_for(account) == timedelta()
