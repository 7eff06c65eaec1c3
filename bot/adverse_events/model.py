"""Adverse events, their reports, their audience, and the episode that joins a person to one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.records import TEXT, TEXTS, Field, Record, Sealed, SealedValue, stored
from bot.programme.model import MILESTONES, PERSONAL, Calls, Harm, Kind, Programme, Trigger

TOGETHER = timedelta(minutes=60)
"""Reports of one unit and kind group at most this far apart belong to one adverse event."""

FIRST_NOTES_WITHIN = timedelta(hours=24)
"""The latest time for first notes after a report; leads are asked for people just as long."""

PLAN_WITHIN = timedelta(days=7)
"""How long a report that people answer by a plan waits until one of them says that notes go."""

USUAL_KINDS = 5
"""How many kinds of a unit stand first in the form of a report."""

CLOSES_AFTER = timedelta(days=60)
"""When an adverse event and everything that belongs to it is removed, after its report."""

DEFAULT_TRIGGER = Trigger("*", Harm.UNKNOWN, timedelta(hours=1), timedelta(minutes=5))
"""The trigger of a person's report that reaches no other: such a report always counts."""

PERSON, REVIEW = "person", "review:person"
"""The sources of reports that people make: on their own, and in a review of harm.

No intake source has a colon in its key.
"""

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
)
"""Kinds that different people and systems may give to the same event.

One reports a resuscitation, another an unexpected death. Nobody loses a note when two reports are
joined: the people of the second report join the audience of the first.
"""

REPORTED = tuple(kind for kind in Kind if kind not in MILESTONES | PERSONAL)
"""The kinds of what has happened, in the form's order; only these start first notes."""


BY_PLAN = frozenset({Kind.COLLEAGUE_LOSS})
"""Kinds that people answer by a plan: nothing goes out before one of them says so."""


class EventState(StrEnum):
    """The state of an adverse event; a closed one is removed."""

    HELD = "held"
    """None of its reports is released yet."""
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    """All of its reports were withdrawn."""


ALIVE = (EventState.HELD, EventState.RELEASED)


class AdverseEvent(Record):
    """Something hard that happened at work. It stores no patient and no free text."""

    area: Field[str]
    unit: Field[str]
    kind: Field[Kind]
    harm: Field[Harm]
    occurred_at: Field[datetime]
    reported_at: Field[datetime]
    state: Field[EventState] = stored(default=EventState.HELD)
    trigger: Field[str] = stored(default="")
    """The name of the trigger it reached first; empty for the default one."""
    ambient: Field[bool] = stored(default=False)
    """Whether it is answered by an open offer instead of private notes."""


class ReportState(StrEnum):
    """The state of a report."""

    DRAFT = "draft"
    HELD = "held"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    BELOW = "below"
    """No trigger asks for first notes at this harm."""
    LIMITED = "limited"
    """A lead has to decide: its unit has reached the weekly limit, or its kind has a plan."""
    LEFT_OUT = "left_out"
    """A lead decided that no notes go out."""
    RAN_OUT = "ran_out"
    """Nobody decided in time."""
    BRAKED = "braked"
    """Its source made far more than usual, so a coordinator has to decide."""
    LET_GO = "let_go"
    """A coordinator let it go; its hold-off is about to begin."""


