"""What is true of each transport by itself; what both promise stands in the modules around."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.refusals import Reason
from adapters.teams.calls import ConnectorCalls
from adapters.teams.claims import Expected
from adapters.teams.hosts import ServiceHosts, same_service_url
from adapters.teams.keys import SigningKeys
from adapters.teams.opening import Teams
from adapters.teams.render import message_of
from adapters.teams.rest import RestTransport
from adapters.teams.settings import PLAIN, SDK
from adapters.teams.transport import NotReached, Unanswered, Unauthenticated
from bot.core.names import Screen
from bot.core.screens import Card, Text
from tests import programs
from tests.clock import SimulatedClock
from tests.teams_api.issuer import APP_ID, TENANT
from tests.teams_api.server import FakeTeams
from tests.teams_api.state import User
from tests.world import START

ON_EACH_TRANSPORT = True
MESSAGE = message_of(Card(Screen("a.screen"), "ref", "A message for you.", (Text("Hello."),)))
VENDORS = {"botbuilder", "botframework", "msrest", "msal", "requests"}
"""The SDK, and what comes with it."""
OPEN = """
import asyncio, sys
from adapters.clock import SystemClock
from adapters.teams.opening import open_teams
from adapters.teams.settings import TeamsSettings
from adapters.wording import load_wording

async def main():
    settings = TeamsSettings("app", "secret", "tenant", transport=sys.argv[1])
    async with open_teams(settings, load_wording().words("en", "UTC"), SystemClock()):
        print(*sorted({name.partition(".")[0] for name in sys.modules}))

