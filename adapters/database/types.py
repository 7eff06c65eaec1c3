"""Column types that behave alike on SQLite and PostgreSQL.

The migrations name them as well, so what they store never changes: another form of storage is
another type.
"""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import Dialect, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeDecorator, TypeEngine

from adapters.clock import in_utc


def _text(dialect: Dialect) -> TypeEngine[Any]:
    """Text in the order of its code points, which is SQLite's; PostgreSQL's is its locale's."""
    if dialect.name == "postgresql":
        return dialect.type_descriptor(Text(collation="C"))
    return dialect.type_descriptor(Text())


class Moment(TypeDecorator[datetime]):
    """A moment, kept in UTC to the microsecond; one without a zone is refused.

    ``timestamptz`` on PostgreSQL, text of a fixed width on SQLite, so that both sort by time.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The database's own type."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> object:
        """What is sent to the database."""
        if value is None:
            return None
        moment = in_utc(value)
        if dialect.name == "postgresql":
            return moment
        return moment.isoformat(timespec="microseconds")

    def process_result_value(self, value: object, dialect: Dialect) -> datetime | None:
        """What is read from the database."""
        del dialect
        if value is None:
            return None
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        return moment.astimezone(UTC)


class Word(TypeDecorator[str]):
    """A text that sorts by its code points."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The database's own type."""
        return _text(dialect)


class Choice(TypeDecorator[StrEnum]):
    """One value of a ``StrEnum``, kept as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, choices: type[StrEnum]) -> None:
        """Keep the enumeration that values are read back as."""
        super().__init__()
        self.choices = choices

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The database's own type."""
        return _text(dialect)

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """What is sent to the database; ``ValueError`` for what is not one of the choices."""
        del dialect
        return None if value is None else self.choices(value).value

    def process_result_value(self, value: object, dialect: Dialect) -> StrEnum | None:
        """What is read from the database."""
        del dialect
        return None if value is None else self.choices(str(value))


class Words(TypeDecorator[tuple[str, ...]]):
    """Several texts in their order, kept as a JSON list."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The database's own type."""
        return _text(dialect)

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """What is sent to the database."""
        del dialect
        return None if value is None else json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: object, dialect: Dialect) -> tuple[str, ...] | None:
        """What is read from the database."""
        del dialect
        return None if value is None else tuple(cast("list[str]", json.loads(str(value))))
