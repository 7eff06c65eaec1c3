"""A small hospital in memory: the real dispatcher and worker, people who press, a fast clock.

``World`` is built by ``await World.make()``. It plays the sample programme below on
``tests.fakes.MemoryStorage`` (or on the storage it is given) with English words, and keeps
what each person sees on a fake platform named ``practice``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from adapters.printing.artist import artists
from adapters.wording import load_wording
from bot.core.context import want_redraw
from bot.core.conversation import (
    Address,
    Answer,
    Ask,
    BeforeCall,
    Command,
    Delivery,
    Messenger,
    Press,
    Replace,
    Say,
    Submission,
    Workplace,
    at_once,
)
from bot.core.dispatcher import Dispatcher
from bot.core.errors import BotError, RecipientGone
from bot.core.housekeeping import plan_sweeps
from bot.core.jobs import JobQueue
from bot.core.lines import Lines, SupportLine
from bot.core.people import Account, Employment, Person, add_account, email_index
from bot.core.screens import Card, Form, lines_of
from bot.core.seen import ShownCard
from bot.core.storage import Storage, Work, in_one_work, new_reference
from bot.core.worker import Worker
from bot.features import make_registry
from bot.programme import ProgrammeDirectory, put
from bot.programme.model import (
    DEFAULT_KINDS,
    Area,
    Harm,
    KindWords,
    Programme,
    Shift,
    Source,
    SupportKind,
    SupportTerms,
    Trigger,
    Unit,
)
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.sealed import sealed_text

START = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)  # a Monday, 09:00 in Denver
ZONE = "America/Denver"
LINE = SupportLine(
    key="988",
    name="988 Lifeline",
    country="US",
    number="988",
    how="call or text",
    hours="day and night",
    cost="free",
    source="988lifeline.org",
    last_verified=date(2026, 2, 1),
    crisis=True,
)
EMERGENCY = SupportLine(
    key="911",
    name="Emergency",
    country="US",
    number="911",
    how="call",
    hours="day and night",
    cost="free",
    source="nena.org",
    last_verified=date(2026, 2, 1),
    emergency=True,
)
EAP_LINE = SupportLine(
    key="eap",
    name="Employee assistance",
    country="US",
    number="555-0188",
    how="call",
    hours="day and night",
    cost="free",
    source="Human resources",
    last_verified=date(2026, 2, 1),
)
DAY = Shift("day", time(7), time(19))
NIGHT = Shift("night", time(19), time(7))
# name, profession, unit, shift; the user id on the platform is the first name in lower case.
STAFF = (
    ("Sam Rivera", "nurse", "icu", "day"),
    ("Nora Quist", "nurse", "icu", "night"),
    ("Theo Brandt", "physician", "icu", "day"),
    ("Rosa Lind", "respiratory therapist", "icu", "day"),
    ("Lena Ortiz", "nurse", "icu", "day"),  # leads the ICU
    ("Cole Avery", "nurse", "icu", "day"),  # next in line
    ("Fay Odum", "nurse", "float", "day"),  # on the ICU's cover list
    ("Gil Santos", "nurse", "float", "day"),  # on the ICU's cover list
    ("Pat Okafor", "nurse", "surgery", "day"),  # supporter
    ("Quinn Mayer", "physician", "surgery", "day"),  # supporter
    ("Uma Castell", "pharmacist", "pharmacy", "day"),  # supporter
    ("Kit Laszlo", "chaplain", "pastoral", "day"),  # coordinator
    ("Oda Brenner", "social worker", "pastoral", "day"),  # on call
    ("Imani Roth", "chaplain", "pastoral", "day"),  # chaplain
    ("Abel Sy", "chaplain", "pastoral", "day"),  # chaplain
    ("Hana Weiss", "adviser", "pastoral", "day"),  # at the EAP's desk
    ("Vera Holt", "lawyer", "counsel", "day"),  # counsel
    ("Hugo Falk", "nurse", "house", "night"),  # house supervisor
)


@dataclass(frozen=True)
class Home:
    """The platform of the sample hospital: the form of its accounts and channels."""

    platform: str = "practice"
    tenant: str = "practice"
    channels: Mapping[str, str] = field(
        default_factory=lambda: {"claims": "#peers", "chaplains": "#chaplains"}
    )
    further: str = "#social-work"
    """A channel there is for a support kind that a test adds."""

    def account(self, user: str) -> Account:
        """The account of somebody on the staff."""
        return Account(self.platform, self.tenant, user)


def user_of(name: str) -> str:
    """The user id of somebody on the staff."""
    return name.split(maxsplit=1)[0].casefold()


@dataclass
class Conversation:
    """What hangs in one conversation, by message; ``log`` is everything ever shown in it."""

    messages: dict[str, Card] = field(default_factory=dict)
    log: list[Card] = field(default_factory=list)

    @property
    def last(self) -> Card:
        """The message that came last, as it stands now."""
        return list(self.messages.values())[-1]


class FakePlatform:
    """A messenger that keeps what it posts. ``fail`` holds errors to raise, by address value."""

    def __init__(self) -> None:
        """Start with no conversation."""
        self.conversations: dict[str, Conversation] = {}
        self.fail: dict[str, list[BotError]] = {}
        self.gone: set[str] = set()
        self.rests: dict[str, timedelta] = {}
        self.posts = 0
        self.closes = False

    @property
    def per_second(self) -> float:
        """As many as one likes."""
        return 1000.0

    def at(self, value: str) -> Conversation:
        """A conversation by its address: a user id, or ``#channel``."""
        return self.conversations.setdefault(value, Conversation())

    @property
    def closes_messages(self) -> bool:
        """As the test sets it."""
        return self.closes

    async def open_direct(self, account: Account) -> Address:
        """The conversation named like the user."""
        return Address("practice", account.user)

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        """Keep the card as a new message."""
        await before_call()
        self._may(address)
        self.posts += 1
        message = f"m{self.posts}"
        self.at(address.value).messages[message] = card
        self.at(address.value).log.append(card)
        return message

    async def replace(
        self, address: Address, message: str, card: Card, before_call: BeforeCall = at_once
    ) -> None:
        """Keep the card in place of the one the message showed."""
        await before_call()
        self._may(address)
        self.at(address.value).messages[message] = card
        self.at(address.value).log.append(card)

    async def rests_for(self, account: Account) -> timedelta:
        """As the test sets it."""
        return self.rests.get(account.user, timedelta())

    def _may(self, address: Address) -> None:
        if address.value in self.gone:
            raise RecipientGone
        if self.fail.get(address.value):
            raise self.fail[address.value].pop(0)


