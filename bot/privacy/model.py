"""What is held about a person, and how long a pause from notes may be."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.durations import read_duration
from bot.core.records import Field, Record
from bot.duty import DutyHeld
from bot.programme.model import SupportKind

SHORTEST_SNOOZE, LONGEST_SNOOZE = timedelta(hours=1), timedelta(weeks=26)


def duration(words: tuple[str, ...]) -> timedelta | None:
    """Read ``12h``, ``3d`` or ``2 weeks``; ``None`` under an hour or over 26 weeks."""
    length = read_duration("".join(words))
    return length if length and SHORTEST_SNOOZE <= length <= LONGEST_SNOOZE else None


class Forgotten(Record):
    """Somebody asked to be forgotten.

    The erasure ledger carries it, so that a restored backup forgets them again.
    """

    whose: Field[str]
    """``blind_index("forgotten", person)``; it leads to no name without the keys."""
    at: Field[datetime]


@dataclass(frozen=True)
class PersonForgotten:
    """A fact: everything about this person (by reference) goes, in the same unit of work."""

    person: str


@dataclass(frozen=True)
class Held:
    """What is held about one person right now, without anybody's name."""

    lists: tuple[datetime, ...] = ()
    """When the name is erased from each list for notes."""
    own: tuple[datetime, ...] = ()
    """When it is erased from each request and break without a report."""
    after_talk: int = 0
    requests: tuple[SupportKind, ...] = ()
    """The support kind of each talk this person asked for."""
    calls: tuple[str, ...] = ()
    """Each call to this person for which they did not ask, by reference."""
    calls_to_come: tuple[str, ...] = ()
    """Those of them to which a "no" still makes a difference: nobody has talked with them yet."""
    break_asked: bool = False
    covering: bool = False
    talks_held: int = 0
    talks_handed: int = 0
    notes: int = 0
    own_notes: int = 0
    groups: int = 0
    drills: int = 0
    days: tuple[datetime, ...] = ()
    """Each day that this person chose to be written to before."""
    reports: tuple[datetime, ...] = ()
    indexes: tuple[datetime, ...] = ()
    """When each blind index that means "do not write again" is erased."""
    first_note_until: datetime | None = None
    stopped: bool = False
    own_notes_stopped: bool = False
    after_talk_stopped: bool = False
    surveys_stopped: bool = False
    survey_to_come: bool = False
    """Whether a message with the questions of a survey is planned and not sent yet."""
    quiet_until: datetime | None = None
    directory: bool = True
    kept_back: bool = False
    """Whether a legal hold keeps sealed fields that would be erased otherwise."""
    duty: DutyHeld = field(default_factory=DutyHeld)


@dataclass(frozen=True)
class Kept:
    """What stays after forgetting: indexes, wishes, duty, and what a legal hold keeps."""

    indexes_until: datetime | None = None
    wishes: bool = False
    kept_back: bool = False
    duty: bool = False
