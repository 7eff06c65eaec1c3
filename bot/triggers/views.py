"""Draws the screens and forms of triggers from the present programme."""

from dataclasses import replace
from datetime import timedelta

from bot.adverse_events import name_parts, names_of, reached_by
from bot.adverse_events.model import BY_PLAN
from bot.check_ins import calls_parts, exact_words, signature_in
from bot.core.clock import in_zone, moment_on
from bot.core.context import Context
from bot.core.errors import Refused, SubjectGone
from bot.core.people import Person
from bot.core.screens import Card, Form, Part, Text
from bot.core.texts import Words
from bot.milestones import days_ahead, zone_of_unit
from bot.milestones import exact_words as milestone_words
from bot.programme import current, today
from bot.programme.model import Calls, Harm, Kind, Programme, Trigger
from bot.triggers import forms, screens
from bot.triggers.changes import removed, trigger_to_change
from bot.triggers.model import (
    TEMPLATES,
    DryRun,
    EditSubject,
    Meant,
    Steps,
    existing,
    fresh,
    may_change,
    reach_of,
    state_of,
    template,
)
from bot.triggers.screens import MOST_LETTERS
from bot.triggers.sentences import short


async def trigger_list(context: Context, subject: str) -> Card:
    """Draw the triggers of the coordinator's units."""
    programme = await current(context.work)
    day = today(programme, context.now)
    shown = [(each, state_of(each, day)) for each in own(programme, context.actor.reference)]
    return screens.list_card(context.words, programme, shown)


def own(programme: Programme, person: str) -> list[Trigger]:
    """The triggers that reach a unit of the areas a person (by reference) coordinates."""
    mine = {unit.key for unit in programme.units_run_by(person)}
    return [
        each
        for each in programme.triggers
        if mine & {unit.key for unit in reach_of(programme, each)}
        or may_change(programme, person, each)
    ]


async def pick(context: Context, subject: str) -> Form:
    """Draw the choice of a trigger to see."""
    programme = await current(context.work)
    found, day = own(programme, context.actor.reference), today(programme, context.now)
    if not found:
        raise Refused("trigger.list.none")
    words, states = context.words, screens.states(context.words)
    named = [
        (
            each.key,
            words(
                "trigger.list.row",
                sentence=short(words, programme, each)[:MOST_LETTERS],
                state=states[state_of(each, day)],
            ),
        )
        for each in found
    ]
    return forms.pick_form(words, named)


async def which(context: Context, subject: str) -> Card:
    """Draw the question which trigger was meant; raises ``SubjectGone`` if none is left."""
    meant, programme = Meant.of_subject(subject), await current(context.work)
    found = [each for key in meant.keys if (each := programme.trigger(key)) is not None]
    if not found:
        raise SubjectGone
    return screens.which_card(context.words, programme, meant, found)


async def show(context: Context, key: str) -> Card:
    """Draw a trigger, or that it was removed. Raises ``SubjectGone``."""
    programme = await current(context.work)
    trigger = programme.trigger(key)
    if trigger is None:
        gone = await removed(context, key)
        if gone is None or not may_change(programme, context.actor.reference, gone):
            raise SubjectGone
        return screens.removed_card(context.words, programme, gone)
    return screens.show_card(
        context.words,
        programme,
        trigger,
        state_of(trigger, today(programme, context.now)),
        mine=may_change(programme, context.actor.reference, trigger),
    )


async def start(context: Context, subject: str) -> Form:
    """Draw the first step of a new trigger. Raises ``Refused`` for who coordinates no area."""
    programme = await current(context.work)
    person = _coordinator(context, programme)
    there = {each.key for each in TEMPLATES if existing(programme, person, each.trigger)}
    return forms.start_form(context.words, there)


def _coordinator(context: Context, programme: Programme) -> str:
    if not programme.run_by(context.actor.reference):
        raise Refused("trigger.not_yours")
    return context.actor.reference


async def edit(context: Context, subject: str) -> Form:
    """Draw the first step of changing a trigger; raises ``Refused`` for another's."""
    programme = await current(context.work)
    _coordinator(context, programme)
    trigger = await edited(context, subject)
    return forms.edit_form(context.words, programme, trigger, subject)


async def where(context: Context, subject: str) -> Form:
    """Draw the second step, with what was entered in the first."""
    programme = await current(context.work)
    units = programme.units_run_by(_coordinator(context, programme))
    steps = Steps.of_subject(subject)
    trigger, was_there = await so_far(context, steps), EditSubject.parse(steps.about).was_there
    return forms.where_form(context.words, programme, units, trigger, subject, is_there=was_there)


async def when(context: Context, subject: str) -> Form:
    """Draw the third step, with what was entered in the first two."""
    trigger = await so_far(context, Steps.of_subject(subject))
    return forms.when_form(context.words, await current(context.work), trigger, subject)


