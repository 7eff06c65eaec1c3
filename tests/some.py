"""A guard for loops that assert: a loop over nothing would always pass."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def some(things: Iterable[T]) -> tuple[T, ...]:
    """The same things. Fails if there are none."""
    found = tuple(things)
    assert found, "there is nothing to look at"
    return found
