"""Faults that keep the program from starting, with their remedies."""

from dataclasses import dataclass


class NotReady(Exception):
    """The service cannot start; the text says why, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a setting, and its remedy."""

    name: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.name} {self.problem}. {self.remedy}"


class Wrong(Exception):
    """A value cannot be used; the caller turns this into a fault with the value's name."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
