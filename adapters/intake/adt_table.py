"""Which ADT messages say that somebody died: the one table that the reader and the docs use.

``docs/hospital-messages.md`` is drawn from it (``make states``).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.adverse_events.last_said import Says


class Door(StrEnum):
    """What becomes of a message before its contents are looked at."""

    READ = "read"
    NOTHING = "nothing"
    REFUSED = "refused"


@dataclass(frozen=True)
class ModeRow:
    """Values of MSH-11 and what they lead to."""

    identifiers: frozenset[str]
    """Of its first component, the processing id."""
    modes: frozenset[str]
    """Of its second, the processing mode."""
    door: Door
    means: str
    source: str


PRODUCTION = frozenset({"", "P"})
MODES = (
    ModeRow(
        PRODUCTION,
        frozenset({"", "T"}),
        Door.READ,
        "production, as it happens",
        "HL7 v2.5.1, 2.15.9.11, tables 0103 and 0207",
    ),
    ModeRow(
        PRODUCTION,
        frozenset({"A", "R", "I"}),
        Door.NOTHING,
        "an archive, a restored archive, or an initial load: not of today",
        "HL7 v2.5.1, table 0207",
    ),
)
"""Any other value is refused: training, debugging, and what the tables do not have."""


class Group(StrEnum):
    """Events that are read alike."""

    END = "discharge or update"
    STAY = "during a stay"
    PERSON = "about a person"
    MERGE = "merge"
    CANCEL = "cancellation"


@dataclass(frozen=True)
class Event:
    """A trigger event that is read; all others are accepted and say nothing."""

    trigger: str
    name: str
    group: Group
    source: str


def _event(trigger: str, name: str, group: Group) -> Event:
    return Event(trigger, name, group, f"HL7 v2.5.1, 3.3.{int(trigger[1:])}")


EVENTS = {
    each.trigger: each
    for each in (
        _event("A01", "admission", Group.STAY),
        _event("A02", "transfer", Group.STAY),
        _event("A03", "discharge", Group.END),
        _event("A04", "registration, such as a death on arrival", Group.STAY),
        _event("A05", "pre-admission", Group.STAY),
        _event("A06", "outpatient becomes inpatient", Group.STAY),
        _event("A07", "inpatient becomes outpatient", Group.STAY),
        _event("A08", "update", Group.END),
        _event("A11", "admission cancelled", Group.CANCEL),
        _event("A12", "transfer cancelled", Group.STAY),
        _event("A13", "discharge cancelled", Group.CANCEL),
        _event("A28", "person added", Group.PERSON),
        _event("A31", "person updated", Group.PERSON),
        _event("A40", "records merged", Group.MERGE),
    )
}


class Indicator(StrEnum):
    """PID-30, by its value in capitals."""

    YES = "Y"
    NO = "N"
    NULL = '""'
    EMPTY = "empty"
    UNKNOWN = "another word"


INDICATOR_WORDS: Mapping[Indicator, frozenset[str]] = {
    Indicator.YES: frozenset({"Y", "YES", "TRUE", "1"}),
    Indicator.NO: frozenset({"N", "NO", "FALSE", "0"}),
    Indicator.NULL: frozenset({'""'}),
    Indicator.EMPTY: frozenset({"", "U", "UNK", "UNKNOWN"}),
}
"""What stands for each in PID-30, in capitals; everything else is ``UNKNOWN``."""


class Time(StrEnum):
    """PID-29."""

    GIVEN = "a time"
    NULL = '""'
    EMPTY = "empty"
    UNREADABLE = "no time"


class Ended(StrEnum):
    """PV1-36."""

    DIED = "a code for a death"
    LIVES = "another known code"
    EMPTY = "empty"
    UNKNOWN = "an unknown code"


@dataclass(frozen=True)
class PersonRow:
    """What PID-30 and PID-29 say about the person; the first row that fits counts."""

    indicators: frozenset[Indicator]
    times: frozenset[Time]
    says: Says
    source: str
    unmapped: str = ""
    """The field that is counted, as nobody can explain its value."""


ANY_TIME = frozenset(Time)
MAPPING = "HL7 v2-to-FHIR, PID to Patient: PID-29 becomes deceasedDateTime"
PERSON = (
    PersonRow(frozenset({Indicator.YES}), ANY_TIME, Says.DIED, "HL7 v2.5.1, 3.4.2.30, table 0136"),
    PersonRow(
        frozenset({Indicator.NO, Indicator.NULL}),
        ANY_TIME,
        Says.LIVES,
        "HL7 v2.5.1, 3.4.2.30; the null value deletes (2.5.3)",
    ),
    PersonRow(
        frozenset({Indicator.UNKNOWN}), frozenset({Time.GIVEN}), Says.DIED, MAPPING, "PID-30"
    ),
    PersonRow(frozenset({Indicator.EMPTY}), frozenset({Time.GIVEN}), Says.DIED, MAPPING),
    PersonRow(
        frozenset({Indicator.EMPTY}),
        frozenset({Time.NULL}),
        Says.LIVES,
        "HL7 v2.5.1, 2.5.3: the null value deletes the time of death",
    ),
    PersonRow(
        frozenset({Indicator.EMPTY}),
        frozenset({Time.UNREADABLE}),
        Says.NOTHING,
        "HL7 v2.5.1, chapter 2A, DTM: it is not a time",
        "PID-29",
    ),
    PersonRow(
        frozenset({Indicator.EMPTY}),
        frozenset({Time.EMPTY}),
        Says.NOTHING,
        "HL7 v2.5.1, 2.5.3: an empty field says nothing",
    ),
    PersonRow(
        frozenset({Indicator.UNKNOWN}),
        ANY_TIME,
        Says.NOTHING,
        "HL7 v2.5.1, table 0136 has Y and N alone",
        "PID-30",
    ),
)


@dataclass(frozen=True)
class StayRow:
    """What PV1-36 says about the end of the stay."""

    ended: Ended
    groups: frozenset[Group]
    says: Says
    source: str
    unmapped: str = ""


ABOUT_A_RECORD = frozenset({Group.PERSON, Group.MERGE})
"""Written at any time, and with no need to say where the person is."""

NOT_CANCELLED = frozenset({Group.END, Group.STAY}) | ABOUT_A_RECORD
STAY = (
    StayRow(Ended.DIED, NOT_CANCELLED, Says.DIED, "HL7 v2.5.1, 3.4.3.36, table 0112; UB-04 FL 17"),
    StayRow(
        Ended.LIVES,
        frozenset({Group.END}),
        Says.LIVES,
        "HL7 v2.5.1, table 0112; UB-04 FL 17: elsewhere than in these events it may be left over",
    ),
    StayRow(
        Ended.UNKNOWN,
        NOT_CANCELLED,
        Says.NOTHING,
        "HL7 v2.5.1, table 0112 is user-defined: nobody said what it means",
        "PV1-36",
    ),
)
"""What is in no row says nothing."""

DIED_CODES = frozenset({"20", "40", "41", "42", "exp"})
"""HL7 table 0112 and UB-04: expired; 40 to 42 at home, in a facility, place unknown."""

LIVES_CODES = frozenset(
    [str(number) for number in (*range(1, 20), 21, *range(30, 40), 43, *range(50, 53))]
    + [str(number) for number in (*range(61, 73), *range(81, 96))]
    + ["home", "alt-home", "other-hcf", "hosp", "long", "aadvice", "psy", "rehab", "snf", "oth"]
)
"""The other codes of UB-04 FL 17 and of HL7 table 0112, and FHIR's words for them."""