def takers(**people: tuple[str, ...]) -> dict[str, SupportTerms]:
    """Who takes requests in an area, by support kind."""
    return {kind: SupportTerms(takers=those) for kind, those in people.items()}


def takers_in(area: Area, kind: str = "peer") -> tuple[str, ...]:
    """Who takes a kind's requests, as the area says."""
    return area.supports[kind].takers or () if kind in area.supports else ()


def kinds(desk: str) -> tuple[SupportKind, ...]:
    """Whom one can talk with in the sample programme; ``desk`` takes the EAP's requests."""
    danger = "They may have to act if someone is in danger, and a court may make them testify."
    said = {
        "peer": SupportTerms(
            private="A peer keeps your talk private.",
            limits=danger,
            answers="within 30 minutes",
            at_night="by 8 a.m.",
        ),
        "chaplain": SupportTerms(
            private="A chaplain keeps your talk private, with limits.",
            limits=danger,
            answers="within an hour",
            at_night="in two hours",
            operator="555-0100",
        ),
        "eap": SupportTerms(
            private="The EAP keeps your talk private. Your manager does not hear of it.",
            limits=danger,
            answers="within an hour",
            at_night="by 9 a.m.",
            line="eap",
            open_to=(Employment.EMPLOYEE, Employment.TRAINEE),
            takers=(desk,),
        ),
        "outside": SupportTerms(
            service="The county line",
            how="call 555-0177, day and night",
            private="They do not work here.",
            limits=danger,
        ),
    }
    return tuple(DEFAULT_KINDS[key].within(terms) for key, terms in said.items())


SOCIAL_WORK = SupportKind(
    key="social_work",
    name="Social work",
    languages={"es": KindWords(name="Trabajo social")},
    private="A social worker keeps your talk private.",
    limits="If someone may be in danger, they may have to get help.",
    answers="within the hour",
    at_night="by 9 a.m.",
)
"""A kind of a hospital's own, which no code names."""


def with_kind(programme: Programme, key: str, **changes: object) -> Programme:
    """The programme with something else about one of its support kinds."""
    changed = replace(programme.kind(key), **cast("Any", changes))
    return replace(
        programme,
        supports=tuple(changed if kind.key == key else kind for kind in programme.supports),
    )


