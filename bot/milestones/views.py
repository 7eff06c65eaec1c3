"""Draws the messages about milestones, the form that plans one, and its preview."""

from datetime import date, datetime, timedelta

from bot.adverse_events import audience_of, kinds, milestone_of
from bot.adverse_events.model import AdverseEvent, Episode, EventState
from bot.core.clock import in_zone, noon
from bot.core.context import Context, View
from bot.core.errors import Refused, SubjectGone
from bot.core.inputs import options_named
from bot.core.people import name_of
from bot.core.screens import Card, Form
from bot.milestones import screens
from bot.milestones.model import Stage, message_day, stages_ahead
from bot.programme import current
from bot.programme.model import MILESTONES, PERSONAL, Programme, Unit

MOST_LINKED = 20


def message_view(stage: Stage) -> View:
    """Make the view of one of the two messages."""

    async def view(context: Context, episode: str) -> Card:
        found = await context.need(Episode, episode)
        person = await context.work.vault.open(found.person)
        event = await milestone_of(context.work, found)
        if person is None or event is None:
            raise SubjectGone
        name = await name_of(context.work, person)
        return screens.message_card(context.words, context.lines, episode, name, event.kind, stage)

    return view


def zone_of_unit(programme: Programme, unit: str) -> str:
    """Return the time zone in which a milestone of this unit (by key) has its day."""
    found = programme.unit(unit)
    return found.zone if found else programme.zone


def days_ahead(day: date, zone: str, now: datetime) -> dict[Stage, datetime]:
    """Return the messages that can still go out about a day, with the day of each."""
    today = in_zone(now, zone)
    return {
        stage: noon(max(message_day(stage, day), today.date()), zone)
        for stage in stages_ahead(day, today)
    }


async def run_by(context: Context) -> tuple[Unit, ...]:
    """Return the units that the actor coordinates; raises ``Refused`` if there are none."""
    units = (await current(context.work)).units_run_by(context.actor.reference)
    if not units:
        raise Refused("milestone.not_yours")
    return units


async def plan(context: Context, kind: str) -> Form:
    """Draw the form that plans a milestone, with a kind chosen if one was typed."""
    units = await run_by(context)
    tomorrow = in_zone(context.now, context.actor.zone).date() + timedelta(days=1)
    chosen = kind if kind in MILESTONES else ""
    earlier = await linkable(context, units)
    linked = options_named((each.reference, _about(context, units, each)) for each in earlier)
    return screens.plan_form(context.words, units, chosen, tomorrow, linked)


async def linkable(context: Context, units: tuple[Unit, ...]) -> list[AdverseEvent]:
    """Return the released events of these units that a milestone may be about, newest first."""
    events = await context.work.of(AdverseEvent).find(
        AdverseEvent.unit.one_of([unit.key for unit in units]),
        AdverseEvent.state.is_(EventState.RELEASED),
        order_by=AdverseEvent.occurred_at,
    )
    private = MILESTONES | PERSONAL
    return [each for each in reversed(events) if each.kind not in private][:MOST_LINKED]


def _about(context: Context, units: tuple[Unit, ...], event: AdverseEvent) -> str:
    words = context.words
    where = next((unit.name for unit in units if unit.key == event.unit), event.unit)
    what, when = kinds(words)[event.kind], words.day_and_time(event.occurred_at)
    return words("adverse_event.about", what=what, where=where, when=when)


async def preview(context: Context, reference: str) -> Form:
    """Draw the people who were picked and the exact words, for those who may see the list."""
    audience = await audience_of(context, reference)
    if audience is None or audience.report.kind not in MILESTONES:
        raise SubjectGone
    programme = await current(context.work)
    report = audience.report
    zone = zone_of_unit(programme, report.unit)
    days = days_ahead(in_zone(report.occurred_at, zone).date(), zone, context.now)
    event = await context.work.of(AdverseEvent).get(report.linked) if report.linked else None
    linked = _about(context, programme.units, event) if event else ""
    return screens.preview_form(context.words, context.lines, audience, linked, days)
