"""From nothing to an installed app: manifest, doctor, OAuth for several workspaces."""

import json
import re
import secrets
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from aiohttp import ClientSession, web

from adapters.__main__ import main
from adapters.clock import SystemClock
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from adapters.http import Health, make_app
from adapters.slack import Slack, SlackOptions, open_slack
from adapters.slack.address import account_of, address_of
from adapters.slack.install import States
from adapters.slack.manifest import SCOPES, WHY
from adapters.slack.parse import SHORTCUTS
from adapters.wording import load_wording
from bot.conversation import Address, Answer, Incoming, Nothing
from bot.people import Account
from bot.programme import Finding
from bot.screens import Card, Text
from bot.seen import Seen
from tests.adapters.database.databases import clear_text, fresh_sqlite
from tests.slack_api.client import SIGNING_SECRET, SlackClient
from tests.slack_api.server import APP_TOKEN, BOT_TOKEN, FakeSlack

SECRET = "0123456789abcdef0123456789abcdef"
CLAIMS = {"claims": address_of("T1", "C1")}


NO_SECRET = Finding(
    False,
    "The Slack signing secret does not look like one.",
    "Copy Basic Information > App Credentials > Signing Secret into SLACK_SIGNING_SECRET.",
)
"""What doctor says of the secret that tests sign with."""


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


# ---- the manifest ----


def printed(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, object]:
    assert main(["manifest", "slack", *more]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_the_manifest_asks_for_no_more_than_it_can_give_a_reason_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    manifest = printed(capsys, "--url", "https://support.example.org/")
    text = json.dumps(manifest)
    assert set(WHY) == set(SCOPES)
    assert manifest["oauth_config"]["scopes"] == {"bot": list(SCOPES)}  # type: ignore[index]
    assert "history" not in text
    assert '"messages_tab_read_only_enabled": true' in text
    assert text.count("https://support.example.org/slack/events") == 4
    assert "https://support.example.org/slack/oauth_redirect" in text


def test_over_a_socket_no_address_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    manifest = printed(capsys, "--socket", "--name", "Care Team")
    assert "https://" not in json.dumps(manifest)
    assert manifest["settings"]["socket_mode_enabled"] is True  # type: ignore[index]
    assert manifest["display_information"]["name"] == "Care Team"  # type: ignore[index]


def test_commands_are_called_as_the_hospital_calls_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPPORT_COMMAND", "/care")
    features = printed(capsys, "--socket")["features"]
    names = [one["command"] for one in features["slash_commands"]]  # type: ignore[index]
    assert names == ["/care", "/support-admin"]


def test_a_whole_organisation_may_put_it_in_if_it_was_meant_for_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    plain = printed(capsys, "--socket")
    assert plain["settings"]["org_deploy_enabled"] is False  # type: ignore[index]
    wide = printed(capsys, "--socket", "--organisation")
    assert wide["settings"]["org_deploy_enabled"] is True  # type: ignore[index]


@pytest.mark.parametrize("more", [["--socket"], ["--url", "https://support.example.org"]])
def test_slack_takes_every_text_of_the_manifest(
    capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    """The lengths are those of the schema that Slack publishes of its manifests."""
    features = printed(capsys, *more)["features"]
    shown = printed(capsys, *more)["display_information"]
    assert set(shown) == {"name", "description", "background_color"}  # type: ignore[call-overload]
    assert len(shown["description"]) <= 140  # type: ignore[index]
    for shortcut in features["shortcuts"]:  # type: ignore[index]
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
        assert shortcut["callback_id"] in SHORTCUTS
    for command in features["slash_commands"]:  # type: ignore[index]
        assert command["description"]
        assert command["should_escape"] is True


def test_a_name_slack_would_not_take_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "slack", "--socket", "--name", "P" * 36]) == 2
    assert "--name" in capsys.readouterr().err


def test_without_an_address_it_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "slack"]) == 2
    assert "--url" in capsys.readouterr().err


# ---- doctor ----


async def examined(
    slack: FakeSlack,
    people: dict[Account, str] | None = None,
    secret: str = SECRET,
    app_token: str = "",
    channels: dict[str, Address] | None = None,
) -> list[Finding]:
    options = SlackOptions(secret, BOT_TOKEN, app_token, api_url=slack.base_url)
    words = load_wording().words("en", "UTC")
    async with open_slack(options, words, SystemClock()) as ours:
        return await ours.examine(channels or CLAIMS, people or {}, ["claims"])


async def test_all_is_well_when_all_is_well(slack: FakeSlack) -> None:
    slack.add_channel("C1")
    slack.add_user("USAM", "Sam Rivera")
    assert await examined(slack, {account_of("T1", "USAM"): "Sam Rivera"}) == []


async def test_a_channel_without_the_app_is_found_with_its_remedy(slack: FakeSlack) -> None:
    slack.add_channel("C1", bot=False)
    (finding,) = await examined(slack)
    assert finding.broken
    assert "claims" in finding.what
    assert "invite" in finding.mend


