"""The port to storage: records, one unit of work at a time, and the vault.

Every implementation (memory in tests, SQLite, PostgreSQL) passes the suite in
``tests/contract/storage_suite.py``; what is written here is what that suite checks.
"""

import asyncio
import random
import secrets
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, Protocol, TypeVar

from bot.core.errors import Conflict
from bot.core.records import Column, Condition, Openable, Record, SealedValue

R = TypeVar("R", bound=Record)
T = TypeVar("T")


def new_reference() -> str:
    """A reference that says nothing and cannot be guessed: 128 random bits as 32 hex digits."""
    return secrets.token_hex(16)


class Records(Protocol[R]):
    """The records of one kind, as seen and changed by one unit of work."""

    async def get(self, reference: str) -> R | None:
        """The record with this reference, or ``None``."""
        ...

    async def add(self, record: R) -> bool:
        """Add a record; ``False``, and nothing changed, if a unique value of it is taken."""
        ...

    async def save(self, record: R) -> R:
        """Keep the record as it is given, and return it with its revision one higher.

        It is written at the latest before the work is committed, once however often it is saved,
        and only if the stored revision is still the one the work began from. Raises ``Conflict``,
        then or now, if the record was changed or removed meanwhile.
        """
        ...

    async def remove(self, record: R) -> None:
        """Remove a record; removing what is no longer there is no fault."""
        ...

    async def find(
        self,
        *where: Condition[R],
        order_by: Column[R, Any] | None = None,
        limit: int | None = None,
    ) -> list[R]:
        """The records that meet every condition, in ascending order of one field.

        Without ``order_by`` they come in the order of their references. Unset values come last.
        """
        ...

    async def count(self, *where: Condition[R]) -> int:
        """How many records ``find`` would give."""
        ...


class Vault(Protocol):
    """Where names and addresses live: sealed, a key per owner, gone when the key is deleted.

    The owner is the reference of the record a value belongs to; the record's class names its
    ``Sealed`` values.
    """

    async def seal(self, value: SealedValue[T], content: T) -> None:
        """Keep ``content``; a second call for the same value replaces the first."""
        ...

    async def open(self, value: Openable[T]) -> T | None:
        """The content, or ``None`` if it was never sealed, was cleared, or has been erased."""
        ...

    async def clear(self, value: SealedValue[Any]) -> None:
        """Forget one value; what else the owner has sealed stays."""
        ...

    async def open_all(self, owners: Iterable[str]) -> dict[str, dict[str, str]]:
        """All that is sealed of these owners as text, by owner and name, read in one go."""
        ...

    async def erase(self, owner: str) -> None:
        """Delete the owner's key and everything sealed with it; twice is no fault.

        The reference goes to the erasure ledger in the same unit of work.
        """
        ...

    def mark(self, purpose: str, *values: str) -> str:
        """A keyed look-up value (HMAC-SHA-256, 128 bits as hex) for finding without showing.

        The same purpose and values always give the same mark; another purpose gives another,
        so that two tables cannot be joined without the key.
        """
        ...


class Work(Protocol):
    """One unit of work: everything in it is committed together, or nothing is.

    It sees one consistent state and runs as if alone (serializable): where two works touch the
    same rows, one of them raises ``Conflict`` and is run again by whoever opened it.
    A work never opens another and never awaits the network.
    """

    @property
    def now(self) -> datetime:
        """The one moment of this work, in UTC."""
        ...

    @property
    def reads_only(self) -> bool:
        """Whether a write raises ``ReadsOnly``."""
        ...

    @property
    def vault(self) -> Vault:
        """The vault, within this work."""
        ...

    def of(self, kind: type[R]) -> Records[R]:
        """The records of a kind, within this work."""
        ...


class Storage(Protocol):
    """Opens units of work. ``StorageDown`` is raised when the database does not answer."""

    def work(self) -> AbstractAsyncContextManager[Work]:
        """A unit of work that commits when left normally and rolls back on any exception."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Work]:
        """A unit of work that only reads, and never waits for a writer on SQLite."""
        ...


MOST_TRIES = 20


async def in_one_work(
    storage: Storage, do: Callable[[Work], Awaitable[T]], *, reads_only: bool = False
) -> T:
    """Run ``do`` in a unit of work, again from the start as often as it meets a conflict.

    Raises ``Conflict`` after 20 tries, and whatever ``do`` raises.
    """
    tries = 0
    while True:
        try:
            async with storage.reading() if reads_only else storage.work() as work:
                return await do(work)
        except Conflict:
            tries += 1
            if tries == MOST_TRIES:
                raise
            # Those who met each other would meet again if all came back at the same moment.
            await asyncio.sleep(random.uniform(0, 0.005 * tries))  # noqa: S311 - no secret
