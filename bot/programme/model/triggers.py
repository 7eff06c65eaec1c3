"""Triggers decide whether an adverse event starts notes, and for which people."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.programme.model.names import MILESTONES, Harm


class Audience(StrEnum):
    """The people a trigger reaches if the report itself names nobody."""

    ON_SHIFT = "on_shift"
    AROUND = "shifts_around"


class Offer(StrEnum):
    """What a first note may offer besides "No thanks" and the buttons every note has."""

    BREAK = "break"
    TALK = "talk"


class Calls(StrEnum):
    """Whether peers are asked to call the people of an event, instead of the message or before."""

    NONE = "none"
    FIRST = "first"
    """The message follows when the call is over, or some hours later."""
    INSTEAD = "instead"
    """The message goes only to those whom no peer has reached some hours later."""


LATER_NOTES = ("72h", "1w", "1m")
"""The later notes a trigger may keep or leave out; a person asks for "later" themselves."""


class Check(StrEnum):
    """What to do before a trigger goes live, because an unannounced note frightens people."""

    ANNOUNCED = "announced"
    LEADS = "leads"
    UNION = "union"
    COUNSEL = "counsel"
    POLICY = "policy"


class Contradiction(StrEnum):
    """Settings of a trigger that exclude each other."""

    ONE_WAY = "one_way"
    NO_GROUPS = "no_groups"
    NO_CHANNEL = "no_channel"
    NO_CALLS = "no_calls"
    PERSONAL = "personal"
    NOT_A_MILESTONE = "not_a_milestone"


@dataclass(frozen=True)
class Group:
    """People of several units who attend events together, such as the resuscitation team."""

    key: str
    name: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trigger:
    """When first notes go out for events of a kind, and to which people."""

    kind: str
    """A ``Kind``, or ``*`` for every kind."""
    harm: Harm
    """The least harm for which notes go out."""
    delay: timedelta
    """How long after the event notes go out."""
    hold_off: timedelta
    """How long after the report notes wait at least."""
    name: str = ""
    units: tuple[str, ...] = ()
    """The keys of the units it is for; all when empty."""
    audience: Audience = Audience.ON_SHIFT
    groups: tuple[str, ...] = ()
    """The keys of the groups that join the audience of every event."""
    offers: tuple[Offer, ...] = tuple(Offer)
    stages: tuple[str, ...] = ()
    """The later notes it keeps; the area's or the programme's when empty."""
    calls: Calls = Calls.NONE
    """Whether peers are asked to call each person."""
    ambient: bool = False
    """Whether it posts one offer in the unit's channel instead of private notes."""
    per_unit: int = 0
    """How many events of a unit in 7 days need no coordinator's approval; 0 is no limit."""
    per_person: int = 0
    """How many first notes one person gets in 30 days; 0 is no limit."""
    milestone: bool = False
    """Written in playbooks beside a kind of milestone; the kind alone decides."""
    starts: str = ""
    """The first day, ``YYYY-MM-DD`` on the programme's clock; no limit when empty."""
    ends: str = ""
    """The last day, in the same form."""
    paused: bool = False
    checks: tuple[Check, ...] = tuple(Check)
    """What was done before it goes live; it stays off until all of them are."""

    @property
    def key(self) -> str:
        """Its name in commands; made from kind and harm if it has no name."""
        kind = "any" if self.kind == "*" else self.kind.replace("_", "-")
        return self.name or f"{kind}-from-{self.harm}"

    @property
    def is_milestone(self) -> bool:
        """Whether it is about a day that a coordinator plans, for people who are picked."""
        return self.kind in MILESTONES

    @property
    def is_checked(self) -> bool:
        """Whether everything was done before it goes live."""
        return set(self.checks) >= set(Check)

    def is_over(self, day: str) -> bool:
        """Whether its last day is before this day."""
        return bool(self.ends) and day > self.ends

    def works_on(self, day: str) -> bool:
        """Whether it decides on this day (``YYYY-MM-DD``); a paused one decides to send nothing."""
        begun = not self.starts or day >= self.starts
        return self.is_checked and begun and not self.is_over(day)
