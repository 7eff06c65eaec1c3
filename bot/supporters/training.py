"""Training that ends soon: informs the supporter twice, and the coordinators of their areas."""

from dataclasses import dataclass
from datetime import date

from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.errors import SubjectGone
from bot.core.job_kinds import Done, Step
from bot.core.jobs import Job, Recipient
from bot.core.messages import A_DAY, Message, by_day
from bot.core.names import JobName
from bot.core.pages import PageOf
from bot.core.people import Person
from bot.core.routes import Reply, ask
from bot.core.storage import Work
from bot.programme import current, next_allowed, today
from bot.programme.model import Area, Programme
from bot.supporters.names import TRAINING_NAMES

REMIND = JobName("supporters.training_look")
SOON = Message("supporters.training", by_day(7 * A_DAY))
ENDS = Message("supporters.training_ends", by_day(7 * A_DAY))
STEPS = (7, 30)
"""How many days before the end a supporter is informed, the last time first."""


@dataclass(frozen=True)
class Ending:
    """A person (by reference) whose training ends, the day, and how many days are left."""

    person: str
    day: date
    left: int


async def endings(work: Work, areas: tuple[Area, ...]) -> list[Ending]:
    """Return whose training in these areas ended or ends in thirty days, the soonest first."""
    programme = await current(work)
    this_day = date.fromisoformat(today(programme, work.now))
    people = await _takers(work, programme, areas)
    found = []
    for person in people:
        if person.trained_until:
            day = date.fromisoformat(person.trained_until)
            if (left := (day - this_day).days) <= max(STEPS):
                found.append(Ending(person.reference, day, left))
    return sorted(found, key=lambda each: (each.day, each.person))


async def _takers(work: Work, programme: Programme, areas: tuple[Area, ...]) -> list[Person]:
    references = {person for area in areas for person in programme.all_takers(area)}
    return await work.of(Person).find(
        Person.reference.one_of(tuple(references)), Person.active.is_(True)
    )


async def look(context: Context, job: Job) -> Step:
    """Inform supporters who were not informed yet, and the coordinators of their areas."""
    programme = await current(context.work)
    informed = set()
    for each in await endings(context.work, programme.areas):
        step = next((days for days in STEPS if 0 <= each.left <= days), None)
        key = f"{each.day.isoformat()}:{step}"
        if step is not None and await _post(context, SOON, str(each.day), each.person, key):
            informed.add(each.person)
    day = today(programme, context.now)
    for area in programme.areas:
        if informed & {each.person for each in await endings(context.work, (area,))}:
            for coordinator in area.coordinators:
                await _post(context, ENDS, area.key, coordinator, f"ends:{area.key}:{day}")
    return Done()


async def _post(context: Context, message: Message, subject: str, person: str, key: str) -> bool:
    """Post a note outside of quiet hours; returns ``False`` if the key was used before."""
    work = context.work
    reader = await work.of(Person).get(person)
    if reader is None:
        return False
    unit = (await current(work)).unit(reader.unit)
    return await context.post(
        message,
        subject,
        Recipient.person(person),
        f"training:{person}:{key}",
        due_at=next_allowed(unit, reader, context.now),
    )


async def open_names(context: Context, press: Press, subject: str) -> Reply:
    """Open the window with the names, for a coordinator of the area."""
    if not await areas_named(context, PageOf.of_subject(subject).about):
        raise SubjectGone
    return ask(TRAINING_NAMES, subject)


async def areas_named(context: Context, subject: str) -> tuple[Area, ...]:
    """Return the area named by ``subject`` if the actor runs it, or all areas they run."""
    programme, me = await current(context.work), context.actor.reference
    return tuple(area for area in programme.run_by(me) if subject in {"", area.key})
