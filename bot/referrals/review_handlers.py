"""``review``: whoever reviews harm asks for support for the team, and learns no more of it."""

from collections.abc import Sequence
from datetime import timedelta

from bot.adverse_events import (
    REVIEWED,
    kinds,
    moment_of,
    picked,
    recent_events,
    take_review,
    units_reviewed_by,
)
from bot.adverse_events.model import (
    ALIVE,
    AdverseEvent,
    EventState,
    PersonReport,
    harm_of,
    kinds_of_unit,
)
from bot.core.clock import in_zone
from bot.core.context import Context
from bot.core.conversation import Command, Submission
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.routes import Reply, ask, say
from bot.core.screens import Form
from bot.programme import current, today
from bot.programme.model import Kind, Programme, Unit
from bot.referrals import review_screens as screens
from bot.referrals.names import REVIEW, REVIEW_ASK
from bot.referrals.review_screens import NEW, NOT_NEEDED, STARTED, EventInWords, Need


async def open_review(context: Context, command: Command) -> Reply:
    """``review``. Raises ``Refused`` for somebody who reviews no unit."""
    await _units(context)
    return ask(REVIEW)


async def _units(context: Context) -> tuple[Unit, ...]:
    units = units_reviewed_by(await current(context.work), context.actor.reference)
    if not units:
        raise Refused("review.not_yours")
    return units


async def which(context: Context, subject: str) -> Form:
    """Draw the choice of the event."""
    programme = await current(context.work)
    events = await recent_events(context.work, await _units(context))
    return screens.which_form(
        context.words, [_in_words(context, programme, event) for event in events]
    )


def _in_words(context: Context, programme: Programme, event: AdverseEvent) -> EventInWords:
    unit = programme.unit(event.unit)
    return EventInWords(
        reference=event.reference,
        what=kinds(context.words)[event.kind],
        where=unit.name if unit else event.unit,
        when=context.words.day_and_time(event.occurred_at),
        offered=event.state is EventState.RELEASED,
    )


async def send_which(context: Context, sent: Submission) -> Reply:
    """Ask whether the team needs support."""
    chosen = sent.one("event")
    if not chosen:
        raise FormRefused({"event": "review.fault.event"})
    return ask(REVIEW_ASK, chosen)


async def ask_need(context: Context, subject: str) -> Form:
    """Draw the question whether the team of an event needs support."""
    programme, units = await current(context.work), await _units(context)
    if subject != NEW:
        event = await _event(context, subject)
        return screens.ask_form(context.words, _in_words(context, programme, event))
    local = in_zone(context.now, context.actor.zone)
    local -= timedelta(minutes=local.minute % 5, seconds=local.second)
    ordered: Sequence[Kind] = REVIEWED
    if len(units) == 1:
        usual = kinds_of_unit(programme, units[0].key, today(programme, context.now))
        ordered = [kind for kind in usual if kind in REVIEWED]
    return screens.new_form(context.words, units, local.replace(microsecond=0), ordered)


async def _event(context: Context, reference: str) -> AdverseEvent:
    """An event that the actor may review; else raises ``SubjectGone``."""
    event = await context.need(AdverseEvent, reference)
    mine = {unit.key for unit in await _units(context)}
    if event.state not in ALIVE or event.unit not in mine or event.kind not in REVIEWED:
        raise SubjectGone
    return event


async def send_need(context: Context, sent: Submission) -> Reply:
    """Start the ordinary messages if the team needs support; nothing is stored if it does not."""
    units = {unit.key: unit for unit in await _units(context)}
    need = sent.choice("need", Need)
    if need is None:
        raise FormRefused({"need": "review.fault.need"})
    if need is Need.NO:
        return say(NOT_NEEDED)
    given = await (_new(context, sent, units) if sent.subject == NEW else _known(context, sent))
    unit = units[given.unit]
    people = await picked(context, sent.values.get("people", ()), unit.zone)
    if need is Need.PICKED and not people:
        raise FormRefused({"people": "review.fault.people"})
    whole = PersonReport(
        kind=given.kind,
        harm=given.harm,
        unit=given.unit,
        occurred_at=given.occurred_at,
        people=tuple(people),
        everyone=need is Need.SHIFT,
        event=given.event,
    )
    if await take_review(context, unit, whole) is None:
        raise FormRefused({"people": "adverse_event.fault.nobody_on_shift"})
    return say(STARTED)


async def _known(context: Context, sent: Submission) -> PersonReport:
    event = await _event(context, sent.subject)
    return PersonReport(
        event.kind, event.harm, event.unit, event.occurred_at, event=event.reference
    )


async def _new(context: Context, sent: Submission, units: dict[str, Unit]) -> PersonReport:
    faults: dict[str, str] = {}
    kind = sent.choice("kind", Kind)
    if sent.one("unit") not in units:
        faults["unit"] = "review.fault.team"
    if kind not in REVIEWED:
        faults["kind"] = "adverse_event.fault.kind"
    occurred_at = moment_of(context, sent, faults)
    if faults or kind is None or occurred_at is None:
        raise FormRefused(faults)
    return PersonReport(kind, harm_of(kind), sent.one("unit"), occurred_at)
