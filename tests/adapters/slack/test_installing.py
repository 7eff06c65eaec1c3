"""Several workspaces and organisations: installed by OAuth, and taken away."""

import re
import secrets
from collections.abc import AsyncIterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from aiohttp import ClientSession, web

from adapters.clock import SystemClock
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from adapters.http import make_app
from adapters.platforms import Named
from adapters.slack.address import account_of, address_of
from adapters.slack.install import STATE_FOR, States
from adapters.slack.opening import Slack, open_slack
from adapters.slack.settings import SlackSettings
from adapters.wording import load_wording
from bot.core.conversation import Address, Answer, Incoming, Nothing
from bot.core.health import Symptom
from bot.core.installations import grants
from bot.core.names import Screen
from bot.core.screens import Card, Text
from bot.core.seen import Seen
from bot.core.storage import in_one_work
from bot.core.symptoms import CLIENT, ODD_SECRET
from tests.adapters.database.databases import clear_text, fresh_sqlite
from tests.clock import SimulatedClock
from tests.slack_api.client import SIGNING_SECRET, SlackClient
from tests.slack_api.server import BOT_TOKEN, FakeSlack
from tests.world import START

NO_SECRET = Symptom(ODD_SECRET, "slack")
"""What is said of the secret that tests sign with."""


class Silent:
    """A bot that only counts what reaches it."""

    def __init__(self) -> None:
        self.asked: list[Incoming] = []

    async def handle(self, incoming: Incoming) -> Answer:
        self.asked.append(incoming)
        return Nothing()


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    # What happens there is told with the time of a clock like ours.
    async with FakeSlack(lambda: SystemClock().now().timestamp()) as slack:
        slack.add_team()
        yield slack


@pytest.fixture
async def url(tmp_path: Path) -> str:
    return await fresh_sqlite(tmp_path)


@pytest.fixture
async def storage(url: str) -> AsyncIterator[DatabaseStorage]:
    storage = DatabaseStorage(url, Keyring([secrets.token_bytes(32)]), SystemClock())
    yield storage
    await storage.close()


class Served:
    """The app for several workspaces, on a real socket."""

    def __init__(
        self, ours: Slack, bot: Silent, base: str, slack: FakeSlack, storage: DatabaseStorage
    ) -> None:
        self.storage = storage
        self.ours = ours
        self.bot = bot
        self.base = base
        self.slack = slack

    async def install(self, team: str) -> int:
        """Install as an administrator does, in a browser; the status of the last page."""
        self.slack.codes["a-code"] = team
        async with ClientSession() as browser:
            async with browser.get(f"{self.base}/slack/install") as page:
                text = await page.text()
                assert page.status == 200
            (link,) = re.findall(r'href="(http[^"]+/oauth/v2/authorize[^"]+)"', text)
            (state,) = parse_qs(urlsplit(unescape(link)).query)["state"]
            # Over plain HTTP a browser keeps back the cookie, which is for https alone.
            cookie = page.headers["Set-Cookie"].split(";")[0]
            back = f"{self.base}/slack/oauth_redirect?code=a-code&state={state}"
            async with browser.get(back, headers={"Cookie": cookie}) as done:
                return done.status


@pytest.fixture
async def served(slack: FakeSlack, storage: DatabaseStorage) -> AsyncIterator[Served]:
    options = SlackSettings(
        SIGNING_SECRET,
        client_id=slack.client[0],
        client_secret=slack.client[1],
        allowed_teams=frozenset({"T1", "E1"}),
        api_url=slack.base_url,
    )
    words, bot = load_wording().words("en", "UTC"), Silent()
    async with open_slack(options, words, SystemClock(), storage) as ours:
        app = make_app()
        async with ours.serving(app, bot):
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            base = f"http://127.0.0.1:{runner.addresses[0][1]}"
            yield Served(ours, bot, base, slack, storage)
            await runner.cleanup()


async def tenants(served: Served) -> list[str]:
    return sorted(one.tenant for one in await served.ours.installations.everywhere())


async def opens_home(served: Served, user: str) -> int:
    async with ClientSession() as session:
        client = SlackClient(served.slack, f"{served.base}/slack/events", session)
        return (await client.opens_home(user)).status


