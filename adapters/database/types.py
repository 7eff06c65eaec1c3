"""Column types that behave the same on SQLite and PostgreSQL.

Migrations use them, too, so how a type stores its values must never change: add another type.
"""

import json
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar, cast

from sqlalchemy import Dialect, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeDecorator, TypeEngine

from adapters.clock import in_utc
from bot.core.packed import Packed

T = TypeVar("T")


class Moment(TypeDecorator[datetime]):
    """A moment, stored in UTC to the microsecond; ``ValueError`` for one without a zone.

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
        """Convert a value for the database."""
        if value is None:
            return None
        moment = in_utc(value)
        if dialect.name == "postgresql":
            return moment
        return moment.isoformat(timespec="microseconds")

    def process_result_value(self, value: object, dialect: Dialect) -> datetime | None:
        """Convert a value from the database."""
        del dialect
        if value is None:
            return None
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        return moment.astimezone(UTC)


class _AnyText(TypeDecorator[T]):
    """Text that sorts by code points, as SQLite does; PostgreSQL would use its locale."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The database's own type."""
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(Text(collation=collation))


class Word(_AnyText[str]):
    """A text."""

    cache_ok = True


class Choice(_AnyText[StrEnum]):
    """One value of a ``StrEnum``, stored as its text."""

    cache_ok = True

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Convert a value for the database; ``ValueError`` if it is not one of the choices."""
        del dialect
        return None if value is None else self.choices(value).value

    def process_result_value(self, value: object, dialect: Dialect) -> StrEnum | None:
        """Convert a value from the database."""
        del dialect
        return None if value is None else self.choices(str(value))


class PackedText(_AnyText[Packed]):
    """A packed value, stored as its text."""

    cache_ok = True

    def __init__(self, kind: type[Packed]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Packed | None, dialect: Dialect) -> str | None:
        """Convert a value for the database."""
        del dialect
        return None if value is None else str(value)

    def process_result_value(self, value: object, dialect: Dialect) -> Packed | None:
        """Convert a value from the database."""
        del dialect
        return None if value is None else self.kind.parse(str(value))


class Words(_AnyText[tuple[str, ...]]):
    """Several texts in order, stored as a JSON list."""

    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Convert a value for the database."""
        del dialect
        return None if value is None else json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: object, dialect: Dialect) -> tuple[str, ...] | None:
        """Convert a value from the database."""
        del dialect
        return None if value is None else tuple(cast("list[str]", json.loads(str(value))))


class PackedTexts(_AnyText[tuple[Packed, ...]]):
    """Several packed values in order, stored as a JSON list of their texts."""

    cache_ok = True

    def __init__(self, kind: type[Packed]) -> None:
        super().__init__()
        self.kind = kind
        # Most lists are read many times before they change.
        self._unpacked = lru_cache(maxsize=8192)(self._unpack)

    def process_bind_param(self, value: tuple[Packed, ...] | None, dialect: Dialect) -> str | None:
        """Convert a value for the database."""
        del dialect
        return None if value is None else json.dumps(list(map(str, value)), separators=(",", ":"))

    def process_result_value(self, value: object, dialect: Dialect) -> tuple[Packed, ...] | None:
        """Convert a value from the database."""
        del dialect
        return None if value is None else self._unpacked(str(value))

    def _unpack(self, text: str) -> tuple[Packed, ...]:
        return tuple(self.kind.parse(each) for each in json.loads(text))
