"""Everything leaves by the hospital's proxy, and trusts its authority, where the two are set."""

import ast
import re
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientHttpProxyError, ClientSession, ClientTimeout, ThreadedResolver, web
from aiohttp.abc import ResolveResult

import adapters
from adapters.calendars.faults import CalendarFault
from adapters.calendars.fetcher import Fetcher
from adapters.clock import SystemClock
from adapters.outbound import Outbound
from adapters.paging.messenger import PagingMessenger
from adapters.sessions import open_session
from adapters.settings import PagingSettings
from adapters.slack.address import account_of as slack_account
from adapters.slack.opening import open_slack
from adapters.slack.pictures import FILES_HOST
from adapters.slack.replies import SLACK_HOST
from adapters.slack.settings import API_URL, SlackSettings
from adapters.slack.socket import listening
from adapters.teams.address import account_of as teams_account
from adapters.teams.clouds import CLOUDS
from adapters.teams.opening import open_teams
from adapters.teams.settings import PLAIN, SDK, TeamsSettings
from adapters.wording import load_wording
from bot.core.conversation import Address
from bot.core.errors import PlatformBusy
from bot.core.installations import Grant, install
from bot.core.names import Screen
from bot.core.screens import Card, Text
from bot.core.storage import in_one_work
from bot.programme.model import PAGING, WEBHOOK
from tests.adapters.calendars.feeds import GOOGLE
from tests.adapters.paging.servers import paging_system
from tests.adapters.teams.scripted_bot import ScriptedBot, served
from tests.clock import SimulatedClock
from tests.egress import ALLOWED, Egress, egress
from tests.fakes import MemoryStorage
from tests.slack_api.client import SIGNING_SECRET
from tests.slack_api.server import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.teams_api.client import TeamsClient
from tests.teams_api.issuer import APP_ID, APP_PASSWORD, TENANT, Issuer
from tests.teams_api.server import FakeTeams
from tests.world import START

CARD = Card(Screen("request.page"), "a1b2", "Someone is waiting.", (Text("Someone is waiting."),))
WORDS = load_wording().words("en", "UTC")
PROXY = "http://proxy.hospital.example:3128"


@pytest.fixture
async def network(tmp_path: Path) -> AsyncIterator[Egress]:
    async with egress(tmp_path) as found:
        yield found


@pytest.fixture
async def slack(network: Egress) -> AsyncIterator[FakeSlack]:
    """Slack, behind the proxy."""
    async with FakeSlack() as found:
        found.add_team("T1")
        found.add_user("USAM", "Sam Sample")
        found.origin = await network.put("slack.test", found.origin)
        yield found


def slack_settings(slack: FakeSlack) -> SlackSettings:
    return SlackSettings(SIGNING_SECRET, BOT_TOKEN, api_url=slack.base_url)


