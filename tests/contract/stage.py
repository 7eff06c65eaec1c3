"""What the conversation contract needs of a platform: a stage, and people on it.

Every platform of the registry is in the suite: ``x`` has ``x_stage`` in ``x_stage.py`` here. What
the platform cannot do stands in ``LACKS`` there, with the reason: ``{Ability.PAGES: "a console has
no pages"}``. Tests that need it are left out, counted and named, and are no failure in CI. A
driver does what a person's client does, over the platform's real door, and reads what the client
would show.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any, Protocol

from bot.core.errors import StorageDown
from bot.core.jobs import JobQueue
from bot.core.storage import Storage, Work
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.world import START, World


@dataclass(frozen=True)
class Shown:
    """A message, an answer or a form as a person sees it.

    ``buttons`` maps an action to its label; ``inputs`` an input's name to what is entered in it;
    ``faults`` an input's name to what is wrong with it. ``place`` is the driver's own way to
    find it again.
    """

    text: str
    buttons: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    is_form: bool = False
    place: Any = None
    choices: tuple[str, ...] = ()
    """Every button as ``action=label``, for actions that stand on several of them."""

    def has(self, action: str) -> bool:
        """Whether it has a button of this action, or the one of this ``action=label``."""
        return action in self.buttons or action in self.choices

    def labels(self, action: str) -> tuple[str, ...]:
        """The labels of all buttons of an action."""
        start = f"{action}="
        return tuple(one.removeprefix(start) for one in self.choices if one.startswith(start))


NOTHING_SHOWN = Shown("")
Entered = str | tuple[str, ...]
"""What somebody enters in an input: a text, or of a list all that they tick."""


class Ability(StrEnum):
    """What not every platform can do; a test asks for it with ``@pytest.mark.needs("pages")``."""

    PAGES = "pages"
    """People have a page of their own, the home."""
    MENTIONS = "mentions"
    """People can name others with @ after a command."""


class Person(Protocol):
    """Somebody at their client."""

    async def types(self, text: str) -> Shown:
        """Type a command or other words; what is answered."""
        ...

    async def presses(self, action: str, on: Shown | None = None, *, again: bool = False) -> Shown:
        """Press a button on the newest message that has it, or on one seen before.

        Of several buttons of one action ``action=label`` names one.
        ``again``: the platform delivers the very same press a second time.
        """
        ...

    async def sends(self, form: Shown, *, again: bool = False, **values: Entered) -> Shown:
        """Send a form with these values; of ticks, those that are set."""
        ...

    async def opens_home(self) -> Shown:
        """Open one's home; what it shows."""
        ...

    async def reads(self) -> list[Shown]:
        """Every message this person can see now, oldest first."""
        ...


class Stage(Protocol):
    """A platform with the sample hospital on it."""

    world: World
    crash: "CrashOnce"

    def person(self, user: str) -> Person:
        """Somebody of ``tests.world.STAFF``, by first name in lower case."""
        ...

    async def pass_time(self, how_long: timedelta) -> None:
        """Let time pass and everything that is due happen."""
        ...


async def where_it_stands(stage: Stage, user: str) -> Shown:
    """The newest message in which somebody reads how the help that they asked for is going."""
    await stage.pass_time(timedelta())
    messages = await stage.person(user).reads()
    return [each for each in messages if "request.withdraw" in each.buttons][-1]


@dataclass(frozen=True)
class Ground:
    """What a stage stands on: a storage, its queue, and the clock both run on.

    ``everything`` gives all that is stored in the clear, as text.
    """

    storage: Storage
    queue: JobQueue
    clock: SimulatedClock
    everything: Callable[[], Awaitable[str]]


def memory_ground() -> Ground:
    """A ground in memory."""
    clock = SimulatedClock(START)
    memory = MemoryStorage(clock)

    async def kept() -> str:
        return str(memory.state.records)

    return Ground(memory, memory, clock, kept)


StageMaker = Callable[[Ground], AbstractAsyncContextManager[Stage]]


class CrashOnce:
    """A storage whose next commit does not happen, as if the process had died before it.

    With ``down`` set, the database does not answer at all.
    """

    def __init__(self, inner: Storage) -> None:
        """Pass everything on to ``inner``."""
        self._inner = inner
        self.crash_next = False
        self.down = False

    def _answers(self) -> None:
        if self.down:
            raise StorageDown

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """A unit of work of the storage within."""
        self._answers()
        async with self._inner.work() as work:
            yield work
            if self.crash_next:
                self.crash_next = False
                raise Crash

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Work]:
        """A reading work of the storage within."""
        self._answers()
        async with self._inner.reading() as work:
            yield work


class Crash(Exception):
    """The process died here."""
