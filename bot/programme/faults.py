"""Faults in a playbook or in HR's file, each with its line and its remedy."""

from dataclasses import dataclass
from typing import Protocol

Path = tuple[str | int, ...]
"""The path to a value through tables (by name) and lists (by index)."""


@dataclass(frozen=True)
class Fault:
    """What is wrong on a line of a file, and what to do about it."""

    line: int
    what: str
    remedy: str
    warning: bool = False
    """A file with warnings only can be applied."""
    left_out: bool = False
    """Whether the line is left out because of it; then it is a warning."""

    def __str__(self) -> str:
        """The fault as the command line prints it."""
        warning = "warning: " if self.warning else ""
        return f"line {self.line}: {warning}{self.what}; {self.remedy}"


class Faults(Protocol):
    """Collects faults; its implementation knows the line of each value."""

    def add(self, path: Path, what: str, remedy: str, *, warning: bool = False) -> None:
        """Note what is wrong with the value at this path."""

    def has_any(self, path: Path) -> bool:
        """Whether something is wrong with the value at this path, or with one in it."""
        ...

    def place(self, what: Path) -> Path | None:
        """The path under which something is written that can be written in several ways."""
