"""Seats: what somebody can be given to do in an area or a unit, and who may not have it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.programme import misplaced
from bot.programme.model import Area, Option, Programme, Unit

Place = Area | Unit


class Seat(StrEnum):
    """What somebody can be given to do. Counsel is named by the playbook alone.

    A coordinator who could name counsel could end counsel's hold.
    """

    SUPPORTER = "supporter"
    CHAPLAIN = "chaplain"
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


LISTS: Mapping[Seat, str] = {
    Seat.SUPPORTER: "supporters",
    Seat.CHAPLAIN: "chaplains",
    Seat.ON_CALL: "on_call",
    Seat.COORDINATOR: "coordinators",
    Seat.HOUSE_SUPERVISOR: "house_supervisors",
    Seat.INVESTIGATOR: "investigators",
    Seat.LEAD: "leads",
    Seat.NEXT_IN_LINE: "next_in_line",
    Seat.COVER: "cover",
}
"""The field of an area or a unit in which the holders of a seat stand."""

TAKES_REQUESTS = frozenset({Seat.SUPPORTER, Seat.CHAPLAIN, Seat.ON_CALL})


@dataclass(frozen=True)
class Held:
    """A seat in a place; as text it is the subject of forms and buttons about it."""

    seat: Seat
    place: str

    def __str__(self) -> str:
        """Seat and place, as ``parse`` reads them."""
        return f"{self.seat}/{self.place}"

    @classmethod
    def parse(cls, text: str) -> "Held":
        """What ``str`` wrote; raises ``ValueError`` for anything else."""
        seat, _, place = text.partition("/")
        return cls(Seat(seat), place)


def spellings() -> dict[str, Seat]:
    """Every way a seat is typed, such as ``on-call``, ``on call`` and ``on_call``."""
    names = {seat.replace("_", between): seat for seat in Seat for between in ("_", "-", " ")}
    return names | {f"{name}s": seat for name, seat in names.items()} | {"unit lead": Seat.LEAD}


def areas_of(programme: Programme, person: str) -> tuple[Area, ...]:
    """The areas a person coordinates."""
    return tuple(area for area in programme.areas if area.is_run_by(person))


def places_for(programme: Programme, person: str, seat: Seat) -> tuple[Place, ...]:
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


def holders(place: Place, seat: Seat) -> tuple[str, ...]:
    """Who holds a seat in a place, by reference."""
    found: tuple[str, ...] = getattr(place, LISTS[seat])
    return found


def with_holders(
    programme: Programme, held: Held, place: Place, people: tuple[str, ...]
) -> Programme:
    """The programme with these people, in this order, in a seat."""
    filled: dict[str, Any] = {LISTS[held.seat]: people}
    if isinstance(place, Area):
        areas = (replace(a, **filled) if a.key == place.key else a for a in programme.areas)
        return replace(programme, areas=tuple(areas))
    units = (replace(u, **filled) if u.key == place.key else u for u in programme.units)
    return replace(programme, units=tuple(units))


def is_apart(programme: Programme, managers: frozenset[str], person: str) -> bool:
    """Whether somebody would take requests who is to be kept apart from them."""
    return person in misplaced(programme, managers)


def leaves_nobody(programme: Programme, seat: Seat) -> bool:
    """Whether nobody is left anywhere for requests that this seat is for; no playbook says so."""
    areas, chaplain = programme.areas, programme.options.get(Option.CHAPLAIN)
    match seat:
        case Seat.SUPPORTER:
            return not any(area.supporters for area in areas)
        case Seat.CHAPLAIN if chaplain is not None:
            others = chaplain.line or chaplain.operator
            return not others and not any(area.chaplains for area in areas)
        case _:
            return False
