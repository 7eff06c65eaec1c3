"""Handlers for one's own duty and week, by typed words and by buttons."""

from dataclasses import replace
from datetime import date, time

from bot.core.clock import in_zone
from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, Refused
from bot.core.routes import Reply, replace_card, say
from bot.duty.model import DutyChanged, DutyWeek, next_time, read_time
from bot.duty.names import SUPPORTERS_DUTY
from bot.duty.standing import go_off_duty, go_on_duty
from bot.duty.turns import DAYS
from bot.programme import zone_of


async def show(context: Context, command: Command) -> Reply:
    """Show one's own duty; refuse unknown words."""
    if command.words[1:]:
        raise Refused("supporters.duty.how")
    return say(SUPPORTERS_DUTY)


async def on(context: Context, command: Command) -> Reply:
    """Go on duty, with or without an end on one's own clock."""
    given = [word for word in command.words[2:] if word != "until"]
    at = read_time(given[0]) if given else None
    if len(given) > 1 or (given and at is None) or (command.words[2:] and not given):
        raise Refused("supporters.duty.how")
    await _go_on(context, at)
    return say(SUPPORTERS_DUTY)


async def off(context: Context, command: Command) -> Reply:
    """Go off duty."""
    await _go_off(context)
    return say(SUPPORTERS_DUTY)


async def send_on(context: Context, sent: Submission) -> Reply:
    """Go on duty until the time in the form, if there is one."""
    try:
        at = time.fromisoformat(sent.one("until")) if sent.one("until") else None
    except ValueError:
        raise FormRefused({"until": "supporters.week.fault.time"}) from None
    await _go_on(context, at)
    return say(SUPPORTERS_DUTY)


async def press_off(context: Context, press: Press, subject: str) -> Reply:
    """Go off duty, in place of the pressed card."""
    await _go_off(context)
    return replace_card(SUPPORTERS_DUTY)


async def _go_on(context: Context, at: time | None) -> None:
    person = context.actor
    until = next_time(context.now, at, zone_of(person, None)) if at is not None else None
    await go_on_duty(context.work, person.reference, until)
    context.tell(DutyChanged((person.reference,)))


async def _go_off(context: Context) -> None:
    await go_off_duty(context.work, context.actor.reference)
    context.tell(DutyChanged((context.actor.reference,)))


# ---- one's own week ----


async def send_week(context: Context, sent: Submission) -> Reply:
    """Save the week in the form; an empty form removes the week."""
    work, person = context.work, context.actor
    today = in_zone(context.now, zone_of(person, None)).date()
    wanted = _read_week(sent, person.reference, today)
    weeks = work.of(DutyWeek)
    there = await weeks.get(person.reference)
    empty = not wanted.days and not wanted.away_through
    if there is not None and empty:
        await work.remove(there)
    elif there is not None:
        await work.save(replace(wanted, revision=there.revision))
    elif not empty:
        await work.add(wanted)
    context.tell(DutyChanged((person.reference,)))
    return say(SUPPORTERS_DUTY)


def _read_week(sent: Submission, person: str, today: date) -> DutyWeek:
    """Read the week in a form; raises ``FormRefused`` with all faults."""
    faults: dict[str, str] = {}
    days = tuple(day for day in DAYS if day in sent.values.get("days", ()))
    starts, ends = (_clock(sent, name, faults) for name in ("starts", "ends"))
    for name, at in (("starts", starts), ("ends", ends)):
        if days and not at and name not in faults:
            faults[name] = "supporters.week.fault.hours"
    first, last = (_day(sent, name, faults) for name in ("away_from", "away_through"))
    if first and not last and "away_through" not in faults:
        faults["away_through"] = "supporters.week.fault.last_day"
    if first and last and last < first:
        faults["away_through"] = "supporters.week.fault.before"
    if faults:
        raise FormRefused(faults)
    if last and last < today:
        first = last = None
    return DutyWeek(
        reference=person,
        days=days,
        starts=starts if days else "",
        ends=ends if days else "",
        away_from=(first or today).isoformat() if last else "",
        away_through=last.isoformat() if last else "",
    )


def _clock(sent: Submission, name: str, faults: dict[str, str]) -> str:
    text = sent.one(name)
    try:
        return time.fromisoformat(text).strftime("%H:%M") if text else ""
    except ValueError:
        faults[name] = "supporters.week.fault.time"
        return ""


def _day(sent: Submission, name: str, faults: dict[str, str]) -> date | None:
    text = sent.one(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        faults[name] = "supporters.week.fault.day"
        return None
