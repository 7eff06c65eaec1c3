"""Trainings: a coordinator notes those that supporters had, and each supporter sees their own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.core.context import Context
from bot.core.conversation import Submission
from bot.core.errors import FormRefused
from bot.core.people import Person, name_of
from bot.core.routes import Reply, ask
from bot.core.storage import Work, new_reference
from bot.programme import current, note_change, today
from bot.programme.model import Area
from bot.supporters.model import Course, Training
from bot.supporters.trainings_screens import (
    COURSE,
    HELD_ON,
    NOTE_TRAINING,
    STRETCH,
    TAKE_OUT_TRAINING,
    TRAININGS,
    UNTIL,
    WHICH,
    WHO,
    Whom,
)

KEPT = timedelta(days=3 * 365)
"""How long a training is kept after it ended, or was held if it has no end: as long as an audit
of a support programme looks back."""


async def note(context: Context, sent: Submission) -> Reply:
    """Note a training of a supporter in an area that the actor runs.

    The same course on the same day is one training; noted again, it only gets its new end.
    """
    if STRETCH in sent.values:
        return ask(NOTE_TRAINING, str(Whom(stretch=_stretch(sent))))
    person = sent.one(WHO)
    if person not in {each.reference for each, _ in await supporters_run(context)}:
        raise FormRefused({WHO: "supporters.trained.fault.who"})
    course = sent.choice(COURSE, Course)
    if course is None:
        raise FormRefused({COURSE: "supporters.trained.fault.course"})
    held_on = _day(sent, HELD_ON)
    if held_on is None or held_on.isoformat() > today(await current(context.work), context.now):
        raise FormRefused({HELD_ON: "supporters.trained.fault.held_on"})
    until = _day(sent, UNTIL) if sent.one(UNTIL) else None
    if sent.one(UNTIL) and (until is None or until < held_on):
        raise FormRefused({UNTIL: "supporters.trained.fault.until"})
    wanted = Training(
        reference=new_reference(),
        person=person,
        course=course,
        held_on=held_on.isoformat(),
        until=until.isoformat() if until else "",
    )
    await _keep(context, wanted)
    return ask(TRAININGS)


def _stretch(sent: Submission) -> int:
    """In which stretch of names the supporter is to be found."""
    number = sent.one(STRETCH)
    if not number.isdecimal():
        raise FormRefused({STRETCH: "supporters.trained.fault.which"})
    return int(number)


def _day(sent: Submission, name: str) -> date | None:
    try:
        return date.fromisoformat(sent.one(name))
    except ValueError:
        return None


async def _keep(context: Context, wanted: Training) -> None:
    work = context.work
    for known in await trainings_of(work, wanted.person):
        if (known.course, known.held_on) == (wanted.course, wanted.held_on):
            if known.until != wanted.until:
                await work.save(replace(known, until=wanted.until))
                await note_change(work, context.actor.reference, "the end of a training changed")
            return
    await work.add(wanted)
    await note_change(work, context.actor.reference, "a training noted")


async def take_out(context: Context, sent: Submission) -> Reply:
    """Take out a training that was noted by mistake; first, of whom is picked."""
    if STRETCH in sent.values:
        return ask(TAKE_OUT_TRAINING, str(Whom(stretch=_stretch(sent))))
    if not Whom.of_subject(sent.subject).person:
        return await _pick_whose(context, sent)
    found = await context.work.of(Training).get(sent.one(WHICH)) if sent.one(WHICH) else None
    if found is None:
        raise FormRefused({WHICH: "supporters.trained.fault.which"})
    if found.person in {each.reference for each, _ in await supporters_run(context)}:
        await context.work.remove(found)
        await note_change(context.work, context.actor.reference, "a training taken out")
    return ask(TRAININGS)


async def _pick_whose(context: Context, sent: Submission) -> Reply:
    whose = sent.one(WHO)
    if whose not in {each.reference for each, _ in await supporters_run(context)}:
        raise FormRefused({WHO: "supporters.trained.fault.who"})
    return ask(TAKE_OUT_TRAINING, whose)


async def trainings_of(work: Work, person: str) -> list[Training]:
    """Return the trainings of a person (by reference), the newest first."""
    found = await work.of(Training).find(Training.person.is_(person))
    return sorted(found, key=lambda each: (each.held_on, each.reference), reverse=True)


async def supporters_run(context: Context) -> list[tuple[Person, str]]:
    """Return who takes requests in the areas that the actor runs, each with their name, by name."""
    programme, me = await current(context.work), context.actor.reference
    areas: Sequence[Area] = programme.run_by(me)
    references = {person for area in areas for person in programme.all_takers(area)}
    people = await context.work.of(Person).find(
        Person.reference.one_of(tuple(references)), Person.active.is_(True)
    )
    named = [(each, await name_of(context.work, each.reference)) for each in people]
    return sorted(named, key=lambda pair: (not pair[1], pair[1].casefold(), pair[0].reference))


async def forget_trainings(work: Work, person: str) -> None:
    """Remove the trainings of a person (by reference)."""
    for each in await work.of(Training).find(Training.person.is_(person)):
        await work.remove(each)


async def merge_trainings(work: Work, old: str, new: str) -> None:
    """Give the trainings of one person (by reference) to another, who is the same one."""
    there = {(each.course, each.held_on) for each in await trainings_of(work, new)}
    for each in await work.of(Training).find(Training.person.is_(old)):
        if (each.course, each.held_on) in there:
            await work.remove(each)
        else:
            await work.save(replace(each, person=new))


async def trainings_held(work: Work, person: str) -> int:
    """Return how many trainings of a person (by reference) are noted."""
    return await work.of(Training).count(Training.person.is_(person))


async def forget_old_trainings(work: Work) -> None:
    """Remove the trainings that ended long ago, and those of people who left."""
    last = (date.fromisoformat(today(await current(work), work.now)) - KEPT).isoformat()
    for each in await work.of(Training).find():
        person = await work.of(Person).get(each.person)
        if (each.until or each.held_on) < last or person is None or not person.active:
            await work.remove(each)
