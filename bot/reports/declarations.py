"""The declared tables: what is counted, in which cells, and for how long a period.

Nothing is counted that is not declared here. A table has its own cells and no others: no table
crosses an area with a kind, a reason or a time. The periods follow from the year's schedule, which
is fixed before the year begins, and never from what was counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.adverse_events.model import REPORTED
from bot.programme.model import Length
from bot.requests.model import Lasted, Reason, Way

BUCKETS = (5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 480, 720, 1440, 2880, 4320)
"""The longest wait, in minutes, of each bucket of a table of times."""
LONGER = "longer"
"""The bucket of what took longer, or never came."""
ONE = "all"
"""The only cell of a table that counts one thing."""


class Section(StrEnum):
    """The dimensions of RE-AIM, in the order of the page."""

    REACH = "reach"
    EFFECTIVENESS = "effectiveness"
    ADOPTION = "adoption"
    IMPLEMENTATION = "implementation"
    MAINTENANCE = "maintenance"


class By(StrEnum):
    """What names the cells of a table."""

    CELLS = "cells"
    """The cells that the declaration lists."""
    AREA = "area"
    SUPPORT_KIND = "support_kind"


class Figure(StrEnum):
    """How a table becomes a figure."""

    COUNTS = "counts"
    TIMES = "times"
    """The time within which half, and nine in ten, were done; the buckets are never shown."""


class Family(StrEnum):
    """What one count stands for. All tables of a family count the same things, each once."""

    EVENTS = "events"
    MESSAGES = "messages"
    LATER_MESSAGES = "later_messages"
    MILESTONE_MESSAGES = "milestone_messages"
    SESSIONS = "sessions"
    HOURS = "hours"
    PEOPLE_HOURS = "people_hours"
    TRAINED = "trained"
    REQUESTS = "requests"
    CONTACTS = "contacts"
    STEP_UPS = "step_ups"
    REASONS = "reasons"
    LENGTHS = "lengths"
    WAYS = "ways"
    MORE_NEEDED = "more_needed"
    SOON_ANSWERS = "soon_answers"
    HELPED_ANSWERS = "helped_answers"
    CALLS = "calls"
    CALL_ANSWERS = "call_answers"
    BREAKS = "breaks"
    CADENCES = "cadences"


@dataclass(frozen=True, kw_only=True)
class Table:
    """One declared table. Its texts stand under ``reports.tables`` by its name."""

    name: str
    family: Family
    section: Section
    cells: tuple[str, ...] = (ONE,)
    by: By = By.CELLS
    figure: Figure = Figure.COUNTS
    wider: int = 0
    """How many steps its period is longer than the shortest of the year's schedule."""
    part_of: Family | None = None
    """The family of which these things are a part, so that the rest can be computed."""
    out_of: tuple[str, str] | None = None
    """For a table of times: the table and the cell that say how many there were."""
    is_work: bool = False
    """Whether it counts what the programme did, by month and never by area or unit.

    It says nothing of anybody who asked for something, so small numbers are shown.
    """
    since_first_edition: bool = False
    """Whether the program before this one counted the same, so that its counts are taken over."""

    def length(self, shortest: Length) -> Length:
        """Return the length of its periods in a year with this shortest period."""
        return Length.MONTH if self.is_work else shortest.longer(self.wider)

    @property
    def is_times(self) -> bool:
        """Whether it counts waits in buckets."""
        return self.figure is Figure.TIMES


WAITS = (*map(str, BUCKETS), LONGER)

