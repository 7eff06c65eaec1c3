"""Areas and units."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.programme.model.hours import Ladder, ServiceHours, Shift
from bot.programme.model.paging import Paging
from bot.programme.model.support_kinds import SupportTerms

ONLINE = re.compile(
    r"://|\w\.[a-z]{2,}/|\b(online|virtual|video|zoom|webex|skype|jitsi)\b", re.IGNORECASE
)


def is_online(place: str) -> bool:
    """Whether a place for a session is an online meeting, which shows who attends."""
    return ONLINE.search(place) is not None


@dataclass(frozen=True)
class Unit:
    """A ward or department; it names people by reference."""

    key: str
    name: str
    area: str
    zone: str
    leads: tuple[str, ...] = ()
    next_in_line: tuple[str, ...] = ()
    cover: tuple[str, ...] = ()
    """Who may cover a break, in the order in which they are asked."""
    shifts: tuple[Shift, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    """By platform, the group whose members also belong to this unit."""
    channels: Mapping[str, str] = field(default_factory=dict)
    """By platform, the channel of the whole unit, for open offers."""


@dataclass(frozen=True)
class Area:
    """A part of the hospital with its own coordinators, supporters, and people on call.

    It names people by reference. The fields from ``zone`` on override the programme's where they
    are not empty (``Programme.within``); in ``supports`` each value does so by itself.
    """

    key: str
    name: str
    coordinators: tuple[str, ...] = ()
    on_call: tuple[str, ...] = ()
    counsel: tuple[str, ...] = ()
    """Who may put the area's records on hold."""
    investigators: tuple[str, ...] = ()
    """Risk, quality, and review; they must not take requests."""
    house_supervisors: tuple[str, ...] = ()
    """Who is asked for relief when a unit has nobody."""
    supporter_cap: int = 2
    """How many requests one supporter may hold at a time."""
    later_notes: tuple[str, ...] = ()
    """The later notes of triggers that name none; the programme's when empty."""
    places: tuple[str, ...] = ()
    """The rooms and telephone numbers for group sessions, in the hospital's words."""
    online_places: tuple[str, ...] = ()
    """Online meetings, each with its link; empty unless the hospital accepts that they show who
    attends.
    """
    facilitators: tuple[str, ...] = ()
    """Who may be asked to lead a session; when empty, the takers of its support kinds."""
    physician_leads: tuple[str, ...] = ()
    """Who represents the programme among the area's physicians."""
    programme_manager: str = ""
    """Who may do what a coordinator may, without being asked at night."""
    signed_by: str = ""
    """The peer lead whose name stands under the area's first messages; nobody's when empty."""
    zone: str = ""
    hours: ServiceHours | None = None
    ladder: Ladder | None = None
    supports: Mapping[str, SupportTerms] = field(default_factory=dict)
    """The area's terms of support kinds, by the kind's key."""
    channels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    facts_contact: str = ""
    paging: Paging | None = None
    """Whom its pages reach, in place of the programme's."""

    @property
    def meeting_places(self) -> tuple[str, ...]:
        """Every place for a session, online meetings last."""
        return (*self.places, *self.online_places)

    def is_run_by(self, person: str) -> bool:
        """Whether a person, by reference, may configure the area and see its totals."""
        return bool(person) and person in {*self.coordinators, self.programme_manager}

    def with_takers(self, kind: str, people: tuple[str, ...]) -> "Area":
        """The area with these people as the takers of a kind's requests."""
        terms = replace(self.supports.get(kind, SupportTerms()), takers=people)
        return replace(self, supports={**self.supports, kind: terms})
