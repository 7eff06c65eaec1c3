"""The statements that read, count and remove records by conditions, each made once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Table,
    bindparam,
    delete,
    false,
    func,
    or_,
    select,
)

from adapters.database.statements import Shape, padded
from adapters.database.tables import LISTS
from bot.core.records import Condition, Test

_SHAPES = 2048
AT_ONCE = 8192
"""How many references one statement names; databases limit its values."""
_FEW = 4
"""Up to this many values, each number of values has its own statement."""


@dataclass(frozen=True)
class _Test:
    """A condition without its values."""

    field: str
    test: Test
    values: int
    or_unset: bool


Tests = tuple[_Test, ...]
"""The conditions of a search without their values; each combination has its own statement."""


@cache
def get(table: Table) -> Shape:
    """Get the record with this ``reference``."""
    return Shape(select(*table.c).where(table.c.reference == bindparam("reference")))


@lru_cache(maxsize=_SHAPES)
def get_some(table: Table, tests: Tests) -> Shape:
    """Get the records that match."""
    return Shape(select(*table.c).where(*_conditions(table, tests)))


def references(where: tuple[Condition[Any], ...]) -> tuple[str, ...] | None:
    """The references that a search is about; ``None`` if it may be about any."""
    for each in where:
        if each.field == "reference" and each.test in {Test.IS, Test.ONE_OF}:
            return cast("tuple[str, ...]", wanted(each))
    return None


@lru_cache(maxsize=_SHAPES)
def remove(table: Table, tests: Tests) -> Shape:
    """Remove the records that match."""
    return Shape(delete(table).where(*_conditions(table, tests)))


@lru_cache(maxsize=_SHAPES)
def remove_some(table: Table, tests: Tests) -> Shape:
    """Remove up to ``limit`` records that match; gives their references."""
    some = select(table.c.reference).where(*_conditions(table, tests))
    some = some.limit(bindparam("limit", type_=Integer()))
    return Shape(delete(table).where(table.c.reference.in_(some)).returning(table.c.reference))


@lru_cache(maxsize=_SHAPES)
def find(table: Table, tests: Tests, order_by: str, *, is_limited: bool) -> Shape:
    """Find the records that match in order, up to ``limit`` of them if that ``is_limited``."""
    first = table.c[order_by]
    order = first.asc().nulls_last() if first.nullable else first.asc()
    found = select(*table.c).where(*_conditions(table, tests)).order_by(order, table.c.reference)
    return Shape(found.limit(bindparam("limit", type_=Integer())) if is_limited else found)


@lru_cache(maxsize=_SHAPES)
def count(table: Table, tests: Tests) -> Shape:
    """Count the records that match."""
    return Shape(select(func.count()).select_from(table).where(*_conditions(table, tests)))


def tests_of(where: tuple[Condition[Any], ...]) -> Tests:
    """What these conditions ask."""
    return tuple(
        _Test(each.field, each.test, len(_given(each)), None in wanted(each)) for each in where
    )


def compared(where: tuple[Condition[Any], ...]) -> dict[str, object]:
    """The values of the conditions, by the names that ``_conditions`` gives them."""
    return {
        _name(at, number): value
        for at, each in enumerate(where)
        for number, value in enumerate(_given(each))
    }


def _conditions(table: Table, tests: Tests) -> Iterator[ColumnElement[bool]]:
    for at, each in enumerate(tests):
        listed = LISTS.get((table.name, each.field))
        column = table.c[each.field] if listed is None else listed.c.value
        values: list[BindParameter[Any]] = [
            bindparam(_name(at, number), type_=column.type) for number in range(each.values)
        ]
        if listed is not None:
            having = select(listed.c.reference).where(column.in_(values))
            yield table.c.reference.in_(having) if values else false()
            continue
        match each.test:
            case Test.AT_MOST:
                yield column <= values[0]
            case Test.AT_LEAST:
                yield column >= values[0]
            case _:
                some = [column == values[0]] if len(values) == 1 else []
                many = [column.in_(values)] if len(values) > 1 else []
                unset = [column.is_(None)] if each.or_unset else []
                yield or_(false(), *some, *many, *unset)


def _name(at: int, number: int) -> str:
    return f"value_{at}_{number}"


def wanted(condition: Condition[Any]) -> tuple[object, ...]:
    """The values that a condition names."""
    if condition.test in {Test.ONE_OF, Test.HAS_ONE_OF}:
        return cast("tuple[object, ...]", condition.value)
    return (condition.value,)


def _given(condition: Condition[Any]) -> Sequence[object]:
    """The values of a condition that are set; where there are many, the last is repeated."""
    values = tuple(each for each in wanted(condition) if each is not None)
    return padded(values) if _FEW < len(values) <= AT_ONCE else values
