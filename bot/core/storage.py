"""The port to storage: records, one unit of work at a time, and the vault.

Every implementation (memory in tests, SQLite, PostgreSQL) passes
``tests/contract/storage_suite.py``, which checks what these docstrings promise.
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
    """Make an unguessable reference without meaning: 128 random bits as 32 hex digits."""
    return secrets.token_hex(16)


class Records(Protocol[R]):
    """The records of one kind, within one unit of work."""

    async def get(self, reference: str) -> R | None:
        """Return the record with this reference, or ``None``."""

    async def find(
        self, *where: Condition[R], order_by: Column[R, Any] | None = None, limit: int | None = None
    ) -> list[R]:
        """Return the records that meet every condition, in ascending order of one field.

        Without ``order_by`` the order is that of their references. Unset values come last.
        """

    async def count(self, *where: Condition[R]) -> int:
        """Return how many records ``find`` would return."""


class Vault(Protocol):
    """Holds names and addresses, sealed with one key per owner; erasing deletes the key.

    The owner is the reference of a record; the record's class names its ``Sealed`` values.
    """

    async def seal(self, value: SealedValue[T], content: T) -> None:
        """Keep ``content``; it replaces what was sealed for this value before."""

    async def open(self, value: Openable[T]) -> T | None:
        """Return the content, or ``None`` if it was never sealed, was cleared or was erased."""

    async def clear(self, value: SealedValue[Any]) -> None:
        """Forget one value; the owner's other values stay."""

    async def open_all(self, owners: Iterable[str]) -> dict[str, dict[str, str]]:
        """Return every sealed value of these owners as text, by owner and name."""

    async def erase(self, owner: str) -> None:
        """Delete the owner's key and everything sealed with it; repeating it is harmless.

        The reference goes to the erasure ledger in the same unit of work.
        """

    def blind_index(self, purpose: str, *values: str) -> str:
        """Return a keyed look-up value (HMAC-SHA-256, 128 bits as hex).

        The same purpose and values always give the same index; another purpose gives another
        one, so that two tables cannot be joined without the key.
        """


class Work(Protocol):
    """One unit of work: everything in it is committed together, or nothing is.

    It is serializable: if two works touch the same rows, one of them raises ``Conflict`` and
    ``in_one_work`` runs it again. A work never opens another and never awaits the network.
    """

    @property
    def now(self) -> datetime:
        """The moment of this work, in UTC; it does not change."""

    @property
    def reads_only(self) -> bool:
        """Whether a write raises ``ReadsOnly``."""

    @property
    def vault(self) -> Vault:
        """The vault, within this work."""

    def of(self, kind: type[R]) -> Records[R]:
        """Return the records of a kind, within this work."""

    async def add(self, record: R) -> bool:
        """Add a record. Returns ``False`` and changes nothing if a unique value is taken."""

    async def save(self, record: R) -> R:
        """Save a changed record, and return it with its revision one higher.

        A record that is saved several times is written once, at the latest before the commit. It
        may take a unique value that another record gave up in this work.
        Raises ``Conflict``, now or then, if another work changed or removed it meanwhile.
        """

    async def remove(self, record: R) -> None:
        """Remove a record; repeating it is harmless."""

    async def remove_some(self, kind: type[R], *where: Condition[R], limit: int) -> int:
        """Remove up to ``limit`` records that meet every condition, without reading them.

        Returns how many were removed. What the vault holds of them stays.
        """


class Storage(Protocol):
    """Opens units of work. Raises ``StorageDown`` when the database does not answer."""

    def work(self) -> AbstractAsyncContextManager[Work]:
        """Open a unit of work that commits on a normal exit and rolls back on any exception."""

    def reading(self) -> AbstractAsyncContextManager[Work]:
        """Open a unit of work that only reads, and never waits for a writer on SQLite."""


MOST_TRIES = 20


async def in_one_work(
    storage: Storage, do: Callable[[Work], Awaitable[T]], *, reads_only: bool = False
) -> T:
    """Run ``do`` in a unit of work, and again from the start after each conflict.

    Raises ``Conflict`` after 20 tries, and anything that ``do`` raises.
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
            # Works that met each other would meet again if all waited equally long.
            await asyncio.sleep(random.uniform(0, 0.005 * tries))  # noqa: S311 - no secret
