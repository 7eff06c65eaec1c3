"""What the programme itself keeps by the key of an area or a unit, and how it moves."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.core.jobs import Job, JobState, Recipient
from bot.core.people import Person
from bot.core.places import BelongsTo, PlaceKind, Renames, of_area, of_unit
from bot.core.retention import HeldBack, LegalHold
from bot.core.seen import ShownCard
from bot.core.storage import Work
from bot.programme.model import ChannelKey, Programme
from bot.programme.model.external_sources import HrRecord, StaffList
from bot.programme.stored.configuration import current

UNDER_WAY = (JobState.PENDING, JobState.LEASED, JobState.SENDING)


async def _move_hold(work: Work, old: str, new: str) -> None:
    hold = await work.of(LegalHold).get(old)
    if hold is not None:
        await work.remove(hold)
        await work.add(LegalHold(reference=new, since=hold.since))


async def _holds(work: Work, area: str) -> int:
    return int(await work.of(LegalHold).get(area) is not None)


async def _move_people(work: Work, old: str, new: str) -> None:
    for person in await work.of(Person).find(Person.works_in.has_one_of((old,))):
        moved = in_units(person, {old: new})
        if moved != person:
            await work.save(moved)


def in_units(person: Person, renames: Mapping[str, str]) -> Person:
    """The person with the new keys of renamed units."""
    return replace(
        person,
        unit=renames.get(person.unit, person.unit),
        units=tuple(dict.fromkeys(renames.get(unit, unit) for unit in person.units)),
        scheduled_shifts=tuple(
            replace(shift, unit=renames.get(shift.unit, shift.unit))
            for shift in person.scheduled_shifts
        ),
    )


async def _move_lists_of_rotas(work: Work, old: str, new: str) -> None:
    for each in await work.of(StaffList).find():
        if each.reference.startswith(f"rota:{old}:"):
            await work.remove(each)
            kind = each.reference.removeprefix(f"rota:{old}:")
            await work.add(replace(each, reference=f"rota:{new}:{kind}", revision=0))


async def _move_channels_of_area(work: Work, old: str, new: str) -> None:
    area = (await current(work)).area(old)
    for channel, places in area.channels.items() if area else ():
        renamed = ChannelKey.of_area(old, channel), ChannelKey.of_area(new, channel)
        await _move_recipients(work, *renamed, places)


async def _move_channel_of_unit(work: Work, old: str, new: str) -> None:
    unit = (await current(work)).unit(old)
    if unit is not None:
        renamed = ChannelKey.of_unit(old), ChannelKey.of_unit(new)
        await _move_recipients(work, *renamed, unit.channels)


async def _move_recipients(work: Work, old: str, new: str, platforms: Iterable[str]) -> None:
    """Let the cards in a channel, and those still to come, name it by its new key."""
    for platform in platforms:
        before = str(Recipient.channel(old, platform))
        after = str(Recipient.channel(new, platform))
        for shown in await work.of(ShownCard).find(ShownCard.recipient.is_(before)):
            await work.save(replace(shown, recipient=after))
        waiting = Job.recipient.is_(before), Job.state.one_of(UNDER_WAY)
        for job in await work.of(Job).find(*waiting):
            await work.save(replace(job, recipient=after))


PLACES = (
    BelongsTo(PlaceKind.AREA, _move_hold, _holds, "legal holds"),
    of_area(HeldBack.area),
    BelongsTo(PlaceKind.AREA, _move_channels_of_area),
    BelongsTo(PlaceKind.AREA, _move_lists_of_rotas),
    BelongsTo(PlaceKind.UNIT, _move_channel_of_unit),
    BelongsTo(PlaceKind.UNIT, _move_people, columns=(Person.unit, Person.units)),
    of_unit(HrRecord.unit),
)
"""They run before the new programme is stored, because they look at the channels of the old one."""


def with_new_keys(programme: Programme, renames: Renames) -> Programme:
    """The programme with the new keys of its renamed areas and units, wherever it names them."""

    def area(key: str) -> str:
        return renames.areas.get(key, key)

    def unit(key: str) -> str:
        return renames.units.get(key, key)

    def units_in(names: Mapping[str, str]) -> dict[str, str]:
        return {name: unit(key) for name, key in names.items()}

    return replace(
        programme,
        areas=tuple(replace(each, key=area(each.key)) for each in programme.areas),
        units=tuple(
            replace(each, key=unit(each.key), area=area(each.area)) for each in programme.units
        ),
        triggers=tuple(
            replace(each, units=tuple(map(unit, each.units))) for each in programme.triggers
        ),
        rotas=tuple(replace(each, area=area(each.area)) for each in programme.rotas),
        lines=tuple(replace(each, areas=tuple(map(area, each.areas))) for each in programme.lines),
        calendars=tuple(replace(each, unit=unit(each.unit)) for each in programme.calendars),
        sources=tuple(replace(each, units=units_in(each.units)) for each in programme.sources),
        hr=replace(programme.hr, units=units_in(programme.hr.units)),
    )
