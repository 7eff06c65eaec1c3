"""Refuses to open a unit of work inside another one.

On SQLite the inner one would wait for ever for the writer connection that the outer one holds. On
PostgreSQL the two would not see each other's changes. Both show only under load, so every attempt
is refused, also by the in-memory storage of the tests.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakSet

# Per task and not per context: a task started inside a unit of work inherits the context, but may
# open a unit of work of its own.
_inside: "WeakSet[asyncio.Task[object]]" = WeakSet()


@contextmanager
def alone() -> Iterator[None]:
    """Mark the current task as inside a unit of work; ``RuntimeError`` if it is in one already."""
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("a unit of work can only be opened by a task")
    if task in _inside:
        raise RuntimeError("this task is already inside a unit of work and cannot open another")
    _inside.add(task)
    try:
        yield
    finally:
        _inside.discard(task)
