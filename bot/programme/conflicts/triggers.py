"""Conflicts of a trigger with other triggers, within itself, and with the programme."""

from collections.abc import Collection, Iterator

from bot.programme.model import PERSONAL, Calls, Contradiction, Programme, Trigger

ANY_KIND = "*"
"""A trigger's kind for every kind of event."""
MANY = 20
"""The number of people from which groups may be too large for one event."""


def clashing(trigger: Trigger, others: Collection[Trigger]) -> Iterator[Trigger]:
    """The other triggers for the same kind, harm, unit, and day."""
    for other in others:
        same = (other.kind, other.harm) == (trigger.kind, trigger.harm)
        # A trigger that names its units takes precedence over one for all units.
        places = (
            bool(set(other.units) & set(trigger.units))
            if other.units and trigger.units
            else other.units == trigger.units
        )
        apart = (other.ends and trigger.starts > other.ends) or (
            trigger.ends and other.starts > trigger.ends
        )
        if same and places and not apart and not (other.paused or trigger.paused):
            yield other


def contradiction(programme: Programme, trigger: Trigger) -> Contradiction | None:
    """The first contradiction within a trigger, if there is one."""
    if trigger.kind in PERSONAL:
        return Contradiction.PERSONAL
    if trigger.milestone and not trigger.is_milestone:
        return Contradiction.NOT_A_MILESTONE
    if trigger.ambient and trigger.is_milestone:
        return Contradiction.ONE_WAY
    if trigger.calls is not Calls.NONE and (trigger.ambient or trigger.is_milestone):
        return Contradiction.NO_CALLS
    if trigger.ambient and trigger.groups:
        return Contradiction.NO_GROUPS
    if trigger.ambient and silent_units(programme, trigger):
        return Contradiction.NO_CHANNEL
    return None


def too_many(programme: Programme, trigger: Trigger, people: int) -> int:
    """How many people a trigger's groups reach, if that is most of all ``people``; otherwise 0.

    Small groups are fine, because a handful of people may well be one team.
    """
    groups = [group for group in programme.groups if group.key in trigger.groups]
    reached = len({person for group in groups for person in group.people})
    return reached if reached >= MANY and 2 * reached > people else 0


def silent_units(programme: Programme, trigger: Trigger) -> tuple[str, ...]:
    """The units of a trigger, by key, without a channel for an open offer."""
    return tuple(
        unit.key
        for unit in programme.units
        if (not trigger.units or unit.key in trigger.units) and not unit.channels
    )
