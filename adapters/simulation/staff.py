"""More people for a playbook that names only those with a role, as HR's file would bring them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from functools import partial

from bot.core.people import AT_ONCE, Account, Person, add_account, email_index
from bot.core.storage import Storage, Work, in_one_work, new_reference
from bot.programme import Playbook
from bot.programme.model import FIRST_KIND, Programme, Unit
from bot.programme.model.rotas import Rota, RotaTurn, rota_key
from bot.programme.playbook.model import Entry

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AT_WORK = 4
"""How many days a week one works."""
PROFESSIONS = ("nurse", "nurse", "nurse", "physician", "nursing assistant")
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


async def add_people(storage: Storage, programme: Programme, per_unit: int, platform: str) -> None:
    """Add ``per_unit`` people to each unit that has shifts, on all of these.

    Some at a time, as HR's file would be read: one unit of work for thirty thousand takes hours.
    """
    workers = [
        each
        for unit in programme.units
        if unit.shifts
        for each in _workers(unit, per_unit, platform)
    ]
    for first in range(0, len(workers), AT_ONCE):
        await in_one_work(storage, partial(_add, workers=workers[first : first + AT_ONCE]))


@dataclass(frozen=True)
class Worker:
    """Somebody who is added: their record, and what is sealed."""

    person: Person
    name: str
    email: str
    account: Account


async def _add(work: Work, workers: Sequence[Worker]) -> None:
    for each in workers:
        person = replace(each.person, email_index=email_index(work, each.email))
        await work.add(person)
        await work.vault.seal(person.name, each.name)
        await work.vault.seal(person.email, each.email)
        await add_account(work, person, each.account)


def _workers(unit: Unit, count: int, platform: str) -> Iterator[Worker]:
    # Without it, number 10 of unit1 and number 0 of unit11 would have one name.
    between = "." if unit.key[-1:].isdigit() else ""
    for number in range(count):
        first, user = (number * 3) % len(DAYS), f"{unit.key}{between}{number}"
        days = {DAYS[(first + each) % len(DAYS)] for each in range(AT_WORK)}
        person = Person(
            reference=new_reference(),
            profession=PROFESSIONS[number % len(PROFESSIONS)],
            unit=unit.key,
            zone=unit.zone,
            shift=unit.shifts[number % len(unit.shifts)].key,
            shift_days=tuple(day for day in DAYS if day in days),
        )
        email = f"{user}@simulated.example".casefold()
        name = f"{unit.key.title()} Worker{number}"
        yield Worker(person, name, email, Account(platform, platform, user))


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
