"""Builds the Teams platform from its modules."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout, TCPConnector, web

from adapters.frames import Frames
from adapters.platforms import COMMANDS, Named
from adapters.teams.app import TeamsApp
from adapters.teams.clients import Tenants
from adapters.teams.clouds import Cloud
from adapters.teams.directory import Directory
from adapters.teams.doctor import examine, examine_directory
from adapters.teams.hosts import ServiceHosts
from adapters.teams.keys import SigningKeys
from adapters.teams.members import Members
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.render import Phrases
from adapters.teams.replies import Replies
from adapters.teams.roster import Roster
from adapters.teams.sdk import BotbuilderTransport
from adapters.teams.settings import TeamsSettings
from adapters.teams.tokens import AppTokens
from adapters.teams.transport import TeamsTransport
from adapters.teams.typed import Grammar
from adapters.teams.workplace import TeamsWorkplace
from bot.core.clock import Clock
from bot.core.conversation import Bot
from bot.core.storage import Storage
from bot.core.texts import Wording, Words
from bot.features import make_registry
from bot.programme import Finding

TIMEOUT = ClientTimeout(total=6, connect=3)
"""Longer than Teams needs, shorter than a job may take."""
CONNECTIONS = 100


@dataclass(frozen=True)
class Teams:
    """The open platform (``OpenPlatform``)."""

    messenger: TeamsMessenger
    workplace: TeamsWorkplace
    app: TeamsApp
    replies: Replies
    transport: TeamsTransport
    tenants: Tenants
    members: Members
    keys: SigningKeys
    tokens: AppTokens | None
    settings: TeamsSettings
    directory: Directory | None = None

    async def drain(self) -> None:
        """Wait until all answers were shown or failed."""
        await self.replies.drain()

    @asynccontextmanager
    async def serving(self, app: web.Application, bot: Bot) -> AsyncIterator[None]:
        """Handle Teams' deliveries during the block."""
        self.app.add_routes(app, bot)
        yield
        await self.drain()

    def roster(self, storage: Storage) -> Roster:
        """Synchronises accounts with the channels."""
        return Roster(self.members, storage, self.tenants.allowed, directory=self.directory)

    async def refresh(self, storage: Storage) -> None:
        """Do nothing: only the worker reads the channels' members."""

    async def examine(self, named: Named) -> list[Finding]:
        """The problems with Teams."""
        channels = {
            **named.channels,
            **{f"of {unit}": address for unit, address in named.unit_channels.items()},
            **{f"of {unit}'s team": address for unit, address in named.unit_groups.items()},
        }
        found = await examine(
            *(self.keys, self.tokens, self.tenants, self.members, self.messenger),
            channels,
            named.people,
            named.private,
        )
        return found + (await examine_directory(self.directory) if self.directory else [])


@asynccontextmanager
async def open_teams(
    settings: TeamsSettings,
    words: Words,
    clock: Clock,
    storage: Storage | None = None,
    wording: Wording | None = None,
    commands: Mapping[str, str] = COMMANDS,
) -> AsyncIterator[Teams]:
    """Open Teams for the length of the block.

    ``words`` are for the frames of dialogs; ``wording`` adds the readers' own languages.
    ``commands`` maps typed commands to the bot's names. Raises ``ValueError`` without an app id,
    except in development.
    """
    cloud, hosts = settings.place, ServiceHosts(settings.place.service_hosts)
    connector = TCPConnector(limit=CONNECTIONS)
    async with ClientSession(timeout=TIMEOUT, connector=connector) as session:
        keys = SigningKeys(session, cloud.metadata_url)
        tokens = None if settings.unauthenticated else _tokens(settings, cloud, session)
        transport = BotbuilderTransport(settings.app_id, cloud, hosts, session, keys, tokens)
        tenants = Tenants(settings.tenants, hosts, cloud.service_url, storage)
        members = Members(transport, tenants)
        messenger = TeamsMessenger(transport, tenants, members, storage)
        phrases = Frames(phrases_in, words, wording)
        replies = Replies(messenger, phrases)
        grammar = Grammar(make_registry().commands, commands.items())
        app = TeamsApp(
            *(transport, tenants, messenger, members, replies, phrases, grammar),
            unauthenticated=settings.unauthenticated,
        )
        yield Teams(
            *(messenger, TeamsWorkplace(members, messenger), app, replies, transport, tenants),
            *(members, keys, tokens, settings, _directory(settings, cloud, session)),
        )
        await replies.drain()


def phrases_in(words: Words) -> Phrases:
    """The texts of the frames around cards and dialogs, in one language."""
    return Phrases(
        title=words("core.notice.title"),
        close=words("core.close"),
        open=words("teams.open"),
        opens_here=words("teams.opens_here"),
        # The input's own label replaces this placeholder later.
        required=words("teams.required", label="{label}"),
        needed=words("teams.needed"),
        sent=words("teams.sent"),
        below=words("teams.below"),
        kept=words("teams.kept"),
        done=words("teams.done"),
    )


def _tokens(
    settings: TeamsSettings, cloud: Cloud, session: ClientSession, tenant: str = "", scope: str = ""
) -> AppTokens:
    """Tokens for a tenant and scope, by default the app's own and the Bot Connector's."""
    url = f"{cloud.login_url}/{tenant or settings.tenant}/oauth2/v2.0/token"
    return AppTokens(session, url, settings.app_id, settings.password, scope or cloud.scope)


def _directory(settings: TeamsSettings, cloud: Cloud, session: ClientSession) -> Directory | None:
    if not settings.graph or settings.unauthenticated:
        return None
    url = cloud.graph_url
    tokens = {
        tenant: _tokens(settings, cloud, session, tenant, f"{url}/.default")
        for tenant in settings.tenants
    }
    return Directory(session, url, tokens)
