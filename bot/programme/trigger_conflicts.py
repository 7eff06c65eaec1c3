"""Triggers held against each other and against the programme: what cannot be together."""

from collections.abc import Collection, Iterator

from bot.programme.model import Contradiction, Programme, Trigger

ANY_KIND = "*"
"""Stands in a trigger for every kind of event."""
MANY = 20
"""From how many people on a group may be too large to be written to at once."""


def clashing(trigger: Trigger, others: Collection[Trigger]) -> Iterator[Trigger]:
    """The others that say something about the very same kind, harm, unit and day."""
    for other in others:
        same = (other.kind, other.harm) == (trigger.kind, trigger.harm)
        # One that names its units goes before one for all of them: the two get along.
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
    """What in a trigger cannot be together, if anything."""
    if trigger.ambient and trigger.milestone:
        return Contradiction.ONE_WAY
    if trigger.ambient and trigger.groups:
        return Contradiction.NO_GROUPS
    if trigger.ambient and silent_units(programme, trigger):
        return Contradiction.NO_CHANNEL
    return None


def too_many(programme: Programme, trigger: Trigger, people: int) -> int:
    """How many its groups would write to at each event, if that is most of all ``people``; else 0.

    Of a handful of people, most may well be one team.
    """
    groups = [group for group in programme.groups if group.key in trigger.groups]
    reached = len({person for group in groups for person in group.people})
    return reached if reached >= MANY and 2 * reached > people else 0


def silent_units(programme: Programme, trigger: Trigger) -> tuple[str, ...]:
    """The units of a trigger, by key, in which no channel could take an open offer."""
    return tuple(
        unit.key
        for unit in programme.units
        if (not trigger.units or unit.key in trigger.units) and not unit.channels
    )
