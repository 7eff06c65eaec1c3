"""Records: rows whose fields, conditions and sealed values the type checker checks.

A class declares each field once, and conditions and sealed values are attributes of it::

    @final
    class Errand(Record):
        area: Field[str]
        state: Field[State] = stored(default=State.OPEN)
        person = Sealed(TEXT)

    await work.save(replace(errand, state=State.DONE))
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
    HAS_ONE_OF = "has one of"
    """For a listed value, which is several texts."""
    AT_MOST = "at most"
    AT_LEAST = "at least"


@dataclass(frozen=True)
class Condition(Generic[R]):
    """A condition on one field of a record, for ``find`` and ``count``."""

    field: str
    test: Test
    value: object

    def holds(self, record: R) -> bool:
        """Whether the record meets it."""
        found: Any = getattr(record, self.field)
        wanted = cast("Any", self.value)
        match self.test:
            case Test.IS:
                return bool(found == wanted)
            case Test.ONE_OF:
                return found in wanted
            case Test.HAS_ONE_OF:
                return not frozenset(wanted).isdisjoint(found)
            case Test.AT_MOST:
                return found is not None and bool(found <= wanted)
            case Test.AT_LEAST:
                return found is not None and bool(found >= wanted)


@dataclass(frozen=True)
class Column(Generic[R, T]):
    """A field of a kind of record, in conditions and orders: ``Job.state``."""

    kind: type[R]
    name: str

    def is_(self, value: T) -> Condition[R]:
        """The field equals the value; ``None`` means that it is unset."""
        return Condition(self.name, Test.IS, value)

    def one_of(self, values: Iterable[T]) -> Condition[R]:
        """The field equals one of the values; without values nothing matches."""
        return Condition(self.name, Test.ONE_OF, tuple(values))

    def at_most(self, value: T) -> Condition[R]:
        """The field is set and not greater than the value."""
        return Condition(self.name, Test.AT_MOST, value)

    def at_least(self, value: T) -> Condition[R]:
        """The field is set and not smaller than the value."""
        return Condition(self.name, Test.AT_LEAST, value)


@dataclass(frozen=True)
class ListColumn(Generic[R]):
    """Texts that follow from a kind of record's fields, in conditions: ``Person.works_in``."""

    name: str

    def has_one_of(self, values: Iterable[str]) -> Condition[R]:
        """One of its texts equals one of the values; without values nothing matches."""
        return Condition(self.name, Test.HAS_ONE_OF, tuple(values))


class Listed(Generic[R]):
    """Texts that follow from a record's fields, by which a storage finds it at once.

    The decorated method computes them. A database keeps them in a table of their own, which
    triggers of the database keep true (``LISTS`` in ``adapters/database/tables.py``)::

        @Listed
        def works_in(self) -> frozenset[str]: ...
    """

    def __init__(self, compute: Callable[[R], frozenset[str]]) -> None:
        """Compute the texts of a record with this method."""
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the attribute's name."""
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> ListColumn[R]: ...

    @overload
    def __get__(self, instance: R, owner: type) -> frozenset[str]: ...

    def __get__(self, instance: R | None, owner: type) -> "ListColumn[R] | frozenset[str]":
        """Return a record's texts, or on the class what stands for them in conditions."""
        return ListColumn(self._name) if instance is None else self._compute(instance)


class Field(Generic[T]):
    """The type of a field: its value on a record, its ``Column`` on the class.

    Only the type checker sees these methods. At run time the record itself holds the value.
    """

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: type[R]) -> Column[R, T]: ...

        @overload
        def __get__(self, instance: object, owner: type[Any]) -> T: ...

        def __get__(self, instance: object, owner: type[Any]) -> Any: ...

        def __set__(self, instance: object, value: T) -> None: ...


class _ColumnOfClass:
    """Returns the class's ``Column``; on a record, its own value hides this."""

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
    """Declare a field with a default, or with an older column name in the database."""
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

    A field is a ``str``, ``int``, ``bool``, aware ``datetime``, a ``StrEnum``, a ``Packed``
    value, a tuple of ``str`` or ``Packed`` values, or one of these or ``None``. Fields are not
    encrypted, so who a person is beside what they did must be ``Sealed``.
    """

    reference: Field[str]
    revision: Field[int] = stored(default=0)


def field_types(kind: type[Record]) -> dict[str, Any]:
    """Return the type of each field of a kind of record, by the field's name."""
    hints = get_type_hints(kind)
    return {
        each.name: get_args(hints[each.name])[0] for each in dataclasses.fields(cast("Any", kind))
    }


def column_names(kind: type[Record]) -> dict[str, str]:
    """Return the database column of each field, by the field's name."""
    return kind._columns  # noqa: SLF001 - one module


@dataclass(frozen=True)
class Codec(Generic[T]):
    """Writes a sealed value as text, and reads it again."""

    write: Callable[[T], str]
    read: Callable[[str], T]


TEXT: Codec[str] = Codec(str, str)
"""A plain text, most often the reference of a person."""


def _read_texts(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


TEXTS: Codec[tuple[str, ...]] = Codec(lambda values: json.dumps(list(values)), _read_texts)
"""Several texts in order, as a JSON list."""


@dataclass(frozen=True)
class SealedValue(Generic[T]):
    """One value in the vault: the owner whose key seals it, and its name there."""

    owner: str
    name: str
    codec: Codec[T]

    def read(self, text: str) -> T:
        """Read the content from its text."""
        return self.codec.read(text)


class Openable(Protocol[T_co]):
    """A sealed value that can be opened; unlike ``SealedValue`` it is covariant."""

    @property
    def owner(self) -> str:
        """The owner whose key seals it."""

    @property
    def name(self) -> str:
        """Its name in the vault."""

    def read(self, text: str) -> T_co:
        """Read the content from its text."""


class _NamedInVault(Generic[T]):
    def __init__(self, codec: Codec[T], name: str = "") -> None:
        """Read and write with ``codec``; ``name`` is the name in the vault if it differs."""
        self._codec = codec
        self.name = name

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the attribute's name if none was given."""
        self.name = self.name or name


class Sealed(_NamedInVault[T]):
    """A value of a record, sealed in the vault under the record's own key."""

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: Record, owner: type) -> SealedValue[T]: ...

    def __get__(self, instance: Record | None, owner: type) -> Self | SealedValue[T]:
        """Return a record's value, or on the class this object."""
        return self if instance is None else self.of(instance.reference)

    def of(self, reference: str) -> SealedValue[T]:
        """Return the value of the record with this reference, without reading the record."""
        return SealedValue(reference, self.name, self._codec)


class SealedPer(_NamedInVault[T]):
    """Sealed values of a record, one for each key: ``request.supporter(3)``.

    The name of each in the vault is ``name.key``.
    """

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: Record, owner: type) -> Callable[[str | int], SealedValue[T]]: ...

    def __get__(
        self, instance: Record | None, owner: type
    ) -> Self | Callable[[str | int], SealedValue[T]]:
        """Return a record's values by key, or on the class this object."""
        return self if instance is None else lambda key: self.of(instance.reference, key)

    def of(self, reference: str, key: str | int) -> SealedValue[T]:
        """Return the value for ``key`` of the record with this reference."""
        return SealedValue(reference, f"{self.name}.{key}", self._codec)
