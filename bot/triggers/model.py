"""The states of a trigger, who may change it, and the templates of new ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from bot.core.packed import Packed
from bot.programme import clashing, contradiction
from bot.programme.model import (
    MILESTONES,
    Audience,
    Check,
    Contradiction,
    Harm,
    Kind,
    Offer,
    Programme,
    Trigger,
    Unit,
)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DELAYS = (timedelta(), 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 12 * HOUR)
HOLD_OFFS = (5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, HOUR)
PER_UNIT = (0, 1, 2, 3, 5)
PER_PERSON = (0, 1, 2, 3)
"""The choices in the form; a playbook may set other values."""
MOST_WAIT = timedelta(hours=24)
"""The longest delay and hold-off that can be set in chat."""
ALL, AS_NOW = "*", "="
"""Options of the units: all that the coordinator runs, and those that the trigger has now."""
_NEW, _THERE = "new.", "there."


class How(StrEnum):
    """How a trigger answers an event."""

    MESSAGES = "messages"
    AMBIENT = "ambient"


def how_of(trigger: Trigger) -> How:
    """How this trigger answers an event."""
    return How.AMBIENT if trigger.ambient else How.MESSAGES


class State(StrEnum):
    """The state of a trigger on a day."""

    DRAFT = "draft"
    AHEAD = "ahead"
    LIVE = "live"
    PAUSED = "paused"
    OVER = "over"


def state_of(trigger: Trigger, day: str) -> State:
    """The state of a trigger on a day (``YYYY-MM-DD``)."""
    if not trigger.is_checked:
        return State.DRAFT
    if trigger.is_over(day):
        return State.OVER
    if trigger.paused:
        return State.PAUSED
    return State.LIVE if trigger.works_on(day) else State.AHEAD


ANY_HARM = (Harm.NONE, Harm.UNKNOWN)
"""The least harms that every report reaches."""


@dataclass(frozen=True)
class Template:
    """What a new trigger starts from: one for each kind, so that no two say the same.

    A report tells only its kind and its harm. A first death, a young adult, or a patient the unit
    knew for long count as the kind they are reported as.
    """

    kind: Kind | Literal["*"]
    harm: Harm = Harm.NONE
    more: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its name as an option of the form."""
        return "any" if self.kind == "*" else self.kind

    @property
    def trigger(self) -> Trigger:
        """A new trigger from this template, without a name and with no check done."""
        usual = Trigger(self.kind, self.harm, HOUR, 5 * MINUTE, checks=())
        return replace(usual, **self.more)  # type: ignore[arg-type]  # fields of a trigger


A_DAY_AHEAD = {"offers": (Offer.TALK,), "delay": timedelta()}
"""Of a milestone: its messages have days of their own, and offer a talk."""

TEMPLATES = (
    Template(Kind.UNEXPECTED_DEATH),
    Template(Kind.PATIENT_DEATH, more={"ambient": True}),
    Template(Kind.PAEDIATRIC_EVENT),
    Template(Kind.RESUSCITATION),
    Template(Kind.SERIOUS_HARM, Harm.MODERATE),
    Template(Kind.MEDICATION_EVENT, Harm.MODERATE),
    Template(Kind.PROCEDURE_EVENT, Harm.MODERATE),
    Template(Kind.NEAR_MISS),
    Template(Kind.VIOLENCE_OR_THREAT, more={"delay": 30 * MINUTE}),
    Template(Kind.EXPOSURE_INJURY),
    Template(Kind.COLLEAGUE_LOSS, more={"delay": 2 * HOUR, "audience": Audience.AROUND}),
    Template(Kind.DISCLOSURE_TALK, more=A_DAY_AHEAD),
    Template(Kind.EVENT_REVIEW, more=A_DAY_AHEAD),
    Template(Kind.FIRST_DAY_BACK, more=A_DAY_AHEAD),
    Template(Kind.MEDIA_ATTENTION, more=A_DAY_AHEAD),
    Template(Kind.REGULATOR_VISIT, more=A_DAY_AHEAD),
    Template(Kind.OTHER),
    Template("*", Harm.MODERATE),
)


def template(key: str) -> Template | None:
    """The template with this key."""
    return next((each for each in TEMPLATES if each.key == key), None)


def fresh(programme: Programme, person: str, new: Trigger) -> Trigger:
    """A new trigger, filled in so that a coordinator (by reference) can save it.

    It is for all units the person coordinates, less those of a trigger for the same kind, harm
    and days, and it is an open offer only where each of them has a channel.
    """
    mine = tuple(unit.key for unit in programme.units_run_by(person))
    filled = replace(new, units=() if len(mine) == len(programme.units) else mine)
    taken = {unit for other in clashing(filled, programme.triggers) for unit in other.units}
    free = tuple(unit for unit in filled.units if unit not in taken)
    filled = replace(filled, units=free or filled.units)
    if contradiction(programme, filled) is Contradiction.NO_CHANNEL:
        return replace(filled, ambient=False)
    return filled


