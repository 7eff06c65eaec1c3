"""A web or a worker of a round, to be killed: ``process.py web|worker URL KEY CLOCK PORT NAME``.

A worker posts to the platform at ``PORT``. A web takes what people do as lines of JSON on the Unix
socket ``NAME``, and answers each with a line once it is committed. Both run the bot with all its
features; their time stands in the file ``CLOCK``, and leases run by the real one.
"""

import asyncio
import base64
import json
import secrets
import sys
from contextvars import ContextVar
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from adapters.wording import load_wording
from bot.core.conversation import Address, Ask, BeforeCall, at_once
from bot.core.decisions import Sending
from bot.core.errors import OutcomeUnknown, PlatformBusy
from bot.core.people import Account
from bot.core.results import Result
from bot.core.screens import Card
from bot.core.storage import in_one_work
from bot.core.worker import Worker
from bot.features import make_registry
from bot.programme import ProgrammeDirectory, current
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.clock import SimulatedClock
from tests.world import World

LOOKS_EVERY_S = 0.05
PLATFORM = "practice"
_job: ContextVar[str] = ContextVar("_job")


class FileClock(SimulatedClock):
    """The moment that stands in a file."""

    def __init__(self, file: Path) -> None:
        """Show what stands there."""
        self._file = file

    def now(self) -> datetime:
        """That moment."""
        return datetime.fromisoformat(self._file.read_text("ascii"))


class Line:
    """Tells the platform of each call, and hears what became of it."""

    def __init__(self, port: int, name: str) -> None:
        """Connect anew for each call."""
        self._port, self._name = port, name

    @property
    def per_second(self) -> float:
        """As Slack's."""
        return 5.0

    @property
    def closes_messages(self) -> bool:
        """Nothing closes."""
        return False

    async def open_direct(self, account: Account) -> Address:
        """The conversation named like the user."""
        return Address(PLATFORM, account.user)

    async def rests_for(self, account: Account) -> timedelta:
        """Nobody sets their app to quiet."""
        return timedelta()

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        """Post a card as a new message."""
        await before_call()
        return await self._call("post", address, card)

    async def replace(
        self, address: Address, message: str, card: Card, before_call: BeforeCall = at_once
    ) -> None:
        """Draw a card in place of one that hangs there."""
        await before_call()
        await self._call("replace", address, card)

    async def _call(self, verb: str, address: Address, card: Card) -> str:
        said = {
            "verb": verb,
            "by": self._name,
            "job": _job.get(),
            "screen": card.screen,
            "where": address.value,
            "subject": card.subject,
        }
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
            writer.write(json.dumps(said).encode() + b"\n")
            await writer.drain()
            answer = (await reader.readline()).decode().strip()
            writer.close()
        except OSError as fault:
            raise OutcomeUnknown from fault
        if answer == "busy":
            raise PlatformBusy(timedelta(seconds=1))
        if not answer:
            raise OutcomeUnknown
        return answer


class Telling(Worker):
    """A worker that notes for which job each call is."""

    async def _send(self, sending: Sending) -> tuple[Sending, Result]:
        _job.set(sending.job.reference)
        return await super()._send(sending)


async def work(storage: DatabaseStorage, line: Line) -> None:
    """Carry out whatever is due, until it is killed."""
    directory = ProgrammeDirectory()
    worker = Telling(
        storage,
        DatabaseJobQueue(storage),
        make_registry(),
        load_wording(),
        directory,
        {PLATFORM: line},
    )
    while True:
        await in_one_work(storage, directory.refresh, reads_only=True)
        if not await worker.run_due():
            await asyncio.sleep(LOOKS_EVERY_S)


class Web:
    """What people do comes here."""

    def __init__(self, world: World) -> None:
        """Answer with the bot of ``world``."""
        self.world = world

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Do one thing, and say so when it is committed."""
        asked = json.loads(await reader.readline())
        does = getattr(self, asked.pop("do"))
        answer = await does(**asked)
        writer.write(json.dumps(answer).encode() + b"\n")
        await writer.drain()
        writer.close()

    async def reports(self, number: str, emails: list[str]) -> str:
        """A system of the hospital reports an event."""
        return await Hospital(self.world).told(id=number, emails=tuple(emails))

    async def presses(self, user: str, action: str, subject: str) -> Any:
        """Press a button; the subject of the card that answers."""
        answer = await self.world.press(user, action, subject)
        return getattr(getattr(answer, "card", None), "subject", "")

    async def asks_for_break(self, user: str, episode: str) -> bool:
        """The two taps for a break; whether it was asked for."""
        form = await self.world.press(user, "check_in.break", episode)
        if not isinstance(form, Ask) or not form.form.submit:
            return False
        await self.world.submit(user, form, minutes="15")
        return True

    async def takes(self, user: str, request: str) -> bool:
        """The two taps of a supporter; whether they see the contact."""
        answer = await self.world.press(user, "request.claim", request, at="#peers")
        if isinstance(answer, Ask) and answer.form.name == "request.take":
            answer = await self.world.submit(user, answer)
        return isinstance(answer, Ask) and answer.form.name == "request.contact"


async def main(kind: str, url: str, key: str, clock: str, port: str, name: str) -> None:
    """Run until killed."""
    storage = DatabaseStorage(url, Keyring([base64.b64decode(key)]), FileClock(Path(clock)))
    if kind == "worker":
        await work(storage, Line(int(port), name))
        return
    world = World(storage, DatabaseJobQueue(storage), FileClock(Path(clock)))
    world._count = secrets.randbelow(10**9) * 1000  # two webs deliver nothing under one number
    world.directory.remember(await in_one_work(storage, current, reads_only=True))
    server = await asyncio.start_unix_server(Web(world).serve, name)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
