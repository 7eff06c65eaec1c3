"""The hospital that a simulation lives in, and the hands of its people."""

import heapq
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

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
from bot.core.people import Account, Person, accounts_of
from bot.core.screens import Button, Card, Form, Row
from bot.core.storage import Storage, Work
from bot.core.worker import Worker
from bot.programme import ProgrammeDirectory, current, next_allowed, on_shift
from bot.programme.model import Programme, Unit
from tests.clock import SimulatedClock
from tests.simulation.mailbox import Mailbox, Shown
from tests.simulation.rates import Chance, Rate, Rates

Act = Callable[[], Awaitable[None]]


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
    staff: dict[str, Employee] = field(default_factory=dict)
    """Everybody who works here, by user, in the order of their names there."""
    swept_every: timedelta = timedelta(hours=6)
    """How often housekeeping is planned; a real process does it every second, which is most of
    the work of a quiet day."""
    acts: list[tuple[datetime, str]] = field(default_factory=list)
    """When somebody did something, and the subject of what they pressed or sent."""
    _planned: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)
    _swept_at: datetime | None = None

    @property
    def now(self) -> datetime:
        """The moment it is."""
        return self.clock.now()

    async def read_staff(self) -> None:
        """Learn who works here and what they take."""
        found: list[Employee] = []
        async with self.storage.reading() as work:
            self.programme = await current(work)
            for person in await work.of(Person).find(Person.active.is_(True)):
                found.extend(await self._employed(work, person))
        # References differ from run to run, and what is drawn among people must not.
        self.staff = {each.user: each for each in sorted(found, key=lambda one: one.user)}

    async def _employed(self, work: Work, person: Person) -> list[Employee]:
        """Somebody as an employee; none where they have no account here."""
        platform = self.mailbox.platform
        mine = [each for each in await accounts_of(work, person) if each.platform == platform]
        if not mine:
            return []
        keys = await self.directory.private_channels_of(work, person)
        channels = [await self.directory.channel(work, key, platform) for key in keys]
        return [
            Employee(
                mine[0].user,
                person,
                self.programme.unit(person.unit),
                await work.vault.open(person.email) or "",
                self.programme.taken_by(person.reference),
                tuple(sorted(channel.value for channel in channels if channel)),
            )
        ]

    # ---- time ----

    def at(self, moment: datetime, act: Act) -> None:
        """Have something done at a moment."""
        heapq.heappush(self._planned, (moment, next(self._numbers), act))

    def after(self, pause: timedelta, act: Act) -> None:
        """Have something done after a while."""
        self.at(self.now + pause, act)

    def awake(self, employee: Employee, rate: Rate, about: object, act: Act) -> None:
        """Have somebody do something after a pause of this rate, once they are awake."""
        pause = self.chance.lasts(rate, employee.user, about)
        self.at(employee.is_awake_at(self.now) + pause, act)

    async def next_stop(self, end: datetime) -> datetime:
        """When something happens next, at most ``end``."""
        due = await self.queue.next_due()
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
        while await self.worker.run_due():
            pass

    # ---- hands ----

    def _delivery(self, kind: str, where: str) -> Delivery:
        return Delivery(kind, where, f"simulated-{next(self._numbers)}")

    def account(self, user: str) -> Account:
        """Somebody's account."""
        return Account(self.mailbox.platform, self.tenant, user)

    async def types(self, user: str, text: str) -> Answer:
        """Type a command."""
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
        self.acts.append((self.now, button.subject))
        delivery = self._delivery("press", where)
        press = Press(delivery, self.account(user), button.action, button.value, message)
        answer = await self.bot.handle(press)
        if isinstance(answer, Replace) and message in self.mailbox.now.get(where, {}):
            self.mailbox.redraw(where, message, answer.card, is_answer=True)
            return answer
        return self._show(user, answer)

    async def sends(self, user: str, form: Form, **values: tuple[str, ...]) -> Answer:
        """Send a form as it stands, except for ``values``."""
        self.acts.append((self.now, form.subject))
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
