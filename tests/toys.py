"""A toy feature for tests of the core: a lamp that is switched on, asked about and delivered.

It keeps its state in ``Duty`` records, which are as good as any.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.core.context import Context
from bot.core.conversation import Address, Command, Messenger, Press, Submission
from bot.core.dispatcher import Dispatcher
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.housekeeping import core
from bot.core.inputs import Choice, Option
from bot.core.job_kinds import CORE_JOBS, HOWEVER_LATE, Done, JobKind, Step
from bot.core.jobs import Job, Recipient
from bot.core.lines import Lines, SupportLine
from bot.core.messages import A_DAY, Message, at_once, by_day
from bot.core.names import HOME_CLOSED, Action, Dialog, JobName, Screen
from bot.core.notices import Notice
from bot.core.people import Account, Person, Role
from bot.core.routes import (
    NOTHING,
    Feature,
    OnCommand,
    OnPress,
    OnSubmission,
    Reaction,
    Registry,
    Reply,
    ask,
    replace_card,
    say,
)
from bot.core.screens import Button, Card, Form, Text
from bot.core.storage import Storage, Work
from bot.core.texts import Words
from bot.core.worker import Worker
from bot.duty.model import Duty

LAMP = "lamp"
AGAIN = timedelta(seconds=2)
LIT = Message("lamp", at_once(A_DAY, repeats_after=AGAIN))
"""Somebody waits for it."""
NUDGE = Message("lamp.nudge", by_day(A_DAY))
"""Nobody asked for it."""


@dataclass(frozen=True)
class SwitchedOn:
    """A fact."""

    lamp: str


@dataclass
class PlainWords:
    """Words that show their key, so that a test sees which text was chosen."""

    zone: str = "UTC"

    def __call__(self, key: str, /, **values: str | int) -> str:
        """The key and its values."""
        return " ".join([key, *(f"{name}={value}" for name, value in sorted(values.items()))])

    @property
    def language(self) -> str:
        """None that there is."""
        return "xx"

    def on(self, platform: str, key: str, /, **values: str | int) -> str:
        """The key, its platform and its values."""
        return self(key, platform=platform, **values)

    def translate(self, phrase: str) -> str:
        """As it is."""
        return phrase

    def others(self) -> dict[str, str]:
        """There are none."""
        return {}

    def into(self, language: str) -> Words:
        """These."""
        return self

    def time(self, moment: datetime) -> str:
        """ISO."""
        return moment.isoformat()

    def month(self, moment: datetime, *, short: bool = False) -> str:
        """ISO."""
        return f"{moment:%m}" if short else f"{moment:%Y-%m}"

    day = time
    day_and_time = time


class PlainWording:
    """One language, which is none."""

    def words(self, locale: str, zone: str) -> Words:
        """Words that show their key."""
        return PlainWords(zone)


@dataclass
class ToyDirectory:
    """Everybody is a clinician; channels are named like their key."""

    support: Lines
    coordinators: set[str] = field(default_factory=set)
    awake_at: datetime | None = None

    async def roles_of(self, work: Work, person: Person) -> frozenset[Role]:
        """Clinician, and coordinator for those who are listed."""
        more = {Role.COORDINATOR} if person.reference in self.coordinators else set()
        return frozenset({Role.CLINICIAN} | more)

    async def is_new_name(
        self, work: Work, owner: Person, person: Person, account: Account
    ) -> bool:
        """Nobody has a new name."""
        return False

    async def recognise(self, work: Work, person: Person, account: Account) -> Person:
        """Everybody is who they are."""
        return person

    async def former_owner(self, work: Work, person: Person, account: Account) -> Person | None:
        """Nobody had another's account before."""
        return None

    async def channel(self, work: Work, key: str, platform: str) -> Address | None:
        """The channel of that name."""
        return Address(platform, f"#{key}") if key == "lamps" else None

    async def zone(self, work: Work) -> str:
        """UTC."""
        return "UTC"

    async def language(self, work: Work) -> str:
        """English."""
        return "en"

    async def hospital(self, work: Work) -> str:
        """A hospital."""
        return "Toy hospital"

    async def closes_messages(self, work: Work) -> bool:
        """They do, where the platform wants it."""
        return True

    async def waking_at(self, work: Work, person: Person) -> datetime:
        """The end of the night, if the test says when it ends."""
        return max(work.now, self.awake_at or work.now)

    async def reading_in(self, work: Work, person: Person, locale: str) -> Person:
        return person

    async def private_channels_of(self, work: Work, person: Person) -> frozenset[str]:
        """Nobody takes requests here."""
        return frozenset()

    def lines(self, person: Person | None = None) -> Lines:
        """The lines given, for everybody."""
        return self.support


async def _lamp_card(context: Context, subject: str) -> Card:
    lamp = await context.work.of(Duty).get(subject)
    if lamp is None:
        raise SubjectGone
    text = "lit" if lamp.until is None else "out"
    button = Button(Action("lamp.out"), "Out", subject)
    return Card(Screen("lamp"), subject, "A lamp.", (Text(f"The lamp is {text}."),), (button,))


async def _lamp_form(context: Context, subject: str) -> Form:
    options = (Option("red", "Red"), Option("blue", "Blue"))
    colour = Choice("colour", "Colour", options)
    return Form(Dialog("lamp.paint"), subject, "Paint", "Close", inputs=(colour,), submit="Paint")


