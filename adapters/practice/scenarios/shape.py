"""The types that a scenario consists of."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from adapters.practice.look import Look, NextStep
from adapters.practice.stage import ZONE, Stage
from adapters.practice.story import Plot
from bot.core.texts import Words

Guide = Callable[[Look, Words], NextStep]
"""Computes the next step for the person who plays a part."""


def _always(_: Look) -> bool:
    return True


@dataclass(frozen=True)
class Cue:
    """A scripted press on the newest card of a screen; it happens once per card."""

    user: str
    screen: str
    action: str
    """The action of the button to press."""
    sends: str = ""
    """A form to send unchanged if the press opens it; other forms are closed."""
    in_channel: bool = False
    """Whether the card hangs in a shared channel instead of on the user's phone."""
    when: Callable[[Look], bool] = _always
    """The cue waits until this is true."""


@dataclass(frozen=True)
class Part:
    """A part one can play in a training; ``title``, ``line`` and ``brief`` are text keys."""

    user: str
    title: str
    line: str
    brief: tuple[str, ...]
    guide: Guide
    script: tuple[Cue, ...] = ()
    """What the free parts do so that this part has something to do."""


@dataclass(frozen=True)
class Scenario:
    """A story that can be rehearsed; ``title`` and ``line`` are text keys."""

    key: str
    title: str
    line: str
    opens: time
    """The local time at which the page opens."""
    before: timedelta
    """How long before that the hospital starts."""
    begin: Callable[[Stage, datetime], Awaitable[None]]
    """Plays what happens until the story opens, at the given time."""
    plot: Plot
    parts: tuple[Part, ...] = ()

    def opens_on(self, day: date) -> datetime:
        """The opening time on a day, in UTC."""
        return datetime.combine(day, self.opens, ZONE).astimezone(UTC)

    def part(self, user: str) -> Part | None:
        """The part of a user, or ``None``."""
        return next((part for part in self.parts if part.user == user), None)
