"""Reads and writes records of any kind in one transaction."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar, cast

from adapters.clock import in_utc
from adapters.database import record_shapes as shapes
from adapters.database.searches import Searches, in_order, matching
from adapters.database.sessions import AT_REFERENCE, AT_REVISION, Session
from adapters.database.statements import RawRow
from adapters.database.tables import KEPT, NAMED_IN_KEY, TABLES, UNIQUE
from bot.core.errors import Conflict, ReadsOnly
from bot.core.records import Column as Field
from bot.core.records import Condition, Record, Test
from bot.core.storage import NewReference

R = TypeVar("R", bound=Record)

_NAMES = {kind: tuple(each.name for each in fields(kind)) for kind in TABLES}
_NOWHERE = -1
"""The revision of a record that is not there."""


@dataclass
class _Known(Generic[R]):
    """One record in a unit of work: the identity map's entry."""

    base: int
    """The revision in the database; ``_NOWHERE`` if it has no such record."""
    stored: R | None
    """The record in the database; ``None`` if this unit of work has not read it."""
    now: R | None
    """The record in this unit of work; ``None`` if there is none or it is removed."""

    @property
    def is_changed(self) -> bool:
        """Whether the record still has to be written."""
        return self.base != (_NOWHERE if self.now is None else self.now.revision)


