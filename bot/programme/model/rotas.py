"""Whose turn of duty it is."""

from dataclasses import dataclass
from datetime import time

from bot.programme.model.default_kinds import FIRST_KIND


@dataclass(frozen=True)
class RotaTurn:
    """A turn of duty that comes round: whose, by reference, and when, on the programme's clock.

    Without ``days`` it is every day's. One that ends before it starts ends the next day.
    """

    person: str
    starts: time
    ends: time
    days: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rota:
    """Whose turn it is, in one area and for one kind; what supporters set themselves adds to it.

    ``option`` is the support kind's key, ``calendar`` the address of an iCalendar feed that says
    whose turn it is as well.
    """

    area: str
    option: str = FIRST_KIND
    turns: tuple[RotaTurn, ...] = ()
    calendar: str = ""

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"{self.area}:{self.option}"
