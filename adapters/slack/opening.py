"""Slack's parts, put together, and what the rest of the program needs of them."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout, web

from adapters.frames import Frames
from adapters.platforms import COMMANDS, Named
from adapters.slack.address import place_of
from adapters.slack.app import SlackApp
from adapters.slack.clients import Clients, Installation, Installations
from adapters.slack.doctor import (
    FAULTS,
    active_in,
    elsewhere,
    examine_app_token,
    examine_channel,
    examine_client,
    examine_secret,
    examine_token,
    lost,
    nowhere,
    unreachable,
)
from adapters.slack.install import add_install_routes
from adapters.slack.messenger import SlackMessenger
from adapters.slack.render import Drawing, Phrases
from adapters.slack.replies import Replies
from adapters.slack.roster import Roster
from adapters.slack.settings import SlackSettings
from adapters.slack.several import SeveralInstallations
from adapters.slack.single import SingleInstallation
from adapters.slack.socket import listening
from adapters.slack.workplace import SlackWorkplace
from bot.core.clock import Clock
from bot.core.conversation import Bot
from bot.core.people import Account
from bot.core.storage import Storage
from bot.core.texts import Wording, Words
from bot.programme import Finding

TIMEOUT = ClientTimeout(total=6, connect=3)
"""Longer than Slack takes, shorter than a job may send."""


@dataclass(frozen=True)
class Slack:
    """Slack, ready: what the rest of the program needs of it."""

    messenger: SlackMessenger
    workplace: SlackWorkplace
    clients: Clients
    app: SlackApp
    replies: Replies
    settings: SlackSettings
    installations: Installations
    storage: Storage | None = None

    async def drain(self) -> None:
        """Return when no answer is on its way any more."""
        await self.replies.drain()

    @asynccontextmanager
    async def serving(self, app: web.Application, bot: Bot) -> AsyncIterator[None]:
        """Take what Slack delivers during the block: over HTTP, or a socket if there is a token."""
        self.app.bot = bot
        self.app.add_routes(app)
        self._add_install_routes(app)
        async with AsyncExitStack() as stack:
            if self.settings.app_token:
                client = self.clients.with_token(self.settings.app_token)
                token = self.settings.app_token
                await stack.enter_async_context(listening(self.app.bolt, client, token))
            yield
        await self.drain()

    def roster(self, storage: Storage) -> Roster:
        """What keeps accounts in step with the workspaces; its ``keep`` is a worker's slow duty."""
        return Roster(self.clients, storage, self.installations)

    async def refresh(self, storage: Storage) -> None:
        """Bring the accounts up to date now; what cannot be read, ``examine`` tells."""
        await self.roster(storage).sync()

    async def examine(self, named: Named) -> list[Finding]:
        """What is amiss with Slack.

        Units' channels are public, and Slack tells an app of our few scopes nothing of those.
        """
        settings = self.settings
        found = examine_secret(settings.signing_secret, socket=bool(settings.app_token))
        if settings.app_token:
            found += await examine_app_token(self.clients.with_token(settings.app_token))
        if settings.client_id:
            asking = self.clients.with_token("")
            found += await examine_client(asking, settings.client_id, settings.client_secret)
        everywhere = await self.installations.everywhere()
        if not everywhere:
            found += await self._nowhere()
        for installation in everywhere:
            found += await examine_token(self.clients.by(installation))
        if any(finding.broken for finding in found):
            # What the token cannot do, each channel and person would say again.
            return found
        for key, address in named.channels.items():
            place = place_of(address)
            into = await self.installations.of_tenant(place.team)
            if into is None:
                found.append(elsewhere(key, place.team))
                continue
            client = self.clients.by(into)
            found += await examine_channel(
                client, key, place.channel, must_be_private=key in named.private
            )
        return found + await self._lost(everywhere, named.people)

    async def _nowhere(self) -> list[Finding]:
        """Why it is in no workspace: with a token, what Slack says of that."""
        token = self.settings.bot_token
        said = await examine_token(self.clients.with_token(token)) if token else []
        return said or [nowhere(by_oauth=not token)]

    async def _lost(
        self, everywhere: Iterable[Installation], people: Mapping[Account, str]
    ) -> list[Finding]:
        """People of the playbook whom no workspace of theirs has any more."""
        here: set[Account] = set()
        for installation in everywhere:
            try:
                here |= await active_in(self.clients.by(installation), installation)
            except FAULTS as fault:
                return [unreachable(fault)]
        return lost([name for account, name in people.items() if account not in here])

    def _add_install_routes(self, app: web.Application) -> None:
        if self.storage is not None and isinstance(self.installations, SeveralInstallations):
            add_install_routes(
                app,
                self.clients.with_token(""),
                self.settings.client_id,
                self.settings.client_secret,
                self.storage,
                self.installations,
            )


@asynccontextmanager
async def open_slack(
    settings: SlackSettings,
    words: Words,
    clock: Clock,
    storage: Storage | None = None,
    wording: Wording | None = None,
    commands: Mapping[str, str] = COMMANDS,
) -> AsyncIterator[Slack]:
    """Slack's parts, put together on one session. ``words`` are for the frames of modals.

    With ``wording`` those are in the language of each reader. ``commands``: what people type, and
    the bot's name for it.

    ``clock`` is the host's, by which signatures and rests end. It is one workspace, that of
    the bot's token; without a token it is those that install it, kept in ``storage``.
    """
    async with ClientSession(timeout=TIMEOUT) as session:
        installations: Installations
        if settings.bot_token or storage is None:
            single = SingleInstallation(settings.bot_token, session, settings.api_url, clock)
            await single.learn()
            installations = single
        else:
            installations = SeveralInstallations(storage, settings.allowed_teams)
        clients = Clients(installations, session, settings.api_url)
        phrases = Frames(phrases_in, words, wording)
        drawing = Drawing(commands)
        replies = Replies(clients, session, settings.api_url, phrases, drawing)
        messenger = SlackMessenger(clients, clock, drawing=drawing)
        workplace = SlackWorkplace(clients)
        secret = settings.signing_secret
        app = SlackApp(installations, replies, phrases, secret, commands, clock, workplace.look_up)
        yield Slack(messenger, workplace, clients, app, replies, settings, installations, storage)
        await replies.drain()


def phrases_in(words: Words) -> Phrases:
    """The words of the frames around cards, in one language."""
    return Phrases(
        title=words("core.notice.title"),
        close=words("core.close"),
        open=words("slack.open"),
        opens_here=words("slack.opens_here"),
    )