class Report(Record):
    """One report of an adverse event, with its own hold-off; an event can have several."""

    area: Field[str]
    unit: Field[str]
    kind: Field[Kind]
    harm: Field[Harm]
    occurred_at: Field[datetime]
    reported_at: Field[datetime]
    people: Field[str]
    """The owner of the sealed audience (``listed``), which is erased alone once all have joined."""
    state: Field[ReportState] = stored(default=ReportState.DRAFT)
    event: Field[str | None] = stored(default=None)
    hold_until: Field[datetime | None] = stored(default=None)
    source: Field[str] = stored(default=PERSON)
    """``PERSON``, ``REVIEW``, or the key of an intake source."""
    blind_index: Field[str | None] = stored(default=None, column="mark")
    """Recognises the same report of a source again."""
    unknown: Field[int] = stored(default=0)
    """How many of its addresses belong to nobody here."""
    linked: Field[str] = stored(default="")
    """The earlier event that a milestone is about, if it also goes to the people still in care."""
    calls: Field[Calls | None] = stored(default=None)
    """What a coordinator decided about calls; unset, the trigger decides."""
    corrected: Field[bool] = stored(default=False)
    """Whether its source withdrew it after notes were released."""
    to_join: Field[int] = stored(default=0)
    """How many people at the end of its list are still to join, once it is released."""
    brake: Field[str | None] = stored(default=None)
    """The brake (by reference) at which it waits; unset once a decision is carried out."""

    reporter = Sealed(TEXT)
    """The person who made it; unset for a system's report."""

    @property
    def is_by_system(self) -> bool:
        """Whether a system of the hospital made it."""
        return self.source not in {PERSON, REVIEW}

    @property
    def listed(self) -> SealedValue[tuple[str, ...]]:
        """The audience this report names, sealed under its own key."""
        return SealedValue(self.people, "people", TEXTS)


class EpisodeState(StrEnum):
    """The state of an episode. ``ENDED`` is final; the row then identifies nobody."""

    WAITING = "waiting"
    WRITTEN = "written"
    ANSWERED = "answered"
    UNREACHABLE = "unreachable"
    """Nothing reaches them so far; the note still goes out if a way is found in time."""
    PLANNED = "planned"
    """It is about a milestone, whose messages have days of their own; no first note comes."""
    ENDED = "ended"


UNWRITTEN = (EpisodeState.WAITING, EpisodeState.UNREACHABLE)
"""The states before a first note has arrived."""


class Episode(Record):
    """Joins one person to one adverse event, or to a request without one."""

    area: Field[str]
    begun_at: Field[datetime]
    event: Field[str | None] = stored(default=None)
    whose: Field[str | None] = stored(default=None)
    """``blind_index("whose", person)``, which finds a person's episodes; unset at erasure."""
    audience_index: Field[str | None] = stored(default=None, column="audience_mark")
    """``blind_index("audience", event, person)``, unique, so nobody joins an event twice.

    It stays after an erasure, until the event closes, and means "do not write again".
    """
    state: Field[EpisodeState] = stored(default=EpisodeState.WAITING)
    note_by: Field[datetime | None] = stored(default=None)
    """The latest moment for the first note."""
    first_note_at: Field[datetime | None] = stored(default=None)
    calls: Field[Calls] = stored(default=Calls.NONE)
    """Whether the first note waits for a peer's call, or gives way to one; ``NONE`` once over."""
    called_at: Field[datetime | None] = stored(default=None)
    """When peers were asked to call this person."""

    person = Sealed(TEXT)
    """The person it is about."""


@dataclass(frozen=True)
class EpisodeBegun:
    """A fact: an episode was made (for an audience member once released, or for a request)."""

    episode: str


@dataclass(frozen=True)
class EventReleased:
    """A fact: the first hold-off of an adverse event is over; its notes are about to be sent."""

    event: str


@dataclass(frozen=True)
class AudienceJoined:
    """A fact: a person is in the audience of a released event; their first note can be planned."""

    episode: str


@dataclass(frozen=True)
class MilestoneJoined:
    """A fact: a person is to get the messages about a milestone."""

    episode: str


@dataclass(frozen=True)
class BrakeMoved:
    """A fact: reports of an area began to wait for a coordinator, or one decided about some."""

    area: str


@dataclass(frozen=True)
class AmbientWanted:
    """A fact: an adverse event needs one open offer in its unit's channel."""

    event: str
    unit: str


@dataclass(frozen=True)
class EpisodeEnded:
    """A fact: nothing more will be sent for this episode."""

    episode: str
    erase_now: bool = False
    """Whether the identity is erased at once instead of seven days later."""
    by_person: bool = False
    """Whether its person said that they wanted no more."""


@dataclass(frozen=True)
class NoMoreWanted:
    """A fact: somebody said that they want no more about an episode.

    It may have ended, or been erased, before.
    """

    episode: str
    person: str
    """Who said so, by reference."""


