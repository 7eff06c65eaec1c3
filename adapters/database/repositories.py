"""Reads and writes records of any kind in one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Integer,
    Table,
    bindparam,
    delete,
    false,
    func,
    or_,
    select,
    update,
)

from adapters.clock import in_utc
from adapters.database.searches import Searches, in_order, matching
from adapters.database.sessions import Session
from adapters.database.statements import RawRow, Shape
from adapters.database.tables import KEPT, LISTS, TABLES, UNIQUE
from bot.core.errors import Conflict, ReadsOnly
from bot.core.records import Column as Field
from bot.core.records import Condition, Record, Test

R = TypeVar("R", bound=Record)

_SHAPES = 2048
_NOWHERE = -1
"""The revision of a record that is not there."""
_AT_ONCE = 8192
"""How many references one statement names; databases limit its values."""
_FEW = 4
"""Up to so many values each number has a statement of its own."""


@dataclass
class _Known(Generic[R]):
    """One record in a unit of work: the identity map's entry."""

    base: int
    """The revision in the database."""
    stored: R | None
    """The record in the database; ``None`` if this unit of work has not read it."""
    now: R | None
    """The record in this unit of work; ``None`` once it is removed."""

    @property
    def is_changed(self) -> bool:
        """Whether the database does not have it yet."""
        return self.now is not None and self.now.revision != self.base


