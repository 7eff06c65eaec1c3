"""Seats: what somebody can be given to do in an area or a unit, and who may not have it.

Taking a support kind's requests is one for each kind that the playbook has.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, cast

from bot.programme import misplaced
from bot.programme.model import FIRST_KIND, TYPED_ROLES, Area, Programme, Unit

Place = Area | Unit


class Seat(StrEnum):
    """What somebody can be given to do. Counsel is named by the playbook alone.

    A coordinator who could name counsel could end counsel's hold.
    """

    ON_CALL = "on_call"
    COORDINATOR = "coordinator"
    HOUSE_SUPERVISOR = "house_supervisor"
    INVESTIGATOR = "investigator"
    LEAD = "lead"
    NEXT_IN_LINE = "next_in_line"
    COVER = "cover"

    @property
    def is_of_a_unit(self) -> bool:
        """Whether it is held in a unit, not in a whole area."""
        return self in {Seat.LEAD, Seat.NEXT_IN_LINE, Seat.COVER}


@dataclass(frozen=True)
class Takes:
    """Taking requests of a support kind, by its key, in an area."""

    kind: str = FIRST_KIND

    is_of_a_unit = False

    def __str__(self) -> str:
        """As ``seat_named`` reads it."""
        return f"{TAKES}{self.kind}"


TAKES = "takes:"
AnySeat = Seat | Takes


def seat_named(text: str) -> AnySeat:
    """The seat of a form's value or a subject; raises ``ValueError`` for what is none."""
    if text.startswith(TAKES):
        return Takes(text.removeprefix(TAKES))
    # Buttons that older versions drew name these roles.
    return Takes(TYPED_ROLES[text]) if text in TYPED_ROLES else Seat(text)


def takes_requests(seat: AnySeat) -> bool:
    """Whether who holds it may come to see requests."""
    return isinstance(seat, Takes) or seat is Seat.ON_CALL


LISTS: Mapping[Seat, str] = {
    Seat.ON_CALL: "on_call",
    Seat.COORDINATOR: "coordinators",
    Seat.HOUSE_SUPERVISOR: "house_supervisors",
    Seat.INVESTIGATOR: "investigators",
    Seat.LEAD: "leads",
    Seat.NEXT_IN_LINE: "next_in_line",
    Seat.COVER: "cover",
}
"""The field of an area or a unit in which the holders of a seat stand."""


@dataclass(frozen=True)
class Held:
    """A seat in a place; as text it is the subject of forms and buttons about it."""

    seat: AnySeat
    place: str

    def __str__(self) -> str:
        """Seat and place, as ``parse`` reads them."""
        return f"{self.seat}/{self.place}"

    @classmethod
    def parse(cls, text: str) -> "Held":
        """What ``str`` wrote; raises ``ValueError`` for anything else."""
        seat, _, place = text.partition("/")
        return cls(seat_named(seat), place)


def typed_name(seat: AnySeat) -> str:
    """What a seat is called where it is typed, and in the log."""
    if isinstance(seat, Takes):
        roles = {kind: role for role, kind in TYPED_ROLES.items()}
        return roles.get(seat.kind, seat.kind.replace("_", " "))
    return seat.replace("_", " ")


def spellings() -> dict[str, AnySeat]:
    """Every way a seat is typed, such as ``on-call``, ``on call`` and ``on_call``."""
    names: dict[str, AnySeat] = {
        seat.replace("_", between): seat for seat in Seat for between in ("_", "-", " ")
    }
    names |= {typed: Takes(kind) for typed, kind in TYPED_ROLES.items()}
    return names | {f"{name}s": seat for name, seat in names.items()} | {"unit lead": Seat.LEAD}


def areas_of(programme: Programme, person: str) -> tuple[Area, ...]:
    """The areas a person coordinates."""
    return tuple(area for area in programme.areas if area.is_run_by(person))


def places_for(programme: Programme, person: str, seat: AnySeat) -> tuple[Place, ...]:
    """Where a coordinator may fill a seat."""
    areas = areas_of(programme, person)
    if not seat.is_of_a_unit:
        return areas
    keys = {area.key for area in areas}
    return tuple(unit for unit in programme.units if unit.area in keys)


def place_of(programme: Programme, person: str, held: Held) -> Place | None:
    """The area or unit of a seat, if it is within a coordinator's reach."""
    places = places_for(programme, person, held.seat)
    return next((place for place in places if place.key == held.place), None)


def holders(programme: Programme, place: Place, seat: AnySeat) -> tuple[str, ...]:
    """Who holds a seat in a place, by reference."""
    if isinstance(seat, Takes):
        return programme.takers(place, seat.kind) if isinstance(place, Area) else ()
    found: tuple[str, ...] = getattr(place, LISTS[seat])
    return found


def with_holders(
    programme: Programme, held: Held, place: Place, people: tuple[str, ...]
) -> Programme:
    """The programme with these people, in this order, in a seat."""
    seat = held.seat
    if isinstance(place, Area):
        if isinstance(seat, Takes):
            filled = place.with_takers(seat.kind, people)
        else:
            filled = replace(place, **cast("Any", {LISTS[seat]: people}))
        areas = (filled if each.key == place.key else each for each in programme.areas)
        return replace(programme, areas=tuple(areas))
    fields = {} if isinstance(seat, Takes) else {LISTS[seat]: people}
    unit = replace(place, **cast("Any", fields))
    units = (unit if each.key == place.key else each for each in programme.units)
    return replace(programme, units=tuple(units))


def is_apart(programme: Programme, managers: frozenset[str], person: str) -> bool:
    """Whether somebody would take requests who is to be kept apart from them."""
    return person in misplaced(programme, managers)


def leaves_nobody(programme: Programme, seat: AnySeat) -> bool:
    """Whether nobody is left anywhere for requests that this seat is for; no playbook says so."""
    if not isinstance(seat, Takes):
        return False
    areas, kind = programme.areas, programme.kind(seat.kind)
    if kind.key == FIRST_KIND:
        return not any(programme.takers(area, kind.key) for area in areas)
    here = ((programme.within(area.key), area) for area in areas)
    return kind.is_offered and not any(
        there.can_be_had(area, there.kind(kind.key)) for there, area in here
    )
