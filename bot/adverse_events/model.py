"""Adverse events, the reports of them, their audience, and the care that joins a person to one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.records import TEXT, TEXTS, Field, Record, Sealed, SealedValue, stored
from bot.programme.model import Harm, Kind, Programme, Trigger

TOGETHER = timedelta(minutes=60)
"""Reports of one unit and kind group that lie no further apart are of one adverse event."""

FIRST_NOTES_WITHIN = timedelta(hours=24)
"""First notes go no later than this after the report; so long are people asked for, too."""

CLOSES_AFTER = timedelta(days=60)
"""When an adverse event and everything that hangs on it is removed."""

DEFAULT_TRIGGER = Trigger("*", Harm.UNKNOWN, timedelta(hours=1), timedelta(minutes=5))
"""For what a person reports and no trigger names: a person's report always counts."""

GROUPS = (
    frozenset(
        {
            Kind.PATIENT_DEATH,
            Kind.UNEXPECTED_DEATH,
            Kind.PAEDIATRIC_EVENT,
            Kind.SERIOUS_HARM,
            Kind.MEDICATION_EVENT,
            Kind.PROCEDURE_EVENT,
            Kind.NEAR_MISS,
            Kind.RESUSCITATION,
        }
    ),
    frozenset({Kind.VIOLENCE_OR_THREAT, Kind.EXPOSURE_INJURY}),
    frozenset({Kind.LITIGATION_NOTICE, Kind.DISCLOSURE_TALK, Kind.EVENT_REVIEW}),
)
"""Kinds that different people and systems may well give to one and the same happening.

A resuscitation for one is an unexpected death for another. Putting two together costs nobody a
note: whoever the second report names joins the audience of the first.
"""


class EventState(StrEnum):
    """Where an adverse event stands; once closed it is removed.

    ``HELD`` until the first of its reports is released, ``WITHDRAWN`` when none is left.
    """

    HELD = "held"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class AdverseEvent(Record):
    """Something hard that happened at work. It holds no patient and no words of anybody.

    ``trigger`` is the name of the trigger it pulled first; empty for the default one. ``ambient``
    when it is answered by an open offer and by no private note.
    """

    area: Field[str]
    unit: Field[str]
    kind: Field[Kind]
    harm: Field[Harm]
    occurred_at: Field[datetime]
    reported_at: Field[datetime]
    state: Field[EventState] = stored(default=EventState.HELD)
    trigger: Field[str] = stored(default="")
    ambient: Field[bool] = stored(default=False)


class ReportState(StrEnum):
    """Where a report stands. ``BELOW``: no trigger asks for first notes at this harm.

    ``LIMITED``: its unit had as many this week as its trigger lets go by itself.
    """

    DRAFT = "draft"
    HELD = "held"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    BELOW = "below"
    LIMITED = "limited"


class Report(Record):
    """One telling of an adverse event, with a hold-off of its own; several may tell of one.

    ``people`` is whose key seals the audience it names (``listed``), so that the audience can be
    erased alone, once the report is released or withdrawn. ``source`` is ``person`` or an intake
    source's key; ``mark`` recognises the same report of a source again. ``unknown`` counts the
    addresses that belong to nobody here. ``corrected``: its source took it back when notes had
    been let go already.
    """

    area: Field[str]
    unit: Field[str]
    kind: Field[Kind]
    harm: Field[Harm]
    occurred_at: Field[datetime]
    reported_at: Field[datetime]
    people: Field[str]
    state: Field[ReportState] = stored(default=ReportState.DRAFT)
    event: Field[str | None] = stored(default=None)
    hold_until: Field[datetime | None] = stored(default=None)
    source: Field[str] = stored(default="person")
    mark: Field[str | None] = stored(default=None)
    unknown: Field[int] = stored(default=0)
    corrected: Field[bool] = stored(default=False)

    reporter = Sealed(TEXT)
    """Who told of it; nobody for a system's report."""

    @property
    def listed(self) -> SealedValue[tuple[str, ...]]:
        """The audience this report names, under a key of its own."""
        return SealedValue(self.people, "people", TEXTS)


class CareState(StrEnum):
    """Where a care stands. ``ENDED`` is for good; the row then says nothing about anybody."""

    WAITING = "waiting"
    WRITTEN = "written"
    ANSWERED = "answered"
    UNREACHABLE = "unreachable"
    ENDED = "ended"


class Care(Record):
    """Joins one person to one adverse event, or to a request without one.

    ``whose`` is ``mark("whose", person)``, for "what do you hold about me", unset at erasure.
    ``audience_mark`` is ``mark("audience", event, person)``, unique: nobody is joined to an
    event twice, and "is on that event's list" can be asked without naming anybody; after an
    erasure it stays until the event closes as "do not write again".
    ``note_by`` is the latest moment for the first note.
    """

    area: Field[str]
    begun_at: Field[datetime]
    event: Field[str | None] = stored(default=None)
    whose: Field[str | None] = stored(default=None)
    audience_mark: Field[str | None] = stored(default=None)
    state: Field[CareState] = stored(default=CareState.WAITING)
    note_by: Field[datetime | None] = stored(default=None)
    first_note_at: Field[datetime | None] = stored(default=None)

    person = Sealed(TEXT)
    """Whom it is about."""


