"""When a support line answers, where the playbook says it so that it can be computed."""

from typing import Final

from bot.core.lines import SupportLine
from bot.programme.hours.quiet_hours import DAYS, Window
from bot.programme.hours.service_hours import windows_of
from bot.programme.model import Programme, ServiceHours

ALWAYS: Final = frozenset(
    {"24/7", "24 hours", "24 hours a day", "always", "around the clock", "day and night"}
    | {"day or night"}
)
"""The words for a line's hours that mean it never closes. Any other words stay words."""


def line_windows(programme: Programme, line: SupportLine, within: Window) -> list[Window]:
    """The spans within a span of time in which a line answers, in order.

    Empty if the playbook has its hours only in words that are not among ``ALWAYS``: an unknown
    line is never shown as open.
    """
    if is_always_open(line):
        return [within]
    if line.opens is None or line.closes is None:
        return []
    hours = ServiceHours(line.open_days or DAYS, line.opens, line.closes)
    return windows_of(hours, programme.zone, within)


def is_always_open(line: SupportLine) -> bool:
    """Whether a line answers at every hour."""
    if line.opens is None:
        return line.hours.strip().casefold() in ALWAYS
    every_day = set(line.open_days or DAYS) == set(DAYS)
    return every_day and line.opens == line.closes
