"""How the lists stand that something else keeps: when each was read, and what was amiss."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.storage import Storage, Work, in_one_work
from bot.programme.external_sources import HR, StaffList
from bot.programme.model import Programme

GROUP, CALENDAR = "group", "calendar"
STALE = {HR: timedelta(days=35), GROUP: timedelta(days=2), CALENDAR: timedelta(hours=24)}
"""How long after it was read a list is no longer to be relied on, by its kind."""


@dataclass(frozen=True)
class Stand:
    """A list of the playbook, how it stands, and whether that is too long ago."""

    kind: str
    """``HR``, ``GROUP`` or ``CALENDAR``."""
    of: str
    """What it is the list of: of a group a unit's name, of a calendar its key."""
    state: StaffList
    late: bool
    platform: str = ""
    """Where a group is."""


def list_of_calendar(key: str) -> str:
    """The name, among the lists, of a shift calendar."""
    return f"calendar:{key}"


def list_of_rota(key: str) -> str:
    """The name, among the lists, of the calendar of a rota of duty."""
    return f"rota:{key}"


def list_of_group(platform: str, value: str) -> str:
    """The name, among the lists, of a group whose members are a unit's people."""
    return f"{platform}:{value}"


async def stands_of(work: Work, programme: Programme) -> list[Stand]:
    """How each list stands that the playbook names, and HR's file once it was taken."""
    known = {each.reference: each for each in await work.of(StaffList).find()}
    found = [(HR, "", HR, "")] if HR in known else []
    found += [
        (GROUP, unit.name, list_of_group(platform, group), platform)
        for unit in programme.units
        for platform, group in unit.groups.items()
    ]
    found += [(CALENDAR, each.key, list_of_calendar(each.key), "") for each in programme.calendars]
    found += [
        (CALENDAR, each.key, list_of_rota(each.key), "")
        for each in programme.rotas
        if each.calendar
    ]
    return [
        Stand(kind, of, state, _is_late(kind, state, work.now), platform)
        for kind, of, name, platform in found
        for state in (known.get(name, StaffList(reference=name)),)
    ]


def _is_late(kind: str, state: StaffList, now: datetime) -> bool:
    if state.as_of is None:
        # Not read yet is no fault until it was tried and did not go well.
        return bool(state.fault)
    return now - state.as_of > STALE[kind]


Ask = Callable[[Work], Awaitable[bool]]


async def looking_first(storage: Storage, ask: Ask) -> bool:
    """What ``ask`` says, asked in a work that writes only once one that reads has said yes.

    It is asked often and is mostly a no, for which nobody's press is to wait.
    """
    if not await in_one_work(storage, ask, reads_only=True):
        return False
    return await in_one_work(storage, ask)


async def claim_list(work: Work, name: str, every: timedelta) -> bool:
    """Whether a list is due, or wanted; whoever is told so reads it, and nobody else does.

    In a work that only reads it claims nothing.
    """
    known = await work.of(StaffList).get(name)
    if known is None and work.reads_only:
        return True
    if known is None:
        return await work.of(StaffList).add(StaffList(reference=name, tried_at=work.now))
    if not known.wanted and known.tried_at is not None and work.now - known.tried_at < every:
        return False
    if not work.reads_only:
        await work.of(StaffList).save(replace(known, tried_at=work.now, wanted=False))
    return True


async def want_lists(work: Work, programme: Programme) -> int:
    """Ask that every list that can be fetched is read soon; how many there are."""
    stands = [stand for stand in await stands_of(work, programme) if stand.kind != HR]
    for stand in stands:
        kept = await _kept(work, stand.state.reference)
        await work.of(StaffList).save(replace(kept, wanted=True))
    return len(stands)


async def take_wanted(work: Work, platform: str) -> bool:
    """Whether anybody asked for the lists of a platform since; said once, unless it only reads."""
    wanted = [
        each
        for each in await work.of(StaffList).find(StaffList.wanted.is_(True))
        if each.reference.startswith(f"{platform}:")
    ]
    for each in wanted if not work.reads_only else ():
        await work.of(StaffList).save(replace(each, wanted=False))
    return bool(wanted)


async def forget_lists(work: Work, programme: Programme) -> None:
    """Remove what stood of lists that the playbook no longer names."""
    names = {stand.state.reference for stand in await stands_of(work, programme)}
    for each in await work.of(StaffList).find():
        if each.reference not in names:
            await work.of(StaffList).remove(each)


async def note_read(
    work: Work, name: str, *, people: int = 0, unknown: int = 0, passed_over: int = 0
) -> None:
    """Note that a list was read well just now."""
    stand = await _kept(work, name)
    await work.of(StaffList).save(
        replace(
            stand,
            as_of=work.now,
            tried_at=work.now,
            fault="",
            people=people,
            unknown=unknown,
            passed_over=passed_over,
        )
    )


async def note_fault(work: Work, name: str, fault: str) -> None:
    """Note that a list could not be read just now; what was read before stands."""
    stand = await _kept(work, name)
    await work.of(StaffList).save(replace(stand, tried_at=work.now, fault=fault))


async def _kept(work: Work, name: str) -> StaffList:
    """How a list stands, added first if nothing is known of it yet."""
    stand = await work.of(StaffList).get(name) or StaffList(reference=name)
    await work.of(StaffList).add(stand)
    return stand
