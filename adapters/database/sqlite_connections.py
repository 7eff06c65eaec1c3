"""The connections to an SQLite file, and what stands in line for the one that writes.

A commit waits for the disk, and meanwhile nobody else can write. So whoever is done while others
stand in line leaves the transaction open to them, and one commit is for all: each has a savepoint
of its own, so that one that fails takes nothing of the others back. Nobody goes on before the
commit. If that fails, all of them begin anew, and each commits alone: what one of them needs, such
as room on a full disk, then fails for that one.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.core.errors import Conflict

T = TypeVar("T")

MOST_TOGETHER = 16
TOGETHER_S = 0.01
"""How long a group is open to one more. Whoever is done first waits for the last that joined,
however long that takes, and for the commit."""
_STATEMENTS_KEPT = 512
NONE = -1
"""The generation of a connection that must not be used again."""


def _ended() -> "asyncio.Future[BaseException | None]":
    return asyncio.get_running_loop().create_future()


@dataclass
class Group:
    """Units of work in one transaction: all of them are committed, or none is."""

    connection: sqlite3.Connection
    generation: int
    size: int = 1
    begun_s: float = field(default_factory=time.monotonic)
    ended: "asyncio.Future[BaseException | None]" = field(default_factory=_ended)
    """Done after the commit; its result is why nothing was committed, or ``None``."""

    @property
    def has_room(self) -> bool:
        """Whether one more may join without those before it waiting too long."""
        return self.size < MOST_TOGETHER and time.monotonic() - self.begun_s < TOGETHER_S


@dataclass(frozen=True)
class Taken:
    """A connection for one unit of work, which joins the group if there is one."""

    connection: sqlite3.Connection
    generation: int
    group: Group | None


class Connections:
    """Connections of one kind to a file, of which ``most`` are in use at once."""

    def __init__(
        self, path: str, most: int, *, pool_wait: float, busy_seconds: float, reads_only: bool
    ) -> None:
        """Connect to nothing yet."""
        self._busy_seconds = busy_seconds
        self.reads_only = reads_only
        self.also: Callable[[sqlite3.Connection], None] | None = None
        self._path = path
        self._pool_wait = pool_wait
        self._free = asyncio.Semaphore(most)
        self._idle: list[sqlite3.Connection] = []
        self._threads = ThreadPoolExecutor(most, thread_name_prefix="sqlite")
        self._generation = 0
        self._in_use = 0
        self._waiting = 0
        self._tasks = set[asyncio.Task[None]]()
        self.shares = True
        """Whether those in line share a commit: not after one failed, until one has succeeded."""
        self.group: Group | None = None
        """The transaction that is open to those who stand in line."""
        self._closed = False

    async def open(self, *, joins: bool = True) -> Taken:
        """Take the next free connection. Raises the driver's errors, and ``TimeoutError``.

        Without ``joins`` it is in no transaction.
        """
        await self._in_turn()
        while self.group is not None and not joins:
            ended = self.group.ended
            # This gives the turn back.
            self._do(self._finish(self.group))
            await asyncio.wait([ended])
            await self._in_turn()
        if self._closed:
            self._free.release()
            message = "the connections to the file were closed"
            raise sqlite3.ProgrammingError(message)
        if self.group is not None:
            return Taken(self.group.connection, self.group.generation, self.group)
        self._in_use += 1
        try:
            connection = self._idle.pop() if self._idle else await self._connected()
        except BaseException:
            self._in_use -= 1
            self._free.release()
            raise
        return Taken(connection, self._generation, None)

    async def _in_turn(self) -> None:
        self._waiting += 1
        try:
            async with asyncio.timeout(self._pool_wait):
                await self._free.acquire()
        finally:
            self._waiting -= 1

    @property
    def is_waited_for(self) -> bool:
        """Whether somebody stands in line."""
        return self._waiting > 0

    def leave_open(self, taken: Taken) -> Group:
        """Leave a transaction open to those in line; it is committed after them."""
        group = self.group = Group(taken.connection, taken.generation)
        self._do(self._finish_after_the_others(group))
        return group

    def pass_on(self, group: Group) -> None:
        """Give the turn to the next in line; without one, or if the group is full, commit."""
        if self.is_waited_for and group.has_room:
            self._free.release()
        else:
            self._do(self._finish(group))

    def break_up(self, group: Group, *, lost: bool) -> None:
        """Give up a transaction that one of its units of work has spoilt: all begin anew."""
        self._end(group, Conflict("another unit of work spoilt the transaction"), lost=lost)

    async def _finish_after_the_others(self, group: Group) -> None:
        """Commit once those that stood in line are done, even if they have left it."""
        await self._free.acquire()
        if group.ended.done():
            self._free.release()
        else:
            await self._finish(group)

    async def _finish(self, group: Group) -> None:
        """Commit for all of a group, and give the turn on."""
        fault: BaseException | None = None
        try:
            await self.in_a_thread(lambda: group.connection.execute("COMMIT"))
        except BaseException as raised:  # noqa: BLE001 - it is raised where it is waited for
            fault = raised
        self.shares = fault is None
        self._end(group, fault, lost=fault is not None)

    def _end(self, group: Group, fault: BaseException | None, *, lost: bool) -> None:
        self.group = None
        try:
            if group.connection.in_transaction:
                group.connection.execute("ROLLBACK")
        except sqlite3.Error:
            lost = True
        group.ended.set_result(fault)
        self.take_back(group.connection, NONE if lost else group.generation)

    def _do(self, doing: Coroutine[Any, Any, None]) -> None:
        """Do something that goes on whoever is cancelled."""
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def take_back(self, connection: sqlite3.Connection, generation: int) -> None:
        """Keep a connection for the next transaction, if it is not of an earlier generation."""
        self._in_use -= 1
        if self._closed or generation != self._generation:
            connection.close()
        else:
            self._idle.append(connection)
        self._free.release()
        self._end_threads()

    def forget(self) -> None:
        """Use no connection of now again."""
        self._generation += 1
        while self._idle:
            self._idle.pop().close()

    def close(self) -> None:
        """Close the connections; those in use close when they are taken back."""
        self._closed = True
        self.forget()
        self._end_threads()

    def _end_threads(self) -> None:
        if self._closed and not self._in_use:
            self._threads.shutdown(wait=False)

    def in_a_thread(self, do: Callable[[], T]) -> "asyncio.Future[T]":
        """Run what waits for the disk beside the event loop."""
        return asyncio.get_running_loop().run_in_executor(self._threads, do)

    async def _connected(self) -> sqlite3.Connection:
        making = self.in_a_thread(self._connect)
        try:
            return await asyncio.shield(making)
        except asyncio.CancelledError:
            making.add_done_callback(_close_unused)
            raise

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path,
            timeout=self._busy_seconds,
            # The driver would begin a transaction only at the first write, after the reads that
            # the write depends on.
            isolation_level=None,
            # One transaction uses it at a time, be it from the loop or from a thread.
            check_same_thread=False,
            cached_statements=_STATEMENTS_KEPT,
        )
        try:
            for pragma in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "foreign_keys = ON",
                "secure_delete = ON",
                f"query_only = {'ON' if self.reads_only else 'OFF'}",
                # From here on the driver never waits, as the event loop would wait with it.
                "busy_timeout = 0",
            ):
                connection.execute(f"PRAGMA {pragma}")
            if self.also is not None:
                self.also(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _close_unused(making: "asyncio.Future[sqlite3.Connection]") -> None:
    if not making.cancelled() and making.exception() is None:
        making.result().close()
