"""Support lines: the telephone numbers that every note ends with.

They are held in memory from the start, so the crisis screen needs no database.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class LineTopic(StrEnum):
    """What a line that is for one thing is for."""

    SUBSTANCE_USE = "substance_use"
    FAMILY = "family"


@dataclass(frozen=True)
class SupportLine:
    """A number to call: what it is, how to reach it, what it costs, and the source of this."""

    key: str
    name: str
    country: str
    """ISO 3166 alpha-2."""
    number: str
    how: str
    hours: str
    """In words, as is ``cost``."""
    cost: str
    source: str
    last_verified: date
    """The day somebody last called it to see that it answers."""
    crisis: bool = False
    """Whether the crisis screen leads with it."""
    emergency: bool = False
    """Whether it is the number for immediate danger."""
    areas: tuple[str, ...] = ()
    """The keys of the areas it is for; all if empty."""
    topic: str = ""
    """The one thing it is for, a ``LineTopic``; empty for whatever it may be."""
    open_days: tuple[str, ...] = ()
    """The days on which its hours begin (``mon`` … ``sun``); every day if empty."""
    opens: time | None = None
    """When it opens, on the programme's clock; unset if only ``hours`` says it."""
    closes: time | None = None
    """When it closes; no later than ``opens``: on the next day."""


@dataclass(frozen=True)
class Lines:
    """The lines of the programme, and what the crisis screen shows beside them."""

    all: tuple[SupportLine, ...] = ()
    plan: tuple[str, ...] = ()
    """The hospital's steps for when somebody may be in danger."""
    kinds: tuple[str, ...] = ()
    """The support kinds, as they are typed after ``talk``."""

    @property
    def crisis(self) -> SupportLine | None:
        """The first crisis line: notes end with it, and the crisis screen leads with it."""
        return next((line for line in self.all if line.crisis), None)

    @property
    def emergency(self) -> SupportLine | None:
        """The number for immediate danger."""
        return next((line for line in self.all if line.emergency), None)

    @property
    def others(self) -> tuple[SupportLine, ...]:
        """All other lines that are for whatever it may be, in the order of the playbook."""
        known = (self.crisis, self.emergency)
        return tuple(line for line in self.all if line not in known and not line.topic)

    @property
    def on_paper(self) -> SupportLine | None:
        """The line of whatever has room for one: preferably not the crisis line."""
        return next(iter(self.others), None) or self.crisis

    @property
    def topical(self) -> tuple[SupportLine, ...]:
        """The lines that are for one thing, such as alcohol and drugs."""
        return tuple(line for line in self.all if line.topic)
