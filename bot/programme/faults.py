"""A fault in a file that somebody wrote, a playbook or HR's file: its line and its remedy."""

from dataclasses import dataclass
from typing import Protocol

Path = tuple[str | int, ...]
"""The way to a value through tables (by name) and lists (by number)."""


@dataclass(frozen=True)
class Fault:
    """What is wrong on a line of a file, and what to do about it.

    A warning makes things worse for somebody; anything else keeps the file from being applied.
    """

    line: int
    what: str
    remedy: str
    warning: bool = False

    def __str__(self) -> str:
        """The fault as the command line prints it."""
        warning = "warning: " if self.warning else ""
        return f"line {self.line}: {warning}{self.what}; {self.remedy}"


class Faults(Protocol):
    """Collects faults; the reader of the file knows on which line a value stands."""

    def add(self, path: Path, what: str, remedy: str, *, warning: bool = False) -> None:
        """Note that something is wrong with this value."""
        ...

    def place(self, what: Path) -> Path | None:
        """The way to what can be written in more than one way, by what it is; if it is there."""
        ...
