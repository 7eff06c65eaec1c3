"""Builds the Slack platform from its modules."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from aiohttp import ClientTimeout, web

from adapters.frames import Frames
from adapters.outbound import Outbound
from adapters.platforms import COMMANDS, Named
from adapters.refusals import Refusals
from adapters.sessions import open_session
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
    examine_words,
    nowhere,
    unreachable,
    unreached,
)
from adapters.slack.install import add_install_routes
from adapters.slack.installations import SeveralInstallations, SingleInstallation
from adapters.slack.messenger import SlackMessenger
from adapters.slack.pictures import SlackPictures
from adapters.slack.render import Drawing, Phrases
from adapters.slack.replies import Replies
from adapters.slack.roster import Roster, take_leaver
from adapters.slack.settings import SlackSettings
from adapters.slack.socket import listening
from adapters.slack.workplace import SlackWorkplace
from bot.core.clock import Clock
from bot.core.conversation import Bot
from bot.core.health import Symptom
from bot.core.people import Account
from bot.core.pictures import Artist
from bot.core.storage import Storage
from bot.core.texts import Wording, Words

TIMEOUT = ClientTimeout(total=6, connect=3)
"""Longer than Slack needs, shorter than a job may take."""


@dataclass(frozen=True)
class Slack:
    """The open platform (``OpenPlatform``)."""

    messenger: SlackMessenger
    workplace: SlackWorkplace
    clients: Clients
    app: SlackApp
    replies: Replies
    settings: SlackSettings
    installations: Installations
    storage: Storage | None = None
    outbound: Outbound = field(default_factory=Outbound)
    pictures: SlackPictures | None = None

    async def drain(self) -> None:
        """Wait until all answers were shown or failed."""
        await self.replies.drain()

    @asynccontextmanager
    async def serving(self, app: web.Application, bot: Bot) -> AsyncIterator[None]:
        """Handle Slack's deliveries during the block, over HTTP or a socket."""
        self.app.bot = bot
        if self.storage is not None:
            self.app.leavers = partial(take_leaver, self.clients, self.storage)
        self.app.add_routes(app)
        self._add_install_routes(app)
        async with AsyncExitStack() as stack:
            if token := self.settings.app_token:
                client = self.clients.with_token(token)
                hearing = listening(self.app.bolt, client, token, outbound=self.outbound)
                await stack.enter_async_context(hearing)
            yield
        await self.drain()

    def roster(self, storage: Storage) -> Roster:
        """Synchronises accounts with the workspaces."""
        return Roster(self.clients, storage, self.installations, pictures=self.pictures)

    async def refresh(self, storage: Storage) -> None:
        """Synchronise the accounts now; ``examine`` reports what cannot be read."""
        await self.roster(storage).sync()

    async def examine(self, named: Named) -> list[Symptom]:
        """The problems with Slack.

        Units' channels are not examined: they are public, and the app's scopes exclude those.
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
            found += await examine_token(self.clients.with_token(installation.token))
        if any(symptom.cause.broken for symptom in found):
            # Each channel and person would only repeat the same problem.
            return found
        for key, address in named.channels.items():
            place = place_of(address)
            into = await self.installations.of_tenant(place.team)
            if into is None:
                found.append(elsewhere(key))
                continue
            client, is_private = self.clients.with_token(into.token), key in named.private
            found += await examine_channel(client, key, place.channel, must_be_private=is_private)
        if named.cards:
            asking = self.clients.with_token(everywhere[0].token)
            found += await examine_words(asking, named.cards, Drawing())
        return found + (await self._lost(everywhere, named.people) if named.people else [])

    async def _nowhere(self) -> list[Symptom]:
        """Why the app is in no workspace: the fault of its token, if it has one."""
        token = self.settings.bot_token
        found = await examine_token(self.clients.with_token(token)) if token else []
        return found or [nowhere()]

    async def _lost(
        self, everywhere: Iterable[Installation], people: AbstractSet[Account]
    ) -> list[Symptom]:
        """People of the playbook who are no longer in any workspace."""
        here: set[Account] = set()
        for installation in everywhere:
            try:
                client = self.clients.with_token(installation.token)
                here |= await active_in(client, installation)
            except FAULTS as fault:
                return [unreachable(fault)]
        return unreached(len(people - here))

    def _add_install_routes(self, app: web.Application) -> None:
        if self.storage is not None and isinstance(self.installations, SeveralInstallations):
            client = self.clients.with_token("")
            add_install_routes(app, client, self.settings, self.storage, self.installations)


@asynccontextmanager
async def open_slack(  # noqa: PLR0913 - what surrounds a platform, each by name
    settings: SlackSettings,
    words: Words,
    clock: Clock,
    storage: Storage | None = None,
    wording: Wording | None = None,
    commands: Mapping[str, str] = COMMANDS,
    refusals: Refusals | None = None,
    outbound: Outbound | None = None,
    *,
    artist: Artist | None = None,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> AsyncIterator[Slack]:
    """Open Slack for the length of the block.

    With a bot token it serves that one workspace; without, those whose grants are in ``storage``.
    ``words`` are for the frames of modals; ``wording`` adds the readers' own languages.
    ``commands`` maps typed commands to the bot's names. ``clock`` is the host's.
    ``refusals`` counts refused deliveries. ``outbound`` says how calls leave. Charts are pictures
    if there are an ``artist`` and ``storage``; ``sleep`` waits until Slack has examined one.
    """
    outbound = outbound or Outbound()
    async with open_session(outbound, TIMEOUT) as session:
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
        pictures = None
        if artist is not None and storage is not None:
            api = settings.api_url
            pictures = SlackPictures(clients, session, api, storage, artist, drawing, sleep)
        replies = Replies(clients, session, settings.api_url, phrases, drawing, pictures)
        messenger = SlackMessenger(clients, clock, drawing=drawing)
        workplace = SlackWorkplace(clients)
        secret = settings.signing_secret
        app = SlackApp(
            installations, replies, phrases, secret, commands, clock, workplace.look_up, refusals
        )
        yield Slack(
            *(messenger, workplace, clients, app, replies),
            *(settings, installations, storage, outbound, pictures),
        )
        await replies.drain()


def phrases_in(words: Words) -> Phrases:
    """The texts of the frames around cards, in one language."""
    return Phrases(
        title=words("core.notice.title"),
        close=words("core.close"),
        open=words("slack.open"),
        opens_here=words("slack.opens_here"),
    )
