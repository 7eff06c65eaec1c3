"""Reads the service hours, escalations and periods of a playbook."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import timedelta

from adapters.playbook.tables import Table
from bot.programme.hours.quiet_hours import DAYS
from bot.programme.model import (
    LATER_NOTES,
    USUAL_REPORTS,
    Ladder,
    OffDutyRules,
    Programme,
    ReportRules,
    ServiceHours,
)

USUAL = Programme("", "UTC")
A_MONTH = "1mo"
FEWEST_SHOWN, MOST_SHOWN = 5, 100
LEAST_KEPT = timedelta(days=40)
"""The last note comes after a month, and its buttons work for a week."""


def read_hours(table: Table, default: ServiceHours = USUAL.hours) -> ServiceHours:
    """When requests are answered: ``days``, ``time``, ``holidays``; as ``default`` when left out.

    Holidays that are named add to those of ``default``.
    """
    days = table.several_of("days", DAYS, "day")
    span = table.span("time") or (default.starts, default.ends)
    if table.has("days") and not table.texts("days"):
        table.fault("days", "there is no day on which requests are watched", "name one")
    named = {day.isoformat() for day in table.days("holidays")}
    holidays = tuple(sorted({*default.holidays, *named}))
    table.close()
    return ServiceHours(days or default.days, *span, holidays)


def read_off_duty(table: Table) -> OffDutyRules:
    """Whether supporters who allow it are asked off duty, and how often in a week."""
    usual = OffDutyRules()
    a_week = table.count("a_week") if table.has("a_week") else usual.a_week
    if table.has("a_week") and not a_week:
        table.fault("a_week", "a_week asks nobody at all", "write allowed = false for that")
        a_week = usual.a_week
    rules = OffDutyRules(table.flag("allowed", default=usual.allowed), a_week)
    table.close()
    return rules


def read_reports(table: Table) -> ReportRules:
    """From which number on counts are shown, and for which periods."""
    k = table.count("k") if table.has("k") else USUAL_REPORTS.k
    if not FEWEST_SHOWN <= k <= MOST_SHOWN:
        what = f"fewer than {FEWEST_SHOWN} people could be told apart"
        if k > MOST_SHOWN:
            what = f"k is at most {MOST_SHOWN}, or nothing would ever be shown"
        table.fault("k", what, "write k = 11")
        k = USUAL_REPORTS.k
    rules = ReportRules(k, table.choice("shortest", USUAL_REPORTS.shortest, "length of a period"))
    table.close()
    return rules


def read_retention(table: Table) -> tuple[timedelta, bool]:
    """How long names are kept after a report, and whether a person may ask for longer.

    Names are kept no longer than usual, and until the last note.
    """
    kept = table.wait("names", USUAL.names_kept)
    if not LEAST_KEPT <= kept <= USUAL.names_kept:
        what = "names go no later than 60 days after a report, and not before the last notes"
        table.fault("names", what, 'write at least names = "40 d", at most "60 d"')
        kept = USUAL.names_kept
    remembers = table.flag("remember", default=True)
    table.close()
    return kept, remembers


def read_later_notes(table: Table) -> tuple[str, ...]:
    """Which later notes are kept. The note after a month is "1mo"; older playbooks have "1m"."""
    known = (*LATER_NOTES[:-1], A_MONTH, LATER_NOTES[-1])
    found = table.several_of("later_notes", known, "later note")
    return tuple(LATER_NOTES[-1] if each == A_MONTH else each for each in found)


def later_notes_text(notes: Iterable[str]) -> tuple[str, ...]:
    """The later notes as a playbook has them."""
    return tuple(A_MONTH if each == LATER_NOTES[-1] else each for each in notes)


def read_ladder(table: Table, default: Ladder = USUAL.ladder) -> Ladder:
    """How long a request waits for each step, in their order; as ``default`` when left out."""
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
