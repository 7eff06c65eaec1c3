"""The first private note, its choices, and each person's wishes about notes."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.records import Field, Record, stored


class NoteWishes(Record):
    """What a person wants of notes; its reference is ``mark("wishes", person)``.

    ``stopped`` means no first notes and no follow-ups until ``/support resume``;
    ``quiet_until`` puts off whatever would come before it (a snooze, or six months' stop).
    ``own_notes_stopped``: a supporter wants no note the day after they talked with somebody.
    """

    stopped: Field[bool] = stored(default=False)
    quiet_until: Field[datetime | None] = stored(default=None)
    own_notes_stopped: Field[bool] = stored(default=False)


class LastFirstNote(Record):
    """When a person's last first note set out; its reference is ``mark("first-note", person)``.

    Written before the note is sent, so that of two at the same moment only one goes; ``care``
    says whose it is, so that a second attempt at it is not taken for another. Kept 12 hours.
    """

    at: Field[datetime]
    care: Field[str]


@dataclass(frozen=True)
class FirstNoteSent:
    """A fact: the first note of this care has arrived."""

    care: str


@dataclass(frozen=True)
class FirstNoteUndeliverable:
    """A fact: this care's person cannot be reached on any platform."""

    care: str


@dataclass(frozen=True)
class Answered:
    """A fact: the person of this care pressed something other than "No thanks"."""

    care: str


@dataclass(frozen=True)
class LaterWanted:
    """A fact: the person of this care pressed "Later"."""

    care: str
