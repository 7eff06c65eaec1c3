"""What a unit of work has searched in one kind of record, kept true while it changes records.

A unit of work sees one snapshot and its own changes, so that what it found stays found, but for
what it changes itself. A search that asks for less than an earlier one is answered from that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar, cast

from bot.core.records import Condition, Record, Test

R = TypeVar("R", bound=Record)
K = TypeVar("K")
V = TypeVar("V")

_MOST = 64

Where = tuple[Condition[R], ...]


@dataclass
class _Found(Generic[R]):
    """The records that one search found, by reference."""

    where: "Where[R]"
    records: dict[str, R]
    order: str | None
    """The field by which they are in order; ``None`` once a record was changed."""


class Searches(Generic[R]):
    """The searches of one kind in one unit of work."""

    def __init__(self) -> None:
        self._found: dict[frozenset[Condition[R]], _Found[R]] = {}
        self._counts: dict[frozenset[Condition[R]], int] = {}

    def note(self, where: "Where[R]", order: str | None, records: Iterable[R]) -> None:
        """Note what a search found that had no limit; ``order`` is the field they are sorted by."""
        found = {each.reference: each for each in records}
        _keep(self._found, frozenset(where), _Found(where, found, order))

    def has_noted(self, where: "Where[R]") -> bool:
        """Whether just this search is noted."""
        return frozenset(where) in self._found

    def note_count(self, where: "Where[R]", count: int) -> None:
        """Note how many records there are."""
        _keep(self._counts, frozenset(where), count)

    def found(self, where: "Where[R]", order: str) -> list[R] | None:
        """The records of a search, in order; ``None`` if none so far tells."""
        same = self._found.get(frozenset(where))
        if same is not None:
            if same.order != order:
                ordered = in_order(same.records.values(), order)
                same.records, same.order = {each.reference: each for each in ordered}, order
            return list(same.records.values())
        for wider in self._found.values():
            if _asks_for_less(where, wider.where):
                rest = [each for each in where if each not in wider.where]
                return in_order(matching(wider.records.values(), rest), order)
        return None

    def count(self, where: "Where[R]") -> int | None:
        """How many records a search would find; ``None`` if nothing so far tells."""
        known = self._counts.get(frozenset(where))
        if known is not None:
            return known
        found = self.found(where, "reference")
        return None if found is None else len(found)

    def change(self, before: R | None, after: R | None, *, is_known: bool) -> None:
        """Note a change: ``None`` stands for no record. ``is_known`` says whether ``before`` is."""
        reference = (cast("R", after) if before is None else before).reference
        for each in self._found.values():
            each.records.pop(reference, None)
            if after is not None and _matches(after, each.where):
                each.records[reference] = after
                each.order = None
        if not is_known:
            self._counts.clear()
        for asked in self._counts:
            self._counts[asked] += _matches(after, asked) - _matches(before, asked)


def _keep(known: dict[K, V], key: K, value: V) -> None:
    """Keep only the newest entries, because each change of a record is compared with all."""
    known[key] = value
    if len(known) > _MOST:
        del known[next(iter(known))]


def matching(records: Iterable[R], where: Sequence[Condition[R]]) -> list[R]:
    """The records that meet every condition."""
    return [each for each in records if all(one.holds(each) for one in where)]


def in_order(records: Iterable[R], order: str) -> list[R]:
    """The records as a search gives them: by one field, then by reference, unset values last."""
    by_reference = sorted(records, key=attrgetter("reference"))
    if order == "reference":
        return by_reference
    placed = [each for each in by_reference if getattr(each, order) is not None]
    unset = [each for each in by_reference if getattr(each, order) is None]
    return sorted(placed, key=attrgetter(order)) + unset


def _matches(record: R | None, where: Iterable[Condition[R]]) -> bool:
    return record is not None and all(each.holds(record) for each in where)


def _asks_for_less(where: "Where[R]", wider: "Where[R]") -> bool:
    """Whether each condition of the wider search follows from one of the other's."""
    return all(any(_implies(each, wide) for each in where) for wide in wider)


def _implies(condition: Condition[R], wide: Condition[R]) -> bool:
    if condition.field != wide.field:
        return False
    given, allowed = _values(condition), _values(wide)
    if given is None or allowed is None:
        return condition == wide
    return given <= allowed


def _values(condition: Condition[Any]) -> frozenset[object] | None:
    """The values that the field may have; ``None`` for a range."""
    if condition.test is Test.IS:
        return frozenset((condition.value,))
    if condition.test is Test.ONE_OF:
        return frozenset(cast("tuple[object, ...]", condition.value))
    return None
