"""Builds the Teams platform from its modules."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from aiohttp import ClientSession, ClientTimeout, web

from adapters.certificates import about_to_end
from adapters.frames import Frames
from adapters.outbound import Outbound
from adapters.platforms import COMMANDS, Named
from adapters.refusals import Refusals
from adapters.sessions import open_session
from adapters.teams.app import TeamsApp
from adapters.teams.calls import ConnectorCalls
from adapters.teams.claims import Expected
from adapters.teams.clients import Tenants
from adapters.teams.credentials import Certificate, Credential, ManagedIdentity, Secret
from adapters.teams.directory import Directory
from adapters.teams.doctor import examine, examine_directory
from adapters.teams.hosts import ServiceHosts
from adapters.teams.keys import SigningKeys
from adapters.teams.members import Members
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.render import InLanguage, Phrases
from adapters.teams.replies import Replies
from adapters.teams.roster import Roster
from adapters.teams.settings import PLAIN, TeamsSettings
from adapters.teams.tokens import AppTokens
from adapters.teams.transport import TeamsTransport
from adapters.teams.typed import Grammar
from adapters.teams.verification import Verification
from adapters.teams.workplace import TeamsWorkplace
from bot.core.clock import Clock
from bot.core.conversation import Bot
from bot.core.health import Symptom
from bot.core.storage import Storage
from bot.core.texts import Wording, Words
from bot.features import make_registry

TIMEOUT = ClientTimeout(total=6, connect=3)
"""Longer than Teams needs, shorter than a job may take."""


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
    refusals: Refusals
    """The deliveries that were refused."""
    clock: Clock
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

    async def examine(self, named: Named) -> list[Symptom]:
        """The problems with Teams."""
        channels = {
            **named.channels,
            **{f"of {unit}": address for unit, address in named.unit_channels.items()},
            **{f"of {unit}'s team": address for unit, address in named.unit_groups.items()},
        }
        ends = about_to_end(self.settings.ends(), self.clock.now())
        found = await examine(
            *(self.keys, self.tokens, self.tenants, self.members, self.messenger),
            replace(named, channels=channels),
        )
        found += await examine_directory(self.directory) if self.directory else []
        return [*ends, *found]


@asynccontextmanager
async def open_teams(
    settings: TeamsSettings,
    words: Words,
    clock: Clock,
    storage: Storage | None = None,
    wording: Wording | None = None,
    commands: Mapping[str, str] = COMMANDS,
    refusals: Refusals | None = None,
    outbound: Outbound | None = None,
) -> AsyncIterator[Teams]:
    """Open Teams for the length of the block.

    ``words`` are for the frames of dialogs; ``wording`` adds the readers' own languages.
    ``commands`` maps typed commands to the bot's names. ``refusals`` counts refused deliveries.
    ``outbound`` says how calls leave.
    Raises ``ValueError`` without an app id, except in development.
    """
    async with open_session(outbound or Outbound(), TIMEOUT) as session:
        link = _connected(settings, clock, session)
        phrases = Frames(phrases_in, words, wording)
        refusals = refusals or Refusals(clock)
        opened = _assembled(settings, link, clock, storage, phrases, commands, refusals)
        yield replace(opened, directory=_directory(settings, session))
        await opened.replies.drain()


@dataclass(frozen=True)
class _Link:
    """The connection to Microsoft's services."""

    hosts: ServiceHosts
    keys: SigningKeys
    tokens: AppTokens | None
    transport: TeamsTransport


def _connected(settings: TeamsSettings, clock: Clock, session: ClientSession) -> _Link:
    """Build the transport that the settings choose, and what it uses."""
    cloud = settings.place
    hosts = ServiceHosts(cloud.service_hosts)
    keys = SigningKeys(session, cloud.metadata_url)
    tokens = expected = None
    if not settings.unauthenticated:
        expected = Expected(settings.app_id, cloud.issuer, hosts, clock)
        tokens = _tokens(settings, session)
    calls = ConnectorCalls(session, tokens)
    transport: TeamsTransport
    # Each is imported only if it is used, so that the plain one loads nothing of the SDK.
    if settings.transport == PLAIN:
        from adapters.teams.rest import RestTransport  # noqa: PLC0415

        transport = RestTransport(settings.app_id, hosts, calls, keys, expected)
    else:
        from adapters.teams.sdk import BotbuilderTransport  # noqa: PLC0415

        transport = BotbuilderTransport(settings.app_id, cloud, hosts, calls, keys, expected)
    return _Link(hosts, keys, tokens, transport)


def _assembled(
    settings: TeamsSettings,
    link: _Link,
    clock: Clock,
    storage: Storage | None,
    phrases: InLanguage,
    commands: Mapping[str, str],
    refusals: Refusals,
) -> Teams:
    """Build what stands on the transport."""
    transport = link.transport
    tenants = Tenants(settings.tenants, link.hosts, settings.place.service_url, storage)
    members = Members(transport, tenants)
    messenger = TeamsMessenger(transport, tenants, members, storage)
    replies = Replies(messenger, phrases)
    grammar = Grammar(make_registry().commands, commands.items())
    development = settings.unauthenticated
    verification = Verification(transport, tenants.allowed, refusals, unauthenticated=development)
    app = TeamsApp(verification, tenants, messenger, members, replies, phrases, grammar)
    workplace = TeamsWorkplace(members, messenger)
    return Teams(
        *(messenger, workplace, app, replies, transport, tenants, members),
        *(link.keys, link.tokens, settings, refusals, clock),
    )


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
    settings: TeamsSettings, session: ClientSession, tenant: str = "", scope: str = ""
) -> AppTokens:
    """Tokens for a tenant and scope, by default the app's own and the Bot Connector's."""
    cloud = settings.place
    url = f"{cloud.login_url}/{tenant or settings.tenant}/oauth2/v2.0/token"
    return AppTokens(session, _credential(settings), url, scope or cloud.scope)


def _credential(settings: TeamsSettings) -> Credential:
    """What proves who the app is."""
    if settings.managed:
        return ManagedIdentity(settings.app_id, settings.managed)
    if settings.certificate is not None:
        key = settings.certificate_key or settings.certificate
        return Certificate(settings.app_id, settings.certificate, key)
    return Secret(settings.app_id, settings.password)


def _directory(settings: TeamsSettings, session: ClientSession) -> Directory | None:
    if not settings.graph or settings.unauthenticated:
        return None
    url = settings.place.graph_url
    tokens = {
        tenant: _tokens(settings, session, tenant, f"{url}/.default") for tenant in settings.tenants
    }
    return Directory(session, url, tokens)