class TableRecords(Generic[R]):
    """``Records`` of one kind in their table, with the identity map of one unit of work.

    Each record is read once. A saved record is written once, before the next search of its kind
    or before the commit.
    """

    def __init__(
        self,
        session: Session,
        kind: type[R],
        *,
        reads_only: bool,
        kept: "dict[str, R] | None" = None,
        looked: "Mapping[str, RawRow | None] | None" = None,
    ) -> None:
        """Use the table of this kind; ``LookupError`` if it has none.

        ``kept`` has the records of a kind in ``KEPT`` as this process read them last. ``looked``
        has what their rows are now, without the large field, where that was read already.
        """
        if kind not in TABLES:
            raise LookupError(f"{kind.__name__} has no line in adapters/database/tables.py")
        self._session = session
        self._kind = kind
        self._table = TABLES[kind]
        self._names = [str(column.key) for column in self._table.c]
        self._at_reference = self._names.index("reference")
        self._unique = {name for names in UNIQUE[kind] for name in names}
        self._reads_only = reads_only
        self._kept = kept
        self._looked = looked or {}
        self._known: dict[str, _Known[R]] = {}
        self._searches = Searches[R]()

    async def get(self, reference: str) -> R | None:
        """The record with this reference, or ``None``."""
        if (known := self._known.get(reference)) is not None:
            return known.now
        if self._kept is not None:
            return await self._get_kept(reference, self._kept)
        return await self._get(reference)

    async def _get(self, reference: str) -> R | None:
        rows = await self._session.fetch(_get(self._table), {"reference": reference})
        if rows:
            return self._read(rows[0])
        self._known[reference] = _Known(_NOWHERE, None, None)
        return None

    async def _get_kept(self, reference: str, kept: dict[str, R]) -> R | None:
        """The record that is kept, unless its row is another one now."""
        record = kept.get(reference)
        if record is None or await self._look_at(reference) != _looked_at(record):
            record = await self._get(reference)
            if record is not None:
                # Nothing of this unit of work: it has changed no such record before this.
                kept[reference] = record
        else:
            self._known[reference] = _Known(record.revision, record, record)
        return record

    async def _look_at(self, reference: str) -> tuple[object, ...] | None:
        if reference in self._looked:
            row = self._looked[reference]
        else:
            shape = _look_at(self._table, KEPT[self._kind])
            rows = await self._session.fetch(shape, {"reference": reference})
            row = rows[0] if rows else None
        return None if row is None else tuple(row)

    async def add(self, record: R) -> bool:
        """Add a record unless a unique value of it is taken."""
        refuse_if(self._reads_only)
        # The new record may use a unique value that a saved record gives up.
        await self.flush()
        record = moments_in_utc(record)
        if not await self._session.insert(self._table, _values(record)):
            return False
        self._searches.change(None, record, is_known=True)
        self._known[record.reference] = _Known(record.revision, record, record)
        return True

    async def save(self, record: R) -> R:
        """Save the record; it is written if the database still has its revision."""
        refuse_if(self._reads_only)
        is_known = record.reference in self._known
        known = self._known.setdefault(record.reference, _Known(record.revision, None, record))
        before = known.now
        if before is None or before.revision != record.revision:
            raise self._conflict(record)
        if any(getattr(record, name) != getattr(before, name) for name in self._unique):
            # Another record may have given up the unique value that this one takes.
            await self.flush()
        known.now = moments_in_utc(replace(record, revision=record.revision + 1))
        self._searches.change(before, known.now, is_known=is_known)
        return known.now

    async def remove(self, record: R) -> None:
        """Remove a record, if it is there."""
        refuse_if(self._reads_only)
        await self._session.change(_remove(self._table), {"reference": record.reference})
        known = self._known.get(record.reference)
        before = known.now if known else record
        if before is not None:
            self._searches.change(before, None, is_known=known is not None)
        self._known[record.reference] = _Known(record.revision, None, None)

    async def remove_some(self, *where: Condition[R], limit: int) -> int:
        """Remove up to ``limit`` records that match, in one statement; returns how many."""
        refuse_if(self._reads_only)
        await self.flush()
        values = {**_compared(where), "limit": limit}
        removed = await self._session.fetch(_remove_some(self._table, _tests(where)), values)
        for (reference,) in removed:
            self._known[reference] = _Known(_NOWHERE, None, None)
        if removed:
            # What was found before may be among them.
            self._searches = Searches[R]()
        return len(removed)

    async def find(
        self, *where: Condition[R], order_by: Field[R, Any] | None = None, limit: int | None = None
    ) -> list[R]:
        """The records that match, in order; unset values come last."""
        order = order_by.name if order_by else "reference"
        found = self._searches.found(where, order)
        if found is None and (references := _references(where)) is not None:
            found = in_order(await self._get_all(references, where), order)
            self._searches.note(where, order, found)
        if found is None:
            found = await self._search(where, order, limit)
            if limit is None:
                self._searches.note(where, order, found)
        return found[:limit]

    async def _search(
        self, where: tuple[Condition[R], ...], order: str, limit: int | None
    ) -> list[R]:
        await self.flush()
        shape = _find(self._table, _tests(where), order, is_limited=limit is not None)
        rows = await self._session.fetch(shape, {**_compared(where), "limit": limit})
        return [self._read(row) for row in rows]

    async def _get_all(self, references: Sequence[str], where: tuple[Condition[R], ...]) -> list[R]:
        """Those of the records with these references that match; each is read once."""
        missing = [each for each in dict.fromkeys(references) if each not in self._known]
        for first in range(0, len(missing), _AT_ONCE):
            some = missing[first : first + _AT_ONCE]
            asked = (Condition[R]("reference", Test.ONE_OF, tuple(some)),)
            shape = _get_some(self._table, _tests(asked))
            for row in await self._session.fetch(shape, _compared(asked)):
                self._read(row)
            for each in some:
                self._known.setdefault(each, _Known(_NOWHERE, None, None))
        known = (self._known[each].now for each in dict.fromkeys(references))
        return matching((each for each in known if each is not None), where)

    async def count(self, *where: Condition[R]) -> int:
        """How many records match."""
        known = self._searches.count(where)
        if known is None and _references(where) is not None:
            known = len(await self.find(*where))
        if known is None:
            await self.flush()
            shape = _count(self._table, _tests(where))
            rows = await self._session.fetch(shape, _compared(where))
            known = int(rows[0][0])
            self._searches.note_count(where, known)
        return known

    async def flush(self) -> None:
        """Write the saved records; raises ``Conflict`` if one was changed meanwhile."""
        for known in list(self._known.values()):
            if known.now is not None and known.is_changed:
                await self._write(known, known.now)

    async def _write(self, known: _Known[R], record: R) -> None:
        values = _values(record)
        if known.stored is not None:
            before = _values(known.stored)
            values = {name: value for name, value in values.items() if value != before[name]}
        at = {"at_reference": record.reference, "at_revision": known.base}
        changed = await self._session.change(_change(self._table, tuple(values)), values | at)
        if changed == 0:
            raise self._conflict(record)
        known.base, known.stored = record.revision, record

    def _read(self, row: RawRow) -> R:
        """The record of a row, or this unit of work's own version of it."""
        known = self._known.get(row[self._at_reference])
        if known is not None and known.now is not None:
            return known.now
        record = self._kind(**dict(zip(self._names, row, strict=True)))
        self._known[record.reference] = _Known(record.revision, record, record)
        return record

    def _conflict(self, record: R) -> Conflict:
        return Conflict(f"{self._kind.__name__} {record.reference} was changed meanwhile")


@cache
def _get(table: Table) -> Shape:
    return Shape(select(*table.c).where(table.c.reference == bindparam("reference")))


