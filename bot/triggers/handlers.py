"""What coordinators do to triggers; each change is versioned and written to the audit log."""

from collections.abc import Awaitable, Callable
from dataclasses import replace as changed
from datetime import date, timedelta

from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, Refused
from bot.core.names import Dialog
from bot.core.routes import CommandHandler, Reply, ask, replace_card, say
from bot.programme import clashing, contradiction, current
from bot.programme.model import (
    LATER_NOTES,
    MILESTONES,
    PERSONAL,
    Audience,
    Check,
    Harm,
    Kind,
    Offer,
    Programme,
    Trigger,
)
from bot.triggers.changes import WRONG, put_back, reaches_too_many, remove, save, trigger_to_change
from bot.triggers.command_parser import parse_trigger
from bot.triggers.forms import ALL
from bot.triggers.model import MOST_WAIT, EditSubject, free_name, may_change, template
from bot.triggers.names import EDIT, SHOW, START, TESTED
from bot.triggers.views import edited, tested_subject


async def add(context: Context, command: Command) -> Reply:
    """``trigger add`` opens the form. Raises ``Refused`` for words that begin with no kind."""
    if len(command.words) > len(["trigger", "add"]):
        raise Refused("trigger.typed.kind")
    return ask(START)


def adds_kind(kind: Kind, spelling: str) -> CommandHandler:
    """The handler of ``trigger add`` with a kind in this spelling: it makes a draft at once.

    It refuses what only its person may keep a day for.
    """
    if kind in PERSONAL:
        return _refuse_personal
    before = len(f"trigger add {spelling}".split())

    async def handler(context: Context, command: Command) -> Reply:
        programme = await current(context.work)
        units = programme.units_run_by(context.actor.reference)
        trigger = parse_trigger(kind, command.words[before:], units)
        trigger = changed(trigger, name=free_name(programme, trigger))
        await save(context, trigger, "added")
        return say(SHOW, trigger.key)

    return handler


async def _refuse_personal(context: Context, command: Command) -> Reply:
    raise Refused("milestone.personal")


async def send_start(context: Context, sent: Submission) -> Reply:
    """Open the whole form, filled in from the chosen template."""
    if template(sent.one("template")) is None:
        raise FormRefused({"template": "trigger.fault.choose"})
    return ask(EDIT, str(EditSubject(sent.one("template"), is_new=True)))


async def by_name(context: Context, command: Command) -> Trigger:
    """The trigger named in a command's third word. Raises ``Refused`` if it does not exist."""
    key = command.words[2] if len(command.words) > 2 else ""  # noqa: PLR2004 - trigger VERB NAME
    if (await current(context.work)).trigger(key) is None:
        raise Refused("trigger.typed.name")
    return await trigger_to_change(context, key)


async def show(context: Context, command: Command) -> Reply:
    """``trigger show NAME``."""
    return say(SHOW, (await by_name(context, command)).key)


def opens_named(dialog: Dialog) -> CommandHandler:
    """The handler of ``trigger VERB NAME`` that opens a dialog about the trigger."""

    async def handler(context: Context, command: Command) -> Reply:
        return ask(dialog, (await by_name(context, command)).key)

    return handler


def sets_paused(*, is_paused: bool) -> Callable[..., Awaitable[Reply]]:
    """The handler of ``trigger pause NAME`` or ``resume NAME``, and of their buttons."""

    async def handler(context: Context, incoming: Command | Press, subject: str = "") -> Reply:
        if isinstance(incoming, Command):
            trigger = await by_name(context, incoming)
        else:
            trigger = await trigger_to_change(context, subject)
        if trigger.paused != is_paused:
            what = "paused" if is_paused else "resumed"
            await save(context, changed(trigger, paused=is_paused), what)
        show = say if isinstance(incoming, Command) else replace_card
        return show(SHOW, trigger.key)

    return handler


async def remove_by_words(context: Context, command: Command) -> Reply:
    """``trigger remove NAME``: remove it at once and offer to put it back."""
    trigger = await by_name(context, command)
    await remove(context, trigger)
    return say(SHOW, trigger.key)


async def press_remove(context: Context, press: Press, subject: str) -> Reply:
    """Remove a trigger; its card offers to put it back."""
    if (await current(context.work)).trigger(subject) is not None:
        await remove(context, await trigger_to_change(context, subject))
    return replace_card(SHOW, subject)


async def press_put_back(context: Context, press: Press, subject: str) -> Reply:
    """Undo a removal."""
    await put_back(context, subject)
    return replace_card(SHOW, subject)


async def send_checks(context: Context, sent: Submission) -> Reply:
    """Save the ticked checks; once all are ticked, the trigger is live."""
    trigger = await trigger_to_change(context, sent.subject)
    ticked = tuple(check for check in Check if check in sent.values.get("checks", ()))
    if ticked != trigger.checks:
        done = changed(trigger, checks=ticked)
        await save(context, done, "live" if done.is_checked else "checklist changed")
    return say(SHOW, trigger.key)


async def send_test(context: Context, sent: Submission) -> Reply:
    """Show the dry run for a unit and a moment. Raises ``FormRefused`` for an impossible time."""
    trigger = await trigger_to_change(context, sent.subject)
    try:
        subject = tested_subject(
            context, trigger, sent.one("unit"), sent.one("day"), sent.one("time")
        )
    except (ValueError, OverflowError):
        raise FormRefused({"time": "trigger.fault.time"}) from None
    return ask(TESTED, subject)


async def send_edit(context: Context, sent: Submission) -> Reply:
    """Save the form: a new trigger as a draft, an existing one with its checks kept."""
    programme = await current(context.work)
    before = await edited(context, sent.subject)
    trigger = _read_form(sent, before)
    is_new = EditSubject.of_subject(sent.subject).is_new
    if is_new:
        trigger = changed(trigger, name=free_name(programme, trigger))
    elif not trigger.name:
        # An unnamed trigger is known by its kind and harm; it keeps that name when they change.
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
    """Faults for units and groups that were removed while the form was open."""
    faults: dict[str, str] = {}
    if not {unit.key for unit in programme.units} >= set(trigger.units):
        faults["units"] = "trigger.fault.units"
    if not {group.key for group in programme.groups} >= set(trigger.groups):
        # If no group is left, the form has no field for groups.
        faults["groups" if programme.groups else "units"] = "trigger.fault.choose"
    return faults


def _read_form(sent: Submission, before: Trigger) -> Trigger:
    """The trigger described by a form; raises ``FormRefused`` with all its faults."""
    faults: dict[str, str] = {}
    for name, known in (("kind", [ALL, *Kind]), ("harm", list(Harm)), ("audience", list(Audience))):
        if sent.one(name) not in known:
            faults[name] = "trigger.fault.choose"
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
        milestone=before.milestone and sent.one("kind") in MILESTONES,
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
