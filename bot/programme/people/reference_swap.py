"""Swap the names of all people in a programme, such as e-mails for references."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from bot.programme.model import Area, Programme, Rota, SupportTerms, Unit
from bot.programme.model.external_sources import Calendar

OF_AREA = (
    "physician_leads",
    "coordinators",
    "on_call",
    "counsel",
    "investigators",
    "house_supervisors",
    "facilitators",
)
"""The fields of an area that list people; two others name one."""

T = TypeVar("T", bound=SupportTerms)
Swap = Callable[[tuple[str, ...]], tuple[str, ...]]
"""Gives the same people under other names; it may leave people out."""


def renamed(programme: Programme, swap: Swap) -> Programme:
    """The programme with the names that ``swap`` gives its people."""
    return replace(
        programme,
        areas=tuple(_area(area, swap) for area in programme.areas),
        units=tuple(_unit(unit, swap) for unit in programme.units),
        groups=tuple(replace(group, people=swap(group.people)) for group in programme.groups),
        supports=tuple(_terms(kind, swap) for kind in programme.supports),
        rotas=tuple(_rota(rota, swap) for rota in programme.rotas),
        calendars=tuple(_calendars(programme.calendars, swap)),
    )


def everybody_in(programme: Programme) -> tuple[str, ...]:
    """Everybody named in a programme, each once."""
    found: dict[str, None] = {}

    def note(people: tuple[str, ...]) -> tuple[str, ...]:
        found.update(dict.fromkeys(people))
        return people

    renamed(programme, note)
    return tuple(found)


def _area(area: Area, swap: Swap) -> Area:
    manager = swap((area.programme_manager,)) if area.programme_manager else ()
    changes: dict[str, Any] = {name: swap(getattr(area, name)) for name in OF_AREA}
    changes["programme_manager"] = "".join(manager)
    changes["signed_by"] = "".join(swap((area.signed_by,)) if area.signed_by else ())
    changes["supports"] = {key: _terms(terms, swap) for key, terms in area.supports.items()}
    return replace(area, **changes)


def _unit(unit: Unit, swap: Swap) -> Unit:
    return replace(
        unit, leads=swap(unit.leads), next_in_line=swap(unit.next_in_line), cover=swap(unit.cover)
    )


def _calendars(calendars: tuple[Calendar, ...], swap: Swap) -> Iterator[Calendar]:
    """The calendars of units, and those of people whom ``swap`` keeps."""
    for each in calendars:
        if not each.person:
            yield each
        for person in swap((each.person,)) if each.person else ():
            yield replace(each, person=person)


def _rota(rota: Rota, swap: Swap) -> Rota:
    turns = (replace(turn, person=person) for turn in rota.turns for person in swap((turn.person,)))
    return replace(rota, turns=tuple(turns))


def _terms(terms: T, swap: Swap) -> T:
    return terms if terms.takers is None else replace(terms, takers=swap(terms.takers))
