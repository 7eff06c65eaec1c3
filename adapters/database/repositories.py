"""Reads and writes records of any kind in one transaction."""

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import ColumnElement, delete, false, func, or_, select, update

from adapters.clock import in_utc
from adapters.database.sessions import Session
from adapters.database.tables import TABLES
from bot.core.errors import Conflict, ReadsOnly
from bot.core.records import Column, Condition, Record, Test

R = TypeVar("R", bound=Record)


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

    def __init__(self, session: Session, kind: type[R], *, reads_only: bool) -> None:
        """Use the table of this kind; ``LookupError`` if it has none."""
        if kind not in TABLES:
            raise LookupError(f"{kind.__name__} has no line in adapters/database/tables.py")
        self._session = session
        self._kind = kind
        self._table = TABLES[kind]
        self._fields = [column.label(column.key) for column in self._table.c]
        self._reads_only = reads_only
        self._known: dict[str, _Known[R]] = {}

    async def get(self, reference: str) -> R | None:
        """The record with this reference, or ``None``."""
        if (known := self._known.get(reference)) is not None:
            return known.now
        table = self._table
        result = await self._session.run(
            select(*self._fields).where(table.c.reference == reference)
        )
        row = result.one_or_none()
        return None if row is None else self._read(row._mapping)  # noqa: SLF001 - public name

    async def add(self, record: R) -> bool:
        """Add a record unless a unique value of it is taken."""
        refuse_if(self._reads_only)
        # The new record may use a unique value that a saved record gives up.
        await self.flush()
        record = moments_in_utc(record)
        if not await self._session.insert(self._table, _values(record)):
            return False
        self._known[record.reference] = _Known(record.revision, record, record)
        return True

    async def save(self, record: R) -> R:
        """Save the record; it is written if the database still has its revision."""
        refuse_if(self._reads_only)
        known = self._known.setdefault(record.reference, _Known(record.revision, None, record))
        if known.now is None or known.now.revision != record.revision:
            raise self._conflict(record)
        known.now = moments_in_utc(replace(record, revision=record.revision + 1))
        return known.now

    async def remove(self, record: R) -> None:
        """Remove a record, if it is there."""
        refuse_if(self._reads_only)
        table = self._table
        await self._session.run(delete(table).where(table.c.reference == record.reference))
        self._known[record.reference] = _Known(record.revision, None, None)

    async def find(
        self, *where: Condition[R], order_by: Column[R, Any] | None = None, limit: int | None = None
    ) -> list[R]:
        """The records that match, in order; unset values come last."""
        await self.flush()
        table = self._table
        first = table.c[order_by.name if order_by else "reference"]
        order = first.asc().nulls_last() if first.nullable else first.asc()
        statement = select(*self._fields).where(*self._conditions(where))
        statement = statement.order_by(order, table.c.reference).limit(limit)
        result = await self._session.run(statement)
        return [self._read(row) for row in result.mappings()]

    async def count(self, *where: Condition[R]) -> int:
        """How many records match."""
        await self.flush()
        statement = select(func.count()).select_from(self._table).where(*self._conditions(where))
        return int((await self._session.run(statement)).scalar_one())

    async def flush(self) -> None:
        """Write the saved records; raises ``Conflict`` if one was changed meanwhile."""
        for known in list(self._known.values()):
            if known.now is not None and known.is_changed:
                await self._write(known, known.now)

    async def _write(self, known: _Known[R], record: R) -> None:
        table, values = self._table, _values(record)
        if known.stored is not None:
            before = _values(known.stored)
            values = {name: value for name, value in values.items() if value != before[name]}
        result = await self._session.run(
            update(table)
            .where(table.c.reference == record.reference, table.c.revision == known.base)
            .values(**values)
        )
        if result.rowcount == 0:
            raise self._conflict(record)
        known.base, known.stored = record.revision, record

    def _read(self, row: Any) -> R:  # noqa: ANN401 - a row of any table
        """The record of a row, or this unit of work's own version of it."""
        known = self._known.get(row["reference"])
        if known is not None and known.now is not None:
            return known.now
        record = self._kind(**row)
        self._known[record.reference] = _Known(record.revision, record, record)
        return record

    def _conflict(self, record: R) -> Conflict:
        return Conflict(f"{self._kind.__name__} {record.reference} was changed meanwhile")

    def _conditions(self, where: tuple[Condition[R], ...]) -> list[ColumnElement[bool]]:
        return [_condition(self._table.c[each.field], each) for each in where]


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


def _condition(column: ColumnElement[Any], wanted: Condition[Any]) -> ColumnElement[bool]:
    value = wanted.value
    match wanted.test:
        case Test.IS:
            return column.is_(None) if value is None else column == value
        case Test.ONE_OF:
            values = cast("tuple[object, ...]", value)
            unset = [column.is_(None)] if None in values else []
            return or_(false(), column.in_([each for each in values if each is not None]), *unset)
        case Test.AT_MOST:
            return column <= value
        case Test.AT_LEAST:
            return column >= value


def refuse_if(reads_only: bool) -> None:  # noqa: FBT001 - the name explains it
    """Raise ``ReadsOnly`` if a read-only unit of work should write."""
    if reads_only:
        raise ReadsOnly("this unit of work only reads")
