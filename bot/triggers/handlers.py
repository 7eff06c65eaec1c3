"""What coordinators do to triggers; each change is versioned and written to the audit log."""

from collections.abc import Awaitable, Callable
from dataclasses import replace as changed
from datetime import date, timedelta

from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, Refused
from bot.core.names import Dialog
from bot.core.routes import CommandHandler, PressHandler, Reply, ask, replace_card, say
from bot.programme import clashing, contradiction, current
from bot.programme.model import (
    LATER_NOTES,
    Audience,
    Calls,
    Check,
    Contradiction,
    Harm,
    Kind,
    Offer,
    Programme,
    Trigger,
)
from bot.triggers.changes import WRONG, put_back, reaches_too_many, remove, save, trigger_to_change
from bot.triggers.command_parser import parse_trigger
from bot.triggers.forms import AS_USUAL
from bot.triggers.model import (
    ALL,
    MOST_WAIT,
    EditSubject,
    How,
    Meant,
    Steps,
    Verb,
    existing,
    free_name,
    fresh,
    may_change,
    template,
)
from bot.triggers.names import SHOW, START, TESTED, WHEN, WHERE, WHICH
from bot.triggers.screens import MOST_ASKED
from bot.triggers.search import look_for
from bot.triggers.sentences import sentence, what_of
from bot.triggers.views import edited, own, so_far, tested_subject


async def add(context: Context, command: Command) -> Reply:
    """``trigger add`` opens the form. Raises ``Refused`` for words that begin with no kind."""
    if len(command.words) > len(["trigger", "add"]):
        raise Refused("trigger.typed.kind")
    return ask(START)


def adds_kind(kind: Kind, spelling: str) -> CommandHandler:
    """The handler of ``trigger add`` with a kind in this spelling: it makes a draft at once."""
    before = len(f"trigger add {spelling}".split())

    async def handler(context: Context, command: Command) -> Reply:
        programme, person = await current(context.work), context.actor.reference
        typed = parse_trigger(kind, command.words[before:], programme.units_run_by(person))
        filled = fresh(programme, person, typed)
        trigger = changed(filled, units=typed.units or filled.units)
        trigger = changed(trigger, name=free_name(programme, trigger))
        await save(context, trigger, "added")
        return say(SHOW, trigger.key)

    return handler


async def send_start(context: Context, sent: Submission) -> Reply:
    """The first step of a new trigger: what happened.

    If there is one for it already, that one is changed, or shown to who may not change it.
    """
    found = template(sent.one("template"))
    if found is None:
        raise FormRefused({"template": "trigger.fault.choose"})
    usual = sent.one("harm") in {AS_USUAL, ""}
    harm = found.harm if usual else sent.choice("harm", Harm)
    if harm is None:
        raise FormRefused({"harm": "trigger.fault.choose"})
    programme, person = await current(context.work), context.actor.reference
    there = existing(programme, person, changed(found.trigger, harm=harm))
    if there is None:
        about = EditSubject(found.key, is_new=True)
        return ask(WHERE, str(Steps(str(about), found.kind, harm)))
    if not may_change(programme, person, there):
        return say(SHOW, there.key)
    about = EditSubject(there.key, was_there=True)
    return ask(WHERE, str(Steps(str(about), there.kind, there.harm)))


async def send_edit(context: Context, sent: Submission) -> Reply:
    """The first step of changing a trigger: what happened."""
    faults = {}
    if sent.one("kind") not in {ALL, *Kind}:
        faults["kind"] = "trigger.fault.choose"
    if sent.one("harm") not in set(Harm):
        faults["harm"] = "trigger.fault.choose"
    if faults:
        raise FormRefused(faults)
    steps = Steps(sent.subject, sent.one("kind"), sent.one("harm"))
    await so_far(context, steps)
    return ask(WHERE, str(steps))


async def send_where(context: Context, sent: Submission) -> Reply:
    """The second step: where, and to whom."""
    audience, how = sent.choice("audience", Audience), sent.choice("how", How)
    faults = {"how": "trigger.fault.choose"} if how is None else {}
    if audience is None:
        faults["audience"] = "trigger.fault.choose"
    if faults:
        raise FormRefused(faults)
    steps = changed(
        Steps.of_subject(sent.subject),
        units=",".join(sent.values.get("units", ())),
        audience=audience,
        groups=",".join(sent.values.get("groups", ())),
        how=how,
    )
    await _check_place(context, await so_far(context, steps))
    return ask(WHEN, str(steps))


async def _check_place(context: Context, trigger: Trigger) -> None:
    """Raise ``FormRefused`` for what no day and no wait could mend."""
    programme = await current(context.work)
    if faults := _unknown(programme, trigger):
        raise FormRefused(faults)
    if not may_change(programme, context.actor.reference, trigger):
        raise FormRefused({"units": "trigger.fault.units"})
    if wrong := contradiction(programme, trigger):
        where = "groups" if wrong is Contradiction.NO_GROUPS else "how"
        raise FormRefused({where: WRONG[wrong]})
    if await reaches_too_many(context, programme, trigger):
        raise FormRefused({"groups": "trigger.fault.too_many"})
    always = [each for each in programme.triggers if not (each.starts or each.ends)]
    if any(clashing(trigger, [each for each in always if each.key != trigger.key])):
        raise FormRefused({"units": "trigger.fault.clash"})


