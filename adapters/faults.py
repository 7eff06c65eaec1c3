"""What keeps the program from starting, with the remedy."""

from dataclasses import dataclass

SCHEMA = (
    "The database does not answer, or its schema is older than this program.\n"
    "  Start it, then run: support-timeout migrate"
)


class NotReady(Exception):
    """The service cannot begin; the text says why and what to do about it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a setting, and how to mend it."""

    name: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.name} {self.problem}. {self.remedy}"


class Wrong(Exception):
    """A value cannot be used; it is caught and turned into a fault under its name."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