class TableRecords(Generic[R]):
    """``Records`` of one kind in their table, with the identity map of one unit of work.

    Each record is read once. What is added, saved or removed is written together, at the latest
    before the commit.
    """

    def __init__(
        self,
        session: Session,
        kind: type[R],
        *,
        reads_only: bool,
        new: set[str],
        all_kept: "Callable[[type[R]], Awaitable[Mapping[str, R]]]",
    ) -> None:
        """Use the table of this kind; ``LookupError`` if it has none.

        ``new`` has the references that were made for this unit of work's records, of all kinds:
        nothing in the database names them. ``all_kept`` gives the records of a kind in ``KEPT``.
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
        self._new = new
        self._all_kept = all_kept
        self._kept: Mapping[str, R] | None = None
        self._known: dict[str, _Known[R]] = {}
        self._unwritten: dict[str, _Known[R]] = {}
        """Those of the known records that may be changed."""
        self._searches = Searches[R]()

    async def get(self, reference: str) -> R | None:
        """The record with this reference, or ``None``."""
        if (known := self._known.get(reference)) is not None:
            return known.now
        if self._kind in KEPT:
            return self._know((await self._load_kept()).get(reference), reference).now
        rows = await self._session.fetch(shapes.get(self._table), {"reference": reference})
        return self._know(self._record(rows[0]) if rows else None, reference).now

    def _know(self, record: R | None, reference: str) -> _Known[R]:
        known = _Known(_NOWHERE if record is None else record.revision, record, record)
        self._known[reference] = known
        return known

    async def _load_kept(self) -> Mapping[str, R]:
        if self._kept is None:
            self._kept = await self._all_kept(self._kind)
        return self._kept

    async def read_all(self) -> dict[str, R]:
        """All records as the database has them, by reference."""
        rows = await self._session.fetch(
            shapes.find(self._table, (), "reference", is_limited=False)
        )
        return {record.reference: record for record in map(self._record, rows)}

    async def add(self, record: R) -> bool:
        """Add a record unless a unique value of it is taken."""
        refuse_if(self._reads_only)
        record = moments_in_utc(record)
        is_taken = self._is_taken(record)
        if is_taken is None:
            # The new record may use a unique value that another one gives up.
            await self.flush()
            is_taken = not await self._session.insert(self._table, _written(record))
            known = _Known(record.revision, record, record)
        else:
            known = _Known(_NOWHERE, None, record)
        if is_taken:
            return False
        self._searches.change(None, record, is_known=True)
        self._known[record.reference] = known
        self._note_unwritten(record.reference, known)
        return True

    def _is_taken(self, record: R) -> bool | None:
        """Whether a unique value is taken; ``None`` if only the database can tell."""
        known = self._known.get(record.reference)
        if known is not None and known.now is not None:
            return True
        if not self._is_new(record.reference) and (known is None or known.base != _NOWHERE):
            return None
        found = [self._with_the_same(record, names) for names in UNIQUE[self._kind]]
        return None if None in found else any(found)

    def _is_new(self, value: object) -> bool:
        """Whether a reference was just made; from now on this unit of work has it."""
        if not isinstance(value, NewReference) or value.is_used:
            return False
        value.is_used = True
        self._new.add(value)
        return True

    def _with_the_same(self, record: R, names: tuple[str, ...]) -> bool | None:
        """Whether there is a record with the same unique values; ``None`` if nothing tells."""
        where = tuple(Condition[R](name, Test.IS, getattr(record, name)) for name in names)
        if any(each.value is None or self._is_new(each.value) for each in where):
            return False
        found = self._found((*where, *_also(record, where)), "reference")
        return None if found is None else bool(found)

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
        self._note_unwritten(record.reference, known)
        return known.now

    async def remove(self, record: R) -> None:
        """Remove a record, if it is there."""
        refuse_if(self._reads_only)
        known = self._known.get(record.reference)
        before = known.now if known else record
        if before is not None:
            self._searches.change(before, None, is_known=known is not None)
        if known is None:
            known = self._known[record.reference] = _Known(record.revision, None, None)
        known.now = None
        self._note_unwritten(record.reference, known)

    async def remove_some(self, *where: Condition[R], limit: int) -> int:
        """Remove up to ``limit`` records that match, in one statement; returns how many."""
        refuse_if(self._reads_only)
        await self.flush()
        values = {**shapes.compared(where), "limit": limit}
        removed = await self._session.fetch(
            shapes.remove_some(self._table, shapes.tests_of(where)), values
        )
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
        if self._kind in KEPT:
            return in_order(await self._of_kept(where), order)[:limit]
        found = self._found(where, order)
        if found is None and (references := shapes.references(where)) is not None:
            found = in_order(await self._get_all(references, where), order)
            self._searches.note(where, order, found)
        if found is None:
            found = await self._search(where, order, limit)
            if limit is None:
                self._searches.note(where, order, found)
        return found[:limit]

    def _found(self, where: tuple[Condition[R], ...], order: str) -> list[R] | None:
        """The records that match, as far as this unit of work knows; ``None`` if it does not."""
        for each in where:
            if self._searches.has_noted((each,)) or each.test not in {Test.IS, Test.ONE_OF}:
                continue
            if self._new.issuperset(shapes.wanted(each)):
                # What names a new reference is of this unit of work, too.
                here = [known.now for known in self._known.values() if known.now is not None]
                self._searches.note((each,), None, matching(here, (each,)))
        return self._searches.found(where, order)

    async def _of_kept(self, where: tuple[Condition[R], ...]) -> list[R]:
        kept, references = await self._load_kept(), shapes.references(where)
        asked = kept.keys() if references is None else kept.keys() & references
        found = {at: self._known[at].now if at in self._known else kept[at] for at in asked}
        found |= {at: known.now for at, known in self._known.items()}
        return matching([each for each in found.values() if each is not None], where)

    async def _search(
        self, where: tuple[Condition[R], ...], order: str, limit: int | None
    ) -> list[R]:
        if limit is not None:
            await self.flush()
        shape = shapes.find(
            self._table, shapes.tests_of(where), order, is_limited=limit is not None
        )
        rows = await self._session.fetch(shape, {**shapes.compared(where), "limit": limit})
        found = [self._read(row) for row in rows]
        if self._unwritten:
            there = {id(known): known for known in (*found, *self._unwritten.values())}
            records = [known.now for known in there.values() if known.now is not None]
            return in_order(matching(records, where), order)
        return [known.now for known in found if known.now is not None]

    async def _get_all(self, references: Sequence[str], where: tuple[Condition[R], ...]) -> list[R]:
        """Those of the records with these references that match; each is read once."""
        missing = [each for each in dict.fromkeys(references) if each not in self._known]
        for first in range(0, len(missing), shapes.AT_ONCE):
            some = missing[first : first + shapes.AT_ONCE]
            asked = (Condition[R]("reference", Test.ONE_OF, tuple(some)),)
            shape = shapes.get_some(self._table, shapes.tests_of(asked))
            for row in await self._session.fetch(shape, shapes.compared(asked)):
                self._read(row)
            for each in some:
                self._known.setdefault(each, _Known(_NOWHERE, None, None))
        known = (self._known[each].now for each in dict.fromkeys(references))
        return matching((each for each in known if each is not None), where)

    async def count(self, *where: Condition[R]) -> int:
        """How many records match."""
        if self._kind in KEPT:
            return len(await self._of_kept(where))
        found = self._found(where, "reference")
        known = self._searches.count(where) if found is None else len(found)
        if known is None and shapes.references(where) is not None:
            known = len(await self.find(*where))
        if known is None:
            await self.flush()
            shape = shapes.count(self._table, shapes.tests_of(where))
            rows = await self._session.fetch(shape, shapes.compared(where))
            known = int(rows[0][0])
            self._searches.note_count(where, known)
        return known

    async def flush(self) -> None:
        """Write what was changed; raises ``Conflict`` if another did that meanwhile."""
        changed = {at: known for at, known in self._unwritten.items() if known.is_changed}
        self._unwritten.clear()
        there = {at: known.now for at, known in changed.items() if known.now is not None}
        # First what gives up unique values.
        await self._delete(list(changed.keys() - there.keys()))
        await self._update([record for at, record in there.items() if changed[at].base != _NOWHERE])
        await self._insert([record for at, record in there.items() if changed[at].base == _NOWHERE])

    def _note_unwritten(self, reference: str, known: _Known[R]) -> None:
        if known.is_changed:
            self._unwritten[reference] = known

    async def _delete(self, references: Sequence[str]) -> None:
        for first in range(0, len(references), shapes.AT_ONCE):
            some = tuple(references[first : first + shapes.AT_ONCE])
            asked = (Condition[R]("reference", Test.ONE_OF, some),)
            await self._session.change(
                shapes.remove(self._table, shapes.tests_of(asked)), shapes.compared(asked)
            )
        for each in references:
            self._known[each].base = _NOWHERE

    async def _update(self, records: Sequence[R]) -> None:
        alike: dict[tuple[str, ...], list[tuple[R, dict[str, object]]]] = {}
        for record in records:
            known = self._known[record.reference]
            values = _changed_values(known.stored, record)
            at = {AT_REFERENCE: record.reference, AT_REVISION: known.base}
            alike.setdefault(tuple(values), []).append((record, values | at))
        for names, some in alike.items():
            rows = [row for _, row in some]
            if await self._session.update(self._table, names, rows) != len(rows):
                raise self._conflict(*(record for record, _ in some))
        self._note_stored(records)

    async def _insert(self, records: Sequence[R]) -> None:
        await self._session.insert_new(self._table, [_written(each) for each in records])
        self._note_stored(records)

    def _note_stored(self, records: Sequence[R]) -> None:
        for record in records:
            known = self._known[record.reference]
            known.base, known.stored = record.revision, record

    def _read(self, row: RawRow) -> _Known[R]:
        """The record of a row, or this unit of work's own version of it."""
        known = self._known.get(row[self._at_reference])
        if known is None or (known.now is None and known.base == _NOWHERE):
            known = self._know(self._record(row), row[self._at_reference])
        return known

    def _record(self, row: RawRow) -> R:
        return self._kind(**dict(zip(self._names, row, strict=True)))

    def _conflict(self, *records: R) -> Conflict:
        which = ", ".join(each.reference for each in records)
        return Conflict(f"{self._kind.__name__} {which} was changed meanwhile")


def _changed_values(stored: Record | None, record: Record) -> dict[str, object]:
    values = _written(record)
    if stored is None:
        return values
    before = _values(stored)
    return {name: value for name, value in values.items() if value != before[name]}


def _also(record: R, where: tuple[Condition[R], ...]) -> tuple[Condition[R], ...]:
    """The further condition that a record with the same unique key also meets."""
    field = NAMED_IN_KEY.get(type(record), "")
    named = getattr(record, field, "")
    is_named = bool(named) and any(named in str(each.value) for each in where)
    return (Condition[R](field, Test.IS, named),) if is_named else ()


def _values(record: Record) -> dict[str, object]:
    return {name: getattr(record, name) for name in _NAMES[type(record)]}


def _written(record: Record) -> dict[str, object]:
    """The values of a record that is written now; the database may name its references then."""
    values = _values(record)
    for each in values.values():
        if isinstance(each, NewReference):
            each.is_used = True
    return values


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
