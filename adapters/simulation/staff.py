"""More people for a playbook that names only those with a role, as HR's file would bring them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import time

from bot.core.people import Account
from bot.programme import Playbook
from bot.programme.model import FIRST_KIND, Programme, Unit
from bot.programme.model.rotas import Rota, RotaTurn, rota_key
from bot.programme.playbook.model import Entry

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AT_WORK = 4
"""How many days a week one works."""
PROFESSIONS = ("nurse", "nurse", "nurse", "physician", "nursing assistant")
GIVEN = ("days", "name", "profession", "shift", "unit")
ONE_MORE = "one-more@simulated.example"
"""The made-up supporter who is on duty every night."""
NIGHT = time(19), time(7)
"""From when and until when, on each area's clock."""


def on_one_platform(playbook: Playbook, platform: str) -> Playbook:
    """The playbook with every account and private channel on a made-up platform.

    Nobody is anywhere else, so nothing of the hospital's own platforms is needed.
    """
    programme = playbook.programme
    channels = {key: _channel(key, places, platform) for key, places in programme.channels.items()}
    areas = tuple(
        replace(
            area,
            channels={
                key: _channel(f"{area.key}-{key}", places, platform)
                for key, places in area.channels.items()
            },
        )
        for area in programme.areas
    )
    units = tuple(
        replace(
            unit,
            groups={},
            channels=_channel(f"unit-{unit.key}", unit.channels, platform) if unit.channels else {},
        )
        for unit in programme.units
    )
    there = replace(programme, channels=channels, areas=areas, units=units)
    return replace(playbook, programme=there, people=_with_accounts(playbook.people, platform))


def _channel(key: str, places: Mapping[str, str], platform: str) -> dict[str, str]:
    return {platform: places.get(platform) or f"#{key}"}


def _with_accounts(people: tuple[Entry, ...], platform: str) -> tuple[Entry, ...]:
    found, taken = list[Entry](), set[str]()
    for number, each in enumerate(people):
        here = next((one for name, one in each.accounts if name == platform and one), None)
        user = here.user if here else f"person{number}"
        if user in taken:
            user = f"person{number}"
        taken.add(user)
        account = here if here and here.user == user else Account(platform, platform, user)
        found.append(replace(each, accounts=((platform, account),), prefers=""))
    return tuple(found)


def with_more_people(playbook: Playbook, per_unit: int, platform: str) -> Playbook:
    """The playbook with ``per_unit`` more people in each unit that has shifts, on all of these."""
    more = [
        each
        for unit in playbook.programme.units
        if unit.shifts
        for each in _workers(unit, per_unit, platform)
    ]
    return replace(playbook, people=(*playbook.people, *more))


def _workers(unit: Unit, count: int, platform: str) -> Iterator[Entry]:
    for number in range(count):
        first, user = (number * 3) % len(DAYS), f"{unit.key}{number}"
        days = {DAYS[(first + each) % len(DAYS)] for each in range(AT_WORK)}
        yield Entry(
            name=f"{unit.key.title()} Worker{number}",
            email=f"{user}@simulated.example".casefold(),
            profession=PROFESSIONS[number % len(PROFESSIONS)],
            unit=unit.key,
            zone=unit.zone,
            shift=unit.shifts[number % len(unit.shifts)].key,
            days=tuple(day for day in DAYS if day in days),
            accounts=((platform, Account(platform, platform, user)),),
            from_playbook=GIVEN,
        )


def has_staff(programme: Programme) -> bool:
    """Whether any unit has shifts, so that somebody can be near when something happens."""
    return any(unit.shifts for unit in programme.units)


def with_one_more_at_night(playbook: Playbook, platform: str) -> Playbook:
    """The playbook with one more supporter of the first kind, on duty every night in all areas."""
    programme = playbook.programme
    turn = RotaTurn(ONE_MORE, *NIGHT)
    areas, rotas = [], list(programme.rotas)
    for area in programme.areas:
        takers = (*programme.takers(area, FIRST_KIND), ONE_MORE)
        areas.append(area.with_takers(FIRST_KIND, takers))
        own = rota_key(area.key, FIRST_KIND)
        at = next((place for place, each in enumerate(rotas) if each.key == own), None)
        if at is None:
            rotas.append(Rota(area.key, FIRST_KIND, (turn,)))
        else:
            rotas[at] = replace(rotas[at], turns=(*rotas[at].turns, turn))
    one = Entry(
        name="One More",
        email=ONE_MORE,
        zone=programme.zone,
        accounts=((platform, Account(platform, platform, ONE_MORE)),),
        from_playbook=("name",),
    )
    there = replace(programme, areas=tuple(areas), rotas=tuple(rotas))
    return replace(playbook, programme=there, people=(*playbook.people, one))
