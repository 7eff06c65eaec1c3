"""One programme on two platforms: some of the sample hospital's people in Slack, some in Teams."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

from aiohttp import ClientSession

from adapters.clock import SystemClock
from adapters.slack.messenger import SlackMessenger
from adapters.slack.opening import open_slack
from adapters.slack.settings import SlackSettings
from adapters.slack.workplace import SlackWorkplace
from adapters.teams.opening import open_teams
from adapters.wording import load_wording
from bot.core.people import Account, Person, add_account
from bot.core.storage import Work, in_one_work
from bot.programme.stored.configuration import current, put
from tests.contract import slack_stage, teams_stage
from tests.contract.slack_stage import SlackPerson, SlackStage, StageTime
from tests.contract.stage import CrashOnce, Ground
from tests.contract.teams_stage import TeamsPerson, TeamsStage
from tests.slack_api.client import SIGNING_SECRET, SlackClient
from tests.slack_api.server import BOT_TOKEN, FakeSlack
from tests.teams_api.client import TeamsClient
from tests.teams_api.issuer import Issuer
from tests.teams_api.server import FakeTeams
from tests.world import Home, World


@dataclass(frozen=True)
class BothHome(Home):
    """Where each of the staff is; who is not named is in Slack."""

    in_teams: frozenset[str] = field(default=frozenset())

    def account(self, user: str) -> Account:
        """The account of somebody on the staff."""
        return self.teams(user) if user in self.in_teams else self.slack(user)

    def slack(self, user: str) -> Account:
        """Their account in Slack."""
        return slack_stage.HOME.account(user)

    def teams(self, user: str) -> Account:
        """Their account in Teams."""
        return teams_stage.HOME.account(user)


class BothStage:
    """Both platforms with their own doors, and one bot behind them."""

    def __init__(self, world: World, home: BothHome, slack: SlackStage, teams: TeamsStage) -> None:
        self.world = world
        self.home = home
        self.slack = slack
        self.teams = teams

    def in_slack(self, user: str) -> SlackPerson:
        """Somebody at Slack's client."""
        return self.slack.person(user)

    def in_teams(self, user: str) -> TeamsPerson:
        """Somebody at Teams' client."""
        return self.teams.person(user)

    async def gets_both(self, user: str) -> None:
        """Give somebody an account on the other platform as well."""

        async def add(work: Work) -> None:
            person = await work.of(Person).get(self.world.people[user])
            assert person
            await add_account(work, person, self.home.slack(user))
            await add_account(work, person, self.home.teams(user))

        await in_one_work(self.world.storage, add)

    async def pass_time(self, how_long: timedelta = timedelta()) -> None:
        """Let time pass and everything that is due happen."""
        await self.slack.fill_channels()
        await self.teams.fill_channels()
        await self.world.pass_time(how_long)


@asynccontextmanager
async def both_stage(ground: Ground, *in_teams: str) -> AsyncIterator[BothStage]:
    """The sample hospital on both, with these people in Teams and all others in Slack."""
    now, crash = StageTime(ground.clock.now), CrashOnce(ground.storage)
    words = load_wording().words("en", "UTC")
    home = BothHome("slack", "", slack_stage.HOME.channels, in_teams=frozenset(in_teams))
    async with AsyncExitStack() as around:
        enter = around.enter_async_context
        slack = await enter(FakeSlack(now))
        teams = await enter(FakeTeams(around.enter_context(Issuer()), now))
        slack_stage.put_up(slack)
        teams_stage.put_up(teams)
        given = SlackSettings(SIGNING_SECRET, BOT_TOKEN, api_url=slack.base_url)
        ours = await enter(open_slack(given, words, SystemClock()))
        theirs = await enter(open_teams(teams_stage.options(teams), words, SystemClock(), crash))
        teams_stage.hurry(theirs, now, lambda: on_teams.filled * 3600.0)
        world = World(
            crash,
            ground.queue,
            ground.clock,
            SlackMessenger(ours.clients, ground.clock, now, now.sleep),
            home,
            SlackWorkplace(ours.clients, lambda: on_slack.filled * 3600.0),
            {"teams": (theirs.messenger, theirs.workplace)},
        )
        on_slack = SlackStage(world, crash, slack, ours)
        on_teams = TeamsStage(world, crash, teams, theirs)
        await world.fill()
        await _channels_of_both(world)
        session = await enter(ClientSession())
        on_slack.client = SlackClient(
            slack, await enter(slack_stage.served(ours, world.bot)), session
        )
        on_teams.client = TeamsClient(
            teams, await enter(teams_stage.served(theirs, world.bot)), session
        )
        await teams_stage.installed(on_teams)
        yield BothStage(world, home, on_slack, on_teams)


async def _channels_of_both(world: World) -> None:
    async def write(work: Work) -> None:
        programme = await current(work)
        channels = {
            key: {"slack": slack_stage.HOME.channels[key], "teams": teams_stage.HOME.channels[key]}
            for key in slack_stage.HOME.channels
        }
        changed = replace(programme, channels=channels)
        await put(work, changed)
        world.directory.remember(changed)

    await in_one_work(world.storage, write)
