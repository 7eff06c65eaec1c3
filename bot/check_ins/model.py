"""The first private note, its choices, and each person's wishes about notes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.records import Field, Record, stored


class NoteWishes(Record):
    """A person's wishes about notes; its reference is ``blind_index("wishes", person)``."""

    stopped: Field[bool] = stored(default=False)
    """Whether first notes and follow-ups stay away until ``/support resume``."""
    quiet_until: Field[datetime | None] = stored(default=None)
    """Until when notes are put off (by a snooze, or a stop for half a year)."""
    own_notes_stopped: Field[bool] = stored(default=False)
    """Whether a supporter wants no note on the day after a talk."""
    after_talk_stopped: Field[bool] = stored(default=False)
    """Whether somebody wants no message some days after a talk that they asked for."""
    surveys_stopped: Field[bool] = stored(default=False)
    """Whether somebody wants no survey."""


class LastFirstNote(Record):
    """When a person's last first note was sent, by ``blind_index("first-note", person)``.

    It is written before the note is sent, so that of two at the same moment only one goes. Kept
    for 12 hours.
    """

    at: Field[datetime]
    episode: Field[str] = stored(column="care")
    """The episode of the note, so that a second attempt at it is not taken for another note."""


class CallOutcome(StrEnum):
    """What came of a peer's call that its person had not asked for."""

    TALKED = "talked"
    DECLINED = "declined"
    ASKED = "asked"
    """Its person asked for a talk themselves meanwhile."""
    NOBODY = "nobody"
    """Nobody called, or the person was not reached."""


@dataclass(frozen=True)
class NotesStopped:
    """A fact: a person wants no notes, for now or for good. They get no call either."""

    person: str
    """By reference."""
    for_good: bool
    """Whether notes are stopped until ``/support resume``, and not only put off."""


@dataclass(frozen=True)
class CallDue:
    """A fact: it is time for a peer to call the person of this episode, who did not ask for it."""

    episode: str
    announced: bool
    """Whether a message says before that somebody will call; else it is only found."""


@dataclass(frozen=True)
class FirstNoteSent:
    """A fact: the first note of this episode has arrived."""

    episode: str


@dataclass(frozen=True)
class FirstNoteUndeliverable:
    """A fact: this episode's person cannot be reached on any platform."""

    episode: str


@dataclass(frozen=True)
class Answered:
    """A fact: the person of this episode pressed something other than "No thanks"."""

    episode: str
