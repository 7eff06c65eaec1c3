"""Records: rows whose fields, conditions and sealed values are checked by the type checker.

A field stands once, in its class, and everything else is an attribute of it::

    @final
    class Errand(Record):
        area: Field[str]
        state: Field[State] = stored(default=State.OPEN)
        person = Sealed(TEXT)

    await work.of(Errand).save(replace(errand, state=State.DONE))
    await work.of(Errand).find(Errand.state.is_(State.OPEN), order_by=Errand.area)
    await work.vault.open(errand.person)
"""

import dataclasses
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    Protocol,
    Self,
    TypeVar,
    cast,
    dataclass_transform,
    get_args,
    get_type_hints,
    overload,
)

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
R = TypeVar("R", bound="Record")


class Test(Enum):
    """How a field is compared in a condition."""

    IS = "is"
    ONE_OF = "one of"
    AT_MOST = "at most"
    AT_LEAST = "at least"


@dataclass(frozen=True)
class Condition(Generic[R]):
    """What ``find`` and ``count`` look for in one field of a record."""

    field: str
    test: Test
    value: object


@dataclass(frozen=True)
class Column(Generic[R, T]):
    """A field of a kind of record, as conditions and orders name it: ``Job.state``."""

    kind: type[R]
    name: str

    def is_(self, value: T) -> Condition[R]:
        """The field equals the value; ``None`` means that it is unset."""
        return Condition(self.name, Test.IS, value)

    def one_of(self, values: Iterable[T]) -> Condition[R]:
        """The field equals one of the values; nothing matches where there are none."""
        return Condition(self.name, Test.ONE_OF, tuple(values))

    def at_most(self, value: T) -> Condition[R]:
        """The field is set and not greater than the value."""
        return Condition(self.name, Test.AT_MOST, value)

    def at_least(self, value: T) -> Condition[R]:
        """The field is set and not smaller than the value."""
        return Condition(self.name, Test.AT_LEAST, value)


class Field(Generic[T]):
    """The type of a field: its value on a record, its ``Column`` on the class.

    Only the type checker sees these methods. At run time the value lies in the record itself.
    """

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: type[R]) -> Column[R, T]: ...

        @overload
        def __get__(self, instance: object, owner: type[Any]) -> T: ...

        def __get__(self, instance: object, owner: type[Any]) -> Any: ...

        def __set__(self, instance: object, value: T) -> None: ...


class _ColumnOfClass:
    """Gives the class's ``Column``; a record's own value hides it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type["Record"]) -> Column[Any, Any]:
        return Column(owner, self._name)


@dataclass(frozen=True)
class _Stored:
    default: object
    column: str


_UNSET: Any = object()


def stored(*, default: T = _UNSET, column: str = "") -> Any:  # noqa: ANN401 - as dataclasses.field
    """A field with a default, or whose column in the database has an older name."""
    return _Stored(default, column)


@dataclass_transform(kw_only_default=True, field_specifiers=(stored,))
class _Fields:
    """Makes each subclass a frozen dataclass whose class attributes are columns."""

    def __init_subclass__(cls) -> None:
        """Turn the annotated fields into a frozen dataclass."""
        columns: dict[str, str] = dict(getattr(cls, "_columns", {}))
        names = [name for name in cls.__annotations__ if not name.startswith("_")]
        for name in names:
            spec = cls.__dict__.get(name, _Stored(_UNSET, ""))
            if not isinstance(spec, _Stored):
                message = f"write {name}: Field[…] = stored(default=…) in {cls.__name__}"
                raise TypeError(message)
            columns[name] = spec.column or name
            if spec.default is not _UNSET:
                setattr(cls, name, dataclasses.field(default=cast("Any", spec.default)))
            elif name in cls.__dict__:
                delattr(cls, name)
        dataclass(frozen=True, kw_only=True)(cls)
        for name in names:
            setattr(cls, name, _ColumnOfClass(name))
        cls._columns = columns

    _columns: dict[str, str]


class Record(_Fields):
    """A row: a frozen value with a random reference.

    A field is a ``str``, ``int``, ``bool``, aware ``datetime``, a ``StrEnum``, a
    ``tuple[str, ...]``, a ``Packed`` value, or one of these or ``None``. Fields are kept in the
    clear, so a record never holds who a person is beside what they did: that is ``Sealed``.
    """

    reference: Field[str]
    revision: Field[int] = stored(default=0)


def field_types(kind: type[Record]) -> dict[str, Any]:
    """The type of each field of a kind of record, by the field's name."""
    hints = get_type_hints(kind)
    return {
        each.name: get_args(hints[each.name])[0] for each in dataclasses.fields(cast("Any", kind))
    }


def column_names(kind: type[Record]) -> dict[str, str]:
    """The name of each field's column in the database."""
    return kind._columns  # noqa: SLF001 - one module


@dataclass(frozen=True)
class Codec(Generic[T]):
    """How a sealed value is written as text and read again."""

    write: Callable[[T], str]
    read: Callable[[str], T]


TEXT: Codec[str] = Codec(str, str)
"""A text as it is, most often the reference of a person."""


def _read_texts(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


TEXTS: Codec[tuple[str, ...]] = Codec(lambda values: json.dumps(list(values)), _read_texts)
"""Several texts in their order, as a JSON list."""


@dataclass(frozen=True)
class SealedValue(Generic[T]):
    """One value in the vault: whose key seals it, and what it is called there."""

    owner: str
    name: str
    codec: Codec[T]

    def read(self, text: str) -> T:
        """The content that was written as this text."""
        return self.codec.read(text)


class Openable(Protocol[T_co]):
    """A sealed value as it is opened: what can be read as a ``str`` is also ``str | None``."""

    @property
    def owner(self) -> str:
        """Whose key seals it."""
        ...

    @property
    def name(self) -> str:
        """What it is called in the vault."""
        ...

    def read(self, text: str) -> T_co:
        """The content that was written as this text."""
        ...


class Sealed(Generic[T]):
    """A value of a record that lies in the vault under the record's own key."""

    def __init__(self, codec: Codec[T], name: str = "") -> None:
        """Read and write it with ``codec``; ``name`` where the vault knows it by another name."""
        self._codec = codec
        self.name = name

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the attribute's name where none was given."""
        self.name = self.name or name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: Record, owner: type) -> SealedValue[T]: ...

    def __get__(self, instance: Record | None, owner: type) -> Self | SealedValue[T]:
        """The value of a record, or from the class this, to name it by a reference."""
        return self if instance is None else self.of(instance.reference)

    def of(self, reference: str) -> SealedValue[T]:
        """The value of the record with this reference, without reading the record."""
        return SealedValue(reference, self.name, self._codec)


class SealedPer(Generic[T]):
    """Several values of a record in the vault, one for each key: ``request.supporter(3)``."""

    def __init__(self, codec: Codec[T], name: str = "") -> None:
        """Read and write each with ``codec``; the vault knows it as ``name.key``."""
        self._codec = codec
        self.name = name

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the attribute's name where none was given."""
        self.name = self.name or name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: Record, owner: type) -> Callable[[str | int], SealedValue[T]]: ...

    def __get__(
        self, instance: Record | None, owner: type
    ) -> Self | Callable[[str | int], SealedValue[T]]:
        """The values of a record by key, or from the class this."""
        return self if instance is None else lambda key: self.of(instance.reference, key)

    def of(self, reference: str, key: str | int) -> SealedValue[T]:
        """The value for ``key`` of the record with this reference."""
        return SealedValue(reference, f"{self.name}.{key}", self._codec)