async def send_when(context: Context, sent: Submission) -> Reply:
    """Save the form: a new trigger as a draft, an existing one with its checks kept."""
    programme, steps = await current(context.work), Steps.of_subject(sent.subject)
    about = EditSubject.of_subject(steps.about)
    before = await edited(context, steps.about)
    faults: dict[str, str] = {}
    waits = {name: _minutes(sent, name, faults) for name in ("delay", "hold_off")}
    days = {name: _day(sent, name, faults) for name in ("starts", "ends")}
    if days["ends"] and days["ends"] < days["starts"]:
        faults["ends"] = "trigger.fault.ends"
    if faults:
        raise FormRefused(faults)
    trigger = changed(
        await so_far(context, steps),
        delay=waits["delay"],
        hold_off=waits["hold_off"],
        starts=days["starts"],
        ends=days["ends"],
    )
    if about.is_new:
        trigger = changed(trigger, name=free_name(programme, trigger))
    elif not trigger.name:
        # An unnamed trigger is known by its kind and harm; it keeps that name when they change.
        trigger = changed(trigger, name=before.key)
    if any(clashing(trigger, [t for t in programme.triggers if t.key != trigger.key])):
        raise FormRefused({"starts": "trigger.fault.clash"})
    if changed(trigger, name=before.name) != before or about.is_new:
        await save(context, trigger, "added" if about.is_new else "changed")
    return say(SHOW, trigger.key)


async def send_more(context: Context, sent: Submission) -> Reply:
    """Save what the message offers, the later ones, and the limits."""
    before = await trigger_to_change(context, sent.subject)
    faults: dict[str, str] = {}
    limits = {name: _number(sent, name, faults) for name in ("per_unit", "per_person")}
    stages = tuple(note for note in LATER_NOTES if note in sent.values.get("stages", ()))
    if not stages:
        faults["stages"] = "trigger.fault.stages"
    if faults:
        raise FormRefused(faults)
    trigger = changed(
        before,
        offers=tuple(offer for offer in Offer if offer in sent.values.get("offers", ())),
        # A form that was opened before an upgrade does not ask for it.
        calls=sent.choice("calls", Calls) or before.calls,
        stages=() if stages == LATER_NOTES else stages,
        per_unit=limits["per_unit"],
        per_person=limits["per_person"],
    )
    if trigger != before:
        await save(context, trigger, "changed")
    return say(SHOW, trigger.key)


async def send_pick(context: Context, sent: Submission) -> Reply:
    """Show the picked trigger."""
    if (await current(context.work)).trigger(sent.one("trigger")) is None:
        raise FormRefused({"trigger": "trigger.fault.choose"})
    return say(SHOW, sent.one("trigger"))


Then = Callable[[Context, Trigger], Awaitable[Reply]]


def named(verb: Verb, then: Then) -> CommandHandler:
    """The handler of ``trigger VERB`` and a name or words of a sentence, however it is typed.

    If several are meant, or a word is misspelt, it asks which. Raises ``Refused`` for words that
    resemble none.
    """

    async def handler(context: Context, command: Command) -> Reply:
        programme, words = await current(context.work), context.words
        typed = " ".join(command.words[len(("trigger", verb)) :])

        def said(trigger: Trigger) -> tuple[str, ...]:
            return sentence(words, programme, trigger), what_of(words, trigger)

        mine = own(programme, context.actor.reference)
        found = look_for(typed, mine, said)
        if not found.triggers:
            found = look_for(typed, programme.triggers, said)
        if not found.triggers:
            raise Refused("trigger.typed.name")
        if found.is_sure:
            return await then(context, await trigger_to_change(context, found.triggers[0].key))
        keys = tuple(each.key for each in found.triggers[:MOST_ASKED])
        return say(WHICH, str(Meant(verb, keys)))

    return handler


async def show(context: Context, trigger: Trigger) -> Reply:
    """Show a trigger that was named."""
    return say(SHOW, trigger.key)


def opens_named(dialog: Dialog) -> Then:
    """Open a dialog about a trigger that was named."""

    async def then(context: Context, trigger: Trigger) -> Reply:
        return ask(dialog, trigger.key)

    return then


def pauses(*, is_paused: bool) -> Then:
    """Pause a trigger that was named, or let it work again."""

    async def then(context: Context, trigger: Trigger) -> Reply:
        await _set_paused(context, trigger, is_paused=is_paused)
        return say(SHOW, trigger.key)

    return then


async def remove_named(context: Context, trigger: Trigger) -> Reply:
    """Remove a trigger that was named, and offer to put it back."""
    await remove(context, trigger)
    return say(SHOW, trigger.key)


def press_pauses(*, is_paused: bool) -> PressHandler:
    """The handler of the button that pauses a trigger, or lets it work again."""

    async def handler(context: Context, press: Press, subject: str) -> Reply:
        trigger = await trigger_to_change(context, subject)
        await _set_paused(context, trigger, is_paused=is_paused)
        return replace_card(SHOW, trigger.key)

    return handler


async def _set_paused(context: Context, trigger: Trigger, *, is_paused: bool) -> None:
    if trigger.paused != is_paused:
        what = "paused" if is_paused else "resumed"
        await save(context, changed(trigger, paused=is_paused), what)


async def press_show(context: Context, press: Press, subject: str) -> Reply:
    """Show a trigger in place of the question which was meant."""
    return replace_card(SHOW, subject)


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


def _unknown(programme: Programme, trigger: Trigger) -> dict[str, str]:
    """Faults for units and groups that were removed while the form was open."""
    faults: dict[str, str] = {}
    if not {unit.key for unit in programme.units} >= set(trigger.units):
        faults["units"] = "trigger.fault.units"
    if not {group.key for group in programme.groups} >= set(trigger.groups):
        # If no group is left, the form has no field for groups.
        faults["groups" if programme.groups else "audience"] = "trigger.fault.choose"
    return faults


MOST_DIGITS = 9


def _number(sent: Submission, name: str, faults: dict[str, str]) -> int:
    text = sent.one(name)
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
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