@dataclass(frozen=True)
class CareBegun:
    """A fact: a care was made (for an audience member once released, or for a request)."""

    care: str


@dataclass(frozen=True)
class EventReleased:
    """A fact: the first hold-off of an adverse event is over; its notes are about to go."""

    event: str


@dataclass(frozen=True)
class AudienceJoined:
    """A fact: a person is in the audience of a released event; their first note can be planned."""

    care: str


@dataclass(frozen=True)
class MilestoneReached:
    """A fact: something came up that may bring an event back to somebody already in care."""

    care: str
    event: str


@dataclass(frozen=True)
class AmbientWanted:
    """A fact: an adverse event is answered by one open offer in its unit's channel."""

    event: str
    unit: str


@dataclass(frozen=True)
class CareEnded:
    """A fact: nothing more will be sent for this care.

    ``erase_now`` when the identity is to go at once rather than seven days later.
    """

    care: str
    erase_now: bool = False


@dataclass(frozen=True)
class EraseWanted:
    """A fact: who a care that had ended before is about is to go now, not seven days later."""

    care: str


@dataclass(frozen=True)
class Told:
    """What a person says happened; people by reference.

    ``event`` is set where people are picked for an adverse event that is already known.
    """

    kind: Kind
    harm: Harm
    unit: str
    occurred_at: datetime
    people: tuple[str, ...] = ()
    everyone: bool = False
    event: str | None = None


@dataclass(frozen=True)
class SourceReport:
    """What a system says happened; ``id`` is its own name of it, ``emails`` are work addresses.

    Without addresses it is about everyone on the unit's shift then.
    """

    source: str
    id: str
    kind: Kind
    harm: Harm
    unit: str
    occurred_at: datetime
    emails: tuple[str, ...] = ()
    cancelled: bool = False


class Taken(StrEnum):
    """How a system's report was taken."""

    ACCEPTED = "accepted"
    KNOWN = "known"


class UnknownUnitError(Exception):
    """A report names a unit that the programme does not have."""


def group_of(kind: Kind) -> frozenset[Kind]:
    """The kinds that may be other names for the same happening, this one included."""
    return next((group for group in GROUPS if kind in group), frozenset({kind}))


def harm_of(kind: Kind) -> Harm:
    """The harm to take where only the kind is said."""
    match kind:
        case Kind.PATIENT_DEATH | Kind.UNEXPECTED_DEATH | Kind.COLLEAGUE_LOSS:
            return Harm.DEATH
        case Kind.SERIOUS_HARM:
            return Harm.SEVERE
        case Kind.NEAR_MISS:
            return Harm.NONE
        case _:
            return Harm.UNKNOWN


def trigger_for(
    programme: Programme, kind: Kind, harm: Harm, unit: str, day: str
) -> Trigger | None:
    """The live trigger that this kind and harm pull in a unit on a day (``YYYY-MM-DD``).

    One of the kind goes before one of any kind, among those one that names the unit before one
    for all; of several thresholds that are reached, the greatest. One that is paused says no. A
    harm nobody knows yet reaches every threshold: a note too many is small beside one that never
    came. ``None``: below all of them. A programme in which none was ever live has the default one.
    """
    ranks = list(Harm)
    if not any(trigger.is_checked for trigger in programme.triggers):
        return DEFAULT_TRIGGER
    here = [
        trigger
        for trigger in programme.triggers
        if trigger.works_on(day) and (not trigger.units or unit in trigger.units)
    ]
    of_kind = [trigger for trigger in here if trigger.kind == kind]
    mine = of_kind or [trigger for trigger in here if trigger.kind == "*"]
    mine = [trigger for trigger in mine if trigger.units] or mine
    reached = [
        trigger
        for trigger in mine
        if harm is Harm.UNKNOWN or ranks.index(harm) <= ranks.index(trigger.harm)
    ]
    found = min(reached, key=lambda trigger: ranks.index(trigger.harm), default=None)
    return None if found is None or found.paused else found


def trigger_or_default(
    programme: Programme, kind: Kind, harm: Harm, unit: str, day: str
) -> Trigger:
    """The trigger for what a person reported: a person's report always counts."""
    return trigger_for(programme, kind, harm, unit, day) or DEFAULT_TRIGGER


def trigger_of(programme: Programme, event: AdverseEvent) -> Trigger:
    """The trigger an adverse event was pulled by, as it is now; the default if it is no more."""
    return programme.trigger(event.trigger) or DEFAULT_TRIGGER
