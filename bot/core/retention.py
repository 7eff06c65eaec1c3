"""Counsel's hold: what would be erased in an area is kept, sealed from every role, until it ends.

A hold never lets anybody read more than before: names stay in the vault, and nothing that the
bot shows leads to them any more. It only puts off the day on which their keys are deleted.
"""

from datetime import datetime

from bot.core.records import Field, Record, stored
from bot.core.storage import Work


class LegalHold(Record):
    """Counsel's hold on the records of an area; its reference is the area's key."""

    since: Field[datetime]


class HeldBack(Record):
    """Something that would have been erased; its reference is the owner of the sealed parts.

    ``whose`` is ``mark("held_back", person)``, so that the person can be told of it; unset where
    nobody asked to be told or it was not known.
    """

    area: Field[str]
    at: Field[datetime]
    whose: Field[str | None] = stored(default=None)


async def hold_on(work: Work, area: str) -> LegalHold | None:
    """The hold on an area (by key), if there is one."""
    return await work.of(LegalHold).get(area) if area else None


async def let_go(work: Work, owner: str, area: str, person: str | None = None) -> bool:
    """Erase what is sealed under ``owner``; on hold, keep it sealed. Whether it was erased.

    ``person`` (a reference) may ask later whether anything of theirs is kept back.
    """
    if await hold_on(work, area) is None:
        await work.vault.erase(owner)
        return True
    whose = held_back_mark(work, person) if person else None
    await work.of(HeldBack).add(HeldBack(reference=owner, area=area, at=work.now, whose=whose))
    return False


def held_back_mark(work: Work, person: str) -> str:
    """The mark by which a person learns that something of theirs is kept back."""
    return work.vault.mark("held_back", person)


async def set_hold(work: Work, area: str) -> bool:
    """Put the records of an area on hold; ``False`` if they were."""
    return await work.of(LegalHold).add(LegalHold(reference=area, since=work.now))


async def lift_hold(work: Work, area: str) -> list[str] | None:
    """End a hold; the owners of everything it kept back, ``None`` if there was no hold."""
    found = await work.of(LegalHold).get(area)
    if found is None:
        return None
    await work.of(LegalHold).remove(found)
    kept = await work.of(HeldBack).find(HeldBack.area.is_(area))
    for each in kept:
        await work.of(HeldBack).remove(each)
    return [each.reference for each in kept]


async def is_held_back(work: Work, person: str) -> bool:
    """Whether anything of a person (by reference) is kept back by a hold."""
    return (
        bool(person)
        and await work.of(HeldBack).count(HeldBack.whose.is_(held_back_mark(work, person))) > 0
    )
