"""One round: what people do, while processes are killed and paused, and what came of it."""

import asyncio
import base64
import json
import random
import secrets
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.adverse_events.model import Episode
from bot.core.context import REDRAW
from bot.core.jobs import Job, JobState, Reason
from bot.requests.model import SupportRequest
from tests.clock import SimulatedClock
from tests.forks import fork
from tests.process import leases
from tests.rounds.platform import Platform
from tests.world import START, World

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("process.py")
HOUR = timedelta(hours=1)
PEOPLE, REPORTS = 12, 3
SUPPORTERS = ("pat", "quinn", "uma")
KILLED_EVERY_S = (0.3, 1.5)
PAUSED_S = (0.1, 0.5)
KILLS, PAUSES = 0.5, 0.3
"""Of all that happens to processes so much; the rest are storms in which the platform refuses."""
TROUBLE = 0.1
"""The share of calls that are cut or slow."""
STRUCK = 3
"""How many things happen to the processes while they have something to do."""
LOOKS_EVERY_S = 0.05
BUSY = (JobState.LEASED, JobState.SENDING)


@dataclass
class Outcome:
    """What one round found."""

    wrong: list[str] = field(default_factory=list)
    kills: int = 0
    pauses: int = 0
    cut: int = 0
    refused: int = 0
    arrived: int = 0
    twice: int = 0
    """Messages that arrived twice, each of which nobody had heard the end of."""
    true_unknown: int = 0
    counted_unknown: int = 0
    claimed: int = 0