async def test_a_workspace_on_the_list_installs_and_is_served(served: Served) -> None:
    served.slack.add_user("USAM", "Sam Rivera")
    assert await opens_home(served, "USAM") == 403
    assert await served.install("T1") == 200
    assert await opens_home(served, "USAM") == 200
    assert len(served.bot.asked) == 1


async def test_the_token_lies_nowhere_in_the_clear(served: Served, url: str) -> None:
    await served.install("T1")
    kept = await clear_text(url)
    assert BOT_TOKEN not in kept
    assert "T1:" not in kept


async def test_a_workspace_that_is_not_on_the_list_is_refused_and_its_token_thrown_away(
    served: Served,
) -> None:
    served.slack.add_team("T9", "xoxb-foreign")
    served.slack.add_user("UEVE", "Eve", "T9")
    assert await served.install("T9") == 403
    assert await opens_home(served, "UEVE") == 403
    kept = await in_one_work(served.storage, lambda work: grants(work, "slack"), reads_only=True)
    assert list(kept) == []


async def test_a_workspace_of_an_organisation_on_the_list_is_served(served: Served) -> None:
    served.slack.add_team("T2", "xoxb-grid", enterprise="E1")
    served.slack.add_user("UKIT", "Kit", "T2")
    assert await served.install("T2") == 200
    assert await opens_home(served, "UKIT") == 200
    (opened,) = served.bot.asked
    assert opened.account == account_of("E1", "UKIT")
    message = await served.ours.messenger.open_direct(opened.account)
    assert message == Address("slack", "E1:UKIT")


async def test_an_organisation_installs_once_for_all_its_workspaces(served: Served) -> None:
    served.slack.add_team("T2", "xoxb-grid", enterprise="E1").org_wide = True
    served.slack.add_team("T3", "xoxb-grid-too", enterprise="E1").org_wide = True
    served.slack.add_user("UKIT", "Kit", "T2")
    served.slack.add_user("ULEN", "Lena", "T3")
    assert await served.install("T2") == 200
    assert await opens_home(served, "UKIT") == 200
    assert await opens_home(served, "ULEN") == 200
    assert await tenants(served) == ["E1"]
    async with ClientSession() as session:
        client = SlackClient(served.slack, f"{served.base}/slack/events", session)
        assert (await client.event({"type": "app_uninstalled"}, "T2")).status == 200
    assert await opens_home(served, "ULEN") == 403


async def test_the_doctor_asks_whether_slack_knows_the_client(served: Served) -> None:
    await served.install("T1")
    assert await served.ours.examine(Named()) == [NO_SECRET]
    served.slack.client = ("1.1", "another-secret")
    told = await served.ours.examine(Named())
    assert [one.cause for one in told if one.cause.broken] == [CLIENT]


async def test_an_organisations_people_are_read_workspace_by_workspace(served: Served) -> None:
    for team, user in (("T2", "UKIT"), ("T3", "ULEN")):
        served.slack.add_team(team, f"xoxb-{team}", enterprise="E1").org_wide = True
        served.slack.add_user(user, user, team)
    await served.install("T2")
    people = frozenset({account_of("E1", "UKIT"), account_of("E1", "ULEN")})
    assert await served.ours.examine(Named(people=people)) == [NO_SECRET]


async def test_a_channel_is_written_to_by_its_own_workspaces_installation(served: Served) -> None:
    """Two workspaces of one organisation, each with an installation: a channel is of one."""
    for team, channel in (("T2", "C2"), ("T3", "C3")):
        served.slack.add_team(team, f"xoxb-{team}", enterprise="E1")
        served.slack.add_channel(channel, team=team)
        await served.install(team)
    card = Card(Screen("a.screen"), "s", "A note.", (Text("Hello."),))
    for team, channel in (("T2", "C2"), ("T3", "C3")):
        await served.ours.messenger.post(address_of(team, channel), card)
        assert len(served.slack.messages(channel)) == 1
    assert [call.team for call in served.slack.called("chat.postMessage")] == ["T2", "T3"]