def programme(people: Mapping[str, str], home: Home) -> Programme:
    """The sample programme; ``people`` maps a user id to a person's reference."""
    p = people

    def unit(
        key: str,
        name: str,
        leads: tuple[str, ...] = (),
        next_in_line: tuple[str, ...] = (),
        cover: tuple[str, ...] = (),
    ) -> Unit:
        return Unit(
            key,
            name,
            "main",
            ZONE,
            shifts=(DAY, NIGHT),
            leads=leads,
            next_in_line=next_in_line,
            cover=cover,
        )

    return Programme(
        name="Sample hospital",
        zone=ZONE,
        areas=(
            Area(
                "main",
                "Main campus",
                coordinators=(p["kit"],),
                supports=takers(
                    peer=(p["pat"], p["quinn"], p["uma"]), chaplain=(p["imani"], p["abel"])
                ),
                on_call=(p["oda"],),
                counsel=(p["vera"],),
            ),
        ),
        units=(
            unit(
                "icu",
                "ICU",
                leads=(p["lena"],),
                next_in_line=(p["cole"],),
                cover=(p["fay"], p["gil"]),
            ),
            unit("float", "Float pool"),
            unit("surgery", "Surgery"),
            unit("pharmacy", "Pharmacy"),
            unit("pastoral", "Pastoral care"),
        ),
        channels={key: {home.platform: value} for key, value in home.channels.items()},
        triggers=(Trigger("*", Harm.UNKNOWN, timedelta(hours=1), timedelta(minutes=5)),),
        lines=(LINE, EMERGENCY, EAP_LINE),
        supports=kinds(p["hana"]),
        sources=(Source("incidents", "Incident reports"),),
        facts_contact="Risk office, extension 4400",
    )


class World:
    """The sample hospital, and verbs to act in it."""

    def __init__(
        self,
        storage: Storage,
        queue: JobQueue,
        clock: SimulatedClock,
        messenger: Messenger | None = None,
        home: Home | None = None,
        workplace: Workplace | None = None,
        beside: Mapping[str, tuple[Messenger, Workplace]] | None = None,
    ) -> None:
        """Put the bot together; ``make`` also fills the programme.

        ``beside`` holds what else people may be on, by platform.
        """
        others = beside or {}
        workplaces = {platform: place for platform, (_, place) in others.items()}
        self.home = home or Home()
        self.storage = storage
        self.clock = clock
        self.platform = FakePlatform()
        self.people: dict[str, str] = {}
        self.directory = ProgrammeDirectory()
        self.registry = make_registry()
        self.wording = load_wording()
        self.woken = 0
        self._count = 0
        self.bot = Dispatcher(
            storage,
            self.registry,
            self.wording,
            self.directory,
            self._wake,
            workplaces | ({self.home.platform: workplace} if workplace else {}),
            artists(),
        )
        self.queue = queue
        self.messengers: dict[str, Messenger] = {
            **{platform: one for platform, (one, _) in others.items()},
            self.home.platform: messenger or self.platform,
        }
        self.worker = self._new_worker()

    def _new_worker(self) -> Worker:
        return Worker(
            self.storage,
            self.queue,
            self.registry,
            self.wording,
            self.directory,
            self.messengers,
        )

    def add_messenger(self, platform: str, messenger: Messenger) -> None:
        """Let the worker have one more platform open."""
        self.messengers[platform] = messenger
        self.worker = self._new_worker()

    def _wake(self) -> None:
        self.woken += 1

    @classmethod
    async def make(
        cls,
        storage: Storage | None = None,
        queue: JobQueue | None = None,
        clock: SimulatedClock | None = None,
    ) -> "World":
        """A world whose programme is in place; in memory unless a storage is given.

        A storage that is given comes with its queue and the clock it runs on.
        """
        if storage is None or queue is None or clock is None:
            clock = SimulatedClock(START)
            storage = queue = MemoryStorage(clock)
        world = cls(storage, queue, clock)
        await world.fill()
        return world

    async def fill(self) -> None:
        """Write the staff and the sample programme."""

        async def write(work: Work) -> Programme:
            for name, profession, unit, shift in STAFF:
                await self.add_person(work, name, profession, unit, shift)
            filled = programme(self.people, self.home)
            await put(work, filled)
            return filled

        self.directory.remember(await in_one_work(self.storage, write))

    async def add_person(
        self, work: Work, name: str, profession: str, unit: str, shift: str = "day"
    ) -> Person:
        """One more member of staff, with an account on the fake platform."""
        user = user_of(name)
        person = Person(
            reference=new_reference(),
            email_index=email_index(work, f"{user}@example.org"),
            unit=unit,
            profession=profession,
            zone=ZONE,
            shift=shift,
        )
        await work.add(person)
        await work.vault.seal(sealed_text(person.reference, "name"), name)
        await add_account(work, person, self.home.account(user))
        self.people[user] = person.reference
        return person

    # ---- what people do ----

    def _delivery(self, kind: str, user: str) -> Delivery:
        self._count += 1
        return Delivery(kind, user, str(self._count))

    async def command(self, user: str, text: str, mentioned: tuple[str, ...] = ()) -> Answer:
        """Type a command such as ``/support break 10``; ``@name`` mentions somebody."""
        name, *words = text.lstrip("/").casefold().split()
        found = tuple(w.lstrip("@") for w in words if w.startswith("@")) or mentioned
        given = tuple("@" if w.startswith("@") else w for w in words)
        delivery = self._delivery("command", user)
        command = Command(delivery, account(user), name, given, found, zone=ZONE, locale="en")
        return await self.bot.handle(command)

    async def press(
        self,
        user: str,
        action: str,
        subject: str = "",
        *,
        message: str = "",
        at: str = "",
    ) -> Answer:
        """Press the button with this action (a raw press, whatever is drawn)."""
        delivery = Delivery("press", at or user, self._delivery("press", user).id)
        pressed = Press(
            delivery,
            account(user),
            action,
            f"1:{subject}",
            message,
            zone=ZONE,
            locale="en",
        )
        answer = await self.bot.handle(pressed)
        if isinstance(answer, Replace) and message:
            await self.platform.replace(Address("practice", at or user), message, answer.card)
        return answer

    async def press_in(self, user: str, action: str, *, at: str = "") -> Answer:
        """Press this action's button on the newest message that has it, in a conversation.

        Of several buttons of one action ``action=label`` names one.
        ``at`` is ``#peers`` for the supporters' channel; the person's own one by default.
        Raises ``LookupError`` if no message there has such a button.
        """
        messages = self.platform.at(at or user).messages
        for message, card in reversed(messages.items()):
            for button in card.all_buttons:
                if action in {button.action, f"{button.action}={button.label}"}:
                    return await self.press(
                        user, button.action, button.subject, message=message, at=at or user
                    )
        shown = [b.action for card in messages.values() for b in card.buttons]
        text = f"{user} has no button {action}, only {shown}"
        raise LookupError(text)

    async def submit(
        self,
        user: str,
        form: Form | Answer,
        **values: str | tuple[str, ...] | list[str],
    ) -> Answer:
        """Send a form that was shown, with these values; a repeat has the form's nonce."""
        if isinstance(form, Ask):
            form = form.form
        if not isinstance(form, Form):
            text = f"that was no form but {form}"
            raise TypeError(text)
        given = {k: (v,) if isinstance(v, str) else tuple(v) for k, v in values.items()}
        sent = Submission(
            Delivery("form", user, form.nonce),
            account(user),
            form.name,
            form.subject,
            given,
            zone=ZONE,
            locale="en",
        )
        return await self.bot.handle(sent)

    # ---- what happens by itself ----

    async def settle(self) -> None:
        """Carry out everything that is due now."""
        await plan_sweeps(self.storage, self.registry)
        while await self.worker.run_due():
            pass

    async def pass_time(self, how_long: timedelta) -> None:
        """Let time pass, stopping at every moment at which something is due."""
        end = self.clock.now() + how_long
        await self.settle()
        while (due := await self.queue.next_due()) is not None and due <= end:
            if due > self.clock.now():
                self.clock.set(due)
            await self.settle()
        self.clock.set(end)
        await self.settle()

    async def redraw(self, subject: str) -> None:
        """Redraw every card about a subject."""

        async def write(work: Work) -> None:
            for shown in await work.of(ShownCard).find(ShownCard.subject.is_(subject)):
                await want_redraw(work, shown)

        await in_one_work(self.storage, write)
        await self.settle()

    # ---- what people see ----

    def sees(self, user: str) -> Conversation:
        """A person's private conversation, or a channel such as ``#peers``."""
        return self.platform.at(user)

    def everything_posted(self) -> list[Card]:
        """Every card ever shown in any conversation."""
        return [card for c in self.platform.conversations.values() for card in c.log]

    async def look(self) -> "Reader":
        """Read the storage; short for ``async with world.storage.reading() as work``."""
        return Reader(self.storage)


