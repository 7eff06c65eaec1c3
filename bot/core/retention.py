"""Legal hold: while it lasts, what would be erased in an area stays sealed from every role.

A hold lets nobody read more than before: names stay in the vault, and no screen leads to them. It
only postpones the day on which their keys are deleted.
"""

from datetime import datetime

from bot.core.records import Field, Record, stored
from bot.core.storage import Work


class LegalHold(Record):
    """Counsel's hold on the records of an area; its reference is the area's key."""

    since: Field[datetime]


class HeldBack(Record):
    """Something that would have been erased; its reference owns the sealed fields."""

    area: Field[str]
    at: Field[datetime]
    whose: Field[str | None] = stored(default=None)
    """``held_back_index`` of the person, so that they can be informed; unset if unknown."""


async def hold_on(work: Work, area: str) -> LegalHold | None:
    """Return the hold on an area (by key), if there is one."""
    return await work.of(LegalHold).get(area) if area else None


async def erase_unless_held(work: Work, owner: str, area: str, person: str | None = None) -> bool:
    """Erase what is sealed under ``owner``, or note that a hold keeps it; returns if erased.

    ``person`` (a reference) can ask later whether anything of theirs is held back.
    """
    if await hold_on(work, area) is None:
        await work.vault.erase(owner)
        return True
    whose = held_back_index(work, person) if person else None
    await work.add(HeldBack(reference=owner, area=area, at=work.now, whose=whose))
    return False


def held_back_index(work: Work, person: str) -> str:
    """Return the blind index that tells a person that something of theirs is held back."""
    return work.vault.blind_index("held_back", person)


async def set_hold(work: Work, area: str) -> bool:
    """Put the records of an area on hold; returns ``False`` if they already were."""
    return await work.add(LegalHold(reference=area, since=work.now))


async def lift_hold(work: Work, area: str) -> list[str] | None:
    """End a hold; returns the owners of what it held back, ``None`` if there was no hold."""
    found = await work.of(LegalHold).get(area)
    if found is None:
        return None
    await work.remove(found)
    kept = await work.of(HeldBack).find(HeldBack.area.is_(area))
    for each in kept:
        await work.remove(each)
    return [each.reference for each in kept]


async def is_held_back(work: Work, person: str) -> bool:
    """Return whether a hold keeps anything of a person (by reference)."""
    if not person:
        return False
    return await work.of(HeldBack).count(HeldBack.whose.is_(held_back_index(work, person))) > 0
