"""Verbs for tests about reports: people who report, systems that do, and a look at what is kept."""

import itertools
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from adapters.intake.gateway import Intake
from bot.adverse_events.model import AdverseEvent, Episode, Report, SourceReport, Taken
from bot.core.conversation import Answer, Ask
from bot.core.jobs import Reason, retry_waiting
from bot.core.people import Person, PlatformAccount, add_account
from bot.core.screens import Form
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.model import Harm, Kind, Programme
from tests.world import World, account

HALF_PAST_EIGHT = {"day": "2026-03-02", "time": "08:30"}


@dataclass
class Hospital:
    """A world, and what reporters and systems do in it."""

    world: World
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def now(self) -> datetime:
        return self.world.clock.now()

    async def fill_in(self, user: str = "lena", **values: Any) -> Answer:
        """Open the form and send it, and what it asks next; the preview comes back."""
        form = form_of(await self.world.command(user, "/support-admin activate"))
        usual: dict[str, Any] = {
            "kind": "resuscitation",
            "harm": "unknown",
            "unit": "icu",
            "people": ("sam",),
            **HALF_PAST_EIGHT,
        }
        given = usual | values
        asked = {one.name for one in form.inputs}
        first = {name: given[name] for name in given if name in asked}
        answer = await self.world.submit(user, form, **first)
        if not (isinstance(answer, Ask) and answer.form.name == "adverse_event.what"):
            return answer
        then = {name: given[name] for name in ("kind", "harm")}
        return await self.world.submit(user, answer, **then)

    async def report(self, user: str = "lena", **values: Any) -> str:
        """Report and confirm; the report's reference comes back."""
        preview = await self.fill_in(user, **values)
        form = form_of(preview)
        await self.world.submit(user, preview)
        await self.world.settle()
        return form.subject

    async def source(self, **values: Any) -> Taken:
        """A system reports, and what is due then is carried out."""
        taken = await self.told(**values)
        await self.world.settle()
        return taken

    async def told(self, **values: Any) -> Taken:
        """A system reports."""
        usual: dict[str, Any] = {
            "source": "incidents",
            "id": f"r-{next(self.numbers)}",
            "kind": Kind.UNEXPECTED_DEATH,
            "harm": Harm.DEATH,
            "unit": "icu",
            "occurred_at": self.now - timedelta(minutes=20),
            "emails": ("sam@example.org",),
        }
        world = self.world
        into = Intake(world.storage, world.registry, world.wording, world.directory, world._wake)
        return await into.take(SourceReport(**(usual | values)))

    async def events(self) -> list[AdverseEvent]:
        async with self.world.storage.reading() as work:
            return await work.of(AdverseEvent).find(order_by=AdverseEvent.reported_at)

    async def reports(self) -> list[Report]:
        async with self.world.storage.reading() as work:
            return await work.of(Report).find(order_by=Report.reported_at)

    async def episodes(self) -> list[Episode]:
        async with self.world.storage.reading() as work:
            return await work.of(Episode).find(order_by=Episode.begun_at)

    async def programme(self) -> Programme:
        async with self.world.storage.reading() as work:
            return await current(work)

    def notes(self, user: str) -> int:
        """How many first notes somebody was ever sent."""
        log = self.world.sees(user).log
        return sum(card.screen == "check_in.note" and bool(card.buttons) for card in log)

    async def change_person(self, user: str, **changes: Any) -> None:
        async def change(work: Work) -> None:
            person = await work.of(Person).get(self.world.people[user])
            assert person is not None
            await work.save(replace(person, **changes))

        await in_one_work(self.world.storage, change)

    async def lose_account(self, user: str) -> None:
        """No platform knows this person yet."""

        async def lose(work: Work) -> None:
            theirs = PlatformAccount.person.is_(self.world.people[user])
            for row in await work.of(PlatformAccount).find(theirs):
                await work.remove(row)

        await in_one_work(self.world.storage, lose)

    async def give_account(self, user: str) -> None:
        """The platform knows this person at last."""

        async def give(work: Work) -> None:
            person = await work.of(Person).get(self.world.people[user])
            assert person is not None
            await add_account(work, person, account(user))
            await retry_waiting(work, Reason.ACCOUNT)

        await in_one_work(self.world.storage, give)

    async def change_programme(self, **changes: Any) -> None:
        async def change(work: Work) -> Programme:
            programme = replace(await current(work), **changes)
            await put(work, programme)
            return programme

        self.world.directory.remember(await in_one_work(self.world.storage, change))


def form_of(answer: Answer) -> Form:
    assert isinstance(answer, Ask), answer
    return answer.form


async def hospital() -> Hospital:
    return Hospital(await World.make())