def existing(programme: Programme, person: str, new: Trigger) -> Trigger | None:
    """The trigger that leaves no unit for this new one, if possible one the person may change."""
    others = tuple(clashing(fresh(programme, person, new), programme.triggers))
    mine = (each for each in others if may_change(programme, person, each))
    return next(mine, others[0] if others else None)


@dataclass(frozen=True)
class EditSubject(Packed):
    """What the form of a trigger is about: one that there is, or a new one from a template."""

    key: str
    """The key of the trigger, or of the template."""
    is_new: bool = False
    was_there: bool = False
    """Whether a new one was wanted, and this one for the same was found."""

    def __str__(self) -> str:
        """The key, with a prefix for a template's, and for one that was found."""
        prefix = _NEW if self.is_new else (_THERE if self.was_there else "")
        return f"{prefix}{self.key}"

    @classmethod
    def parse(cls, text: str) -> "EditSubject":
        """Read what ``str`` wrote."""
        key = text.removeprefix(_NEW).removeprefix(_THERE)
        return cls(key, is_new=text.startswith(_NEW), was_there=text.startswith(_THERE))


@dataclass(frozen=True)
class Steps(Packed):
    """The subject of the later steps of the form: what was entered in the steps before.

    Nothing is stored before the last step, so that a live trigger never works half changed.
    """

    between = "|"

    about: str
    """An ``EditSubject``."""
    kind: str
    harm: str
    units: str | None = None
    """Their keys with commas between them, or ``ALL`` or ``AS_NOW``."""
    audience: str | None = None
    groups: str | None = None
    how: str | None = None

    def on(self, programme: Programme, person: str, before: Trigger) -> Trigger:
        """The trigger with what was entered so far."""
        named = before.milestone and self.kind in MILESTONES
        trigger = replace(before, kind=self.kind, harm=Harm(self.harm), milestone=named)
        if self.units is None:
            return trigger
        return replace(
            trigger,
            units=self._units(programme, person, before),
            audience=Audience(self.audience or before.audience),
            groups=_split(self.groups or ""),
            ambient=self.how == How.AMBIENT,
        )

    def _units(self, programme: Programme, person: str, before: Trigger) -> tuple[str, ...]:
        chosen = _split(self.units or "")
        if AS_NOW in chosen:
            return before.units
        if ALL not in chosen and chosen:
            return chosen
        mine = tuple(unit.key for unit in programme.units_run_by(person))
        everywhere = len(mine) == len(programme.units)
        # Nothing ticked means everywhere only to those who run everywhere.
        return () if everywhere else (mine if ALL in chosen else chosen)


def _split(text: str) -> tuple[str, ...]:
    return tuple(each for each in text.split(",") if each)


class Verb(StrEnum):
    """What somebody wants to do with a trigger that they named."""

    SHOW = "show"
    EDIT = "edit"
    TEST = "test"
    PAUSE = "pause"
    RESUME = "resume"
    REMOVE = "remove"


@dataclass(frozen=True)
class Meant(Packed):
    """The subject of the question which trigger was meant: what to do, and the likeliest keys."""

    between = "/"

    verb: Verb
    keys: tuple[str, ...]


@dataclass(frozen=True)
class DryRun(Packed):
    """The subject of a dry run: a trigger, a unit, and when the event would occur."""

    between = "/"

    trigger: str
    unit: str
    moment: datetime


def reach_of(programme: Programme, trigger: Trigger) -> tuple[Unit, ...]:
    """The units a trigger is for."""
    return tuple(u for u in programme.units if not trigger.units or u.key in trigger.units)


def may_change(programme: Programme, person: str, trigger: Trigger) -> bool:
    """Whether a person coordinates the areas of all units of a trigger.

    In a hospital without units yet, that is who coordinates every area.
    """
    mine = {unit.key for unit in programme.units_run_by(person)}
    runs_all = len(programme.run_by(person)) == len(programme.areas) > 0
    reached = {unit.key for unit in reach_of(programme, trigger)}
    return reached <= mine and (bool(mine) or runs_all)


def free_name(programme: Programme, trigger: Trigger) -> str:
    """A name no trigger has yet: that of its kind, numbered if it is taken."""
    taken = {each.key for each in programme.triggers}
    first = "any" if trigger.kind == "*" else trigger.kind.replace("_", "-")
    names = (first, *(f"{first}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def with_trigger(programme: Programme, trigger: Trigger) -> Programme:
    """The programme with this trigger added, or replacing the one of the same name."""
    if programme.trigger(trigger.key) is None:
        return replace(programme, triggers=(*programme.triggers, trigger))
    triggers = (trigger if each.key == trigger.key else each for each in programme.triggers)
    return replace(programme, triggers=tuple(triggers))


def without(programme: Programme, key: str) -> Programme:
    """The programme without the trigger of this name."""
    kept = (each for each in programme.triggers if each.key != key)
    return replace(programme, triggers=tuple(kept))


def lacking(trigger: Trigger) -> tuple[Check, ...]:
    """The checks that are not done yet."""
    return tuple(check for check in Check if check not in trigger.checks)
