"""The declared tables: what is counted, in which cells, and for how long a period.

Nothing is counted that is not declared here. A table has its own cells and no others: no table
crosses an area with a kind, a reason or a time. The periods follow from the year's schedule, which
is fixed before the year begins, and never from what was counted.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from bot.adverse_events.model import REPORTED
from bot.reports.table import By, Family, Figure, Name, Section, Table
from bot.requests.model import Lasted, Reason, Way
from bot.surveys.model import Answer

BUCKETS = (5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 480, 720, 1440, 2880, 4320)
"""The longest wait, in minutes, of each bucket of a table of times."""
LONGER = "longer"
"""The bucket of what took longer, or never came."""

WAITS = (*map(str, BUCKETS), LONGER)

EVENTS = Table(name=Name.EVENTS, family=Family.EVENTS, section=Section.REACH, is_work=True)
MESSAGES_SENT = Table(
    name=Name.MESSAGES_SENT,
    family=Family.MESSAGES,
    section=Section.REACH,
    cells=("in_time", "late", "not_reached"),
    is_work=True,
)
REQUESTS = Table(
    name=Name.REQUESTS, family=Family.REQUESTS, section=Section.REACH, since_first_edition=True
)
BREAKS = Table(
    name=Name.BREAKS, family=Family.BREAKS, section=Section.REACH, since_first_edition=True
)
HELPED = Table(
    name=Name.HELPED,
    family=Family.HELPED_ANSWERS,
    part_of=Family.REQUESTS,
    section=Section.EFFECTIVENESS,
    cells=("yes", "no"),
    wider=1,
    since_first_edition=True,
)
CALLS_HELPED = Table(
    name=Name.CALLS_HELPED,
    family=Family.CALL_ANSWERS,
    part_of=Family.CALLS,
    section=Section.EFFECTIVENESS,
    cells=("yes", "no"),
    wider=1,
    since_first_edition=True,
)
MORE_NEEDED = Table(
    name=Name.MORE_NEEDED,
    family=Family.MORE_NEEDED,
    part_of=Family.REQUESTS,
    section=Section.EFFECTIVENESS,
    cells=("yes", "no"),
    wider=1,
)
SURVEY = Table(
    name=Name.SURVEY,
    family=Family.SURVEY_ANSWERS,
    section=Section.EFFECTIVENESS,
    cells=tuple(map(str, Answer)),
    is_survey=True,
    is_state=True,
)
EVENTS_BY_AREA = Table(
    name=Name.EVENTS_BY_AREA, family=Family.EVENTS, section=Section.ADOPTION, by=By.AREA, wider=2
)
EVENTS_BY_KIND = Table(
    name=Name.EVENTS_BY_KIND,
    family=Family.EVENTS,
    section=Section.ADOPTION,
    cells=tuple(map(str, REPORTED)),
    wider=2,
)
REQUESTS_BY_AREA = Table(
    name=Name.REQUESTS_BY_AREA,
    family=Family.REQUESTS,
    section=Section.ADOPTION,
    by=By.AREA,
    wider=2,
    since_first_edition=True,
)
REQUESTS_BY_KIND = Table(
    name=Name.REQUESTS_BY_KIND,
    family=Family.REQUESTS,
    section=Section.ADOPTION,
    by=By.SUPPORT_KIND,
    wider=2,
    since_first_edition=True,
)
REASONS = Table(
    name=Name.REASONS,
    family=Family.REASONS,
    part_of=Family.REQUESTS,
    section=Section.ADOPTION,
    cells=tuple(map(str, Reason)),
    wider=1,
    since_first_edition=True,
)
SESSIONS = Table(name=Name.SESSIONS, family=Family.SESSIONS, section=Section.ADOPTION, is_work=True)
STEP_UPS = Table(
    name=Name.STEP_UPS,
    family=Family.STEP_UPS,
    section=Section.ADOPTION,
    part_of=Family.REQUESTS,
    wider=1,
)
TO_FIRST_MESSAGE = Table(
    name=Name.TO_FIRST_MESSAGE,
    family=Family.MESSAGES,
    section=Section.IMPLEMENTATION,
    cells=WAITS,
    figure=Figure.TIMES,
)
RESULTS = Table(
    name=Name.RESULTS,
    family=Family.REQUESTS,
    section=Section.IMPLEMENTATION,
    cells=("talked", "taken", "withdrawn", "nobody"),
    wider=1,
)
IN_TIME = Table(
    name=Name.IN_TIME,
    family=Family.REQUESTS,
    section=Section.IMPLEMENTATION,
    cells=("yes", "no"),
    wider=1,
    since_first_edition=True,
)
TO_CLAIM = Table(
    name=Name.TO_CLAIM,
    family=Family.REQUESTS,
    section=Section.IMPLEMENTATION,
    cells=WAITS,
    figure=Figure.TIMES,
    wider=1,
    since_first_edition=True,
)
TO_CONTACT = Table(
    name=Name.TO_CONTACT,
    family=Family.CONTACTS,
    out_of=(Name.RESULTS, "talked"),
    section=Section.IMPLEMENTATION,
    cells=WAITS,
    figure=Figure.TIMES,
    wider=1,
)
SOON_ENOUGH = Table(
    name=Name.SOON_ENOUGH,
    family=Family.SOON_ANSWERS,
    part_of=Family.REQUESTS,
    section=Section.IMPLEMENTATION,
    cells=("yes", "no"),
    wider=1,
    since_first_edition=True,
)
LENGTHS = Table(
    name=Name.LENGTHS,
    family=Family.LENGTHS,
    part_of=Family.REQUESTS,
    section=Section.IMPLEMENTATION,
    cells=tuple(map(str, Lasted)),
    wider=1,
    since_first_edition=True,
)
WAYS = Table(
    name=Name.WAYS,
    family=Family.WAYS,
    part_of=Family.REQUESTS,
    section=Section.IMPLEMENTATION,
    cells=tuple(map(str, Way)),
    wider=1,
    since_first_edition=True,
)
CALLS = Table(
    name=Name.CALLS,
    family=Family.CALLS,
    section=Section.IMPLEMENTATION,
    cells=("talked", "not_talked"),
    wider=1,
    since_first_edition=True,
)
BREAK_RESULTS = Table(
    name=Name.BREAK_RESULTS,
    family=Family.BREAKS,
    section=Section.IMPLEMENTATION,
    cells=("covered", "not_covered"),
    wider=1,
    since_first_edition=True,
)
BREAK_ORIGINS = Table(
    name=Name.BREAK_ORIGINS,
    family=Family.BREAKS,
    section=Section.IMPLEMENTATION,
    cells=("asked", "offered"),
    wider=1,
)
COVERAGE = Table(
    name=Name.COVERAGE,
    family=Family.HOURS,
    section=Section.IMPLEMENTATION,
    cells=("staffed", "unstaffed"),
    is_work=True,
)
DUTY_HOURS = Table(
    name=Name.DUTY_HOURS, family=Family.PEOPLE_HOURS, section=Section.MAINTENANCE, is_work=True
)
TRAINED = Table(
    name=Name.TRAINED,
    family=Family.TRAINED,
    section=Section.MAINTENANCE,
    cells=("valid", "no_end", "ended"),
    is_work=True,
    is_state=True,
)
LOAD = Table(
    name=Name.LOAD,
    family=Family.SUPPORTERS,
    section=Section.MAINTENANCE,
    cells=("none", "up_to_3", "up_to_9", "ten_or_more"),
    is_state=True,
)
LATER_MESSAGES = Table(
    name=Name.LATER_MESSAGES,
    family=Family.LATER_MESSAGES,
    section=Section.MAINTENANCE,
    is_work=True,
)
MILESTONE_MESSAGES = Table(
    name=Name.MILESTONE_MESSAGES,
    family=Family.MILESTONE_MESSAGES,
    section=Section.MAINTENANCE,
    is_work=True,
)
CADENCES = Table(
    name=Name.CADENCES,
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
    SURVEY,
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
    LOAD,
    LATER_MESSAGES,
    MILESTONE_MESSAGES,
    CADENCES,
)
"""Every declared table, in the order in which they are published and shown."""


def _by_name(tables: Iterable[Table]) -> Mapping[str, Table]:
    found: dict[str, Table] = {table.name: table for table in tables}
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
