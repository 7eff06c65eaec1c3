"""Whose turn of duty it is during a simulation, by the playbook's rotas."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.core.storage import Storage, in_one_work
from bot.duty.rota import turns_in
from bot.duty.turns import Turn
from bot.programme import Window

A_WEEK = timedelta(days=7)


@dataclass
class Turns:
    """Every turn of some weeks. Nobody changes one in a simulation."""

    all: tuple[Turn, ...] = ()
    _by_person: dict[str, list[Turn]] = field(init=False)

    def __post_init__(self) -> None:
        """Sort the turns by person."""
        self._by_person = {}
        for turn in sorted(self.all, key=lambda each: each.starts):
            self._by_person.setdefault(turn.person, []).append(turn)

    def has_turn(self, person: str, moment: datetime) -> bool:
        """Whether somebody (by reference) has a turn of any kind at a moment."""
        turns = self._by_person.get(person, [])
        # A turn lasts a day at most, so only the last few can still go on.
        last = bisect_right(turns, moment, key=lambda each: each.starts)
        return any(moment in turn.window for turn in turns[max(0, last - 4) : last])


async def read_turns(storage: Storage, within: Window) -> Turns:
    """The turns of the people here in this time, read a week at a time."""
    found: dict[tuple[str, str, str, datetime], Turn] = {}
    at = within.starts
    while at < within.ends:
        week = Window(at, min(at + A_WEEK, within.ends))
        some = await in_one_work(storage, partial(turns_in, within=week), reads_only=True)
        found |= {each.origin: each for each in some}
        at = week.ends
    return Turns(tuple(found.values()))