@dataclass(frozen=True)
class Meaning:
    """What a message says about life and death."""

    person: Says = Says.NOTHING
    stay: Says = Says.NOTHING
    cancels: bool = False
    unmapped: tuple[str, ...] = ()
    """The fields with words that nobody explained."""


def door_of(identifier: str, mode: str) -> Door:
    """What MSH-11 leads to, by its two components in capitals."""
    for row in MODES:
        if identifier in row.identifiers and mode in row.modes:
            return row.door
    return Door.REFUSED


def indicator_of(value: str) -> Indicator:
    """What stands in PID-30."""
    word = value.upper()
    known = (each for each, words in INDICATOR_WORDS.items() if word in words)
    return next(known, Indicator.UNKNOWN)


def ended_of(value: str, died: Collection[str], lives: Collection[str]) -> Ended:
    """What stands in PV1-36; ``died`` and ``lives`` are the playbook's own codes."""
    code = value.casefold()
    spellings = {code, code.lstrip("0")}
    if not code or code == '""':
        return Ended.EMPTY
    if spellings & set(died or DIED_CODES):
        return Ended.DIED
    if spellings & ({*lives} | LIVES_CODES | DIED_CODES):
        return Ended.LIVES
    return Ended.UNKNOWN


def meaning(event: Event, indicator: Indicator, time: Time, ended: Ended) -> Meaning:
    """What a message of this event says."""
    cancels = event.group is Group.CANCEL
    if cancels:
        # Clerks cancel a discharge to mend its hour. The indicator alone shows that the person
        # stays dead: a time may be left over.
        person = Says.DIED if indicator is Indicator.YES else Says.NOTHING
        return Meaning(person, cancels=True)
    told = next(row for row in PERSON if indicator in row.indicators and time in row.times)
    stay = next((row for row in STAY if row.ended is ended and event.group in row.groups), None)
    unmapped = [told.unmapped, stay.unmapped if stay else ""]
    person = told.says
    if event.group is Group.MERGE and person is Says.LIVES:
        # The record that was kept may never have been told of the death.
        person = Says.NOTHING
    return Meaning(
        person,
        stay.says if stay else Says.NOTHING,
        unmapped=tuple(field for field in unmapped if field),
    )