EVENTS = Table(name="events", family=Family.EVENTS, section=Section.REACH, is_work=True)
MESSAGES_SENT = Table(
    name="messages_sent",
    family=Family.MESSAGES,
    section=Section.REACH,
    cells=("in_time", "late", "not_reached"),
    is_work=True,
)
REQUESTS = Table(
    name="requests", family=Family.REQUESTS, section=Section.REACH, since_first_edition=True
)
BREAKS = Table(name="breaks", family=Family.BREAKS, section=Section.REACH, since_first_edition=True)
HELPED = Table(
    name="helped",
    family=Family.HELPED_ANSWERS,
    part_of=Family.REQUESTS,
    section=Section.EFFECTIVENESS,
    cells=("yes", "no"),
    wider=1,
    since_first_edition=True,
)
CALLS_HELPED = Table(
    name="calls_helped",
    family=Family.CALL_ANSWERS,
    part_of=Family.CALLS,
    section=Section.EFFECTIVENESS,
    cells=("yes", "no"),
    wider=1,
    since_first_edition=True,
)
MORE_NEEDED = Table(
    name="more_needed",
    family=Family.MORE_NEEDED,
    part_of=Family.REQUESTS,
    section=Section.EFFECTIVENESS,
    cells=("yes", "no"),
    wider=1,
)
EVENTS_BY_AREA = Table(
    name="events_by_area", family=Family.EVENTS, section=Section.ADOPTION, by=By.AREA, wider=2
)
EVENTS_BY_KIND = Table(
    name="events_by_kind",
    family=Family.EVENTS,
    section=Section.ADOPTION,
    cells=tuple(map(str, REPORTED)),
    wider=2,
)
REQUESTS_BY_AREA = Table(
    name="requests_by_area",
    family=Family.REQUESTS,
    section=Section.ADOPTION,
    by=By.AREA,
    wider=2,
    since_first_edition=True,
)
REQUESTS_BY_KIND = Table(
    name="requests_by_kind",
    family=Family.REQUESTS,
    section=Section.ADOPTION,
    by=By.SUPPORT_KIND,
    wider=2,
    since_first_edition=True,
)
REASONS = Table(
    name="reasons",
    family=Family.REASONS,
    part_of=Family.REQUESTS,
    section=Section.ADOPTION,
    cells=tuple(map(str, Reason)),
    wider=1,
    since_first_edition=True,
)
SESSIONS = Table(name="sessions", family=Family.SESSIONS, section=Section.ADOPTION, is_work=True)
STEP_UPS = Table(
    name="step_ups",
    family=Family.STEP_UPS,
    section=Section.ADOPTION,
    part_of=Family.REQUESTS,
    wider=1,
)
TO_FIRST_MESSAGE = Table(
    name="to_first_message",
    family=Family.MESSAGES,
    section=Section.IMPLEMENTATION,
    cells=WAITS,
    figure=Figure.TIMES,
)
RESULTS = Table(
    name="results",
    family=Family.REQUESTS,
    section=Section.IMPLEMENTATION,
    cells=("talked", "taken", "withdrawn", "nobody"),
    wider=1,
)
IN_TIME = Table(
    name="in_time",
    family=Family.REQUESTS,
    section=Section.IMPLEMENTATION,
    cells=("yes", "no"),
    wider=1,
    since_first_edition=True,
)
TO_CLAIM = Table(
    name="to_claim",
    family=Family.REQUESTS,
    section=Section.IMPLEMENTATION,
    cells=WAITS,
    figure=Figure.TIMES,
    wider=1,
    since_first_edition=True,
)
TO_CONTACT = Table(
    name="to_contact",
    family=Family.CONTACTS,
    out_of=("results", "talked"),
    section=Section.IMPLEMENTATION,
    cells=WAITS,
    figure=Figure.TIMES,
    wider=1,
)
SOON_ENOUGH = Table(
    name="soon_enough",
    family=Family.SOON_ANSWERS,
    part_of=Family.REQUESTS,
    section=Section.IMPLEMENTATION,
    cells=("yes", "no"),
    wider=1,
    since_first_edition=True,
)
LENGTHS = Table(
    name="lengths",
    family=Family.LENGTHS,
    part_of=Family.REQUESTS,
    section=Section.IMPLEMENTATION,
    cells=tuple(map(str, Lasted)),
    wider=1,
    since_first_edition=True,
)
WAYS = Table(
    name="ways",
    family=Family.WAYS,
    part_of=Family.REQUESTS,
    section=Section.IMPLEMENTATION,
    cells=tuple(map(str, Way)),
    wider=1,
    since_first_edition=True,
)
CALLS = Table(
    name="calls",
    family=Family.CALLS,
    section=Section.IMPLEMENTATION,
    cells=("talked", "not_talked"),
    wider=1,
    since_first_edition=True,
)
BREAK_RESULTS = Table(
    name="break_results",
    family=Family.BREAKS,
    section=Section.IMPLEMENTATION,
    cells=("covered", "not_covered"),
    wider=1,
    since_first_edition=True,
)
BREAK_ORIGINS = Table(
    name="break_origins",
    family=Family.BREAKS,
    section=Section.IMPLEMENTATION,
    cells=("asked", "offered"),
    wider=1,
)
COVERAGE = Table(
    name="coverage",
    family=Family.HOURS,
    section=Section.IMPLEMENTATION,
    cells=("somebody", "nobody"),
    is_work=True,
)
DUTY_HOURS = Table(
    name="duty_hours", family=Family.PEOPLE_HOURS, section=Section.MAINTENANCE, is_work=True
)
TRAINED = Table(
    name="trained",
    family=Family.TRAINED,
    section=Section.MAINTENANCE,
    cells=("valid", "no_end", "ended"),
    is_work=True,
)
LATER_MESSAGES = Table(
    name="later_messages",
    family=Family.LATER_MESSAGES,
    section=Section.MAINTENANCE,
    is_work=True,
)
MILESTONE_MESSAGES = Table(
    name="milestone_messages",
    family=Family.MILESTONE_MESSAGES,
    section=Section.MAINTENANCE,
    is_work=True,
)
CADENCES = Table(
    name="cadences",
    family=Family.CADENCES,
    section=Section.MAINTENANCE,
    cells=("answered", "silent", "stopped"),
    wider=1,
)

ALL = (
    EVENTS,
    MESSAGES_SENT,
    REQUESTS,
    BREAKS,
    HELPED,
    CALLS_HELPED,
    MORE_NEEDED,
    EVENTS_BY_AREA,
    EVENTS_BY_KIND,
    REQUESTS_BY_AREA,
    REQUESTS_BY_KIND,
    REASONS,
    SESSIONS,
    STEP_UPS,
    TO_FIRST_MESSAGE,
    RESULTS,
    IN_TIME,
    TO_CLAIM,
    TO_CONTACT,
    SOON_ENOUGH,
    LENGTHS,
    WAYS,
    CALLS,
    BREAK_RESULTS,
    BREAK_ORIGINS,
    COVERAGE,
    DUTY_HOURS,
    TRAINED,
    LATER_MESSAGES,
    MILESTONE_MESSAGES,
    CADENCES,
)
"""Every declared table, in the order in which they are published and shown."""


def _by_name(tables: Iterable[Table]) -> Mapping[str, Table]:
    found = {table.name: table for table in tables}
    if len(found) != len(ALL):
        raise ValueError("two declared tables have the same name")
    return MappingProxyType(found)


TABLES = _by_name(ALL)
"""The declared tables by name."""


def bucket(minutes: int | None) -> str:
    """Return the bucket of a wait; ``None`` is one that never ended."""
    if minutes is None:
        return LONGER
    return next((str(bound) for bound in BUCKETS if minutes <= bound), LONGER)
