"""Counts the rows that a database gives, by the table that they are read from."""

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from adapters.database.sessions import Database, Transaction
from adapters.database.statements import Compiled, RawRow
from adapters.database.unit_of_work import DatabaseStorage


class _Counting:
    """A transaction that counts what it gives."""

    def __init__(self, transaction: Transaction, rows: "Counter[str]") -> None:
        self._transaction = transaction
        self._rows = rows
        self.begin = transaction.begin
        self.change = transaction.change
        self.change_many = transaction.change_many
        self.commit = transaction.commit
        self.end = transaction.end

    async def fetch(self, made: Compiled, arguments: Sequence[object]) -> list[RawRow]:
        """Count the rows of a statement."""
        found = await self._transaction.fetch(made, arguments)
        self._count(made.sql, len(found))
        return found

    async def run(
        self, made: Compiled, arguments: Sequence[object]
    ) -> tuple[Sequence[str], list[RawRow], int]:
        """Count the rows of any statement."""
        names, found, count = await self._transaction.run(made, arguments)
        self._count(made.sql, len(found))
        return names, found, count

    def _count(self, sql: str, rows: int) -> None:
        if table := re.search(r"\bFROM (\w+)", sql):
            self._rows[table[1]] += rows


class _CountingDatabase:
    """Opens transactions that count."""

    def __init__(self, database: Database, rows: "Counter[str]") -> None:
        self.dialect = database.dialect
        self.writing = self._counting(database.writing, rows)
        self.reading = self._counting(database.reading, rows)
        self.leasing = self._counting(database.leasing, rows)
        self.listening = database.listening
        self.connect_anew = database.connect_anew
        self.tidy = database.tidy
        self.close = database.close

    @staticmethod
    def _counting(
        opened: Callable[[], Awaitable[Transaction]], rows: "Counter[str]"
    ) -> Callable[[], Coroutine[Any, Any, Transaction]]:
        async def counting() -> Transaction:
            return _Counting(await opened(), rows)

        return counting


@contextmanager
def rows_read(storage: DatabaseStorage) -> Iterator["Counter[str]"]:
    """How many rows the storage reads meanwhile, by table."""
    rows: Counter[str] = Counter()
    database = storage.sessions.database
    storage.sessions.database = _CountingDatabase(database, rows)
    try:
        yield rows
    finally:
        storage.sessions.database = database
