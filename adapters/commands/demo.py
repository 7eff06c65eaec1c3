"""``demo``: the whole system in one process on SQLite in a scratch folder, with no tokens."""

import argparse
import asyncio
import base64
import contextlib
import json
import secrets
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import web

from adapters.catalogue import ORIGINAL
from adapters.clock import SystemClock
from adapters.database.migrations import migrate
from adapters.database.peek import Peek
from adapters.deployment import Deployment
from adapters.http import make_app
from adapters.packaged import text_of
from adapters.platforms import all_platforms
from adapters.playbook import check, without_names
from adapters.practice.address import PLATFORM
from adapters.practice.app import Practice
from adapters.practice.app import add_routes as add_practice
from adapters.practice.beats import PEER
from adapters.practice.cast import PAUSE_S
from adapters.practice.clock import PracticeClock
from adapters.practice.film import Film
from adapters.practice.headless import play
from adapters.practice.messenger import PracticeMessenger
from adapters.practice.pager import PracticePager
from adapters.practice.parse import Sent
from adapters.practice.people import in_their_languages, people_json, with_open_channels
from adapters.practice.rehearsal import Rehearsal
from adapters.practice.scenarios import FIRST, Scenario
from adapters.practice.scenarios.morning import BEFORE_THE_REPORT
from adapters.practice.screening import People, Screening
from adapters.practice.stage import ZONE
from adapters.practice.workspace import Workspace, deliver
from adapters.scratch import scratch_settings
from adapters.wiring import add_calendar_feeds, add_intake_routes, deployed, working
from bot.core.conversation import Answer, Bot, Messenger
from bot.core.envelopes import closed_card
from bot.core.jobs import Job, JobState
from bot.core.names import CORE_NUDGE, CORE_POST
from bot.core.screens import Card
from bot.core.storage import Storage, Work, in_one_work
from bot.core.texts import Words
from bot.programme import Playbook, apply, current, put
from bot.programme.model import PAGING

HOST = "127.0.0.1"
SOURCE = "incidents"
DAY = timedelta(days=1)
LONGEST_SEND_S = 10.0
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@dataclass
class Room:
    """A practice workspace with the whole system behind it."""

    parts: Deployment
    workspace: Workspace
    clock: PracticeClock
    app: web.Application
    rehearsal: Rehearsal
    peek: Peek
    key: str
    intake_key: bytes
    opened_on: date
    _turning: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def bot(self) -> Bot:
        """The bot, as the page reaches it."""
        return self.parts.bot

    async def settle(self) -> None:
        """Carry out everything that is due now, beside the worker's own loop."""
        await self.parts.plan()
        await self._carry_out()

    async def _carry_out(self) -> None:
        async with asyncio.timeout(LONGEST_SEND_S):
            while await self._step():
                pass

    async def _step(self) -> bool:
        """Do some of what is due; returns whether there may be more."""
        if await self.parts.worker.run_due():
            return True
        states = await self.parts.queue.by_state()
        if any(states.get(state) for state in (JobState.LEASED, JobState.SENDING)):
            # The loop is carrying it out, which may make more due.
            await asyncio.sleep(0.005)
            return True
        due = await self.parts.queue.next_due()
        return due is not None and due <= self.clock.now()

    async def go_on_to(self, end: datetime) -> None:
        """Go forward in time, stopping wherever something is due, in order."""
        await self.settle()
        await self._settled_to(end)

    async def _settled_to(self, end: datetime) -> None:
        while (due := await self.parts.queue.next_due()) is not None and due <= end:
            self.clock.leap_to(due)
            # The sweeps of all the hours between would find nothing: one round at the end does.
            await self._carry_out()
        self.clock.leap_to(end)
        await self.settle()

    async def go_on_to_news(self) -> None:
        """Go forward in time until a message comes to somebody; what is due now is first.

        A card that is redrawn where it hangs makes no telephone ring, so nobody would notice.
        """
        before = self.workspace.posted
        await self.settle()
        while self.workspace.posted == before and (due := await self.next_thing()):
            await self._settled_to(due)

    async def turn(self, verb: str) -> None:
        """Do what a clock button says, one after the other."""
        async with self._turning:
            match verb:
                case "run":
                    self.clock.run()
                case "pause":
                    self.clock.pause()
                case "day":
                    await self.go_on_to(self.clock.now() + DAY)
                case _:
                    await self.go_on_to_news()
        self.parts.loop.wake()

    async def next_thing(self) -> datetime | None:
        """When something is due next that is not the system's own housekeeping."""
        async with self.parts.storage.reading() as work:
            waiting = await work.of(Job).find(Job.state.is_(JobState.PENDING), order_by=Job.due_at)
        sweeps = {sweep.kind for sweep in self.parts.registry.sweeps}
        for job in waiting:
            internal = job.kind.startswith("core.") and job.kind not in {CORE_POST, CORE_NUDGE}
            if not internal and job.kind not in sweeps:
                return job.due_at
        return None


