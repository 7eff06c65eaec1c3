"""What happened in a simulation: what was asked for, and what became of it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass
class Talk:
    """A request to talk with somebody."""

    user: str
    asked_at: datetime
    kind: str = ""
    yes_by: datetime | None = None
    """By when somebody was promised to say yes, at first."""
    taken_at: datetime | None = None
    taken_by: str = ""
    reached_at: datetime | None = None
    lasted: timedelta = timedelta()
    """How long they talked."""
    told_at: datetime | None = None
    """When its person read that nobody had taken it."""
    ended_by_person_at: datetime | None = None
    ended_at: datetime | None = None
    """When its person read that it is over without a talk."""

    @property
    def is_answered(self) -> bool:
        """Whether somebody talked with its person."""
        return self.reached_at is not None


@dataclass
class Break:
    """A break that was asked for."""

    user: str
    asked_at: datetime
    covered_at: datetime | None = None
    begun_at: datetime | None = None


@dataclass(frozen=True)
class Happened:
    """An event that was reported."""

    at: datetime
    kind: str
    unit: str
    by_form: bool


@dataclass
class Diary:
    """Everything that people did."""

    happened: int = 0
    """How many events there were; each is reported some time later."""
    events: list[Happened] = field(default_factory=list)
    """Those that were reported."""
    talks: dict[str, Talk] = field(default_factory=dict)
    """By the reference of the request."""
    breaks: dict[str, Break] = field(default_factory=dict)
    stopped: list[tuple[datetime, str, str]] = field(default_factory=list)
    """When somebody wanted no more messages about an episode, or, where it is empty, at all."""
    forgotten: list[tuple[datetime, str]] = field(default_factory=list)
    """When somebody had everything deleted."""
    answers: Counter[str] = field(default_factory=Counter)
    """How many answered first and later messages, by what they pressed."""
    refused: list[str] = field(default_factory=list)
    """What people tried and were not given, in short."""
