"""Slack: everything about it, and nothing else about anything."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import ClientSession, ClientTimeout, web

from adapters.slack.app import SlackApp
from adapters.slack.clients import Clients, Installations
from adapters.slack.messenger import SlackMessenger
from adapters.slack.render import Phrases
from adapters.slack.replies import Replies
from adapters.slack.single import SingleInstallation
from adapters.slack.socket import listening
from adapters.slack.workplace import SlackWorkplace
from bot.clock import Clock
from bot.conversation import Bot
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

    async def drain(self) -> None:
        """Return when no answer is on its way any more."""
        await self.replies.drain()

    @asynccontextmanager
    async def serving(self, app: web.Application, bot: Bot) -> AsyncIterator[None]:
        """Take what Slack delivers during the block: over HTTP, or a socket if there is a token."""
        self.app.add_routes(app, bot)
        async with AsyncExitStack() as stack:
            if self.options.app_token:
                client = self.clients.with_token(self.options.app_token)
                token = self.options.app_token
                await stack.enter_async_context(listening(self.app.bolt, client, token))
            yield
        await self.drain()


@asynccontextmanager
async def open_slack(
    options: SlackOptions,
    words: Words,
    clock: Clock,
    installations: Installations | None = None,
) -> AsyncIterator[Slack]:
    """Slack's parts, put together on one session. ``words`` are for the frames of modals.

    ``clock`` is the host's, by which signatures and rests end. Without ``installations`` it is
    one workspace, that of the bot's token.
    """
    async with ClientSession(timeout=TIMEOUT) as session:
        if installations is None:
            single = SingleInstallation(options.bot_token, session, options.api_url)
            await single.learn()
            installations = single
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
        yield Slack(messenger, workplace, clients, app, replies, options)
        await replies.drain()
