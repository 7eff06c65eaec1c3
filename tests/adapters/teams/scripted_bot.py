"""A bot with scripted answers, and our route on loopback."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from adapters.http import make_app
from adapters.teams.opening import Teams
from bot.core.conversation import Answer, Incoming, Nothing


@dataclass
class Seconds:
    """A clock that counts seconds, and on which nobody really waits."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class ScriptedBot:
    """A ``conversation.Bot`` that records what arrives, and gives scripted answers."""

    came: list[Incoming] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    async def handle(self, incoming: Incoming) -> Answer:
        self.came.append(incoming)
        return self.answers.pop(0) if self.answers else Nothing()

    @property
    def last(self) -> Incoming:
        return self.came[-1]


@asynccontextmanager
async def served(ours: Teams, bot: ScriptedBot) -> AsyncIterator[str]:
    app = make_app()
    async with ours.serving(app, bot):
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
        finally:
            await runner.cleanup()
