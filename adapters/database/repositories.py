"""Records of any kind, read and written in one transaction."""

from dataclasses import fields, replace
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import ColumnElement, delete, false, func, or_, select, update

from adapters.database.sessions import Session
from adapters.database.tables import TABLES
from bot.core.errors import Conflict, ReadsOnly
from bot.core.storage import AnyOf, AtLeast, AtMost, Record

R = TypeVar("R", bound=Record)


class TableRecords(Generic[R]):
    """``Records`` of one kind in their table."""

    def __init__(self, session: Session, kind: type[R], *, reads_only: bool) -> None:
        """Look at the kind's table; ``LookupError`` for one that has none."""
        if kind not in TABLES:
            message = f"{kind.__name__} has no line in adapters/database/tables.py"
            raise LookupError(message)
        self._session = session
        self._kind = kind
        self._table = TABLES[kind]
        self._reads_only = reads_only

    async def get(self, reference: str) -> R | None:
        """The record with this reference, or ``None``."""
        table = self._table
        result = await self._session.run(select(table).where(table.c.reference == reference))
        row = result.one_or_none()
        return None if row is None else self._kind(**row._mapping)  # noqa: SLF001 - public name

    async def add(self, record: R) -> bool:
        """Add a record unless a unique value of it is taken."""
        refuse_if(self._reads_only)
        values = {each.name: getattr(record, each.name) for each in fields(record)}
        return await self._session.insert(self._table, values)

    async def change(self, record: R, **changes: object) -> R:
        """Write ``changes`` if the record is still at its revision."""
        refuse_if(self._reads_only)
        table = self._table
        after = replace(record, revision=record.revision + 1, **cast("Any", changes))
        result = await self._session.run(
            update(table)
            .where(table.c.reference == record.reference, table.c.revision == record.revision)
            .values(**changes, revision=after.revision)
        )
        if result.rowcount == 0:
            message = f"{self._kind.__name__} {record.reference} was changed meanwhile"
            raise Conflict(message)
        return after

    async def remove(self, record: R) -> None:
        """Remove a record, if it is there."""
        refuse_if(self._reads_only)
        table = self._table
        await self._session.run(delete(table).where(table.c.reference == record.reference))

    async def find(
        self, *, order_by: str = "reference", limit: int | None = None, **where: object
    ) -> list[R]:
        """The records that match, in order; what is unset comes last."""
        table = self._table
        first = table.c[order_by]
        order = first.asc().nulls_last() if first.nullable else first.asc()
        statement = select(table).where(*self._conditions(where))
        statement = statement.order_by(order, table.c.reference).limit(limit)
        result = await self._session.run(statement)
        return [self._kind(**row) for row in result.mappings()]

    async def count(self, **where: object) -> int:
        """How many records match."""
        statement = select(func.count()).select_from(self._table).where(*self._conditions(where))
        return int((await self._session.run(statement)).scalar_one())

    def _conditions(self, where: dict[str, object]) -> list[ColumnElement[bool]]:
        return [_condition(self._table.c[name], wanted) for name, wanted in where.items()]


def _condition(column: ColumnElement[Any], wanted: object) -> ColumnElement[bool]:
    match wanted:
        case None:
            return column.is_(None)
        case AnyOf(values):
            each = [_condition(column, value) for value in values if value is None]
            plain = [value for value in values if value is not None]
            return or_(false(), column.in_(plain), *each)
        case AtMost(value):
            return column <= value
        case AtLeast(value):
            return column >= value
        case _:
            return column == wanted


def refuse_if(reads_only: bool) -> None:  # noqa: FBT001 - the question is its name
    """Raise ``ReadsOnly`` where a work that only reads is asked to write."""
    if reads_only:
        message = "this unit of work only reads"
        raise ReadsOnly(message)
