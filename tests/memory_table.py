"""Rows in memory that are found by their values, as a database finds them by an index."""

from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar, cast

from bot.core.records import Condition, Record, Test

R = TypeVar("R", bound=Record)
Names = tuple[str, ...]
Values = tuple[object, ...]


class Table(Generic[R]):
    """The rows of one kind, by reference; each field that is searched is indexed from then on."""

    def __init__(self, rows: Mapping[str, R] | None = None) -> None:
        """Start with these rows."""
        self.rows: dict[str, R] = dict(rows or {})
        self._by: dict[Names, dict[Values, set[str]]] = {}

    def put(self, row: R) -> None:
        """Add a row, in place of the one with its reference."""
        self.drop(row.reference)
        self.rows[row.reference] = row
        for names, index in self._by.items():
            index.setdefault(_values(row, names), set()).add(row.reference)

    def drop(self, reference: str) -> None:
        """Take a row away, if it is there."""
        row = self.rows.pop(reference, None)
        if row is None:
            return
        for names, index in self._by.items():
            index[_values(row, names)].discard(reference)

    def holders(self, names: Names, values: Values) -> Iterable[str]:
        """The references of rows that have these values."""
        return self._index(names).get(values, ())

    def candidates(self, where: Iterable[Condition[R]]) -> list[R]:
        """A small set of rows that contains all matches: those with the rarest of the values."""
        choices = [self._with(condition) for condition in where]
        known = [found for found in choices if found is not None]
        if not known:
            return list(self.rows.values())
        fewest = min(known, key=lambda buckets: sum(map(len, buckets)))
        return [self.rows[reference] for bucket in fewest for reference in bucket]

    def _with(self, condition: Condition[R]) -> list[set[str]] | None:
        index = self._index((condition.field,))
        match condition.test:
            case Test.AT_MOST | Test.AT_LEAST | Test.HAS_ONE_OF:
                return None
            case Test.ONE_OF:
                return [index.get((value,), set()) for value in set(values_of(condition))]
            case Test.IS:
                return [index.get((condition.value,), set())]

    def _index(self, names: Names) -> dict[Values, set[str]]:
        index = self._by.get(names)
        if index is None:
            index = self._by[names] = {}
            for row in self.rows.values():
                index.setdefault(_values(row, names), set()).add(row.reference)
        return index


def values_of(condition: Condition[Any]) -> tuple[object, ...]:
    """The values that a condition with several values names."""
    return cast("tuple[object, ...]", condition.value)


def _values(row: Record, names: Names) -> Values:
    return tuple([getattr(row, name) for name in names])
