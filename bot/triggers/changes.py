"""Changes triggers; each change makes a programme version and an entry in the audit log."""

from bot.core.context import Context
from bot.core.errors import Refused, SubjectGone
from bot.programme import (
    clashing,
    contradiction,
    current,
    note_change,
    people_written,
    put,
    too_many,
    versions,
)
from bot.programme.model import Contradiction, Programme, Trigger
from bot.triggers.model import may_change, with_trigger, without

WRONG = {
    Contradiction.ONE_WAY: "trigger.fault.one_way",
    Contradiction.NO_GROUPS: "trigger.fault.no_groups",
    Contradiction.NO_CHANNEL: "trigger.fault.no_channel",
    Contradiction.NO_CALLS: "trigger.fault.no_calls",
    Contradiction.PERSONAL: "trigger.typed.personal",
    Contradiction.NOT_A_MILESTONE: "trigger.fault.choose",
}


async def trigger_to_change(context: Context, key: str) -> Trigger:
    """The trigger with this name.

    Raises ``SubjectGone`` if there is none, ``Refused`` if the actor may not change it.
    """
    programme = await current(context.work)
    found = programme.trigger(key)
    if found is None:
        raise SubjectGone
    if not may_change(programme, context.actor.reference, found):
        raise Refused("trigger.not_yours")
    return found


async def save(context: Context, trigger: Trigger, what: str) -> None:
    """Save a trigger and write ``what`` to the audit log after its name.

    Raises ``Refused`` if the actor may not change it, it contradicts itself, it reaches too many
    people, or it clashes with another trigger.
    """
    programme = await current(context.work)
    if not may_change(programme, context.actor.reference, trigger):
        raise Refused("trigger.not_yours")
    if wrong := contradiction(programme, trigger):
        raise Refused(WRONG[wrong])
    if await reaches_too_many(context, programme, trigger):
        raise Refused("trigger.fault.too_many")
    others = [each for each in programme.triggers if each.key != trigger.key]
    if any(clashing(trigger, others)):
        raise Refused("trigger.clash")
    await put(context.work, with_trigger(programme, trigger))
    await _note(context, trigger, what)


async def reaches_too_many(context: Context, programme: Programme, trigger: Trigger) -> bool:
    """Whether its groups hold most of all people, which a playbook may not do either."""
    if not trigger.groups:
        return False
    return too_many(programme, trigger, await people_written(context.work, programme)) > 0


async def remove(context: Context, trigger: Trigger) -> None:
    """Remove a trigger; the previous programme version keeps it."""
    await put(context.work, without(await current(context.work), trigger.key))
    await _note(context, trigger, "removed")


async def removed(context: Context, key: str) -> Trigger | None:
    """The last version of a removed trigger; ``None`` if no programme version has it."""
    for programme in await versions(context.work):
        found = programme.trigger(key)
        if found is not None:
            return found
    return None


async def put_back(context: Context, key: str) -> None:
    """Undo a removal, if not undone already. Raises ``SubjectGone`` if no version has it."""
    if (await current(context.work)).trigger(key) is not None:
        return
    trigger = await removed(context, key)
    if trigger is None:
        raise SubjectGone
    await save(context, trigger, "put back")


async def _note(context: Context, trigger: Trigger, what: str) -> None:
    await note_change(context.work, context.actor.reference, f"trigger {trigger.key} {what}")
