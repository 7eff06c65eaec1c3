"""SQL made once: SQLAlchemy writes the text, and each use sends it straight to the driver.

To build, compile and unpack a statement anew took far longer than the database itself needs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Dialect, Executable, TextClause, false, literal, or_
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.selectable import ReturnsRows

SQLITE: Dialect = SQLiteDialect_pysqlite()
POSTGRESQL: Dialect = cast("Any", PGDialect_asyncpg)()

T = TypeVar("T")
Convert = Callable[[Any], Any]
RawRow = Sequence[Any]


@dataclass(frozen=True)
class Compiled:
    """A statement as text for one database, with the order and the types of its values."""

    sql: str
    returns_rows: bool | None
    """``None`` for a hand-written text, which does not say."""
    names: tuple[str, ...]
    """The names of the columns of a row; empty for a hand-written text."""
    _values: tuple[tuple[str, Any, Convert | None], ...]
    _converts: tuple[tuple[int, Convert], ...]

    def arguments(self, values: Mapping[str, object] | None = None) -> list[Any]:
        """The values in the driver's order and types; raises what a column type raises."""
        given = values or {}
        return [
            given.get(name, default) if convert is None else convert(given.get(name, default))
            for name, default, convert in self._values
        ]

    def rows(self, raw: Iterable[RawRow]) -> list[RawRow]:
        """The rows of a driver with the values that the column types make of them."""
        converts = self._converts
        if not converts:
            return list(raw)
        rows: list[RawRow] = []
        for each in raw:
            row = list(each)
            for at, convert in converts:
                row[at] = convert(row[at])
            rows.append(row)
        return rows


def compiled(
    statement: Executable, dialect: Dialect, given: Iterable[str] | None = None
) -> Compiled:
    """Compile a statement. ``given`` names the columns of an insert without values of its own.

    Raises ``TypeError`` for an ``in_`` over a list, whose text would differ each time: use
    ``one_of``.
    """
    made = cast(
        "SQLCompiler",
        cast("Any", statement).compile(
            dialect=dialect, column_keys=list(given) if given is not None else None
        ),
    )
    if "__[POSTCOMPILE_" in made.string:
        raise TypeError("write one_of(column, values) rather than column.in_(values)")
    order = made.positiontup or []
    defaults = made.params
    values = tuple(
        (name, defaults.get(name), _into(made.binds[name].type, dialect)) for name in order
    )
    returning = isinstance(statement, ReturnsRows) and list(statement.exported_columns)
    columns = returning or []
    readers = [_out_of(each.type, dialect) for each in columns]
    return Compiled(
        made.string,
        None if isinstance(statement, TextClause) else bool(columns),
        tuple(str(each.key) for each in columns),
        values,
        tuple((at, read) for at, read in enumerate(readers) if read is not None),
    )


def _into(kind: Any, dialect: Dialect) -> Convert | None:  # noqa: ANN401 - any column type
    return cast("Convert | None", kind.dialect_impl(dialect).bind_processor(dialect))


def _out_of(kind: Any, dialect: Dialect) -> Convert | None:  # noqa: ANN401 - any column type
    return cast("Convert | None", kind.dialect_impl(dialect).result_processor(dialect, None))


@dataclass(eq=False)
class Shape:
    """A statement that is run often: its text is made at the first use on each database."""

    statement: Executable
    given: tuple[str, ...] | None = None
    """The columns of an insert without values of its own."""
    _made: dict[str, Compiled] = field(default_factory=dict)

    def on(self, dialect: Dialect) -> Compiled:
        """The text for this database."""
        found = self._made.get(dialect.name)
        if found is None:
            found = self._made[dialect.name] = compiled(self.statement, dialect, self.given)
        return found


class Rows(IteratorResult[Any]):
    """The rows of a statement that is run rarely, as SQLAlchemy gives them."""

    def __init__(self, names: Sequence[str], rows: Iterable[RawRow], rowcount: int) -> None:
        """Give the rows; ``rowcount`` is how many a statement without rows changed."""
        metadata = SimpleResultMetaData(names)
        super().__init__(metadata, iter([tuple(each) for each in rows]))
        self.rowcount = rowcount


def value_name(number: int) -> str:
    """The name of one of the values that a statement is given as a list."""
    return f"value_{number}"


def padded(values: Sequence[T]) -> list[T]:
    """The values with the last repeated, so that lists of like lengths share a statement."""
    most = 1 << (len(values) - 1).bit_length()
    return [*values, *[values[-1]] * (most - len(values))]


def one_of(column: ColumnElement[Any], values: Iterable[object]) -> ColumnElement[bool]:
    """The column equals one of the values; without values nothing matches."""
    known = [literal(each, column.type) for each in values]
    return or_(false(), column.in_(known)) if known else false()
