"""Locks between processes, which the operating system or PostgreSQL releases if one dies."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy import text

from adapters.database.engines import database_url, patient_engine
from adapters.database.faults import named

# Any number that nobody else locks in the same database.
_APPLYING = 7_306_352_802


class AlreadyServed(Exception):
    """Another process serves this SQLite file; ``process`` is its number, if it is known."""

    def __init__(self, process: str) -> None:
        super().__init__(process)
        self.process = process


@asynccontextmanager
async def applying_alone(url: str, waits: Callable[[], None]) -> AsyncIterator[None]:
    """Be the only process that applies a playbook to this database.

    Calls ``waits`` once if another process does so now, and then waits as long as that takes: a
    playbook of a large hospital may take longer than a statement may. Raises ``StorageDown``.
    """
    if database_url(url).get_backend_name() == "postgresql":
        async with _advisory_lock(url, waits):
            yield
    else:
        async with _file_lock(_beside(url, "applying"), waits):
            yield


@contextmanager
def serving_alone(url: str) -> Iterator[None]:
    """Be the only process that serves this SQLite file; on PostgreSQL any number may.

    Raises ``AlreadyServed``.
    """
    if database_url(url).get_backend_name() == "postgresql":
        yield
        return
    with _opened(_beside(url, "serving")) as descriptor:
        if not _taken(descriptor):
            number = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
            raise AlreadyServed(number)
        # For the message of the next one; the lock itself does not depend on it.
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield


@asynccontextmanager
async def _advisory_lock(url: str, waits: Callable[[], None]) -> AsyncIterator[None]:
    engine = patient_engine(database_url(url))
    number = {"number": _APPLYING}
    try:
        with named():
            connection = await engine.connect()
        try:
            with named():
                # The transaction holds the lock and is idle meanwhile.
                await connection.execute(text("SET idle_in_transaction_session_timeout = 0"))
                attempt = text("SELECT pg_try_advisory_xact_lock(:number)")
                if not (await connection.execute(attempt, number)).scalar_one():
                    waits()
                    await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), number)
            yield
        finally:
            with named():
                await connection.close()
    finally:
        await engine.dispose()


@asynccontextmanager
async def _file_lock(path: Path, waits: Callable[[], None]) -> AsyncIterator[None]:
    with _opened(path) as descriptor:
        if not _taken(descriptor):
            waits()
            await asyncio.to_thread(fcntl.flock, descriptor, fcntl.LOCK_EX)
        yield


def _beside(url: str, purpose: str) -> Path:
    """The lock file of a database: the same one, whatever name the database is called by."""
    return Path(f"{Path(database_url(url).database or '').resolve()}.{purpose}")


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    with named():
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield descriptor
    finally:
        # This also gives the lock back. The file stays: a waiting process has it open.
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
