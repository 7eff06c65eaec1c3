"""The ICU of the sample hospital, with the verbs of a break."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

from bot.core.context import Context
from bot.core.conversation import Answer, Ask
from bot.core.jobs import Job
from bot.core.people import Person
from bot.core.records import Record
from bot.core.routes import Reaction
from bot.core.screens import Card, Form
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.model import Unit
from bot.time_outs.model import TimeOut
from tests.audits import overdue
from tests.sealed import sealed_text
from tests.world import World, text_of

MINUTE = timedelta(minutes=1)


class Ward:
    """Sam works here; Fay and Gil are on the cover list, Lena leads, Cole is next in line."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.told: list[object] = []

    def listen(self, fact: type) -> None:
        """Keep the facts of this kind that are told."""

        async def keep(context: Context, told: object) -> None:
            self.told.append(told)

        self.world.registry.reactions.setdefault(fact, []).append(Reaction(fact, keep))

    # ---- the set-up ----

    async def write(self, change: Callable[[Work], Awaitable[None]]) -> None:
        """Do something to the storage directly."""
        await in_one_work(self.world.storage, change)

    async def unit_is(self, key: str = "icu", **changes: tuple[str, ...]) -> None:
        """Change who leads and covers a unit."""

        async def change(work: Work) -> None:
            programme = await current(work)
            units = tuple(_changed(u, key, changes) for u in programme.units)
            await put(work, replace(programme, units=units))

        await self.write(change)

    async def person_is(self, user: str, **changes: Any) -> None:
        """Change somebody's row."""

        async def change(work: Work) -> None:
            person = await work.of(Person).get(self.who(user))
            assert person is not None
            await work.save(replace(person, **changes))

        await self.write(change)

    async def has_no_name(self, user: str) -> None:
        """Nobody told us what this person is called."""

        async def change(work: Work) -> None:
            await work.vault.clear(sealed_text(self.who(user), "name"))

        await self.write(change)

    async def lose_steps(self) -> None:
        """What must never happen: the planned steps are gone."""

        async def change(work: Work) -> None:
            for job in await work.of(Job).find(Job.kind.is_("time_out.step")):
                await work.remove(job)

        await self.write(change)

    def who(self, user: str) -> str:
        """The person's reference."""
        return self.world.people[user]

    # ---- what people do ----

    async def ask(self, user: str = "sam", minutes: str = "15", **values: str) -> Answer:
        """Two taps: the command or button, and the form."""
        form = await self.world.command(user, "/support break")
        answer = await self.world.submit(user, form, minutes=minutes, **values)
        await self.world.settle()
        return answer

    async def say_yes(self, user: str, action: str = "time_out.cover") -> Answer:
        """Two taps: the button, and the yes."""
        form = await self.world.press_in(user, action)
        answer = await self.world.submit(user, form)
        await self.world.settle()
        return answer

    async def press(self, user: str, action: str) -> Answer:
        """A press on the newest card that has this button."""
        answer = await self.world.press_in(user, action)
        await self.world.settle()
        return answer

    async def begin(self, minutes: str = "15") -> None:
        """Sam's break has begun, with Fay as cover."""
        await self.ask(minutes=minutes)
        await self.say_yes("fay")
        await self.press("sam", "time_out.begin")

    async def wait(self, minutes: float) -> None:
        """Time passes."""
        await self.world.pass_time(minutes * MINUTE)

    # ---- what there is ----

    def card(self, user: str) -> Card:
        """The newest message somebody has."""
        return self.world.sees(user).last

    def reads(self, user: str) -> str:
        """The newest message as its reader reads it; empty without one."""
        messages = self.world.sees(user).messages
        return text_of(self.card(user)) if messages else ""

    def everything_read(self, user: str) -> str:
        """All messages as they stand now."""
        return "\n\n".join(text_of(card) for card in self.world.sees(user).messages.values())

    def messages(self, user: str) -> int:
        """How many messages hang in somebody's conversation."""
        return len(self.world.sees(user).messages)

    def actions(self, user: str) -> list[str]:
        """The buttons on somebody's newest message."""
        return [button.action for button in self.card(user).buttons]

    async def all_of(self, kind: type[Record]) -> list[Record]:
        """Every record of a kind."""
        async with self.world.storage.reading() as work:
            return list(await work.of(kind).find())

    async def the(self) -> TimeOut:
        """The one time-out there is."""
        (found,) = await self.all_of(TimeOut)
        assert isinstance(found, TimeOut)
        return found

    async def sealed(self, owner: str, part: str) -> str | None:
        """A value in the vault."""
        async with self.world.storage.reading() as work:
            return await work.vault.open(sealed_text(owner, part))

    async def without_next_step(self) -> int:
        """What the auditor finds."""
        async with self.world.storage.work() as work:
            context = Context(
                work, self.world.wording.words("en", "UTC"), self.world.directory.lines()
            )
            return (await overdue(context, self.world.registry))["time_outs_without_next_step"]

    def at(self, minutes_ahead: float) -> str:
        """The time of day so many minutes from now, on Sam's clock."""
        words = self.world.wording.words("en", "America/Denver")
        return words.time(self.world.clock.now() + minutes_ahead * MINUTE)


def form_in(answer: Answer) -> Form:
    """The form an answer shows."""
    assert isinstance(answer, Ask), answer
    return answer.form


def _changed(unit: Unit, key: str, changes: dict[str, tuple[str, ...]]) -> Unit:
    return replace(unit, **cast("Any", changes)) if unit.key == key else unit
