"""Areas and units."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.programme.model.hours import Ladder, ServiceHours, Shift
from bot.programme.model.support_kinds import SupportTerms


@dataclass(frozen=True)
class Unit:
    """A ward or department. People by reference; ``cover`` in the order they are asked."""

    key: str
    name: str
    area: str
    zone: str
    leads: tuple[str, ...] = ()
    next_in_line: tuple[str, ...] = ()
    cover: tuple[str, ...] = ()
    shifts: tuple[Shift, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    """The groups whose members are this unit's people as well, by platform."""
    channels: Mapping[str, str] = field(default_factory=dict)
    """Where the whole unit reads, by platform; for offers that go to nobody in particular."""


@dataclass(frozen=True)
class Area:
    """A boundary of authority: who answers for it, who supports in it, who is on call for it.

    ``physician_leads`` stand for it among physicians; a ``programme_manager`` may do there what
    its ``coordinators`` may, without being asked at night. ``counsel`` may put its records on
    hold. ``investigators`` (risk, quality, review) are kept apart from requests.
    ``house_supervisors`` are asked for relief when a unit has nobody.

    From ``zone`` on it says in place of the programme what it does say; what is empty is the
    programme's (``Programme.within``). In its ``supports`` that holds for each value.
    """

    key: str
    name: str
    coordinators: tuple[str, ...] = ()
    on_call: tuple[str, ...] = ()
    counsel: tuple[str, ...] = ()
    investigators: tuple[str, ...] = ()
    house_supervisors: tuple[str, ...] = ()
    supporter_cap: int = 2
    """How many requests one supporter holds at a time at most."""
    later_notes: tuple[str, ...] = ()
    """The later notes kept where a trigger says nothing of them (empty: the programme's)."""
    places: tuple[str, ...] = ()
    """Where a group session can be held, in words."""
    facilitators: tuple[str, ...] = ()
    """Who may be asked to lead one (empty: those who take requests there, by kind)."""
    physician_leads: tuple[str, ...] = ()
    programme_manager: str = ""
    zone: str = ""
    hours: ServiceHours | None = None
    ladder: Ladder | None = None
    supports: Mapping[str, SupportTerms] = field(default_factory=dict)
    """The terms of support kinds here, by the kind's key."""
    channels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    facts_contact: str = ""

    def is_run_by(self, person: str) -> bool:
        """Whether a person, by reference, may configure it and see its totals."""
        return bool(person) and person in {*self.coordinators, self.programme_manager}

    def with_takers(self, kind: str, people: tuple[str, ...]) -> "Area":
        """The area with these people as those who take a kind's requests here."""
        terms = replace(self.supports.get(kind, SupportTerms()), takers=people)
        return replace(self, supports={**self.supports, kind: terms})