@asynccontextmanager
async def practice_room(
    folder: Path,
    start: datetime,
    *,
    running: bool = True,
    scenario: Scenario = FIRST,
    intake_key: bytes = b"",
    language: str = ORIGINAL,
) -> AsyncIterator[Room]:
    """The whole system over a scratch database in ``folder``, its sample hospital in place.

    It stands at ``start``; the ``scenario`` has not begun yet. ``language`` is the hospital's.
    """
    intake_key = intake_key or secrets.token_bytes(32)
    keys = f"{SOURCE}:{base64.b64encode(intake_key).decode()}"
    settings = scratch_settings(folder, SUPPORT_INTAKE_KEYS=keys)
    clock = PracticeClock(start, running=running)
    workspace = Workspace(clock.now)
    await migrate(settings.database_url)
    messengers: dict[str, Messenger] = {
        PLATFORM: PracticeMessenger(workspace),
        PAGING: PracticePager(workspace),
    }
    async with deployed(settings, messengers, clock) as parts:
        await _move_in(parts.storage, language)
        await parts.plan()
        words = parts.wording.words(language, ZONE.key)
        room = Room(
            parts=parts,
            workspace=workspace,
            clock=clock,
            app=make_app(parts),
            rehearsal=_rehearsal(parts, workspace, scenario, words),
            peek=Peek(parts.storage, PLATFORM),
            key=secrets.token_urlsafe(32),
            intake_key=intake_key,
            opened_on=start.astimezone(ZONE).date(),
        )
        add_intake_routes(room.app, parts, {SOURCE: (intake_key,)}, clock)
        add_calendar_feeds(room.app, parts)
        add_practice(room.app, await _practice(room, words))
        yield room


def _rehearsal(
    parts: Deployment, workspace: Workspace, scenario: Scenario, words: Words
) -> Rehearsal:
    async def act(sent: Sent) -> Answer:
        return await deliver(parts.bot, workspace, sent)

    return Rehearsal(workspace, scenario, words, act)


@asynccontextmanager
async def rehearsing(room: Room, pause_s: float = PAUSE_S) -> AsyncIterator[None]:
    """Play the parts that nobody took, by script, during the block."""
    async with working(room.parts.loop):
        playing = asyncio.create_task(room.rehearsal.cast.run(pause_s))
        try:
            yield
        finally:
            playing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await playing


async def _move_in(storage: Storage, language: str) -> None:
    """Apply the sample hospital's playbook, in a language of the hospital's."""
    text = text_of("adapters.practice", "hospital.toml")
    found = check(text)
    if not isinstance(found, Playbook):
        faults = "\n".join(str(fault) for fault in found)
        raise TypeError(f"the sample hospital is not sound:\n{faults}")
    playbook = replace(found, programme=replace(found.programme, language=language))
    await in_one_work(storage, lambda work: apply(work, playbook, "demo", text=without_names(text)))


async def _reached_at(storage: Storage, port: int) -> None:
    """Let calendars be shown that read their owner's turns from here."""

    async def note(work: Work) -> None:
        programme = await current(work)
        await put(work, replace(programme, address=f"http://{HOST}:{port}"))

    await in_one_work(storage, note)


async def _practice(room: Room, words: Words) -> Practice:
    # Nobody joins or leaves the sample hospital while it is played.
    known = await people_json(room.parts.storage, room.parts.directory, words)

    async def people() -> list[dict[str, Any]]:
        now = await in_their_languages(room.parts.storage, known)
        return with_open_channels(now, room.workspace.conversations)

    async def clock() -> dict[str, Any]:
        due = await room.next_thing()
        return {
            "now": room.clock.now().isoformat(),
            "running": room.clock.running,
            "next": due.isoformat() if due else None,
        }

    return Practice(
        bot=room.bot,
        workspace=room.workspace,
        people=people,
        peek=room.peek.now,
        clock=clock,
        turn=room.turn,
        key=room.key,
        words=words,
        rehearsal=room.rehearsal,
        screening=await _screening(room, people, _film(room, known), words.language),
    )


async def _screening(room: Room, people: People, film: Film | None, language: str) -> Screening:
    async with room.parts.storage.reading() as work:
        hospital = (await current(work)).name

    def closed(words: Words, card: Card) -> Card:
        return closed_card(words, hospital, "", card)

    return Screening(
        wording=room.parts.wording,
        language=language,
        film=film,
        key=room.key,
        people=people,
        happened_at=_event_of(FIRST, room),
        closed=closed,
        skins={each.name: each.payloads for each in all_platforms() if each.payloads},
    )


