"""What a declared table is: its things, its cells, its period, and where it stands on the page."""

from dataclasses import dataclass
from enum import StrEnum

from bot.programme.model import Length

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
    SURVEY_ANSWERS = "survey_answers"
    SUPPORTERS = "supporters"


class Name(StrEnum):
    """The names of the declared tables; their texts stand under ``reports.title``."""

    EVENTS = "events"
    MESSAGES_SENT = "messages_sent"
    REQUESTS = "requests"
    BREAKS = "breaks"
    HELPED = "helped"
    CALLS_HELPED = "calls_helped"
    MORE_NEEDED = "more_needed"
    EVENTS_BY_AREA = "events_by_area"
    EVENTS_BY_KIND = "events_by_kind"
    REQUESTS_BY_AREA = "requests_by_area"
    REQUESTS_BY_KIND = "requests_by_kind"
    REASONS = "reasons"
    SESSIONS = "sessions"
    STEP_UPS = "step_ups"
    TO_FIRST_MESSAGE = "to_first_message"
    RESULTS = "results"
    IN_TIME = "in_time"
    TO_CLAIM = "to_claim"
    TO_CONTACT = "to_contact"
    SOON_ENOUGH = "soon_enough"
    LENGTHS = "lengths"
    WAYS = "ways"
    CALLS = "calls"
    BREAK_RESULTS = "break_results"
    BREAK_ORIGINS = "break_origins"
    COVERAGE = "coverage"
    DUTY_HOURS = "duty_hours"
    TRAINED = "trained"
    LATER_MESSAGES = "later_messages"
    MILESTONE_MESSAGES = "milestone_messages"
    CADENCES = "cadences"
    SURVEY = "survey"
    LOAD = "load"


class Cell(StrEnum):
    """The cells of tables about the program itself; their texts stand under ``reports.cell``."""

    ALL = "all"
    YES = "yes"
    NO = "no"
    IN_TIME = "in_time"
    LATE = "late"
    NOT_REACHED = "not_reached"
    TALKED = "talked"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"
    NOBODY = "nobody"
    NOT_TALKED = "not_talked"
    COVERED = "covered"
    NOT_COVERED = "not_covered"
    ASKED = "asked"
    OFFERED = "offered"
    STAFFED = "staffed"
    UNSTAFFED = "unstaffed"
    VALID = "valid"
    NO_END = "no_end"
    ENDED = "ended"
    ANSWERED = "answered"
    SILENT = "silent"
    STOPPED = "stopped"
    SUPPORTED = "supported"
    NOT_SUPPORTED = "not_supported"
    NOTHING = "nothing"
    NONE = "none"
    UP_TO_3 = "up_to_3"
    UP_TO_9 = "up_to_9"
    TEN_OR_MORE = "ten_or_more"


@dataclass(frozen=True, kw_only=True)
class Table:
    """One declared table."""

    name: Name
    family: Family
    section: Section
    cells: tuple[str, ...] = (ONE,)
    by: By = By.CELLS
    figure: Figure = Figure.COUNTS
    wider: int = 0
    """How many steps its period is longer than the shortest of the year's schedule."""
    part_of: Family | None = None
    """The family of which these things are a part, so that the rest can be computed."""
    out_of: tuple[Name, str] | None = None
    """For a table of times: the table and the cell that say how many there were."""
    is_work: bool = False
    """Whether it counts what the programme did, by month and never by area or unit.

    It says nothing of anybody who asked for something, so small numbers are shown.
    """
    since_first_edition: bool = False
    """Whether the program before this one counted the same, so that its counts are taken over."""
    is_state: bool = False
    """Whether its periods are not to be added up: the last one stands for a longer time."""
    is_survey: bool = False
    """Whether it is counted in some periods only, and compared with the last one before."""

    def length(self, shortest: Length) -> Length:
        """Return the length of its periods in a year with this shortest period."""
        return Length.MONTH if self.is_work else shortest.longer(self.wider)

    @property
    def is_times(self) -> bool:
        """Whether it counts waits in buckets."""
        return self.figure is Figure.TIMES
