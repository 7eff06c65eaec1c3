"""A survey: two short questions to everybody, whose answers lead to nobody."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.core.clock import at_wall_time, in_zone
from bot.core.packed import Packed
from bot.core.records import TEXT, Field, Record, Sealed, stored
from bot.programme.model import Length

LASTS = timedelta(days=28)
"""How long a survey is open."""
PAUSE = timedelta(days=90)
"""How long after a survey nobody is asked again."""
FEWEST = 5
"""How many answers are counted together, unless a day goes by before."""


class Survey(Record):
    """One survey. It knows how many messages were planned, but not for whom, nor who answered."""

    number: Field[int]
    """1 is the baseline."""
    started_at: Field[datetime]
    until: Field[datetime]
    month: Field[str]
    """The month in which all its answers are counted, such as ``2026-05``, fixed as it starts."""
    asked: Field[int] = stored(default=0)
    """How many people a message was planned for."""
    over: Field[bool] = stored(default=False)
    """Whether its answers were all counted, and its tickets removed."""

    def is_open(self, now: datetime) -> bool:
        """Whether answers are taken."""
        return not self.over and now < self.until

    @property
    def middle_of_month(self) -> datetime:
        """A moment that is in the survey's month in every time zone."""
        year, month = map(int, self.month.split("-"))
        return datetime(year, month, 15, 12, tzinfo=UTC)


class SurveyTicket(Record):
    """The right to answer a survey once, or the plan to give somebody that right.

    A plan leads to its person. The right is another row with a random reference that leads to
    nobody: it is made as the message is drawn, and the plan is removed once that was sent.
    """

    survey: Field[str]
    whose: Field[str | None] = stored(default=None)
    """``blind_index("survey", person)`` of a plan."""

    person = Sealed(TEXT)
    """The person of a plan."""
    right = Sealed(TEXT)
    """The right that a plan's message carries, so that a repeated message carries the same one."""


class Answer(StrEnum):
    """What somebody said: both answers together, so that no two numbers can be compared."""

    SUPPORTED = "supported"
    """Something hit them hard, and they got support at work."""
    NOT_SUPPORTED = "not_supported"
    NOTHING = "nothing"
    """Nothing hit them hard."""


class SurveyAnswer(Record):
    """An answer that waits to be counted with others. It has no time, and leads to nobody."""

    month: Field[str]
    """The month of its survey."""
    answer: Field[Answer]


@dataclass(frozen=True)
class SurveyAnswered:
    """A fact: an answer is to be counted in the month of its survey."""

    month: str
    answer: Answer


@dataclass(frozen=True)
class AnswerSubject(Packed):
    """The subject of a button that answers."""

    ticket: str
    answer: Answer


def month_of(until: datetime, zone: str) -> str:
    """Return the month in which the answers of a survey that ends then are counted."""
    return f"{in_zone(until, zone):%Y-%m}"


def next_start(last: Survey, shortest: Length, zone: str) -> datetime:
    """Return when the survey after ``last`` may start.

    It is in another published period, so that the two can be compared.
    """
    year, month = map(int, last.month.split("-"))
    following = ((month - 1) // shortest.months + 1) * shortest.months
    first = datetime(year + following // 12, following % 12 + 1, 1)  # noqa: DTZ001 - wall time
    return max(last.until + PAUSE, at_wall_time(first, zone))
