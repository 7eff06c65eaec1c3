"""Teams' stand-in with our adapter in front of it, and a bot with scripted answers."""

from collections.abc import AsyncIterator, Iterator

import pytest
from aiohttp import ClientSession

from adapters.clock import SystemClock
from adapters.teams.opening import Teams, open_teams
from adapters.teams.settings import PLAIN, SDK, TeamsSettings
from adapters.wording import load_wording
from tests.adapters.teams.scripted_bot import ScriptedBot, served
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.teams_api.client import TeamsClient
from tests.teams_api.issuer import APP_ID, APP_PASSWORD, TENANT, Issuer
from tests.teams_api.server import FakeTeams
from tests.teams_api.state import User
from tests.world import START

EACH = "ON_EACH_TRANSPORT"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A module with ``ON_EACH_TRANSPORT`` is played on both transports, the others on the default.

    Whatever it asks of one of them, it asks of the other in the same words.
    """
    if "transport" in metafunc.fixturenames and getattr(metafunc.module, EACH, False):
        metafunc.parametrize("transport", (SDK, PLAIN), indirect=True)


@pytest.fixture
def transport(request: pytest.FixtureRequest) -> str:
    return str(getattr(request, "param", SDK))


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with Issuer() as started:
        yield started


@pytest.fixture
async def teams(issuer: Issuer) -> AsyncIterator[FakeTeams]:
    async with FakeTeams(issuer) as started:
        started.rates.enforced = False
        yield started


@pytest.fixture
def options(teams: FakeTeams, transport: str) -> TeamsSettings:
    return TeamsSettings(
        app_id=APP_ID,
        password=APP_PASSWORD,
        tenant=TENANT,
        metadata_url=teams.issuer.metadata_url,
        login_url=teams.issuer.origin,
        service_hosts=frozenset({teams.host}),
        transport=transport,
    )


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage(SimulatedClock(START))


@pytest.fixture
async def ours(options: TeamsSettings, storage: MemoryStorage) -> AsyncIterator[Teams]:
    words = load_wording().words("en", "UTC")
    async with open_teams(options, words, SystemClock(), storage) as opened:
        yield opened


@pytest.fixture
def bot() -> ScriptedBot:
    return ScriptedBot()


@pytest.fixture
async def client(teams: FakeTeams, ours: Teams, bot: ScriptedBot) -> AsyncIterator[TeamsClient]:
    async with served(ours, bot) as url, ClientSession() as session:
        yield TeamsClient(teams, url, session)


@pytest.fixture
def sam(teams: FakeTeams) -> User:
    return teams.add_user("Sam Sample")
