"""What decides that an adverse event starts notes."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.programme.model.names import Harm


class Audience(StrEnum):
    """Whom a trigger reaches where the report itself names nobody."""

    ON_SHIFT = "on_shift"
    AROUND = "shifts_around"


class Offer(StrEnum):
    """What a first note may offer beside "No thanks" and what is always there."""

    BREAK = "break"
    TALK = "talk"


LATER_NOTES = ("72h", "1w", "1m")
"""The later notes a trigger may keep or leave out; the one after "later" is the person's own."""


class Check(StrEnum):
    """What has to be done before a trigger goes live: a note nobody was told of frightens."""

    ANNOUNCED = "announced"
    LEADS = "leads"
    UNION = "union"
    COUNSEL = "counsel"
    POLICY = "policy"


class Contradiction(StrEnum):
    """What a trigger says that cannot be together."""

    ONE_WAY = "one_way"
    NO_GROUPS = "no_groups"
    NO_CHANNEL = "no_channel"


@dataclass(frozen=True)
class Group:
    """People of several units who come together to an event, such as the resuscitation team."""

    key: str
    name: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trigger:
    """When first notes go for a kind (or ``*``) at this harm or a greater one, and to whom.

    ``delay`` counts from when it happened, ``hold_off`` from when it was reported. Without
    ``units`` it is for all of them; ``starts`` and ``ends`` are the first and the last day
    (``YYYY-MM-DD`` on the programme's clock, empty for ever). ``groups`` join the audience of every
    event. ``stages`` are the later notes it keeps (empty: all). ``ambient`` posts one offer in the
    unit's channel in place of private notes. ``per_unit`` is how many events of a unit in seven
    days go out without a coordinator's word, ``per_person`` how many first notes one person gets in
    thirty days; zero is no limit. ``milestone`` adds one note to an episode that goes on, in place
    of beginning another. What ``checks`` lack keeps it from being live.
    """

    kind: str
    harm: Harm
    delay: timedelta
    hold_off: timedelta
    name: str = ""
    units: tuple[str, ...] = ()
    audience: Audience = Audience.ON_SHIFT
    groups: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = tuple(Offer)
    stages: tuple[str, ...] = ()
    ambient: bool = False
    per_unit: int = 0
    per_person: int = 0
    milestone: bool = False
    starts: str = ""
    ends: str = ""
    paused: bool = False
    checks: tuple[Check, ...] = tuple(Check)

    @property
    def key(self) -> str:
        """What it is called where a name is typed; kind and harm where it was given none."""
        kind = "any" if self.kind == "*" else self.kind.replace("_", "-")
        return self.name or f"{kind}-from-{self.harm}"

    @property
    def is_checked(self) -> bool:
        """Whether everything was done that has to be done before it goes live."""
        return set(self.checks) >= set(Check)

    def is_over(self, day: str) -> bool:
        """Whether its last day lies before this one."""
        return bool(self.ends) and day > self.ends

    def works_on(self, day: str) -> bool:
        """Whether it has a say on this day (``YYYY-MM-DD``), be it a no while it is paused."""
        begun = not self.starts or day >= self.starts
        return self.is_checked and begun and not self.is_over(day)
