"""The status of lists that other systems keep: when each was read, and what failed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.packed import Packed
from bot.core.storage import Storage, Work, in_one_work
from bot.programme.model import Programme
from bot.programme.model.external_sources import HR, StaffList

GROUP, CALENDAR = "group", "calendar"
STALE = {HR: timedelta(days=35), GROUP: timedelta(days=2), CALENDAR: timedelta(hours=24)}
"""By kind of list, how long after it was read it becomes unreliable."""


@dataclass(frozen=True)
class Stand:
    """A list with its status."""

    kind: str
    """``HR``, ``GROUP`` or ``CALENDAR``."""
    of: str
    """A group's unit by name, or a calendar's key."""
    state: StaffList
    late: bool
    """Whether it was read too long ago to rely on it."""
    platform: str = ""
    """The platform of a group."""


@dataclass(frozen=True)
class ListName(Packed):
    """The name of a list, which is its reference among the lists."""

    source: str
    """A platform, ``calendar``, ``rota``, or ``HR``, which has one list only."""
    key: str | None = None
    """A group's address, or the key of a calendar or a rota."""


def list_of_calendar(key: str) -> str:
    """The name of a shift calendar among the lists."""
    return str(ListName("calendar", key))


def list_of_rota(key: str) -> str:
    """The name of a rota's calendar among the lists."""
    return str(ListName("rota", key))


def list_of_group(platform: str, value: str) -> str:
    """The name of a unit's group among the lists."""
    return str(ListName(platform, value))


async def stands_of(work: Work, programme: Programme) -> list[Stand]:
    """The status of each list the playbook names, and of HR's file once it was imported."""
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
        # A list that was never read is only late after a failed attempt.
        return bool(state.fault)
    return now - state.as_of > STALE[kind]


Ask = Callable[[Work], Awaitable[bool]]


async def looking_first(storage: Storage, ask: Ask) -> bool:
    """Run ``ask`` in a writing work, but only if it is true in a reading one.

    The answer is mostly no, and a reading work does not block the presses of others.
    """
    if not await in_one_work(storage, ask, reads_only=True):
        return False
    return await in_one_work(storage, ask)


async def claim_list(work: Work, name: str, every: timedelta) -> bool:
    """Whether a list is due or wanted; if so, claim it so that only this caller reads it.

    A work that only reads claims nothing.
    """
    known = await work.of(StaffList).get(name)
    if known is None and work.reads_only:
        return True
    if known is None:
        return await work.add(StaffList(reference=name, tried_at=work.now))
    if not known.wanted and known.tried_at is not None and work.now - known.tried_at < every:
        return False
    if not work.reads_only:
        await work.save(replace(known, tried_at=work.now, wanted=False))
    return True


async def want_lists(work: Work, programme: Programme) -> int:
    """Mark every list that can be fetched to be read soon; returns how many there are."""
    stands = [stand for stand in await stands_of(work, programme) if stand.kind != HR]
    for stand in stands:
        kept = await _kept(work, stand.state.reference)
        await work.save(replace(kept, wanted=True))
    return len(stands)


async def take_wanted(work: Work, platform: str) -> bool:
    """Whether a coordinator wants a platform's lists read; clears that unless it only reads."""
    wanted = [
        each
        for each in await work.of(StaffList).find(StaffList.wanted.is_(True))
        if ListName.parse(each.reference).source == platform
    ]
    for each in wanted if not work.reads_only else ():
        await work.save(replace(each, wanted=False))
    return bool(wanted)


async def forget_lists(work: Work, programme: Programme) -> None:
    """Remove the status of lists that the playbook no longer names."""
    names = {stand.state.reference for stand in await stands_of(work, programme)}
    for each in await work.of(StaffList).find():
        if each.reference not in names:
            await work.remove(each)


async def note_read(
    work: Work, name: str, *, people: int = 0, unknown: int = 0, passed_over: int = 0
) -> None:
    """Note that a list was read successfully just now."""
    stand = await _kept(work, name)
    await work.save(
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
    """Note that reading a list just failed; what was read before stays."""
    stand = await _kept(work, name)
    await work.save(replace(stand, tried_at=work.now, fault=fault))


async def _kept(work: Work, name: str) -> StaffList:
    """The status of a list; it is added if there is none yet."""
    stand = await work.of(StaffList).get(name) or StaffList(reference=name)
    await work.add(stand)
    return stand
