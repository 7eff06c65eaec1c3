"""What belongs to an area or a unit of the playbook, and moves when that gets another key.

Records name areas and units by their keys. Each feature lists the columns in which its records do
so, and what in them somebody still waits for.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar, cast

from bot.core.records import Column, Condition, Record
from bot.core.storage import Work

R = TypeVar("R", bound=Record)


class PlaceKind(StrEnum):
    """What a key in a record names."""

    AREA = "area"
    UNIT = "unit"


async def _nothing_waits(work: Work, key: str) -> int:
    return 0


@dataclass(frozen=True)
class BelongsTo:
    """How records of one kind belong to an area or a unit."""

    place: PlaceKind
    move: Callable[[Work, str, str], Awaitable[None]]
    """Moves what belongs to the first key to the second."""
    waiting: Callable[[Work, str], Awaitable[int]] = _nothing_waits
    """Counts what somebody still waits for there."""
    what: str = ""
    """What it counts, in plain words: ``requests that have not ended``."""
    columns: tuple[Column[Any, Any], ...] = ()
    """The columns that it takes care of."""


def in_column(
    column: Column[R, str], place: PlaceKind, what: str = "", *waiting: Condition[R]
) -> BelongsTo:
    """Records whose ``column`` holds the key; those that meet ``waiting`` are waited for."""
    there = column.is_

    async def move(work: Work, old: str, new: str) -> None:
        for record in await work.of(column.kind).find(there(old)):
            await work.save(cast("R", replace(cast("Any", record), **{column.name: new})))

    async def count(work: Work, key: str) -> int:
        return await work.of(column.kind).count(there(key), *waiting)

    waited_for = count if waiting else _nothing_waits
    return BelongsTo(place, move, waited_for, what, (column,))


def of_area(column: Column[R, str], what: str = "", *waiting: Condition[R]) -> BelongsTo:
    """Records whose ``column`` holds the key of an area (see ``in_column``)."""
    return in_column(column, PlaceKind.AREA, what, *waiting)


def of_unit(column: Column[R, str], what: str = "", *waiting: Condition[R]) -> BelongsTo:
    """Records whose ``column`` holds the key of a unit (see ``in_column``)."""
    return in_column(column, PlaceKind.UNIT, what, *waiting)


@dataclass(frozen=True)
class Renames:
    """The new key of each area and unit that has another key than before."""

    areas: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    def of(self, place: PlaceKind) -> Mapping[str, str]:
        """Return the new keys of the areas, or of the units."""
        return self.areas if place is PlaceKind.AREA else self.units


NO_RENAMES = Renames()


async def move_all(work: Work, places: Iterable[BelongsTo], renames: Renames) -> None:
    """Move everything that belongs to a renamed area or unit; repeating it changes nothing."""
    for each in places:
        for old, new in renames.of(each.place).items():
            await each.move(work, old, new)


@dataclass(frozen=True)
class StillWaiting:
    """What somebody still waits for in an area or a unit: counts, and nothing else."""

    place: PlaceKind
    key: str
    counts: tuple[tuple[int, str], ...]

    def __str__(self) -> str:
        """The sentence for whoever removed it from the playbook, and what they can do."""
        listed = "; ".join(f"{what}: {count}" for count, what in self.counts)
        place, key = self.place, self.key
        return (
            f"{place} {key} is not in this playbook any more, but it is still needed ({listed}).\n"
            f'  Write was = "{key}" in the {place} that takes its place, and everything moves'
            f" there; or keep {key} until nothing is left in it."
        )


async def still_waiting(
    work: Work, places: Iterable[BelongsTo], place: PlaceKind, key: str
) -> tuple[tuple[int, str], ...]:
    """Count what somebody still waits for in an area or a unit."""
    counts: dict[str, int] = {}
    for each in places:
        if each.place is place and (count := await each.waiting(work, key)):
            counts[each.what] = counts.get(each.what, 0) + count
    return tuple((count, what) for what, count in counts.items())
