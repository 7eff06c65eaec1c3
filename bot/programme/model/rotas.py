"""Rotas: whose turn of duty it is."""

from dataclasses import dataclass
from datetime import time

from bot.programme.model.default_kinds import FIRST_KIND
from bot.programme.model.external_sources import TitleNames


@dataclass(frozen=True)
class RotaTurn:
    """A regular turn of duty, on the programme's clock."""

    person: str
    starts: time
    ends: time
    """If this is before ``starts``, the turn ends the next day."""
    days: tuple[str, ...] = ()
    """The days on which it starts, as ``mon`` to ``sun``; every day when empty."""


@dataclass(frozen=True)
class Rota:
    """The turns of one support kind in one area; supporters can add their own."""

    area: str
    option: str = FIRST_KIND
    """The key of the support kind."""
    turns: tuple[RotaTurn, ...] = ()
    calendar: str = ""
    """The address of an iCalendar feed with further turns."""
    titles: TitleNames = TitleNames.NEVER
    all_day: tuple[time, time] | None = None
    """The hours of an entry for a whole day; without them it is no turn."""

    @property
    def key(self) -> str:
        """The rota's name among all rotas."""
        return rota_key(self.area, self.option)


def rota_key(area: str, kind: str) -> str:
    """The name of the rota for a support kind in an area."""
    return f"{area}:{kind}"
