"""People of the contract suite at a console: they type and read text, over its real door."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from aiohttp import ClientSession, web

from adapters.clock import SystemClock
from adapters.platforms import FOLDERS, Surroundings, all_platforms
from adapters.settings import load
from adapters.wording import load_wording
from bot.core.screens import Button
from tests.contract.console import NAME
from tests.contract.console.console import BETWEEN, Console
from tests.contract.stage import Ability, CrashOnce, Entered, Ground, Shown
from tests.world import Home, World

REGISTRY = (*FOLDERS, "tests.contract.console")
KEY = {"X-Key": "a-key"}
FORM = "form"
SETTINGS = {"SUPPORT_KEYS": "A" * 43 + "=", "CONSOLE_KEY": KEY["X-Key"]}
READERS = {
    "peers": ("pat", "quinn", "uma"),
    "chaplains": ("imani", "abel"),
    "social-work": ("oda", "rosa"),
}
"""Who reads which channel, that of a support kind which a test adds among them."""
LACKS = {
    Ability.PAGES: "a console has no pages",
    Ability.MENTIONS: "a console knows nobody by an @",
}
HOME = Home(NAME, NAME, {"claims": "peers", "chaplains": "chaplains"}, "social-work")


class ConsolePerson:
    """Somebody at a terminal."""

    def __init__(self, user: str, stage: "ConsoleStage") -> None:
        self.user = user
        self._stage = stage
        self._last = ("", "")

    async def types(self, text: str) -> Shown:
        self._last = (text, self._stage.new_delivery())
        return await self._type(*self._last)

    async def presses(self, action: str, on: Shown | None = None, *, again: bool = False) -> Shown:
        if again:
            return await self._type(*self._last)
        seen = [on] if on else [each for each in await self.reads() if each.has(action)]
        return await self.types(str(seen[-1].place[action]))

    async def sends(self, form: Shown, *, again: bool = False, **values: Entered) -> Shown:
        if again:
            return await self._type(*self._last)
        given = form.inputs | {n: (v,) if isinstance(v, str) else v for n, v in values.items()}
        lines = [f"{name}: {value}" for name, several in given.items() for value in several]
        return await self.types("\n".join([f"send {form.place[FORM]}", *lines]))

    async def opens_home(self) -> Shown:
        raise NotImplementedError(LACKS[Ability.PAGES])

    async def reads(self) -> list[Shown]:
        mine = [channel for channel, readers in READERS.items() if self.user in readers]
        return [each for place in (*mine, self.user) for each in await self._stage.reads(place)]

    async def _type(self, text: str, delivery: str) -> Shown:
        return self._stage.seen(await self._stage.post(self.user, text, delivery))


class ConsoleStage:
    """The console on a real socket, the sample hospital behind it."""

    def __init__(self, world: World, crash: CrashOnce, console: Console) -> None:
        self.world, self.crash, self.console = world, crash, console
        self.base = ""
        self.session: ClientSession | None = None
        self._deliveries = 0

    def person(self, user: str) -> ConsolePerson:
        return ConsolePerson(user, self)

    async def pass_time(self, how_long: timedelta) -> None:
        await self.world.pass_time(how_long)

    def new_delivery(self) -> str:
        self._deliveries += 1
        return f"d{self._deliveries}"

    async def post(self, user: str, text: str, delivery: str) -> str:
        assert self.session
        headers = {**KEY, "X-Delivery": delivery}
        url = f"{self.base}/console/{user}"
        async with self.session.post(url, data=text.encode(), headers=headers) as response:
            assert response.status == 200
            return await response.text()

    async def reads(self, conversation: str) -> list[Shown]:
        assert self.session
        async with self.session.get(f"{self.base}/console/{conversation}", headers=KEY) as response:
            shown = await response.text()
        return [self.seen(text) for text in shown.split(BETWEEN) if text]

    def _buttons_in(self, text: str) -> dict[int, Button]:
        numbers = [int(number) for number in re.findall(r"^\[(\d+)\] ", text, re.MULTILINE)]
        return {number: self.console.buttons[number - 1].button for number in numbers}

    def seen(self, text: str) -> Shown:
        """What a text shows, by the numbers and names that stand in it."""
        if form := re.match(r"FORM (\d+) ", text):
            inputs, faults, name = dict[str, tuple[str, ...]](), dict[str, str](), ""
            for line in text.split("\n"):
                if one := re.match(r"(\w+): ", line):
                    name = one[1]
                    inputs.setdefault(name, ())
                elif line.startswith("  now: "):
                    inputs[name] = (*inputs.get(name, ()), line.removeprefix("  now: "))
                elif line.startswith("  wrong: "):
                    faults[name] = line.removeprefix("  wrong: ")
            place = {FORM: int(form[1])} | {
                button.action: number for number, button in self._buttons_in(text).items()
            }
            labels = {str(each.action): each.label for each in self._buttons_in(text).values()}
            return Shown(text, labels, inputs, faults, is_form=True, place=place)
        buttons = self._buttons_in(text)
        choices = {f"{each.action}={each.label}": number for number, each in buttons.items()}
        return Shown(
            text,
            {button.action: button.label for button in buttons.values()},
            place={each.action: number for number, each in buttons.items()} | choices,
            choices=tuple(choices),
        )


@asynccontextmanager
async def console_stage(ground: Ground) -> AsyncIterator[ConsoleStage]:
    """The console, from the registry with one more line, switched on by its setting."""
    (switched_on,) = load(SETTINGS, all_platforms(REGISTRY)).platforms
    crash, wording = CrashOnce(ground.storage), load_wording()
    async with switched_on.open(Surroundings(crash, wording, SystemClock())) as console:
        assert isinstance(console, Console)
        world = World(crash, ground.queue, ground.clock, console.messenger, HOME, console.workplace)
        await world.fill()
        stage = ConsoleStage(world, crash, console)
        app = web.Application()
        async with console.serving(app, world.bot), ClientSession() as session:
            stage.session = session
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            stage.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
            yield stage
            await runner.cleanup()