async def test_a_claims_channel_that_everybody_can_join_is_found(slack: FakeSlack) -> None:
    slack.add_channel("C1", private=False)
    found = await examined(slack)
    assert ["not private" in finding.what for finding in found] == [True]


async def test_missing_scopes_are_named_with_their_reason(slack: FakeSlack) -> None:
    slack.add_channel("C1")
    slack.state.teams["T1"].scopes.discard("dnd:read")
    (finding,) = await examined(slack)
    assert "dnd:read" in finding.what
    assert WHY["dnd:read"] in finding.mend


async def test_a_scope_that_reads_what_people_write_is_not_wanted(slack: FakeSlack) -> None:
    slack.add_channel("C1")
    slack.state.teams["T1"].scopes.add("im:history")
    (finding,) = await examined(slack)
    assert "im:history" in finding.what


async def test_people_whom_slack_cannot_reach_are_named(slack: FakeSlack) -> None:
    slack.add_channel("C1")
    slack.add_user("USAM", "Sam Rivera", deleted=True)
    people = {account_of("T1", "USAM"): "Sam Rivera", account_of("T1", "U0"): "Ida Berg"}
    (finding,) = await examined(slack, people)
    assert "Sam Rivera, Ida Berg" in finding.what


async def test_a_token_that_was_revoked_is_said_plainly(slack: FakeSlack) -> None:
    slack.revoke()
    found = await examined(slack)
    assert found[0].broken
    assert "install" in found[0].mend


async def test_a_signing_secret_of_another_kind_is_seen(slack: FakeSlack) -> None:
    slack.add_channel("C1")
    (finding,) = await examined(slack, secret="xoxb-not-a-secret")
    assert "signing secret" in finding.what


async def test_an_open_channel_for_announcements_is_as_it_should_be(slack: FakeSlack) -> None:
    slack.add_channel("C1")
    slack.add_channel("C2", private=False)
    assert await examined(slack, channels={"announcements": address_of("T1", "C2")}) == []


async def test_a_channel_of_a_workspace_without_the_app_is_found(slack: FakeSlack) -> None:
    (finding,) = await examined(slack, channels={"claims": address_of("T7", "C1")})
    assert finding.broken
    assert "T7" in finding.what
    assert "TEAM:CHANNEL" in finding.mend


async def test_an_app_token_that_opens_no_socket_is_found(slack: FakeSlack) -> None:
    slack.add_channel("C1")
    assert await examined(slack, secret="", app_token=APP_TOKEN) == []
    (finding,) = await examined(slack, secret="", app_token="xapp-of-another-app")
    assert finding.broken
    assert "connections:write" in finding.mend


async def test_a_slack_that_is_away_is_a_finding_and_no_crash(slack: FakeSlack) -> None:
    with slack.failing("auth.test", "503"):
        found = await examined(slack)
    assert found
    assert found[0].broken


# ---- several workspaces ----


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


async def well() -> Health:
    return Health(ready=True, overdue={}, jobs={})


@pytest.fixture
async def served(slack: FakeSlack, storage: DatabaseStorage) -> AsyncIterator[Served]:
    options = SlackOptions(
        SIGNING_SECRET,
        client_id=slack.client[0],
        client_secret=slack.client[1],
        allowed=frozenset({"T1", "E1"}),
        api_url=slack.base_url,
    )
    words, bot = load_wording().words("en", "UTC"), Silent()
    async with open_slack(options, words, SystemClock(), storage) as ours:
        app = make_app(well)
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
    served: Served, url: str
) -> None:
    served.slack.add_team("T9", "xoxb-foreign")
    served.slack.add_user("UEVE", "Eve", "T9")
    assert await served.install("T9") == 403
    assert await opens_home(served, "UEVE") == 403
    assert await tenants(served) == []


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
    assert await served.ours.examine({}, {}, []) == [NO_SECRET]
    served.slack.client = ("1.1", "another-secret")
    told = await served.ours.examine({}, {}, [])
    assert ["SLACK_CLIENT_ID" in finding.what for finding in told if finding.broken] == [True]


async def test_an_organisations_people_are_read_workspace_by_workspace(served: Served) -> None:
    for team, user in (("T2", "UKIT"), ("T3", "ULEN")):
        served.slack.add_team(team, f"xoxb-{team}", enterprise="E1").org_wide = True
        served.slack.add_user(user, user, team)
    await served.install("T2")
    people = {account_of("E1", "UKIT"): "Kit", account_of("E1", "ULEN"): "Lena"}
    assert await served.ours.examine({}, people, []) == [NO_SECRET]


async def test_a_channel_is_written_to_by_its_own_workspaces_installation(served: Served) -> None:
    """Two workspaces of one organisation, each with an installation: a channel is of one."""
    for team, channel in (("T2", "C2"), ("T3", "C3")):
        served.slack.add_team(team, f"xoxb-{team}", enterprise="E1")
        served.slack.add_channel(channel, team=team)
        await served.install(team)
    card = Card("a.screen", "s", "A note.", (Text("Hello."),))
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