async def test_slack_is_written_to_through_the_proxy(
    network: Egress, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Slack's library would go by this one, which leads nowhere.
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    settings = slack_settings(slack)
    async with open_slack(settings, WORDS, SystemClock(), outbound=network.outbound) as ours:
        chat = await ours.messenger.open_direct(slack_account("T1", "USAM"))
        await ours.messenger.post(chat, CARD)
    assert "Someone is waiting." in str(slack.messages("USAM")[-1].blocks)
    assert set(network.asked) == {"slack.test:443"}


@pytest.mark.parametrize("status", [407, 503])
async def test_a_proxy_that_lets_nothing_through_leaves_no_doubt_whether_slack_has_it(
    network: Egress, slack: FakeSlack, status: int
) -> None:
    storage = MemoryStorage(SimulatedClock(START))
    grant = Grant("", "T1", BOT_TOKEN, "UBOT")
    await in_one_work(storage, lambda work: install(work, "slack", grant))
    settings = replace(slack_settings(slack), bot_token="", allowed_teams=frozenset({"T1"}))
    opening = open_slack(settings, WORDS, SystemClock(), storage, outbound=network.outbound)
    network.refuses = status
    async with opening as ours:
        chat = await ours.messenger.open_direct(slack_account("T1", "USAM"))
        with pytest.raises(PlatformBusy):
            await ours.messenger.post(chat, CARD)
    assert network.asked == ["slack.test:443"]


async def test_a_server_whose_authority_is_not_named_is_told_nothing(
    network: Egress, slack: FakeSlack
) -> None:
    stranger = replace(network.outbound, authorities=None)
    async with open_slack(slack_settings(slack), WORDS, SystemClock(), outbound=stranger) as ours:
        assert await ours.installations.everywhere() == ()
    assert network.asked
    assert slack.calls == []


async def test_slacks_socket_opens_through_the_proxy(network: Egress, slack: FakeSlack) -> None:
    settings = slack_settings(slack)
    async with open_slack(settings, WORDS, SystemClock(), outbound=network.outbound) as ours:
        client, bolt = ours.clients.with_token(APP_TOKEN), ours.app.bolt
        async with listening(bolt, client, APP_TOKEN, outbound=network.outbound):
            await slack.socket.connected.wait()
    assert set(network.asked) == {"slack.test:443"}


@pytest.mark.parametrize("transport", [SDK, PLAIN])
async def test_teams_is_written_to_through_the_proxy(network: Egress, transport: str) -> None:
    storage = MemoryStorage(SimulatedClock(START))
    with Issuer() as issuer:
        issuer.public = await network.put("login.test", issuer.origin)
        async with FakeTeams(issuer) as teams:
            teams.origin = await network.put("smba.test", teams.origin)
            sam = teams.add_user("Sam Sample")
            settings = TeamsSettings(
                *(APP_ID, APP_PASSWORD, TENANT),
                metadata_url=issuer.metadata_url,
                login_url=issuer.origin,
                service_hosts=frozenset({"smba.test"}),
                transport=transport,
            )
            opening = open_teams(settings, WORDS, SystemClock(), storage, outbound=network.outbound)
            async with (
                opening as ours,
                served(ours, ScriptedBot()) as url,
                ClientSession() as session,
            ):
                await TeamsClient(teams, url, session).says(sam, "stop")
                chat = await ours.messenger.open_direct(teams_account(TENANT, sam.aad))
                await ours.messenger.post(chat, CARD)
            assert teams.messages(sam)[-1].summary == "Someone is waiting."
    assert set(network.asked) == {"login.test:443", "smba.test:443"}


async def test_a_page_leaves_through_the_proxy_and_waits_where_it_lets_nothing_out(
    network: Egress,
) -> None:
    async with paging_system() as system:
        url = f"{await network.put('paging.test', system.url)}/pages"
        settings = PagingSettings(url=url, keys=(b"p" * 32,))
        paging = PagingMessenger(settings, SystemClock(), network.outbound)
        await paging.post(Address(PAGING, WEBHOOK), CARD)
        network.refuses = 503
        with pytest.raises(PlatformBusy):
            await paging.post(Address(PAGING, WEBHOOK), CARD)
        await paging.close()
    assert [page["delivery"] for page in system.pages] == ["a1b2"]


@pytest.fixture
async def rota(network: Egress) -> AsyncIterator[str]:
    """A calendar behind the proxy."""

    async def show(_: web.Request) -> web.Response:
        return web.Response(body=GOOGLE)

    app = web.Application()
    app.router.add_get("/icu.ics", show)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield await network.put("rota.test", f"http://127.0.0.1:{runner.addresses[0][1]}")
    await runner.cleanup()


class Names(ThreadedResolver):
    """A resolver that knows one host, in the hospital's own network."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host != "inside.test":
            raise OSError("no such name")
        known = ResolveResult(
            hostname=host, host="10.20.0.5", port=port, family=family, proto=0, flags=0
        )
        return [known]


async def test_a_calendar_is_fetched_through_the_proxy(network: Egress, rota: str) -> None:
    fetcher = Fetcher(outbound=network.outbound)
    assert (await fetcher.fetch(f"{rota}/icu.ics")).body == GOOGLE
    await fetcher.close()
    assert network.asked == ["rota.test:443"]


async def test_the_proxy_is_not_asked_for_a_calendar_inside_the_hospital(network: Egress) -> None:
    fetcher = Fetcher(outbound=network.outbound)
    fetcher._guarded()._names = Names()
    for address in ("https://inside.test/x", "https://10.20.0.5/x"):
        with pytest.raises(CalendarFault) as fault:
            await fetcher.fetch(address)
        assert fault.value.word == "private"
    await fetcher.close()
    assert network.asked == []


@pytest.mark.parametrize(
    ("direct", "host", "by_proxy"),
    [
        ("", "slack.com", True),
        ("", "127.0.0.1", False),
        ("", "::1", False),
        ("", "localhost", False),
        ("hospital.example", "pager.hospital.example", False),
        (".hospital.example", "pager.hospital.example", False),
        (".hospital.example", "hospital.example.org", True),
        ("a.example, slack.com", "slack.com", False),
        ("*", "slack.com", False),
        ("*.slack.com", "wss-primary.slack.com", False),
        ("10.0.0.0/8", "10.20.0.5", False),
        ("10.0.0.0/8", "11.20.0.5", True),
        ("10.20.0.5", "10.20.0.5", False),
        (",", "slack.com", True),
        # As curl and urllib read them, too: blanks between, brackets, ports, dots at the end.
        ("a.example slack.com", "slack.com", False),
        ("slack.com.", "slack.com", False),
        ("slack.com", "slack.com.", False),
        ("slack.com:443", "slack.com", False),
        ("slack.com:8443", "slack.com", True),
        ("*.slack.com:443", "wss-primary.slack.com", False),
        ("[2001:db8::1]", "2001:db8::1", False),
        ("2001:db8::1", "[2001:db8::1]", False),
        ("[2001:db8::1]:443", "2001:db8::1", False),
        ("[2001:db8::1]:8443", "2001:db8::1", True),
        ("[2001:db8::]/32", "2001:db8::1", False),
        ("2001:db8::/32", "2001:db8::1", False),
        ("2001:db8::/32", "2001:db9::1", True),
        ("10.20.0.5:443", "10.20.0.5", False),
        ("10.20.0.5:8443", "10.20.0.5", True),
    ],
)
def test_a_host_is_called_directly_as_no_proxy_says(
    direct: str, host: str, *, by_proxy: bool
) -> None:
    assert Outbound(PROXY, direct).proxy_for(host) == (PROXY if by_proxy else None)
    assert Outbound(direct=direct).proxy_for(host) is None


def test_a_port_in_no_proxy_is_that_of_the_call() -> None:
    outbound = Outbound(PROXY, "vault.hospital.example:8200")
    assert outbound.proxy_for("vault.hospital.example", 8200) is None
    assert outbound.proxy_for("vault.hospital.example") == PROXY


@pytest.mark.parametrize("status", [407, 503])
async def test_a_proxy_that_refuses_leaves_an_error_without_its_password(
    network: Egress, status: int
) -> None:
    network.refuses = status
    async with open_session(network.outbound, ClientTimeout(total=5)) as session:
        with pytest.raises(ClientHttpProxyError) as refused:
            await session.get("https://slack.test/")
    assert (refused.value.status, network.asked) == (status, ["slack.test:443"])
    assert "127.0.0.1" in str(refused.value)
    error: BaseException | None = refused.value
    while error is not None:
        shown = f"{error} {error!r} {vars(error)}"
        assert "p@ss" not in shown
        assert "p%40ss" not in shown
        assert ALLOWED not in shown
        error = error.__cause__ or error.__context__


async def test_a_calendar_at_a_port_that_no_proxy_names_is_looked_at_before_it_is_called(
    network: Egress,
) -> None:
    outbound = replace(network.outbound, direct="inside.test:8443")
    fetcher = Fetcher(outbound=outbound)
    fetcher._guarded()._names = Names()
    with pytest.raises(CalendarFault) as fault:
        await fetcher.fetch("https://inside.test:8443/x")
    await fetcher.close()
    assert (fault.value.word, network.asked) == ("private", [])


def test_a_password_in_the_proxys_address_is_not_shown() -> None:
    assert "hush" not in repr(Outbound("http://bot:hush@proxy.hospital.example:3128"))


OPENERS = {"ClientSession", "TCPConnector", "create_default_context"}
ELSEWHERE = {
    "adapters/postgresql_address.py": "the database's own options",
    "adapters/practice/headless.py": "calls this machine",
    "adapters/setting_parsers.py": "reads the file of authorities",
    "adapters/settings.py": "a server's side",
}
"""Who else makes one of these, and why that is no call to another service."""


def test_nothing_else_opens_connections_to_other_services() -> None:
    root = Path(adapters.__file__).parent
    openers = {
        str(file.relative_to(root.parent))
        for file in root.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and _called(node) in OPENERS
    }
    assert openers == {*ELSEWHERE, "adapters/outbound.py", "adapters/sessions.py"}


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def test_the_page_for_the_firewall_names_every_host() -> None:
    page = (Path(adapters.__file__).parent.parent / "docs/it/network.md").read_text("utf-8")
    clouds = {
        name: {
            urlsplit(cloud.metadata_url).hostname,
            urlsplit(cloud.login_url).hostname,
            urlsplit(cloud.graph_url).hostname,
            *cloud.service_hosts,
        }
        for name, cloud in CLOUDS.items()
    }
    rows = [re.findall(r"`([^`]+)`", line) for line in page.splitlines() if line.startswith("| `")]
    first = {row[0] for row in rows if row[0] not in clouds}
    of_clouds = {row[0]: set(row[1:]) for row in rows if row[0] in clouds}
    first -= {"TEAMS_CLOUD", "SUPPORT_PAGING_SMTP_HOST"}
    assert first == {
        urlsplit(API_URL).hostname,
        SLACK_HOST,
        FILES_HOST,
        *clouds.pop("public"),
    }
    assert of_clouds == clouds
