"""Reads the triggers of a playbook, and finds contradictions among them."""

from datetime import timedelta

from adapters.playbook.tables import AREA, UNIT, Table
from adapters.playbook.times import read_later_notes
from bot.programme.conflicts.triggers import ANY_KIND, clashing, contradiction, silent_units
from bot.programme.model import (
    MILESTONES,
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

DELAY, HOLD_OFF = timedelta(hours=1), timedelta(minutes=5)
LATEST = timedelta(hours=24)
"""The longest time from an event to its first note."""


def read_triggers(tables: list[Table], above: Programme) -> tuple[Trigger, ...]:
    """The triggers, by the areas, units and groups there are ``above``.

    What contradicts another or can never work is a fault.
    """
    found: list[Trigger] = []
    lines: dict[str, int] = {}
    for table in tables:
        trigger = _trigger(table, above)
        if trigger is None:
            continue
        clash = next(clashing(trigger, found), None)
        if clash is not None:
            line = lines[clash.key]
            what = f"{trigger.kind} at {trigger.harm} has a trigger already, on line {line}"
            table.fault("kind", what, "take one out, or give them other units or days")
        elif any(other.key == trigger.key for other in found):
            what = f'"{trigger.key}" is a trigger already, on line {lines[trigger.key]}'
            where = "name" if trigger.name else "kind"
            table.fault(where, what, f'give it another name: name = "{trigger.key}-2"')
        else:
            found.append(trigger)
            lines[trigger.key] = table.faults.line(table.path)
    return tuple(found)


def _trigger(table: Table, above: Programme) -> Trigger | None:
    kind = table.one_of("kind", [ANY_KIND, *Kind], "kind", needed=True)
    harm = table.one_of("harm", list(Harm), "harm", needed=True)
    delay, hold_off = table.wait("delay", DELAY), table.wait("hold_off", HOLD_OFF)
    for name, wait in (("delay", delay), ("hold_off", hold_off)):
        if wait > LATEST:
            remedy = f'write at most {name} = "24 h"'
            table.fault(name, "a first note would come later than 24 hours after", remedy)
    offers = table.choices("offers", Offer, "offer")
    checks = table.choices("checks", Check, "check")
    trigger = Trigger(
        kind=kind,
        harm=Harm(harm or Harm.UNKNOWN),
        delay=delay,
        hold_off=hold_off,
        name=table.key("name") if table.has("name") else "",
        units=_units(table, above),
        audience=table.choice("audience", Audience.ON_SHIFT, "audience"),
        groups=table.several_of("groups", [g.key for g in above.groups], "group with the key"),
        offers=tuple(Offer) if offers is None else offers,
        stages=read_later_notes(table),
        calls=table.choice("calls", Calls.NONE, "way to call people"),
        ambient=table.flag("ambient"),
        per_unit=table.count("per_unit"),
        per_person=table.count("per_person"),
        milestone=table.flag("milestone"),
        starts=table.day_if_any("starts"),
        ends=table.day_if_any("ends"),
        paused=table.flag("paused"),
        # By default all, as applying a playbook confirms them.
        checks=tuple(Check) if checks is None else checks,
    )
    if trigger.ends and trigger.ends < trigger.starts:
        table.fault("ends", "this trigger ends before it starts", "change one of the days")
    _contradictions(table, above, trigger)
    table.close()
    return trigger if kind and harm else None


def _contradictions(table: Table, above: Programme, trigger: Trigger) -> None:
    match contradiction(above, trigger):
        case Contradiction.ONE_WAY:
            what = "an open offer to a unit does not go to the people picked for a milestone"
            table.fault("ambient", what, "take ambient out")
        case Contradiction.PERSONAL:
            what = f"nobody may send messages to others about {trigger.kind}"
            remedy = "take this trigger out; people choose such a day with /support remind"
            table.fault("kind", what, remedy)
        case Contradiction.NOT_A_MILESTONE:
            kinds = ", ".join(kind for kind in Kind if kind in MILESTONES)
            what, remedy = f"{trigger.kind} is no milestone", f"take milestone out, or use: {kinds}"
            table.fault("milestone", what, remedy)
        case Contradiction.NO_CALLS:
            what = "an open offer, or a milestone, names nobody for a peer to call"
            table.fault("calls", what, "take calls out")
        case Contradiction.NO_GROUPS:
            remedy = "take groups out, or ambient"
            table.fault("ambient", "an offer in a channel reaches no group", remedy)
        case Contradiction.NO_CHANNEL:
            where = silent_units(above, trigger)[0]
            what = f"trigger {trigger.key} has no channel to write to in unit {where}"
            remedy = "add channel to the unit, as under [channels.claims], or take ambient out"
            table.fault("ambient", what, remedy)


def _units(table: Table, above: Programme) -> tuple[str, ...]:
    """The units named, with all units of the areas named."""
    named = table.several_of("units", [unit.key for unit in above.units], UNIT)
    areas = table.several_of("areas", [area.key for area in above.areas], AREA)
    of_areas = tuple(unit.key for unit in above.units if unit.area in areas)
    if areas and not of_areas:
        table.fault("areas", f"{areas[0]} has no unit", "name another area, or take it out")
    return tuple(dict.fromkeys((*named, *of_areas)))
