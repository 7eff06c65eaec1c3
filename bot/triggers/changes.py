"""Changing a trigger: a new version of the programme, and a line in the audit log."""

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
}


async def trigger_to_change(context: Context, key: str) -> Trigger:
    """The trigger of this name; raises ``SubjectGone`` or, out of one's reach, ``Refused``."""
    programme = await current(context.work)
    found = programme.trigger(key)
    if found is None:
        raise SubjectGone
    if not may_change(programme, context.actor.reference, found):
        raise Refused("trigger.not_yours")
    return found


async def save(context: Context, trigger: Trigger, what: str) -> None:
    """Keep a trigger as it is now; ``what`` goes into the audit log behind its name.

    Raises ``Refused`` where it is out of one's reach or says what another says already.
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
    """Whether its groups are most of all people: a playbook could not say so either."""
    if not trigger.groups:
        return False
    return too_many(programme, trigger, await people_written(context.work, programme)) > 0


async def remove(context: Context, trigger: Trigger) -> None:
    """Take a trigger out; the version before keeps it."""
    await put(context.work, without(await current(context.work), trigger.key))
    await _note(context, trigger, "removed")


async def removed(context: Context, key: str) -> Trigger | None:
    """A trigger that was taken out, as it was last; ``None`` if no version kept has it."""
    for programme in await versions(context.work):
        found = programme.trigger(key)
        if found is not None:
            return found
    return None


async def put_back(context: Context, key: str) -> None:
    """Undo a removal; twice is no fault. Raises ``SubjectGone`` if no version has it."""
    if (await current(context.work)).trigger(key) is not None:
        return
    trigger = await removed(context, key)
    if trigger is None:
        raise SubjectGone
    await save(context, trigger, "put back")


async def _note(context: Context, trigger: Trigger, what: str) -> None:
    await note_change(context.work, context.actor.reference, f"trigger {trigger.key} {what}")