asyncio.run(main())
"""


@pytest.mark.parametrize(("chosen", "loaded"), [(PLAIN, set()), (SDK, VENDORS)])
def test_the_plain_transport_loads_nothing_of_the_sdk(chosen: str, loaded: set[str]) -> None:
    root = Path(__file__).parents[3]
    ran = programs.run(sys.executable, "-P", "-c", OPEN, chosen, cwd=root, check=True)
    assert VENDORS & set(ran.stdout.split()) == loaded
    assert "jwt" in ran.stdout.split()


async def test_all_pages_of_members_are_read_and_guests_are_told_apart(
    teams: FakeTeams, ours: Teams, sam: User
) -> None:
    people = [teams.add_user(f"Person{n} Other", guest=n == 3) for n in range(5)]
    channel = teams.add_channel("claims", tuple(one.id for one in people))
    members = await ours.transport.members(teams.service_url, channel.id)
    assert {(one.account, one.user, one.guest) for one in members} == {
        (one.aad, one.id, one.guest) for one in people
    }
    assert len(teams.called("paged")) == 3


@pytest.mark.parametrize("how", ["html", "BotNotInConversationRoster"])
async def test_members_that_cannot_be_read_are_never_an_empty_list(
    how: str, teams: FakeTeams, ours: Teams, sam: User
) -> None:
    channel = teams.add_channel("claims", (sam.id,))
    teams.fail_next("paged", how)
    with pytest.raises(Exception) as raised:  # noqa: PT011 - both are looked at below
        await ours.transport.members(teams.service_url, channel.id)
    assert type(raised.value).__name__ == ("Unanswered" if how == "html" else "Declined")


@pytest.mark.parametrize("verb", ["post", "update", "create"])
async def test_a_page_where_an_answer_should_be_means_that_the_outcome_is_unknown(
    verb: str, teams: FakeTeams, ours: Teams, sam: User
) -> None:
    there, url = ours.transport, teams.service_url
    chat = await there.open_personal(url, TENANT, sam.aad)
    posted = await there.send(url, chat, MESSAGE)
    calls: dict[str, Callable[[], Awaitable[object]]] = {
        "post": lambda: there.send(url, chat, MESSAGE),
        "update": lambda: there.update(url, chat, posted, MESSAGE),
        "create": lambda: there.open_personal(url, TENANT, sam.aad),
    }
    teams.fail_next(verb, "html")
    with pytest.raises(Unanswered):
        await calls[verb]()


async def test_the_bot_names_itself_and_the_tenant_when_it_opens_a_chat(
    teams: FakeTeams, ours: Teams, sam: User
) -> None:
    await ours.transport.open_personal(teams.service_url, TENANT, sam.aad)
    (call,) = teams.called("create")
    # The SDK writes "tenantID".
    assert {name.casefold(): value for name, value in call.body.items()} == {
        "isgroup": False,
        "bot": {"id": f"28:{APP_ID}"},
        "members": [{"id": sam.aad}],
        "tenantid": TENANT,
        "channeldata": {"tenant": {"id": TENANT}},
    }


async def test_a_host_that_is_not_on_the_list_gets_no_call(ours: Teams) -> None:
    with pytest.raises(NotReached):
        await ours.transport.members("https://attacker.example.org/", "19:x@thread.tacv2")


async def test_a_server_that_is_not_on_the_list_gets_neither_message_nor_token(
    ours: Teams, sam: User
) -> None:
    came: list[str] = []

    async def take(request: web.Request) -> web.Response:
        came.append(f"{request.method} {request.path} {request.headers.get('Authorization')}")
        return web.json_response({"id": "1"})

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", take)
    async with TestServer(app) as other:
        url, there = f"http://127.0.0.1:{other.port}/", ours.transport
        calls: tuple[Callable[[], Awaitable[object]], ...] = (
            lambda: there.send(url, "19:x", MESSAGE),
            lambda: there.update(url, "19:x", "1", MESSAGE),
            lambda: there.open_personal(url, TENANT, sam.aad),
            lambda: there.members(url, "19:x"),
        )
        for call in calls:
            with pytest.raises(NotReached):
                await call()
    assert came == []


async def test_without_an_app_id_nothing_can_be_expected() -> None:
    with pytest.raises(ValueError, match="app id"):
        Expected("", "https://issuer", ServiceHosts(frozenset()), SimulatedClock(START))


# ---- claims, on a clock that stands still ----

URL = "https://smba.trafficmanager.net/amer/"
NOW = START.timestamp()
GOOD = {"iss": "https://issuer", "aud": APP_ID, "exp": NOW + 60, "nbf": NOW, "serviceurl": URL}
EXPECTED = Expected(APP_ID, "https://issuer", ServiceHosts(frozenset()), SimulatedClock(START))


@pytest.mark.parametrize(
    ("claims", "reason", "seconds"),
    [
        ({"exp": NOW - 301}, Reason.EXPIRED, 301),
        ({"nbf": NOW + 301}, Reason.NOT_YET_VALID, 301),
        ({"iat": NOW + 7200}, Reason.NOT_YET_VALID, 7200),
        ({"exp": True}, Reason.NO_EXPIRY, 0),
        ({"exp": float("nan")}, Reason.NO_EXPIRY, 0),
        ({"exp": float("inf")}, Reason.NO_EXPIRY, 0),
        ({"nbf": None}, Reason.UNREADABLE, 0),
        ({"aud": None, "exp": NOW - 301}, Reason.AUDIENCE, 0),
        ({"serviceurl": [URL]}, Reason.SERVICE_URL, 0),
    ],
)
def test_what_differs_in_the_claims_is_named_and_a_clocks_error_measured(
    claims: dict[str, object], reason: Reason, seconds: int
) -> None:
    with pytest.raises(Unauthenticated) as refused:
        EXPECTED.check({**GOOD, **claims}, URL)
    assert (refused.value.reason, refused.value.seconds) == (reason, seconds)


@pytest.mark.parametrize("claims", [{}, {"exp": NOW - 300}, {"nbf": NOW + 300, "iat": NOW + 300}])
def test_a_clock_may_be_five_minutes_off(claims: dict[str, object]) -> None:
    EXPECTED.check({**GOOD, **claims}, URL)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x", "https://a.example/x/", True),
        ("https://A.example/x", "HTTPS://a.example/x", True),
        ("https://a.example/x", "https://a.example/X", False),
        ("https://a.example/x", "https://a.example/x/y", False),
        ("https://a.example/x", "https://a.example:8443/x", False),
        ("https://a.example/x", "https://b@a.example/x", False),
        ("https://[::1/", "https://[::1/", True),
        ("https://[::1/", "https://[::2/", False),
    ],
)
def test_service_urls_are_compared_as_places(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_service_url(one, other) is same


async def test_in_development_the_plain_transport_lets_everybody_in() -> None:
    async with ClientSession() as session:
        hosts, keys = ServiceHosts(frozenset()), SigningKeys(session, "http://127.0.0.1:9/")
        calls = ConnectorCalls(session, None)
        await RestTransport("", hosts, calls, keys, None).authenticate({}, "")
