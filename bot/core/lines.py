"""Support lines: the telephone numbers that every note ends with, as data.

They are held in memory from the start, so that the crisis screen needs no database.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SupportLine:
    """One line to call: what it is, how it is reached, what it costs, who says so.

    ``crisis`` blind indexes the one that the crisis screen leads with, ``emergency`` the number for
    danger right now. ``country`` is ISO 3166 alpha-2; ``hours`` and ``cost`` are words for
    people. ``last_verified`` is when somebody last called it to see that it answers. ``areas``
    are those it is for, all when empty.
    """

    key: str
    name: str
    country: str
    number: str
    how: str
    hours: str
    cost: str
    source: str
    last_verified: date
    crisis: bool = False
    emergency: bool = False
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lines:
    """The lines of the programme; the first crisis line is the one notes end with."""

    all: tuple[SupportLine, ...] = ()
    plan: tuple[str, ...] = ()
    """What the hospital wants done when somebody may be in danger, step by step."""
    kinds: tuple[str, ...] = ()
    """The support kinds there are, as they are typed after ``talk``."""

    @property
    def crisis(self) -> SupportLine | None:
        """The line that notes end with and the crisis screen leads with."""
        return next((line for line in self.all if line.crisis), None)

    @property
    def emergency(self) -> SupportLine | None:
        """The number for danger right now."""
        return next((line for line in self.all if line.emergency), None)

    @property
    def others(self) -> tuple[SupportLine, ...]:
        """Every other line, in the order of the playbook."""
        return tuple(line for line in self.all if line not in (self.crisis, self.emergency))
