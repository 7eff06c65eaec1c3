"""A calendar's door on a real socket, with the sample hospital behind it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, web

from adapters.http import make_app
from bot.core.storage import Storage
from bot.core.texts import Wording
from tests.contract.stage import CrashOnce
from tests.world import World


@dataclass
class Opened:
    """A service as a calendar app finds it."""

    world: World
    http: ClientSession
    crash: CrashOnce
    url: str

    async def reads(self, address: str) -> tuple[int, str]:
        async with self.http.get(address) as response:
            return response.status, await response.text()


@asynccontextmanager
async def open_door(
    add: Callable[[web.Application, Storage, Wording], None],
) -> AsyncIterator[Opened]:
    """Serve what ``add`` adds, on loopback."""
    world = await World.make()
    crash = CrashOnce(world.storage)
    app = make_app()
    add(app, crash, world.wording)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with ClientSession() as http:
            yield Opened(world, http, crash, url)
    finally:
        await runner.cleanup()