def _film(room: Room, people: list[dict[str, Any]]) -> Film | None:
    """The film of the first story; the others have none."""
    if room.rehearsal.scenario is not FIRST:
        return None

    async def act(sent: Sent) -> Answer:
        return await deliver(room.bot, room.workspace, sent)

    return Film(
        workspace=room.workspace,
        now=room.clock.now,
        happened_at=_event_of(FIRST, room),
        act=act,
        settle=room.settle,
        turn=room.turn,
        peek=room.peek.now,
        stays_open=room.parts.registry.is_complete,
        channels={
            one["user"]: one["channels"][0]
            for one in people
            if one["user"] == PEER and one["channels"]
        },
    )


def _event_of(scenario: Scenario, room: Room) -> datetime:
    """The time of a scenario's event, on the day on which the room opened."""
    return scenario.opens_on(room.opened_on) - BEFORE_THE_REPORT


async def run(chosen: argparse.Namespace) -> int:
    """Serve the practice page until it is interrupted; or play the story and print it."""
    try:
        with _left_in_order():
            return await _play(chosen)
    except asyncio.CancelledError:
        return 0


async def _play(chosen: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="support-time-out-") as folder:
        if not chosen.headless:
            await rehearse(
                Path(folder), chosen.port, _say, day=chosen.day, language=chosen.language
            )
        opens = FIRST.opens_on(chosen.day or today())
        async with (
            practice_room(Path(folder), opens, running=False) as room,
            listening(room.app, chosen.port) as port,
            working(room.parts.loop),
        ):
            url = f"http://{HOST}:{port}"
            return await play(url, SOURCE, room.intake_key, sys.stdout.write)


def _say(room: Room, port: int) -> None:
    sys.stdout.write(_welcome(room, port))
    sys.stdout.flush()


async def rehearse(
    folder: Path,
    port: int,
    opened: Callable[[Room, int], None],
    pause_s: float = PAUSE_S,
    day: date | None = None,
    language: str = ORIGINAL,
) -> None:
    """Serve one story after the other, each in a hospital of its own, until cancelled.

    ``opened`` is called once the first can be seen, with the port it is at; the others are there.
    They begin on ``day``, or on the day it is.
    """
    scenario, intake_key = FIRST, secrets.token_bytes(32)
    for number in count():
        home = folder / str(number)
        home.mkdir()
        opens = scenario.opens_on(day or today())
        async with practice_room(
            home,
            opens - scenario.before,
            scenario=scenario,
            intake_key=intake_key,
            language=language,
        ) as room:
            await scenario.begin(room, opens)
            async with listening(room.app, port) as where, rehearsing(room, pause_s):
                await _reached_at(room.parts.storage, where)
                if number == 0:
                    opened(room, where)
                # The page looks for the next story where it found this one.
                port = where
                scenario = await room.rehearsal.wanted


def today() -> date:
    """The day it is in the sample hospital, so that its dates look like today's."""
    return SystemClock().now().astimezone(ZONE).date()


@contextmanager
def _left_in_order() -> Iterator[None]:
    """Leave the block when the process is asked to end, so that its folder is removed."""
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    asked = asyncio.Event()

    def leave() -> None:
        # A second signal must not interrupt the clean-up.
        if task is not None and not asked.is_set():
            asked.set()
            task.cancel()

    for number in SIGNALS:
        loop.add_signal_handler(number, leave)
    yield


@asynccontextmanager
async def listening(app: web.Application, port: int) -> AsyncIterator[int]:
    """Listen on loopback, on another port if this one is taken; returns the port."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, HOST, port).start()
        except OSError:
            await web.TCPSite(runner, HOST, 0).start()
        yield runner.addresses[0][1]
    finally:
        with contextlib.suppress(TimeoutError):
            await runner.cleanup()


def _welcome(room: Room, port: int) -> str:
    url = f"http://{HOST}:{port}"
    # Another unit than the story's: reports of one unit within an hour are one occurrence.
    body = json.dumps(
        {
            "id": "report-1",
            "kind": "medication_event",
            "harm": "moderate",
            "unit": "ed",
            "occurred_at": room.clock.now().astimezone(ZONE).isoformat(timespec="seconds"),
        },
        separators=(",", ":"),
    )
    return text_of("adapters.practice", "welcome.txt").format(
        url=url, source=SOURCE, body=body, key=room.intake_key.hex()
    )
