"""What coordinators do to triggers; each change is a version and a line in the audit log."""

from collections.abc import Awaitable, Callable
from dataclasses import replace as changed
from datetime import date, timedelta

from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, Refused
from bot.core.routes import Reply, ask, replace_card, say
from bot.programme import clashing, contradiction, current
from bot.programme.model import LATER_NOTES, Audience, Check, Harm, Kind, Offer, Programme, Trigger
from bot.triggers.changes import (
    WRONG,
    put_back,
    reaches_too_many,
    remove,
    save,
    trigger_to_change,
)
from bot.triggers.command_parser import read
from bot.triggers.forms import ALL
from bot.triggers.model import free_name, may_change, template, units_for
from bot.triggers.names import CHECKS, EDIT, NEW, SHOW, START, TEST, TESTED, TRIGGER_LIST
from bot.triggers.views import edited, tested_subject

MOST_WAIT = timedelta(hours=24)


async def show_list(context: Context, command: Command) -> Reply:
    """Every trigger in reach."""
    return say(TRIGGER_LIST)


async def list_by_button(context: Context, press: Press, subject: str) -> Reply:
    """The same from a button."""
    return say(TRIGGER_LIST)


async def add(context: Context, command: Command) -> Reply:
    """``trigger add`` opens the form; with words it makes a draft at once."""
    if len(command.words) > len(["trigger", "add"]):
        raise Refused("trigger.typed.kind")
    return ask(START)


def typed_as(kind: str, spelling: str) -> Callable[[Context, Command], Awaitable[Reply]]:
    """The handler of ``trigger add`` with a kind typed in this way."""
    before = len(f"trigger add {spelling}".split())

    async def handler(context: Context, command: Command) -> Reply:
        programme = await current(context.work)
        units = units_for(programme, context.actor.reference)
        trigger = read(kind, command.words[before:], units)
        trigger = changed(trigger, name=free_name(programme, trigger))
        await save(context, trigger, "added")
        return say(SHOW, trigger.key)

    return handler


async def open_start(context: Context, press: Press, subject: str) -> Reply:
    """The form of a new trigger, from a button."""
    return ask(START)


async def send_start(context: Context, sent: Submission) -> Reply:
    """What was chosen to start from: the whole form, filled in."""
    if template(sent.one("template")) is None:
        raise FormRefused({"template": "trigger.fault.choose"})
    return ask(EDIT, f"{NEW}{sent.one('template')}")


async def by_name(context: Context, command: Command) -> Trigger:
    """The trigger named in a command's last word; refused with how to mend it."""
    key = command.words[2] if len(command.words) > 2 else ""  # noqa: PLR2004 - trigger VERB NAME
    if (await current(context.work)).trigger(key) is None:
        raise Refused("trigger.typed.name")
    return await trigger_to_change(context, key)


async def show(context: Context, command: Command) -> Reply:
    """``trigger show NAME``."""
    return say(SHOW, (await by_name(context, command)).key)


async def edit(context: Context, command: Command) -> Reply:
    """``trigger edit NAME``."""
    return ask(EDIT, (await by_name(context, command)).key)


async def test(context: Context, command: Command) -> Reply:
    """``trigger test NAME``."""
    return ask(TEST, (await by_name(context, command)).key)


async def pause(context: Context, command: Command) -> Reply:
    """``trigger pause NAME``."""
    return await _set_paused(context, await by_name(context, command), is_paused=True)


async def resume(context: Context, command: Command) -> Reply:
    """``trigger resume NAME``."""
    return await _set_paused(context, await by_name(context, command), is_paused=False)


async def remove_by_words(context: Context, command: Command) -> Reply:
    """``trigger remove NAME``: gone at once, with a way back."""
    trigger = await by_name(context, command)
    await remove(context, trigger)
    return say(SHOW, trigger.key)


async def _set_paused(context: Context, trigger: Trigger, *, is_paused: bool) -> Reply:
    if trigger.paused != is_paused:
        what = "paused" if is_paused else "resumed"
        await save(context, changed(trigger, paused=is_paused), what)
    return say(SHOW, trigger.key)


async def open_edit(context: Context, press: Press, subject: str) -> Reply:
    """The form, from a button."""
    return ask(EDIT, subject)


async def open_checks(context: Context, press: Press, subject: str) -> Reply:
    """The checklist, from a button."""
    return ask(CHECKS, subject)


async def open_test(context: Context, press: Press, subject: str) -> Reply:
    """The dry run, from a button."""
    return ask(TEST, subject)


async def press_pause(context: Context, press: Press, subject: str) -> Reply:
    """Pause by the button; twice is as good as once."""
    await _set_paused(context, await trigger_to_change(context, subject), is_paused=True)
    return replace_card(SHOW, subject)


async def press_resume(context: Context, press: Press, subject: str) -> Reply:
    """Resume by the button."""
    await _set_paused(context, await trigger_to_change(context, subject), is_paused=False)
    return replace_card(SHOW, subject)


async def press_remove(context: Context, press: Press, subject: str) -> Reply:
    """Take it out; the card keeps the way back."""
    if (await current(context.work)).trigger(subject) is not None:
        await remove(context, await trigger_to_change(context, subject))
    return replace_card(SHOW, subject)