async def _light(context: Context, command: Command) -> Reply:
    added = await context.work.add(Duty(reference=LAMP, since=context.now))
    if added:
        context.tell(SwitchedOn(LAMP))
    return say(Screen("lamp"), LAMP)


async def _break(context: Context, command: Command) -> Reply:
    await context.work.add(Duty(reference="broken", since=context.now))
    message = "a fault with a secret in it"
    raise RuntimeError(message)


async def _refuse(context: Context, command: Command) -> Reply:
    await context.work.add(Duty(reference="refused", since=context.now))
    key = "lamp.no"
    raise Refused(key, count=2)


async def _admin(context: Context, command: Command) -> Reply:
    return say(Screen("lamp"), LAMP)


async def _dark(context: Context, command: Command) -> Reply:
    return say(Screen("dark"))


async def _dark_card(context: Context, subject: str) -> Card:
    return Card(Screen("dark"), "", "Dark.", (Text("No database needed."),))


async def _out(context: Context, press: Press, subject: str) -> Reply:
    lamp = await context.work.of(Duty).get(subject)
    if lamp is None:
        raise SubjectGone
    await context.work.save(replace(lamp, until=context.now))
    await context.redraw(subject)
    return replace_card(Screen("lamp"), subject)


async def _mend(context: Context, press: Press, subject: str) -> Reply:
    await context.work.add(Duty(reference="half-mended", since=context.now))
    return replace_card(Screen("lamp"), subject)


async def _another(context: Context, press: Press, subject: str) -> Reply:
    await context.work.add(Duty(reference=LAMP, since=context.now))
    return replace_card(Screen("lamp"), LAMP)


async def _paint_form(context: Context, press: Press, subject: str) -> Reply:
    return ask(Dialog("lamp.paint"), subject)


async def _writing_form(context: Context, press: Press, subject: str) -> Reply:
    await context.work.add(Duty(reference="sneaky", since=context.now))
    return ask(Dialog("lamp.paint"), subject)


async def _paint(context: Context, submission: Submission) -> Reply:
    await context.work.add(Duty(reference="painted", since=context.now))
    if submission.one("colour") != "red":
        raise FormRefused({"colour": "lamp.only_red"})
    return NOTHING


async def _on_switched(context: Context, fact: object) -> None:
    assert isinstance(fact, SwitchedOn)
    to = Recipient.channel("lamps", "practice")
    await context.post(LIT, fact.lamp, to, f"lit:{fact.lamp}")


async def _count(context: Context, job: Job) -> Step:
    await context.work.add(Duty(reference=f"counted-{job.detail}", since=context.now))
    return Done()


async def _fail(context: Context, job: Job) -> Step:
    message = "a job that fails"
    raise RuntimeError(message)


FEATURE = Feature(
    routes=(
        OnCommand("support light", _light, help=None),
        OnCommand("support break", _break, help=None),
        OnCommand("support refuse", _refuse, help=None),
        OnCommand("support admin", _admin, role=Role.COORDINATOR, help=None),
        OnCommand("support dark", _dark, without_storage=True, help=None),
        OnPress(Action("lamp.out"), _out),
        OnPress(Action("lamp.mend"), _mend, gone=_another),
        OnPress(Action("lamp.paint_form"), _paint_form, reads_only=True),
        OnPress(Action("lamp.writing_form"), _writing_form, reads_only=True),
        OnPress(Action("lamp.wrong_form"), _paint_form),
        OnSubmission(Dialog("lamp.paint"), _paint),
    ),
    screens={
        LIT: _lamp_card,
        NUDGE: _lamp_card,
        Screen("dark"): _dark_card,
        Screen("home.unknown_command"): _dark_card,
    },
    notices=(Notice(HOME_CLOSED, "core.gone", "core.preview"),),
    forms={Dialog("lamp.paint"): _lamp_form},
    jobs=(
        JobKind(JobName("toy.count"), _count, HOWEVER_LATE),
        JobKind(JobName("toy.fail"), _fail, A_DAY),
    ),
    reactions=(Reaction(SwitchedOn, _on_switched),),
)


def toy_registry() -> Registry:
    """The core's jobs and the lamp."""
    holder: list[Registry] = []
    registry = Registry((Feature(jobs=CORE_JOBS), core(holder, frozenset()), FEATURE))
    holder.append(registry)
    return registry


def toy_bot(storage: Storage, line: SupportLine) -> tuple[Dispatcher, ToyDirectory]:
    """A dispatcher over the lamp."""
    directory = ToyDirectory(Lines((line,)))
    bot = Dispatcher(storage, toy_registry(), PlainWording(), directory, lambda: None)
    return bot, directory


def toy_worker(
    storage: Storage,
    queue: object,
    line: SupportLine,
    platform: Messenger,
    awake_at: datetime | None = None,
) -> Worker:
    """A worker over the lamp; ``awake_at`` ends everybody's night."""
    return Worker(
        storage,
        queue,  # type: ignore[arg-type]
        toy_registry(),
        PlainWording(),
        ToyDirectory(Lines((line,)), awake_at=awake_at),
        {"practice": platform},
    )


__all__ = ["LAMP", "toy_bot", "toy_registry", "toy_worker"]