@dataclass
class Round:
    """A deployment of real processes, in one folder, on one database."""

    url: str
    folder: Path
    chance: random.Random
    workers: int
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    outcome: Outcome = field(default_factory=Outcome)

    def __post_init__(self) -> None:
        """Start nothing yet."""
        self.platform = Platform(self.chance)
        self.clock = SimulatedClock(START)
        self.storage = DatabaseStorage(self.url, Keyring([self.key]), self.clock)
        self.running: dict[str, asyncio.subprocess.Process] = {}
        self.numbers = iter(range(1, 10_000))
        self.web = ""
        self.people: dict[str, str] = {}
        self.episodes: dict[str, str] = {}
        self._mending = asyncio.Lock()
        self._struck = asyncio.Condition()
        self._times = 0

    # ---- its processes ----

    async def opens(self) -> None:
        """Fill the programme and start every process."""
        world = await World.make(self.storage, DatabaseJobQueue(self.storage), self.clock)
        async with self.storage.work() as work:
            for number in range(PEOPLE):
                await world.add_person(work, f"Nurse{number} Near", "nurse", "icu")
        self.people = world.people
        self.shows()
        await self.platform.start()
        for kind in ("web", *("worker",) * self.workers):
            await self.starts(kind)

    async def starts(self, kind: str) -> None:
        """Start one process; a web is where people turn to from now on."""
        name = f"{kind}{next(self.numbers)}"
        if kind == "web":
            name = str(self.folder / name)
            self.web = name
        key = base64.b64encode(self.key).decode()
        self.running[name] = await fork(
            sys.executable,
            str(PROGRAM),
            *(kind, self.url, key, str(self.folder / "clock"), str(self.platform.port), name),
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT)},
        )

    async def kills(self, name: str) -> None:
        """Kill a process and start another one in its place."""
        process = self.running.pop(name)
        process.send_signal(signal.SIGKILL)
        await process.wait()
        await self._note_doubts(name)
        await self.starts("web" if name == self.web else "worker")

    async def _note_doubts(self, name: str) -> None:
        """Note the calls of a killed worker whose end is nowhere written."""
        called = self.platform.calls.pop(name, set())
        async with self.storage.reading() as work:
            sending = await work.of(Job).find(Job.state.is_(JobState.SENDING))
        for job in sending:
            if job.reference in called and not self.platform.doubts[job.reference]:
                self.platform.doubts[job.reference] += 1

    async def harms(self) -> None:
        """Kill or pause one process, or have the platform refuse; on and on, until cancelled."""
        while True:
            await asyncio.sleep(self.chance.uniform(*KILLED_EVERY_S))
            name = self.chance.choice(sorted(self.running))
            what = self.chance.random()
            async with self._mending:
                if what < KILLS:
                    self.outcome.kills += 1
                    await self.kills(name)
                elif what < KILLS + PAUSES:
                    self.outcome.pauses += 1
                    self.running[name].send_signal(signal.SIGSTOP)
                    await asyncio.sleep(self.chance.uniform(*PAUSED_S))
                    self.running[name].send_signal(signal.SIGCONT)
                else:
                    self.platform.storm = True
                    await asyncio.sleep(self.chance.uniform(*PAUSED_S))
                    self.platform.storm = False
            async with self._struck:
                self._times += 1
                self._struck.notify_all()

    async def suffers(self, times: int) -> None:
        """Return once so many more things were done to the processes."""
        async with self._struck:
            until = self._times + times
            await self._struck.wait_for(lambda: self._times >= until)

    async def closes(self) -> None:
        """Kill every process."""
        for process in self.running.values():
            process.send_signal(signal.SIGKILL)
            await process.wait()
        self.running.clear()
        self.platform.stop()
        await self.storage.close()

    # ---- time ----

    def shows(self) -> None:
        """Let every process see what time it is."""
        new = self.folder / "clock.new"
        new.write_text(self.clock.now().isoformat(), "ascii")
        new.replace(self.folder / "clock")

    def advances(self, by: timedelta) -> None:
        """Let time leap."""
        self.clock.advance(by)
        self.shows()

    async def calms(self) -> None:
        """Return once nothing is due; what a killed worker had in hand is taken up at once."""
        async with self._mending:
            for name in [each for each in self.running if each.startswith("worker")]:
                process = self.running.pop(name)
                process.send_signal(signal.SIGKILL)
                await process.wait()
                await self._note_doubts(name)
            async with self.storage.reading() as work:
                left = await work.of(Job).count(Job.state.one_of(BUSY))
            if left:
                await leases.run_out(self.url, self.key)
            for _ in range(self.workers):
                await self.starts("worker")
            # Nobody is killed now: what the dead had in hand would wait for a minute.
            while await self._is_busy():  # noqa: ASYNC110 - other processes change it
                await asyncio.sleep(LOOKS_EVERY_S)

    async def _is_busy(self) -> bool:
        async with self.storage.reading() as work:
            due = Job.state.is_(JobState.PENDING), Job.due_at.at_most(work.now)
            return bool(
                await work.of(Job).count(*due) or await work.of(Job).count(Job.state.one_of(BUSY))
            )

    # ---- people ----

    async def does(self, what: str, **given: Any) -> Any:
        """Have somebody do something; who gets no answer does it once more."""
        while True:
            try:
                reader, writer = await asyncio.open_unix_connection(self.web)
                writer.write(json.dumps({"do": what, **given}).encode() + b"\n")
                await writer.drain()
                line = await reader.readline()
                writer.close()
            except OSError:
                line = b""
            if line:
                return json.loads(line)
            await asyncio.sleep(LOOKS_EVERY_S)

    async def plays(self) -> Outcome:
        """Play it all, and count."""
        users = [f"nurse{number}" for number in range(PEOPLE)]
        harm = asyncio.create_task(self.harms())
        self.platform.trouble = TROUBLE
        try:
            await self._reports(users)
            await self._answers(users)
            self.advances(timedelta(days=3, hours=3))  # to Thursday noon: later notes
            await self._settles(harm)
            await self._counts(users)
        finally:
            harm.cancel()
            await asyncio.gather(harm, return_exceptions=True)
        return self.outcome

    async def _reports(self, users: list[str]) -> None:
        each = len(users) // REPORTS
        told = [
            self.does(
                "reports",
                number=f"event-{number}",
                emails=[f"{user}@example.org" for user in users[number * each :][:each]],
            )
            for number in range(REPORTS)
        ]
        await asyncio.gather(*told)
        self.advances(2 * HOUR)
        await self.suffers(STRUCK)
        await self.calms()
        self.advances(HOUR)  # what nobody heard the end of is repeated now
        await self.calms()

    async def _answers(self, users: list[str]) -> None:
        self.episodes = await self._episodes()
        await asyncio.gather(*(self._answer(user, self.episodes[user]) for user in users))
        await self.suffers(STRUCK)
        await self.calms()
        async with self.storage.reading() as work:
            requests = await work.of(SupportRequest).find()
        claims = [(one, user) for one in requests for user in SUPPORTERS]
        self.chance.shuffle(claims)
        seen = await asyncio.gather(
            *(self.does("takes", user=user, request=one.reference) for one, user in claims)
        )
        winners = Counter(
            one.reference for (one, _), sees in zip(claims, seen, strict=True) if sees
        )
        self.outcome.claimed = len(requests)
        for one in requests:
            if winners[one.reference] != 1:
                self.outcome.wrong.append(f"a request was taken by {winners[one.reference]}")
        await self.suffers(STRUCK)
        await self.calms()
        self.advances(timedelta(minutes=3))
        await self.calms()

    async def _answer(self, user: str, episode: str) -> None:
        number = int(user.removeprefix("nurse"))
        match number % 4:
            case 0:
                await self.does("presses", user=user, action="check_in.peer", subject=episode)
            case 1:
                if not await self.does("asks_for_break", user=user, episode=episode):
                    self.outcome.wrong.append(f"{user} could not ask for a break")
            case _:
                await self.does("presses", user=user, action="check_in.more", subject=episode)

    async def _episodes(self) -> dict[str, str]:
        """The episode of each person, by user."""
        users = {reference: user for user, reference in self.people.items()}
        async with self.storage.reading() as work:
            found = await work.of(Episode).find()
            return {
                users[await work.vault.open(each.person) or ""]: each.reference for each in found
            }

    async def _settles(self, harm: "asyncio.Task[None]") -> None:
        await self.suffers(STRUCK)
        await self.calms()
        self.advances(2 * HOUR)
        await self.calms()
        harm.cancel()
        await asyncio.gather(harm, return_exceptions=True)
        self.platform.storm, self.platform.trouble = False, 0.0
        await self.calms()

    async def _counts(self, users: list[str]) -> None:
        async with self.storage.reading() as work:
            jobs = await work.of(Job).find()
        unknown = {job.subject for job in jobs if job.state is JobState.UNKNOWN}
        self._of_jobs(jobs)
        got, wrong = self.platform.got, self.outcome.wrong
        wrong += [f"{user} got no note" for user in users if not got["check_in.note", user]]
        later = {where for screen, where in got if screen.startswith("follow_up.")}
        wrong += [
            f"{user} got no later note, and nobody counts it"
            for user in users
            if user not in later and self.episodes[user] not in unknown
        ]

    def _of_jobs(self, jobs: list[Job]) -> None:
        platform, outcome = self.platform, self.outcome
        outcome.cut, outcome.refused = platform.cut, platform.refused
        outcome.arrived = sum(platform.arrived.values())
        outcome.true_unknown = sum(platform.doubts.values())
        for job in jobs:
            name, times = job.screen or job.kind, platform.arrived[job.reference]
            if times > 1 + bool(platform.doubts[job.reference]):
                outcome.wrong.append(f"{name} arrived {times} times")
            outcome.twice += times > 1
            outcome.counted_unknown += job.repeats + (job.state is JobState.UNKNOWN)
            if job.state is JobState.SENT and job.kind != REDRAW and not times:
                outcome.wrong.append(f"{name} counts as sent, and never arrived")
            if job.state in BUSY:
                outcome.wrong.append(f"{name} is in somebody's hands still")
            if job.state is JobState.DEAD and job.reason not in {Reason.EXPIRED, Reason.GONE}:
                outcome.wrong.append(f"{name} was given up: {job.reason}")


async def play(url: str, folder: Path, seed: int, workers: int) -> Outcome:
    """Play one round on an empty, migrated database."""
    one = Round(url, folder, random.Random(seed), workers)
    try:
        await one.opens()
        return await one.plays()
    finally:
        await one.closes()
