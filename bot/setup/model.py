"""Role assignments: who may be given a role in an area or a unit, and who may not.

Taking the requests of a support kind is such a role; there is one for each kind of the playbook.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, cast

from bot.core.packed import Packed
from bot.programme.model import FIRST_KIND, TYPED_ROLES, Area, Programme, Unit

Place = Area | Unit


class LocalRole(StrEnum):
    """A role that a coordinator can give somebody in an area or a unit.

    Only the playbook names counsel: a coordinator who could name counsel could end counsel's hold.
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
        """Whether the role belongs to a unit, not to a whole area."""
        return self in {LocalRole.LEAD, LocalRole.NEXT_IN_LINE, LocalRole.COVER}


@dataclass(frozen=True)
class Taker:
    """The role of taking the requests of a support kind, by its key, in an area."""

    kind: str = FIRST_KIND

    is_of_a_unit = False

    def __str__(self) -> str:
        """The text that ``role_named`` reads."""
        return f"{TAKES}{self.kind}"


TAKES = "takes:"
_UNIT = "unit/"
AnyRole = LocalRole | Taker


def role_named(text: str) -> AnyRole:
    """Read a role from a form's value or a subject; raises ``ValueError`` for anything else."""
    if text.startswith(TAKES):
        return Taker(text.removeprefix(TAKES))
    # Buttons that older versions drew name these roles.
    return Taker(TYPED_ROLES[text]) if text in TYPED_ROLES else LocalRole(text)


def sees_requests(role: AnyRole) -> bool:
    """Whether people with this role may see requests."""
    return isinstance(role, Taker) or role is LocalRole.ON_CALL


LISTS: Mapping[LocalRole, str] = {
    LocalRole.ON_CALL: "on_call",
    LocalRole.COORDINATOR: "coordinators",
    LocalRole.HOUSE_SUPERVISOR: "house_supervisors",
    LocalRole.INVESTIGATOR: "investigators",
    LocalRole.LEAD: "leads",
    LocalRole.NEXT_IN_LINE: "next_in_line",
    LocalRole.COVER: "cover",
}
"""The field of an area or a unit that lists the people with a role."""


@dataclass(frozen=True)
class RoleAssignment(Packed):
    """A role in a place, by the place's key; its text is the subject of forms and buttons."""

    between = "/"

    role: AnyRole
    place: str

    @classmethod
    def parse(cls, text: str) -> "RoleAssignment":
        """Read what ``str`` wrote; raises ``ValueError`` for anything else."""
        role, _, place = text.partition(cls.between)
        return cls(role_named(role), place)


@dataclass(frozen=True)
class ChosenPlace(Packed):
    """The value of an option for an area or a unit, as both may have the same key."""

    key: str
    is_unit: bool = False

    def __str__(self) -> str:
        """The key, with ``unit/`` before a unit's."""
        return f"{_UNIT}{self.key}" if self.is_unit else self.key

    @classmethod
    def parse(cls, text: str) -> "ChosenPlace":
        """Read what ``str`` wrote."""
        return cls(text.removeprefix(_UNIT), is_unit=text.startswith(_UNIT))


def typed_name(role: AnyRole) -> str:
    """The name of a role in commands and in the audit log."""
    if isinstance(role, Taker):
        roles = {kind: typed for typed, kind in TYPED_ROLES.items()}
        return roles.get(role.kind, role.kind.replace("_", " "))
    return role.replace("_", " ")


def spellings() -> dict[str, AnyRole]:
    """Every way to type a role, such as ``on-call``, ``on call`` and ``on_call``."""
    names: dict[str, AnyRole] = {
        role.replace("_", between): role for role in LocalRole for between in ("_", "-", " ")
    }
    names |= {typed: Taker(kind) for typed, kind in TYPED_ROLES.items()}
    return (
        names | {f"{name}s": role for name, role in names.items()} | {"unit lead": LocalRole.LEAD}
    )


def places_for(programme: Programme, person: str, role: AnyRole) -> tuple[Place, ...]:
    """The areas or units in which a coordinator may give a role."""
    return programme.units_run_by(person) if role.is_of_a_unit else programme.run_by(person)


def place_of(programme: Programme, person: str, assignment: RoleAssignment) -> Place | None:
    """The area or unit of an assignment; ``None`` if this coordinator may not change it."""
    places = places_for(programme, person, assignment.role)
    return next((place for place in places if place.key == assignment.place), None)


def holders(programme: Programme, place: Place, role: AnyRole) -> tuple[str, ...]:
    """The people, by reference, who have a role in a place."""
    if isinstance(role, Taker):
        return programme.takers(place, role.kind) if isinstance(place, Area) else ()
    found: tuple[str, ...] = getattr(place, LISTS[role])
    return found


def with_holders(
    programme: Programme, role: AnyRole, place: Place, people: tuple[str, ...]
) -> Programme:
    """The programme with these people, in this order, in a role."""
    filled = place
    if isinstance(role, LocalRole):
        filled = replace(place, **cast("Any", {LISTS[role]: people}))
    elif isinstance(place, Area):
        filled = place.with_takers(role.kind, people)
    name = "areas" if isinstance(place, Area) else "units"
    places = (filled if each.key == place.key else each for each in getattr(programme, name))
    return replace(programme, **cast("Any", {name: tuple(places)}))


def with_takers_alone(programme: Programme) -> Programme:
    """The programme without the rota turns of people who no longer take those requests."""
    rotas = []
    for rota in programme.rotas:
        area = programme.area(rota.area)
        takers = programme.takers(area, rota.option) if area else ()
        turns = tuple(turn for turn in rota.turns if turn.person in takers)
        if turns or rota.calendar:
            rotas.append(replace(rota, turns=turns))
    return replace(programme, rotas=tuple(rotas))


def leaves_nobody(programme: Programme, role: AnyRole) -> bool:
    """Whether no area could have this role's support kind; a playbook like that is refused."""
    if not isinstance(role, Taker):
        return False
    areas, kind = programme.areas, programme.kind(role.kind)
    if kind.key == FIRST_KIND:
        return not any(programme.takers(area, kind.key) for area in areas)
    here = ((programme.within(area.key), area) for area in areas)
    return kind.is_offered and not any(
        there.can_be_had(area, there.kind(kind.key)) for there, area in here
    )