@cache
def _look_at(table: Table, large: str) -> Shape:
    columns = [column for column in table.c if column.key != large]
    return Shape(select(*columns).where(table.c.reference == bindparam("reference")))


def looked_at(kind: type[Record]) -> list[Column[Any]]:
    """The columns of a kind in ``KEPT`` without its large field."""
    return [column for column in TABLES[kind].c if column.key != KEPT[kind]]


def _looked_at(record: Record) -> tuple[object, ...]:
    return tuple(getattr(record, str(column.key)) for column in looked_at(type(record)))


@lru_cache(maxsize=_SHAPES)
def _get_some(table: Table, tests: tuple["_Test", ...]) -> Shape:
    return Shape(select(*table.c).where(*_conditions(table, tests)))


def _references(where: tuple[Condition[Any], ...]) -> tuple[str, ...] | None:
    """The references that a search is about; ``None`` if it may be about any."""
    for each in where:
        if each.field == "reference" and each.test in {Test.IS, Test.ONE_OF}:
            return cast("tuple[str, ...]", _wanted(each))
    return None


@cache
def _remove(table: Table) -> Shape:
    return Shape(delete(table).where(table.c.reference == bindparam("reference")))


@lru_cache(maxsize=_SHAPES)
def _remove_some(table: Table, tests: tuple["_Test", ...]) -> Shape:
    some = select(table.c.reference).where(*_conditions(table, tests))
    some = some.limit(bindparam("limit", type_=Integer()))
    return Shape(delete(table).where(table.c.reference.in_(some)).returning(table.c.reference))


@lru_cache(maxsize=_SHAPES)
def _change(table: Table, names: tuple[str, ...]) -> Shape:
    here = table.c.reference == bindparam("at_reference")
    unchanged = table.c.revision == bindparam("at_revision")
    values = {name: bindparam(name, type_=table.c[name].type) for name in names}
    return Shape(update(table).where(here, unchanged).values(values))


@lru_cache(maxsize=_SHAPES)
def _find(table: Table, tests: tuple["_Test", ...], order_by: str, *, is_limited: bool) -> Shape:
    first = table.c[order_by]
    order = first.asc().nulls_last() if first.nullable else first.asc()
    found = select(*table.c).where(*_conditions(table, tests)).order_by(order, table.c.reference)
    return Shape(found.limit(bindparam("limit", type_=Integer())) if is_limited else found)


@lru_cache(maxsize=_SHAPES)
def _count(table: Table, tests: tuple["_Test", ...]) -> Shape:
    return Shape(select(func.count()).select_from(table).where(*_conditions(table, tests)))


@dataclass(frozen=True)
class _Test:
    """What a condition asks, without its values."""

    field: str
    test: Test
    values: int
    or_unset: bool


def _tests(where: tuple[Condition[Any], ...]) -> tuple[_Test, ...]:
    return tuple(
        _Test(each.field, each.test, len(_given(each)), None in _wanted(each)) for each in where
    )


def _compared(where: tuple[Condition[Any], ...]) -> dict[str, object]:
    """The values of the conditions, by the names that ``_conditions`` gives them."""
    return {
        _name(at, number): value
        for at, each in enumerate(where)
        for number, value in enumerate(_given(each))
    }


def _conditions(table: Table, tests: tuple[_Test, ...]) -> Iterator[ColumnElement[bool]]:
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


def _wanted(condition: Condition[Any]) -> tuple[object, ...]:
    if condition.test in {Test.ONE_OF, Test.HAS_ONE_OF}:
        return cast("tuple[object, ...]", condition.value)
    return (condition.value,)


def _given(condition: Condition[Any]) -> tuple[object, ...]:
    """The values of a condition that are set.

    Where there are many, the last is repeated, so that lists of like lengths share one text.
    """
    values = tuple(each for each in _wanted(condition) if each is not None)
    shared = 1 << (len(values) - 1).bit_length() if _FEW < len(values) <= _AT_ONCE else len(values)
    return values + values[-1:] * (shared - len(values))


def _values(record: Record) -> dict[str, object]:
    return {each.name: getattr(record, each.name) for each in fields(record)}


def moments_in_utc(record: R) -> R:
    """The record with its moments in UTC, as databases return them; ``ValueError`` without zone."""
    moments = {
        name: in_utc(value)
        for name, value in _values(record).items()
        if isinstance(value, datetime) and value.tzinfo is not UTC
    }
    return replace(record, **cast("Any", moments)) if moments else record


def refuse_if(reads_only: bool) -> None:  # noqa: FBT001 - the name explains it
    """Raise ``ReadsOnly`` if a read-only unit of work should write."""
    if reads_only:
        raise ReadsOnly("this unit of work only reads")