@pytest.mark.parametrize("event", ["tokens_revoked", "app_uninstalled"])
async def test_late_news_does_not_undo_a_new_installation(served: Served, event: str) -> None:
    served.slack.add_user("USAM", "Sam Rivera")
    await served.install("T1")
    async with ClientSession() as session:
        client = SlackClient(served.slack, f"{served.base}/slack/events", session)
        told = {"type": event, **({"tokens": {"bot": ["UBOTT1"]}} if "revoked" in event else {})}
        await client.event(told, seconds=-600)
    assert await opens_home(served, "USAM") == 200


@pytest.mark.parametrize("event", ["tokens_revoked", "app_uninstalled"])
async def test_what_was_taken_away_is_erased_at_once_in_either_order(
    served: Served, event: str
) -> None:
    served.slack.add_user("USAM", "Sam Rivera")
    await served.install("T1")
    other = {"tokens_revoked": "app_uninstalled", "app_uninstalled": "tokens_revoked"}[event]
    async with ClientSession() as session:
        client = SlackClient(served.slack, f"{served.base}/slack/events", session)
        told = {"type": event, **({"tokens": {"bot": ["UBOTT1"]}} if "revoked" in event else {})}
        assert (await client.event(told)).status == 200
        assert (await client.event({"type": other, "tokens": {"bot": ["UBOTT1"]}})).status == 403
    assert await tenants(served) == []
    assert await opens_home(served, "USAM") == 403


async def test_a_state_that_is_not_ours_or_of_another_browser_is_refused(served: Served) -> None:
    at = f"{served.base}/slack/oauth_redirect"
    own = {"Cookie": "slack-app-oauth-state={}"}
    async with ClientSession() as browser:
        for state in (
            "made-up",
            "1.x.y",
            "9" * 300,
            "a.b",
            "²³.x.y",
            "",
            "1764100000.x." + "0" * 32,
        ):
            query = {"code": "a", "state": state}
            async with browser.get(at, params=query) as page:
                assert page.status in {400, 401}
            cookie = {"Cookie": own["Cookie"].format(quote(state, safe="."))}
            async with browser.get(at, params=query, headers=cookie) as page:
                assert page.status in {400, 401}
        for odd in (
            "",
            "?",
            "?code",
            "?state=&code=",
            "?error=<b>",
            "?code=%FF&state=%FF",
            "?a[]=1",
        ):
            async with browser.get(at + odd) as page:
                assert page.status < 500
                assert "<b>" not in await page.text()
        async with browser.get(f"{at}?error=access_denied") as page:
            assert page.status == 200
            assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert await tenants(served) == []


async def test_a_state_is_good_once(served: Served) -> None:
    states = States(served.storage)
    state = await states.async_issue()
    assert await states.async_consume(state)
    assert not await states.async_consume(state)


async def test_a_state_is_good_for_some_minutes(tmp_path: Path) -> None:
    clock = SimulatedClock(START)
    storage = DatabaseStorage(
        await fresh_sqlite(tmp_path), Keyring([secrets.token_bytes(32)]), clock
    )
    states = States(storage)
    early, late = await states.async_issue(), await states.async_issue()
    clock.set(START + STATE_FOR - timedelta(seconds=1))
    assert await states.async_consume(early)
    clock.set(START + STATE_FOR)
    assert not await states.async_consume(late)
    await storage.close()


async def test_whoever_opens_the_page_leaves_nothing_in_the_database(served: Served) -> None:
    async with ClientSession() as browser:
        for _ in range(3):
            async with browser.get(f"{served.base}/slack/install") as page:
                assert page.status == 200
    async with served.storage.reading() as work:
        assert await work.of(Seen).count() == 0


@pytest.mark.parametrize("how", ["500", "503", "reset_before", "invalid_code"])
async def test_a_slack_that_does_not_answer_is_said_and_no_fault_of_ours(
    served: Served, how: str
) -> None:
    with served.slack.failing("oauth.v2.access", how):
        assert await served.install("T1") in {401, 503}
    assert await tenants(served) == []


async def test_nothing_is_asked_of_slack_before_a_delivery_is_answered(served: Served) -> None:
    served.slack.add_user("USAM", "Sam Rivera")
    await served.install("T1")
    before = len(served.slack.called("auth.test"))
    await opens_home(served, "USAM")
    await opens_home(served, "USAM")
    assert len(served.slack.called("auth.test")) == before
