"""The hospital that a simulation lives in, and the hands of its people."""

import heapq
import random
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import NamedTuple

from adapters.simulation.clock import SimulatedClock
from adapters.simulation.mailbox import Mailbox, Shown
from adapters.simulation.rates import Chance, Rate, Rates
from adapters.simulation.turns import Turns
from bot.adverse_events.model import SourceReport
from bot.core.conversation import (
    Answer,
    Ask,
    Bot,
    Command,
    Delivery,
    Press,
    Replace,
    Say,
    Submission,
)
from bot.core.inputs import Choice, values_of
from bot.core.jobs import JobQueue
from bot.core.people import Account, Person, accounts_of_all, everybody
from bot.core.screens import Button, Card, Form, Row
from bot.core.storage import Storage, Work, in_one_work
from bot.core.worker import Worker
from bot.programme import ProgrammeDirectory, current, next_allowed, on_shift
from bot.programme.model import Programme, Unit

Act = Callable[[], Awaitable[None]]


class Acted(NamedTuple):
    """That somebody did something."""

    at: datetime
    user: str
    subject: str
    """The subject of what they pressed or sent; empty for what they typed."""


MOST_LOOKS = 500
"""How many people are looked at until one of them is at work."""


@dataclass(frozen=True)
class Employee:
    """Somebody who works in the hospital, as a simulation knows them."""

    user: str
    person: Person
    unit: Unit | None
    email: str = field(repr=False)
    takes: tuple[str, ...] = ()
    """The keys of the support kinds whose requests they take."""
    channels: tuple[str, ...] = ()
    """The private channels they read."""

    def is_at_work(self, moment: datetime) -> bool:
        """Whether they are on a shift of their unit."""
        return self.unit is not None and on_shift(self.unit, self.person, moment)

    def is_awake_at(self, moment: datetime) -> datetime:
        """The first moment from this one on at which a message is seen."""
        return next_allowed(self.unit, self.person, moment)


