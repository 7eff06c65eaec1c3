"""What a story to rehearse is made of."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from adapters.practice.look import Look, Step
from adapters.practice.stage import ZONE, Stage
from adapters.practice.story import Plot
from bot.core.texts import Words

Guide = Callable[[Look, Words], Step]
"""What whoever took a part is told at each moment."""


def _always(_: Look) -> bool:
    return True


@dataclass(frozen=True)
class Cue:
    """Something a person does by script, once for each card that gives rise to it.

    On the newest card of ``screen`` in ``channel``, or on their own phone, they press
    ``action``. If that opens the dialog ``sends``, it is sent as it stands; any other is closed.
    """

    user: str
    screen: str
    action: str
    sends: str = ""
    in_channel: bool = False
    when: Callable[[Look], bool] = _always


@dataclass(frozen=True)
class Part:
    """Somebody one can be in a training session.

    ``title``, ``line`` and ``brief`` are keys of texts. ``script`` is what the others do for
    this part to have something to do, where nobody has taken theirs.
    """

    user: str
    title: str
    line: str
    brief: tuple[str, ...]
    guide: Guide
    script: tuple[Cue, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """A story: when it opens, how it begins, who is who, and which parts can be taken.

    ``begin`` is given the moment at which the story opens, and leads the room there from
    ``before`` it.
    """

    key: str
    title: str
    line: str
    opens: time
    before: timedelta
    begin: Callable[[Stage, datetime], Awaitable[None]]
    plot: Plot
    parts: tuple[Part, ...] = ()

    def opens_on(self, day: date) -> datetime:
        """The moment at which the story opens on a day, in UTC."""
        return datetime.combine(day, self.opens, ZONE).astimezone(UTC)

    def part(self, user: str) -> Part | None:
        """The part of one of the people."""
        return next((part for part in self.parts if part.user == user), None)
