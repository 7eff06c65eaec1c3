"""Hours and ladders, as a playbook writes them."""

from dataclasses import fields
from datetime import timedelta

from bot.programme.model import Ladder, Programme, ServiceHours
from bot.programme.quiet import DAYS
from bot.programme.tables import Table


def read_hours(table: Table) -> ServiceHours:
    """When requests are answered: ``days`` and ``time``; all days, by day, when left out."""
    default = Programme("", "UTC").hours
    days = table.several_of("days", DAYS, "no day")
    span = table.span("time") or (default.starts, default.ends)
    if table.has("days") and not table.texts("days"):
        table.fault("days", "there is no day on which requests are watched", "name one")
    holidays = tuple(day.isoformat() for day in table.days("holidays"))
    table.close()
    return ServiceHours(days or default.days, *span, holidays)


def read_ladder(table: Table) -> Ladder:
    """How long a request waits for each step, in their order."""
    default = Ladder()
    waits = {
        each.name: table.wait(each.name, getattr(default, each.name)) for each in fields(Ladder)
    }
    ladder = Ladder(**waits)
    if not timedelta() < ladder.remind_first < ladder.remind_second < ladder.on_call:
        remedy = "let remind_first be shortest and on_call longest"
        table.fault("on_call", "the steps of the ladder are not in their order", remedy)
    for name in ("confirm", "offer"):
        if not waits[name]:
            table.fault(name, f"{name} gives nobody any time", f'write {name} = "2 h"')
    table.close()
    return ladder
