"""Keeps a task from opening a unit of work while it is inside another.

On SQLite the inner one would wait for the only writer connection, which the outer one holds,
for ever; on PostgreSQL the two would not see each other's changes. Both are faults that show
only under load, so the first attempt is refused everywhere, the memory of the tests included.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakSet

# By task rather than by context: a task started inside a work inherits its starter's context,
# and may well open a work of its own.
_inside: "WeakSet[asyncio.Task[object]]" = WeakSet()


@contextmanager
def alone() -> Iterator[None]:
    """Hold the present task's one unit of work; ``RuntimeError`` if it has one already."""
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("a unit of work is opened by a task")
    if task in _inside:
        raise RuntimeError("a unit of work never opens another: this task is inside one already")
    _inside.add(task)
    try:
        yield
    finally:
        _inside.discard(task)