@dataclass
class Reader:
    """Opens reading works, for assertions about what is stored."""

    storage: Storage

    async def names(self, reference: str) -> str | None:
        """The name sealed under a person's reference."""
        async with self.storage.reading() as work:
            return await work.vault.open(sealed_text(reference, "name"))


def account(user: str) -> Account:
    """The account of a user on the fake platform."""
    return Account("practice", "practice", user)


def text_of(shown: Answer | Card | Form) -> str:
    """Everything a person reads of an answer, a card or a form, buttons and labels included."""
    if isinstance(shown, Say | Replace):
        shown = shown.card
    elif isinstance(shown, Ask):
        shown = shown.form
    if isinstance(shown, Card):
        buttons = [button.label for button in shown.all_buttons]
        return "\n".join([shown.preview, *_lines(shown), *buttons])
    if isinstance(shown, Form):
        labels = [f"{i.label} {i.fault}" for i in shown.inputs]
        return "\n".join([shown.title, *_lines(shown), *labels, shown.submit, shown.close])
    return ""


def _lines(shown: Card | Form) -> list[str]:
    found: list[str] = []
    for part in shown.parts:
        found.extend(lines_of(part))
    return found


def lines() -> Lines:
    """The sample hospital's support lines."""
    return Lines((LINE, EMERGENCY))
