"""Writes turns as text: weekday, day, and hours on the reader's clock."""

from collections.abc import Sequence

from bot.core.clock import in_zone
from bot.core.texts import Words, texts_of
from bot.duty.turns import DAYS
from bot.programme import Window


def weekdays(words: Words) -> dict[str, str]:
    """Return the short names of the days, by their keys in the playbook."""
    return texts_of(words, "supporters.weekday", DAYS)


def weekday(words: Words, window: Window, zone: str) -> str:
    """Return the weekday on which a window begins, on a zone's clock."""
    return weekdays(words)[DAYS[in_zone(window.starts, zone).weekday()]]


def span(words: Words, window: Window, zone: str) -> str:
    """Write a window as ``Mon, Mar 9, 7:00 AM to 3:00 PM``, in the reader's ``zone``."""
    return words(
        "supporters.span",
        weekday=weekday(words, window, zone),
        day=words.day(window.starts),
        starts=words.time(window.starts),
        ends=words.time(window.ends),
    )


def day_of(words: Words, window: Window, zone: str) -> str:
    """Write the day on which a window begins as ``Mon, Mar 9``."""
    name = weekday(words, window, zone)
    return words("supporters.day", weekday=name, day=words.day(window.starts))


def by_day(words: Words, windows: Sequence[Window], zone: str) -> tuple[str, ...]:
    """Write windows in order, one line for each day on which some begin."""
    days: dict[str, list[str]] = {}
    for each in windows:
        times = words(
            "supporters.times", starts=words.time(each.starts), ends=words.time(each.ends)
        )
        days.setdefault(day_of(words, each, zone), []).append(times)
    return tuple(f"{day}: {', '.join(times)}" for day, times in days.items())
