"""The states of a trigger, who may change it, and the templates of new ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.packed import Packed
from bot.programme.model import Audience, Check, Harm, Kind, Offer, Programme, Trigger, Unit

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DELAYS = (timedelta(), 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 12 * HOUR)
HOLD_OFFS = (5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, HOUR)
PER_UNIT = (0, 1, 2, 3, 5)
PER_PERSON = (0, 1, 2, 3)
"""The choices in the form; a playbook may set other values."""
MOST_WAIT = timedelta(hours=24)
"""The longest delay and hold-off that can be set in chat."""
_NEW = "new."


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


@dataclass(frozen=True)
class Template:
    """What a new trigger starts from.

    Templates cover Missouri's high-risk scenarios, and milestones after which an event may come
    back to somebody (forYOU, MITSS). A person reports what no system knows, such as a first death.
    """

    key: str
    kind: Kind
    harm: Harm
    more: Mapping[str, object] = field(default_factory=dict)

    @property
    def trigger(self) -> Trigger:
        """A new trigger from this template, without a name and with no check done."""
        usual = Trigger(self.kind, self.harm, HOUR, 5 * MINUTE, checks=())
        return replace(usual, **self.more)  # type: ignore[arg-type]  # fields of a trigger


AROUND = {"audience": Audience.AROUND}
A_DAY_AHEAD = {"offers": (Offer.TALK,), "delay": timedelta()}
"""Of a milestone: its messages have days of their own, and offer a talk."""

TEMPLATES = (
    Template("unexpected_death", Kind.UNEXPECTED_DEATH, Harm.NONE),
    Template("young_adult", Kind.UNEXPECTED_DEATH, Harm.NONE),
    Template("paediatric_event", Kind.PAEDIATRIC_EVENT, Harm.NONE),
    Template("resuscitation", Kind.RESUSCITATION, Harm.NONE),
    Template("serious_harm", Kind.SERIOUS_HARM, Harm.MODERATE),
    Template("sudden_decline", Kind.SERIOUS_HARM, Harm.NONE),
    Template("medication_event", Kind.MEDICATION_EVENT, Harm.MODERATE),
    Template("procedure_event", Kind.PROCEDURE_EVENT, Harm.MODERATE),
    Template("violence_or_threat", Kind.VIOLENCE_OR_THREAT, Harm.NONE, {"delay": 30 * MINUTE}),
    Template("exposure_injury", Kind.EXPOSURE_INJURY, Harm.NONE),
    Template("colleague_loss", Kind.COLLEAGUE_LOSS, Harm.NONE, {"delay": 2 * HOUR, **AROUND}),
    Template("near_miss", Kind.NEAR_MISS, Harm.NONE),
    Template("patient_death", Kind.PATIENT_DEATH, Harm.NONE, {"ambient": True}),
    Template("first_death", Kind.PATIENT_DEATH, Harm.NONE),
    Template("long_known", Kind.PATIENT_DEATH, Harm.NONE, AROUND),
    Template("disclosure_talk", Kind.DISCLOSURE_TALK, Harm.NONE, A_DAY_AHEAD),
    Template("event_review", Kind.EVENT_REVIEW, Harm.NONE, A_DAY_AHEAD),
    Template("first_day_back", Kind.FIRST_DAY_BACK, Harm.NONE, A_DAY_AHEAD),
    Template("media_attention", Kind.MEDIA_ATTENTION, Harm.NONE, A_DAY_AHEAD),
    Template("regulator_visit", Kind.REGULATOR_VISIT, Harm.NONE, A_DAY_AHEAD),
    Template("other", Kind.OTHER, Harm.UNKNOWN),
    Template("like_family", Kind.OTHER, Harm.UNKNOWN),
    Template("well_known", Kind.OTHER, Harm.UNKNOWN, AROUND),
    Template("several", Kind.OTHER, Harm.UNKNOWN, AROUND),
)


def template(key: str) -> Template | None:
    """The template with this key."""
    return next((each for each in TEMPLATES if each.key == key), None)


@dataclass(frozen=True)
class EditSubject(Packed):
    """The subject of the form of a trigger: one that there is, or a new one from a template."""

    key: str
    """The key of the trigger, or of the template."""
    is_new: bool = False

    def __str__(self) -> str:
        """The key, with ``new.`` before a template's."""
        return f"{_NEW}{self.key}" if self.is_new else self.key

    @classmethod
    def parse(cls, text: str) -> "EditSubject":
        """Read what ``str`` wrote."""
        return cls(text.removeprefix(_NEW), is_new=text.startswith(_NEW))


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
    """Whether a person coordinates the areas of all units of a trigger."""
    mine = {unit.key for unit in programme.units_run_by(person)}
    return bool(mine) and {unit.key for unit in reach_of(programme, trigger)} <= mine


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
