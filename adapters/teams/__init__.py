"""Microsoft Teams: everything about it, and nothing else about anything."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from aiohttp import ClientSession, ClientTimeout, TCPConnector, web

from adapters.frames import Frames
from adapters.teams.app import TeamsApp
from adapters.teams.clients import Tenants
from adapters.teams.clouds import CLOUDS, Cloud
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
from adapters.teams.tokens import AppTokens
from adapters.teams.transport import TeamsTransport
from adapters.teams.typed import Grammar
from adapters.teams.workplace import TeamsWorkplace
from bot.core.clock import Clock
from bot.core.conversation import Address, Bot
from bot.core.people import Account
from bot.core.storage import Storage
from bot.core.texts import Wording, Words
from bot.features import make_registry
from bot.programme import Finding

__all__ = ["Phrases", "Teams", "TeamsOptions", "open_teams"]

TIMEOUT = ClientTimeout(total=6, connect=3)
"""Longer than Teams takes, shorter than a job may send."""
CONNECTIONS = 100


@dataclass(frozen=True)
class TeamsOptions:
    """What one deployment is told about Teams. ``commands``: what is typed → the bot's name.

    ``tenant`` is the app's own; ``allowed`` those whose people are served, by default that one.
    Addresses that are empty are those of ``cloud``. ``graph`` is empty where Entra may not be
    read, ``1`` for the cloud's own, or an address. ``unauthenticated``: development, on this
    machine alone.
    """

    app_id: str
    password: str = field(default="", repr=False)
    tenant: str = ""
    allowed: frozenset[str] = frozenset()
    cloud: str = "public"
    metadata_url: str = ""
    login_url: str = ""
    service_hosts: frozenset[str] = frozenset()
    graph: str = ""
    unauthenticated: bool = False
    commands: Mapping[str, str] = field(
        default_factory=lambda: {"/support": "support", "/support-admin": "support-admin"}
    )

    @property
    def tenants(self) -> frozenset[str]:
        """The tenants whose people are served, in small letters."""
        named = self.allowed or ({self.tenant} if self.tenant else frozenset())
        return frozenset(one.casefold() for one in named)

    @property
    def place(self) -> Cloud:
        """The cloud, with what was told otherwise."""
        known = CLOUDS[self.cloud]
        return replace(
            known,
            metadata_url=self.metadata_url or known.metadata_url,
            login_url=(self.login_url or known.login_url).rstrip("/"),
            service_hosts=self.service_hosts or known.service_hosts,
            graph_url=self.graph.rstrip("/") if "/" in self.graph else known.graph_url,
        )


@dataclass(frozen=True)
class Teams:
    """Teams, ready: what the rest of the program needs of it."""

    messenger: TeamsMessenger
    workplace: TeamsWorkplace
    app: TeamsApp
    replies: Replies
    transport: TeamsTransport
    tenants: Tenants
    members: Members
    keys: SigningKeys
    tokens: AppTokens | None
    options: TeamsOptions
    directory: Directory | None = None

    async def drain(self) -> None:
        """Return when no answer is on its way any more."""
        await self.replies.drain()

    @asynccontextmanager
    async def serving(self, app: web.Application, bot: Bot) -> AsyncIterator[None]:
        """Take what Teams delivers during the block."""
        self.app.add_routes(app, bot)
        yield
        await self.drain()

    def roster(self, storage: Storage) -> Roster:
        """What keeps accounts in step with the channels; its ``keep`` is a worker's duty."""
        return Roster(self.members, storage, self.tenants.allowed, directory=self.directory)

    async def examine(
        self, channels: Mapping[str, Address], people: Mapping[Account, str], private: Iterable[str]
    ) -> list[Finding]:
        """What is amiss with Teams.

        ``channels`` by key and ``people`` (account → name) are the playbook's; the channels whose
        keys are in ``private`` are for those alone who take requests.
        """
        found = await examine(
            *(self.keys, self.tokens, self.tenants, self.members, self.messenger),
            channels,
            people,
            private,
        )
        return found + (await examine_directory(self.directory) if self.directory else [])


@asynccontextmanager
async def open_teams(
    options: TeamsOptions,
    words: Words,
    clock: Clock,
    storage: Storage | None = None,
    wording: Wording | None = None,
) -> AsyncIterator[Teams]:
    """Teams' parts, put together on one session. ``words`` are for the frames of dialogs.

    With ``wording`` these are in each reader's own language, as their client names it. Raises
    ``ValueError`` without an app id, unless this is development.
    """
    cloud, hosts = options.place, ServiceHosts(options.place.service_hosts)
    connector = TCPConnector(limit=CONNECTIONS)
    async with ClientSession(timeout=TIMEOUT, connector=connector) as session:
        keys = SigningKeys(session, cloud.metadata_url)
        tokens = None if options.unauthenticated else _tokens(options, cloud, session)
        transport = BotbuilderTransport(options.app_id, cloud, hosts, session, keys, tokens)
        tenants = Tenants(options.tenants, hosts, cloud.service_url, storage)
        members = Members(transport, tenants)
        messenger = TeamsMessenger(transport, tenants, members, storage)
        phrases = Frames(phrases_in, words, wording)
        replies = Replies(messenger, phrases)
        grammar = Grammar(make_registry().commands, options.commands.items())
        app = TeamsApp(
            transport,
            tenants,
            messenger,
            members,
            replies,
            phrases,
            grammar,
            unauthenticated=options.unauthenticated,
        )
        workplace = TeamsWorkplace(members, messenger)
        yield Teams(
            messenger,
            workplace,
            app,
            replies,
            transport,
            tenants,
            members,
            keys,
            tokens,
            options,
            _directory(options, cloud, session),
        )
        await replies.drain()


def phrases_in(words: Words) -> Phrases:
    """The words of the frames around cards and dialogs, in one language."""
    return Phrases(
        title=words("core.notice.title"),
        close=words("core.close"),
        open=words("teams.open"),
        opens_here=words("teams.opens_here"),
        # The label is put in where it is known.
        required=words("teams.required", label="{label}"),
        needed=words("teams.needed"),
        sent=words("teams.sent"),
        below=words("teams.below"),
        kept=words("teams.kept"),
        done=words("teams.done"),
    )


def _tokens(
    options: TeamsOptions, cloud: Cloud, session: ClientSession, tenant: str = "", scope: str = ""
) -> AppTokens:
    """Those for the Bot Connector, by the app's own tenant, unless told otherwise."""
    url = f"{cloud.login_url}/{tenant or options.tenant}/oauth2/v2.0/token"
    return AppTokens(session, url, options.app_id, options.password, scope or cloud.scope)


def _directory(options: TeamsOptions, cloud: Cloud, session: ClientSession) -> Directory | None:
    if not options.graph or options.unauthenticated:
        return None
    url = cloud.graph_url
    tokens = {
        tenant: _tokens(options, cloud, session, tenant, f"{url}/.default")
        for tenant in options.tenants
    }
    return Directory(session, url, tokens)