@dataclass
class Hospital:
    """A deployment on a clock of its own, with all messages of all people."""

    bot: Bot
    worker: Worker
    queue: JobQueue
    storage: Storage
    directory: ProgrammeDirectory
    take: Callable[[SourceReport], Awaitable[object]]
    """Takes the report of a hospital system."""
    plan: Callable[[], Awaitable[object]]
    """Does what a process does at each wake-up beside its jobs."""
    clock: SimulatedClock
    mailbox: Mailbox
    tenant: str
    chance: Chance
    rates: Rates
    programme: Programme = field(init=False)
    turns: Turns = field(default_factory=Turns)
    """Whose turn of duty it is; empty until they are read."""
    staff: dict[str, Employee] = field(default_factory=dict)
    """Everybody who works here, by user, in the order of their names there."""
    everybody: Sequence[Employee] = ()
    """The same people."""
    by_unit: Mapping[str, Sequence[Employee]] = field(default_factory=dict)
    """The people of each unit."""
    readers: Mapping[str, Sequence[Employee]] = field(default_factory=dict)
    """The people who read a private channel."""
    swept_every: timedelta = timedelta(hours=6)
    """How often housekeeping is planned; a real process does it every second, which is most of
    the work of a quiet day."""
    acts: list[Acted] = field(default_factory=list)
    """What everybody did."""
    _planned: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)
    _swept_at: datetime | None = None
    _due: datetime | None = None
    """When the next job is due."""

    @property
    def now(self) -> datetime:
        """The moment it is."""
        return self.clock.now()

    async def read_staff(self) -> None:
        """Learn who works here and what they take."""
        async with self.storage.reading() as work:
            self.programme = await current(work)
        found: list[Employee] = []
        async for people in everybody(self.storage):
            some = partial(self._employed, people=people)
            found += await in_one_work(self.storage, some, reads_only=True)
        # References differ from run to run, and what is drawn among people must not.
        self.staff = {each.user: each for each in sorted(found, key=lambda one: one.user)}
        self.everybody = tuple(self.staff.values())
        units: dict[str, list[Employee]] = {}
        readers: dict[str, list[Employee]] = {}
        for each in self.everybody:
            if each.unit is not None:
                units.setdefault(each.unit.key, []).append(each)
            for channel in each.channels:
                readers.setdefault(channel, []).append(each)
        self.by_unit, self.readers = units, readers

    async def _employed(self, work: Work, people: Sequence[Person]) -> list[Employee]:
        """These people as employees, except those who have no account here."""
        platform, programme = self.mailbox.platform, self.programme
        takers = {each for area in programme.areas for each in programme.all_takers(area)}
        units = {unit.key: unit for unit in programme.units}
        references = [person.reference for person in people]
        accounts = await accounts_of_all(work, references)
        sealed = await work.vault.open_all(references)
        found = []
        for person in people:
            mine = [each for each in accounts[person.reference] if each.platform == platform]
            if not mine:
                continue
            takes: tuple[str, ...] = ()
            channels: list[str] = []
            if person.reference in takers:
                takes = programme.taken_by(person.reference)
                for key in await self.directory.private_channels_of(work, person):
                    channel = await self.directory.channel(work, key, platform)
                    channels += [channel.value] if channel else []
            email = sealed.get(person.reference, {}).get("email", "")
            unit = units.get(person.unit)
            found.append(
                Employee(mine[0].user, person, unit, email, takes, tuple(sorted(set(channels))))
            )
        return found

    def somebody_at_work(self, chance: random.Random) -> Employee | None:
        """One of those who are on a shift now, each as likely as any other."""
        for _ in range(MOST_LOOKS if self.everybody else 0):
            found = chance.choice(self.everybody)
            if found.is_at_work(self.now):
                return found
        return None

    def is_on_duty(self, employee: Employee) -> bool:
        """Whether they have a turn of duty now."""
        return self.turns.has_turn(employee.person.reference, self.now)

    # ---- time ----

    def at(self, moment: datetime, act: Act) -> None:
        """Have something done at a moment."""
        heapq.heappush(self._planned, (moment, next(self._numbers), act))

    def after(self, pause: timedelta, act: Act) -> None:
        """Have something done after a while."""
        self.at(self.now + pause, act)

    def awake(self, employee: Employee, rate: Rate, about: object, act: Act) -> None:
        """Have somebody do something after a pause of this rate, once they are awake.

        On duty people are awake.
        """
        pause = self.chance.lasts(rate, employee.user, about)
        begins = self.now if self.is_on_duty(employee) else employee.is_awake_at(self.now)
        self.at(begins + pause, act)

    async def next_stop(self, end: datetime) -> datetime:
        """When something happens next, at most ``end``."""
        due = self._due
        stops = [end, *([due] if due else []), *(each[0] for each in self._planned[:1])]
        stops.append((self._swept_at or self.now) + self.swept_every)
        return max(min(stops), self.now)

    async def settle(self) -> None:
        """Let everybody and every job do what is due now."""
        if self._swept_at is None or self.now - self._swept_at >= self.swept_every:
            self._swept_at = self.now
            await self.plan()
        await self._work()
        while self._planned and self._planned[0][0] <= self.now:
            _, _, act = heapq.heappop(self._planned)
            await act()
            await self._work()

    async def _work(self) -> None:
        """Run every job that is due; without one, that is one look at the queue."""
        while (due := await self.queue.next_due()) is not None and due <= self.now:
            if not await self.worker.run_due():
                break
        self._due = due

    # ---- hands ----

    def _delivery(self, kind: str, where: str) -> Delivery:
        return Delivery(kind, where, f"simulated-{next(self._numbers)}")

    def account(self, user: str) -> Account:
        """Somebody's account."""
        return Account(self.mailbox.platform, self.tenant, user)

    async def types(self, user: str, text: str) -> Answer:
        """Type a command."""
        self.acts.append(Acted(self.now, user, ""))
        name, *words = text.lstrip("/").split()
        delivery = self._delivery("command", user)
        return self._show(
            user, await self.bot.handle(Command(delivery, self.account(user), name, tuple(words)))
        )

    async def presses(
        self, user: str, button: Button, message: str = "", where: str = ""
    ) -> Answer:
        """Press a button of a message in a conversation, one's own unless ``where`` is given."""
        where = where or user
        self.acts.append(Acted(self.now, user, button.subject))
        delivery = self._delivery("press", where)
        press = Press(delivery, self.account(user), button.action, button.value, message)
        answer = await self.bot.handle(press)
        if isinstance(answer, Replace) and message in self.mailbox.now.get(where, {}):
            self.mailbox.redraw(where, message, answer.card, is_answer=True)
            return answer
        return self._show(user, answer)

    async def sends(self, user: str, form: Form, **values: tuple[str, ...]) -> Answer:
        """Send a form as it stands, except for ``values``."""
        self.acts.append(Acted(self.now, user, form.subject))
        given = {one.name: values_of(one) for one in form.inputs} | values
        sent = Submission(
            Delivery("submission", user, form.nonce),
            self.account(user),
            form.name,
            form.subject,
            given,
        )
        return self._show(user, await self.bot.handle(sent))

    def _show(self, user: str, answer: Answer) -> Answer:
        if isinstance(answer, Say | Replace):
            self.mailbox.keep(user, answer.card, is_answer=True)
        return answer

    def card_now(self, shown: Shown) -> Card:
        """How a message reads now."""
        return self.mailbox.now[shown.where][shown.message]


def button_of(card: Card | None, action: str) -> Button | None:
    """The first button of a card with this action."""
    buttons = card.all_buttons if card else ()
    return next((each for each in buttons if each.action == action), None)


def button_in(form: Form | None, action: str) -> Button | None:
    """The first button of a dialog with this action."""
    rows = [part.buttons for part in form.parts if isinstance(part, Row)] if form else []
    return next((each for row in rows for each in row if each.action == action), None)


def card_of(answer: Answer) -> Card | None:
    """The card that an answer shows."""
    return answer.card if isinstance(answer, Say | Replace) else None


def form_of(answer: Answer, name: str) -> Form | None:
    """The form that an answer opens, if it is this one and can be sent."""
    if isinstance(answer, Ask) and answer.form.name == name and answer.form.submit:
        return answer.form
    return None


def options_of(form: Form, name: str) -> list[str]:
    """The values to choose from in an input of a form."""
    chosen = [each for each in form.inputs if each.name == name and isinstance(each, Choice)]
    return [option.value for each in chosen for option in each.options]
