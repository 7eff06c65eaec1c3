"""Each cloud of Microsoft's: whom it believes, where it writes, and what it asks for."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import ClientSession

from adapters.clock import SystemClock
from adapters.teams.clouds import CLOUDS, Cloud
from adapters.teams.hosts import ServiceHosts
from adapters.teams.opening import Teams, open_teams
from adapters.teams.settings import TeamsSettings
from adapters.wording import load_wording
from bot.core.names import Screen
from bot.core.people import Account
from bot.core.screens import Card, Text
from tests.adapters.teams.scripted_bot import ScriptedBot, served
from tests.teams_api.client import TeamsClient
from tests.teams_api.issuer import APP_ID, TENANT
from tests.teams_api.server import FakeTeams
from tests.teams_api.state import User

CARD = Card(Screen("a.screen"), "ref", "A message for you.", (Text("Hello."),))
ON_EACH_TRANSPORT = True
every = pytest.mark.parametrize("name", CLOUDS)


@pytest.fixture
async def there(name: str, options: TeamsSettings) -> AsyncIterator[Teams]:
    """Our adapter as it is in this cloud; only where Microsoft is reached is the stand-in."""
    words = load_wording().words("en", "UTC")
    async with open_teams(replace(options, cloud=name), words, SystemClock()) as opened:
        yield opened


@every
def test_a_cloud_is_written_to_at_its_own_hosts_and_no_other_clouds(name: str) -> None:
    hosts = ServiceHosts(CLOUDS[name].service_hosts)
    for other, cloud in CLOUDS.items():
        assert hosts.allows(cloud.service_url) is (other == name)


@every
def test_everything_of_a_cloud_is_reached_by_tls_and_of_its_own_kind(name: str) -> None:
    cloud = CLOUDS[name]
    end = ".us" if name in {"gcch", "dod"} else ".com"
    scope = cloud.scope.removesuffix("/.default")
    for url in (cloud.issuer, cloud.login_url, cloud.graph_url, scope):
        assert url.startswith("https://")
        assert url.endswith(end)
    assert cloud.metadata_url.startswith("https://login.botframework.")
    assert (".us/" in cloud.metadata_url) is (end == ".us")


def others(mine: Cloud) -> set[str]:
    """Who signs in the other clouds."""
    return {cloud.issuer for cloud in CLOUDS.values()} - {mine.issuer}


@every
async def test_what_another_cloud_signed_is_refused(
    name: str, there: Teams, teams: FakeTeams, bot: ScriptedBot, sam: User
) -> None:
    mine = CLOUDS[name]
    async with served(there, bot) as url, ClientSession() as session:
        client = TeamsClient(teams, url, session)
        for issuer, status in ((mine.issuer, 200), *((one, 401) for one in others(mine))):
            activity = client.make.message(sam, "help")
            bearer = teams.issuer.bearer(activity["serviceUrl"], iss=issuer)
            headers = {"Authorization": bearer}
            async with session.post(url, json=activity, headers=headers) as response:
                assert response.status == status, issuer
    assert len(bot.came) == 1


@every
async def test_a_token_may_name_the_app_in_each_of_its_three_forms(
    name: str, there: Teams, teams: FakeTeams, bot: ScriptedBot, sam: User
) -> None:
    async with served(there, bot) as url, ClientSession() as session:
        client = TeamsClient(teams, url, session)
        for audience in (APP_ID, f"api://{APP_ID}", f"api://botid-{APP_ID}", APP_ID.upper()):
            activity = client.make.message(sam, "help")
            claims = {"iss": CLOUDS[name].issuer, "aud": audience}
            headers = {"Authorization": teams.issuer.bearer(activity["serviceUrl"], **claims)}
            async with session.post(url, json=activity, headers=headers) as response:
                assert response.status == 200, audience
    assert len(bot.came) == 4


@every
async def test_a_token_is_asked_for_by_the_clouds_own_scope(
    name: str, there: Teams, teams: FakeTeams, sam: User
) -> None:
    await there.tenants.heard_from(TENANT, teams.service_url)
    chat = await there.messenger.open_direct(Account("teams", TENANT, sam.aad))
    await there.messenger.post(chat, CARD)
    assert [asked["scope"] for asked in teams.issuer.asked] == [CLOUDS[name].scope]