async def press_put_back(context: Context, press: Press, subject: str) -> Reply:
    """Undo a removal."""
    await put_back(context, subject)
    return replace_card(SHOW, subject)


async def send_checks(context: Context, sent: Submission) -> Reply:
    """What was ticked; with all of it the trigger is live from now on."""
    trigger = await trigger_to_change(context, sent.subject)
    ticked = tuple(check for check in Check if check in sent.values.get("checks", ()))
    if ticked != trigger.checks:
        done = changed(trigger, checks=ticked)
        await save(context, done, "live" if done.is_checked else "checklist changed")
    return say(SHOW, trigger.key)


async def send_test(context: Context, sent: Submission) -> Reply:
    """The dry run of a unit and a moment."""
    trigger = await trigger_to_change(context, sent.subject)
    try:
        subject = tested_subject(
            context, trigger, sent.one("unit"), sent.one("day"), sent.one("time")
        )
    except (ValueError, OverflowError):
        raise FormRefused({"time": "trigger.fault.time"}) from None
    return ask(TESTED, subject)


async def send_edit(context: Context, sent: Submission) -> Reply:
    """Keep what the form says: a new trigger as a draft, one there is as it was otherwise."""
    programme = await current(context.work)
    before = await edited(context, sent.subject)
    trigger = _read(sent, before)
    is_new = sent.subject.startswith(NEW)
    if is_new:
        trigger = changed(trigger, name=free_name(programme, trigger))
    elif not trigger.name:
        # It was known by its kind and harm; it keeps that name whatever they are now.
        trigger = changed(trigger, name=before.key)
    if faults := _unknown(programme, trigger):
        raise FormRefused(faults)
    if not may_change(programme, context.actor.reference, trigger):
        raise FormRefused({"units": "trigger.fault.units"})
    if wrong := contradiction(programme, trigger):
        raise FormRefused({"how": WRONG[wrong]})
    if await reaches_too_many(context, programme, trigger):
        raise FormRefused({"groups": "trigger.fault.too_many"})
    if any(clashing(trigger, [t for t in programme.triggers if t.key != trigger.key])):
        raise FormRefused({"kind": "trigger.fault.clash"})
    if trigger != before:
        await save(context, trigger, "added" if is_new else "changed")
    return say(SHOW, trigger.key)


def _unknown(programme: Programme, trigger: Trigger) -> dict[str, str]:
    """What a trigger names that is there no more: a form may have been open while it went."""
    faults: dict[str, str] = {}
    if not {unit.key for unit in programme.units} >= set(trigger.units):
        faults["units"] = "trigger.fault.units"
    if not {group.key for group in programme.groups} >= set(trigger.groups):
        # Without any group left, the form asks for none.
        faults["groups" if programme.groups else "units"] = "trigger.fault.choose"
    return faults


def _read(sent: Submission, before: Trigger) -> Trigger:
    """The trigger a form says; raises ``FormRefused`` with everything that is wrong."""
    faults: dict[str, str] = {}
    if sent.one("kind") not in {ALL, *Kind}:
        faults["kind"] = "trigger.fault.choose"
    if sent.one("harm") not in set(Harm):
        faults["harm"] = "trigger.fault.choose"
    if sent.one("audience") not in set(Audience):
        faults["audience"] = "trigger.fault.choose"
    waits = {name: _minutes(sent, name, faults) for name in ("delay", "hold_off")}
    limits = {name: _number(sent, name, faults) for name in ("per_unit", "per_person")}
    days = {name: _day(sent, name, faults) for name in ("starts", "ends")}
    if days["ends"] and days["ends"] < days["starts"]:
        faults["ends"] = "trigger.fault.ends"
    stages = tuple(note for note in LATER_NOTES if note in sent.values.get("stages", ()))
    if not stages:
        faults["stages"] = "trigger.fault.stages"
    if faults:
        raise FormRefused(faults)
    how = sent.values.get("how", ())
    units = sent.values.get("units", ())
    return changed(
        before,
        kind=sent.one("kind"),
        harm=Harm(sent.one("harm")),
        units=() if ALL in units else tuple(units),
        audience=Audience(sent.one("audience")),
        groups=tuple(sent.values.get("groups", ())),
        delay=waits["delay"],
        hold_off=waits["hold_off"],
        starts=days["starts"],
        ends=days["ends"],
        offers=tuple(offer for offer in Offer if offer in sent.values.get("offers", ())),
        stages=() if stages == LATER_NOTES else stages,
        ambient="ambient" in how,
        milestone="milestone" in how,
        per_unit=limits["per_unit"],
        per_person=limits["per_person"],
    )


def _number(sent: Submission, name: str, faults: dict[str, str]) -> int:
    text = sent.one(name)
    if not (text.isascii() and text.isdigit()):
        faults[name] = "trigger.fault.choose"
        return 0
    return int(text)


def _minutes(sent: Submission, name: str, faults: dict[str, str]) -> timedelta:
    wait = timedelta(minutes=min(_number(sent, name, faults), 100_000))
    if wait > MOST_WAIT:
        faults[name] = "trigger.fault.choose"
    return wait


def _day(sent: Submission, name: str, faults: dict[str, str]) -> str:
    text = sent.one(name)
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        faults[name] = "trigger.fault.day"
        return ""
