"""Slack: everything about it, and nothing else about anything."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import ClientSession, ClientTimeout, web

from adapters.slack.address import place_of
from adapters.slack.app import SlackApp
from adapters.slack.clients import Clients, Installations
from adapters.slack.doctor import examine_people, examine_secret, examine_workspace, nowhere
from adapters.slack.install import add_install_routes
from adapters.slack.messenger import SlackMessenger
from adapters.slack.render import Phrases
from adapters.slack.replies import Replies
from adapters.slack.roster import Roster
from adapters.slack.several import SeveralInstallations
from adapters.slack.single import SingleInstallation
from adapters.slack.socket import listening
from adapters.slack.workplace import SlackWorkplace
from bot.clock import Clock
from bot.conversation import Address, Bot
from bot.people import Account
from bot.programme import Finding
from bot.storage import Storage
from bot.texts import Words

__all__ = ["Phrases", "Slack", "SlackOptions", "open_slack"]

TIMEOUT = ClientTimeout(total=6, connect=3)
"""Longer than Slack takes, shorter than a job may send."""


@dataclass(frozen=True)
class SlackOptions:
    """What one deployment is told about Slack. ``commands``: what is typed → the bot's name."""

    signing_secret: str = field(repr=False)
    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    client_id: str = field(default="", repr=False)
    client_secret: str = field(default="", repr=False)
    allowed: frozenset[str] = frozenset()
    api_url: str = "https://slack.com/api/"
    commands: Mapping[str, str] = field(
        default_factory=lambda: {"/support": "support", "/support-admin": "support-admin"}
    )


@dataclass(frozen=True)
class Slack:
    """Slack, ready: what the rest of the program needs of it."""

    messenger: SlackMessenger
    workplace: SlackWorkplace
    clients: Clients
    app: SlackApp
    replies: Replies
    options: SlackOptions
    installations: Installations
    storage: Storage | None = None

    async def drain(self) -> None:
        """Return when no answer is on its way any more."""
        await self.replies.drain()

    @asynccontextmanager
    async def serving(self, app: web.Application, bot: Bot) -> AsyncIterator[None]:
        """Take what Slack delivers during the block: over HTTP, or a socket if there is a token."""
        self.app.add_routes(app, bot)
        self._add_install_routes(app)
        async with AsyncExitStack() as stack:
            if self.options.app_token:
                client = self.clients.with_token(self.options.app_token)
                token = self.options.app_token
                await stack.enter_async_context(listening(self.app.bolt, client, token))
            yield
        await self.drain()

    def roster(self, storage: Storage) -> Roster:
        """What keeps accounts in step with the workspace; its ``keep`` is a worker's duty."""
        return Roster(self.clients, storage, self.installations.tenants)

    async def examine(
        self, channels: Mapping[str, Address], people: Mapping[Account, str], private: Iterable[str]
    ) -> list[Finding]:
        """What is amiss with Slack.

        ``channels`` by key and ``people`` (account → name) are the playbook's.

        The channels whose keys are in ``private`` are to be private.
        """
        options = self.options
        found = examine_secret(options.signing_secret, socket=bool(options.app_token))
        tenants = await self.installations.tenants()
        if not tenants:
            found.append(nowhere(by_oauth=not options.bot_token))
        for tenant in tenants:
            client = await self.clients.of(tenant)
            places = {key: place_of(address) for key, address in channels.items()}
            mine = {key: place.channel for key, place in places.items() if place.team == tenant}
            users = {
                account.user: name for account, name in people.items() if account.tenant == tenant
            }
            found += await examine_workspace(client, mine, private)
            found += await examine_people(client, users)
        return found

    def _add_install_routes(self, app: web.Application) -> None:
        if self.storage is not None and isinstance(self.installations, SeveralInstallations):
            add_install_routes(
                app,
                self.clients.with_token(""),
                self.options.client_id,
                self.options.client_secret,
                self.storage,
                self.installations,
            )


@asynccontextmanager
async def open_slack(
    options: SlackOptions,
    words: Words,
    clock: Clock,
    storage: Storage | None = None,
) -> AsyncIterator[Slack]:
    """Slack's parts, put together on one session. ``words`` are for the frames of modals.

    ``clock`` is the host's, by which signatures and rests end. It is one workspace, that of
    the bot's token; without a token it is those that install it, kept in ``storage``.
    """
    async with ClientSession(timeout=TIMEOUT) as session:
        installations: Installations
        if options.bot_token or storage is None:
            single = SingleInstallation(options.bot_token, session, options.api_url)
            await single.learn()
            installations = single
        else:
            installations = SeveralInstallations(storage, options.allowed)
        clients = Clients(installations, session, options.api_url)
        phrases = Phrases(
            title=words("core.notice.title"),
            close=words("core.close"),
            open=words("slack.open"),
            opens_here=words("slack.opens_here"),
        )
        replies = Replies(clients, session, options.api_url, phrases)
        secret, commands = options.signing_secret, options.commands
        app = SlackApp(installations, replies, phrases, secret, commands, clock)
        messenger, workplace = SlackMessenger(clients, clock), SlackWorkplace(clients)
        yield Slack(messenger, workplace, clients, app, replies, options, installations, storage)
        await replies.drain()