@dataclass(frozen=True)
class EraseWanted:
    """A fact: the identity in an ended episode must be erased now, not seven days after its end."""

    episode: str


@dataclass(frozen=True)
class PersonReport:
    """What a person reports."""

    kind: Kind
    harm: Harm
    unit: str
    occurred_at: datetime
    people: tuple[str, ...] = ()
    """The picked people, by reference."""
    everyone: bool = False
    """Whether everyone on shift at that time is named, too."""
    event: str | None = None
    """The adverse event, if people are picked for one that is already known."""
    linked: str = ""
    """The earlier event that a milestone is about; the people still in care of it join."""


@dataclass(frozen=True)
class SourceReport:
    """What a system reports."""

    source: str
    id: str
    """The source's own identifier of the report."""
    kind: Kind
    harm: Harm
    unit: str
    occurred_at: datetime
    emails: tuple[str, ...] = ()
    """Work addresses; without any, the report is about everyone on the unit's shift."""
    cancelled: bool = False


class Taken(StrEnum):
    """The result of taking a system's report."""

    ACCEPTED = "accepted"
    KNOWN = "known"
    NOTED = "noted"
    """It is remembered or counted, and nothing is to be done."""


class UnknownUnitError(Exception):
    """A report names a unit that the programme does not have."""


def group_of(kind: Kind) -> frozenset[Kind]:
    """The kinds that may describe the same event, this one included."""
    return next((group for group in GROUPS if kind in group), frozenset({kind}))


def harm_of(kind: Kind) -> Harm:
    """The harm to assume if only the kind is known."""
    match kind:
        case Kind.PATIENT_DEATH | Kind.UNEXPECTED_DEATH | Kind.COLLEAGUE_LOSS:
            return Harm.DEATH
        case Kind.SERIOUS_HARM:
            return Harm.SEVERE
        case Kind.NEAR_MISS:
            return Harm.NONE
        case _:
            return Harm.UNKNOWN


def kinds_of_unit(programme: Programme, unit: str, day: str) -> tuple[Kind, ...]:
    """Every kind that is reported, the usual ones of a unit first, on a day (``YYYY-MM-DD``).

    The first five are the kinds of triggers that name the unit, then of triggers that name a unit
    of its area, then of triggers for all units. The rest follow in their usual order.
    """
    area = programme.area_of_unit(unit)
    nearby = {each.key for each in programme.units if area and each.area == area.key}

    def distance(trigger: Trigger) -> int | None:
        if not trigger.units:
            return 2
        if unit in trigger.units:
            return 0
        return 1 if nearby & set(trigger.units) else None

    nearest: dict[str, int] = {}
    for trigger in programme.triggers:
        far = distance(trigger) if trigger.works_on(day) else None
        if far is not None:
            nearest[trigger.kind] = min(far, nearest.get(trigger.kind, far))
    usual = sorted((kind for kind in REPORTED if kind in nearest), key=lambda kind: nearest[kind])
    first = usual[:USUAL_KINDS]
    return (*first, *(kind for kind in REPORTED if kind not in first))


def trigger_for(
    programme: Programme, kind: Kind, harm: Harm, unit: str, day: str
) -> Trigger | None:
    """The live trigger that this kind and harm reach in a unit on a day (``YYYY-MM-DD``).

    A trigger for the kind beats one for any kind; then one that names the unit beats one for all
    units; then the highest threshold reached wins. An unknown harm reaches every threshold,
    because a missing note is worse than a needless one. Returns ``None`` if no threshold is
    reached or the winner is paused. Without any live trigger, the default trigger applies.
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
    """The trigger for a person's report, which always counts."""
    return trigger_for(programme, kind, harm, unit, day) or DEFAULT_TRIGGER


def trigger_of(programme: Programme, event: AdverseEvent) -> Trigger:
    """The present form of an adverse event's trigger; the default if it was removed."""
    return programme.trigger(event.trigger) or DEFAULT_TRIGGER