async def so_far(context: Context, steps: Steps) -> Trigger:
    """The trigger with what was entered in the steps so far."""
    programme, person = await current(context.work), context.actor.reference
    before = await edited(context, steps.about)
    if EditSubject.parse(steps.about).is_new:
        harm = Harm(steps.harm)
        before = fresh(programme, person, replace(before, kind=steps.kind, harm=harm))
    return steps.on(programme, person, before)


async def more(context: Context, key: str) -> Form:
    """Draw what seldom changes of a trigger."""
    trigger = await trigger_to_change(context, key)
    return forms.more_form(context.words, await current(context.work), trigger)


async def edited(context: Context, subject: str) -> Trigger:
    """The trigger a form is about: an existing one, or a new one from a template."""
    form = EditSubject.of_subject(subject)
    if not form.is_new:
        return await trigger_to_change(context, form.key)
    found = template(form.key)
    if found is None:
        raise SubjectGone
    return found.trigger


async def checks(context: Context, key: str) -> Form:
    """Draw the checks, with the number of people the trigger could reach."""
    trigger = await trigger_to_change(context, key)
    programme = await current(context.work)
    people, active = context.work.of(Person), Person.active.is_(True)
    units = {unit.key for unit in reach_of(programme, trigger)}
    groups = {p for g in programme.groups if g.key in trigger.groups for p in g.people}
    there = Person.unit.one_of(sorted(units)), active
    on_shifts = await people.count(*there) - await people.count(*there, Person.shift.is_(""))
    others = [
        person
        for person in await people.find(Person.reference.one_of(sorted(groups)), active)
        if not (person.unit in units and person.shift)
    ]
    could = on_shifts + len(others)
    return forms.checks_form(context.words, trigger, could, await people.count(active))


async def test(context: Context, key: str) -> Form:
    """Draw the form of a dry run, with the present time filled in."""
    trigger = await trigger_to_change(context, key)
    programme = await current(context.work)
    units = reach_of(programme, trigger)
    if not units:
        raise Refused("trigger.test.no_units")
    local = in_zone(context.now, context.actor.zone)
    local -= timedelta(seconds=local.second)
    return forms.test_form(context.words, trigger, units, local)


async def tested(context: Context, subject: str) -> Form:
    """Draw the result of a dry run."""
    run = DryRun.of_subject(subject)
    trigger, moment = await trigger_to_change(context, run.trigger), run.moment
    programme = await current(context.work)
    unit = programme.unit(run.unit)
    if unit is None:
        raise SubjectGone
    if trigger.is_milestone:
        return _tested_milestone(context, programme, trigger, run)
    people = await reached_by(context.work, programme, unit, trigger, moment)
    words = context.words
    parts: list[Part] = []
    if trigger.ambient:
        parts.append(Text(words("trigger.test.ambient", unit=unit.name)))
    elif people:
        names, nameless = await names_of(context.work, people)
        parts.append(Text(_who(words, trigger, len(people))))
        parts += name_parts(words, tuple(names), nameless)
    else:
        parts.append(Text(words("trigger.test.nobody")))
    at = max(moment + trigger.delay, moment + trigger.hold_off)
    if trigger.kind in BY_PLAN:
        parts.append(Text(words("trigger.show.by_plan")))
    else:
        parts.append(Text(words("trigger.test.when", time=words.day_and_time(at))))
    parts += calls_parts(words, trigger.calls)
    signed = await signature_in(context, unit.area, trigger.kind)
    parts += exact_words(words, context.lines, trigger.offers, signed)
    return forms.tested_form(words, subject, tuple(parts))


def _who(words: Words, trigger: Trigger, count: int) -> str:
    if trigger.calls is Calls.NONE:
        return words("trigger.test.who", count=count)
    return words("adverse_event.progress.planned", count=count)


def _tested_milestone(
    context: Context, programme: Programme, trigger: Trigger, run: DryRun
) -> Form:
    """Draw the messages of a milestone; it reaches nobody by itself, so nobody is named."""
    words, zone = context.words, zone_of_unit(programme, run.unit)
    days = days_ahead(in_zone(run.moment, zone).date(), zone, context.now)
    told = Text(words("milestone.dry_run"))
    parts = milestone_words(words, context.lines, Kind(trigger.kind), days)
    return forms.tested_form(words, str(run), (told, *parts))


def tested_subject(context: Context, trigger: Trigger, unit: str, day: str, clock: str) -> str:
    """The subject of a dry run; raises ``ValueError`` for an invalid day or time."""
    moment = moment_on(day, clock, context.actor.zone)
    return str(DryRun(trigger.key, unit, moment))
