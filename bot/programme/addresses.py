"""Addresses of calendars: whoever knows one reads who is at work when, so they are sealed.

The programme as it is stored holds a mark in place of each, as it does for people. The address
is in the vault under that mark, for as long as any version of the programme that is kept names it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.core.records import TEXT, SealedValue
from bot.core.storage import Work
from bot.programme.model import Programme

_OWNER = "calendar-addresses"
"""One key seals them all: they are nobody's, and go one by one."""

MARKED = "sealed:"


def _sealed(name: str) -> SealedValue[str]:
    return SealedValue(_OWNER, name, TEXT)


def marked(work: Work, programme: Programme) -> tuple[Programme, Mapping[str, str]]:
    """The programme with marks in place of addresses, and what each mark stands for."""
    found: dict[str, str] = {}

    def mark(address: str) -> str:
        if not address or address.startswith(MARKED):
            return address
        name = MARKED + work.vault.mark("calendar_address", address)
        found[name] = address
        return name

    calendars = tuple(replace(each, address=mark(each.address)) for each in programme.calendars)
    rotas = tuple(replace(each, calendar=mark(each.calendar)) for each in programme.rotas)
    return replace(programme, calendars=calendars, rotas=rotas), found


async def keep_addresses(work: Work, addresses: Mapping[str, str]) -> None:
    """Seal what the marks stand for; what is sealed already stays as it is."""
    for name, address in addresses.items():
        if not await work.vault.open(_sealed(name)):
            await work.vault.seal(_sealed(name), address)


async def address_of(work: Work, text: str) -> str:
    """The address that a mark in the programme stands for; empty if it is held no more."""
    return (await work.vault.open(_sealed(text)) or "") if text.startswith(MARKED) else text


async def with_addresses(work: Work, programme: Programme) -> Programme:
    """The programme with every address in its place again, to be written down as a playbook."""
    calendars = [
        replace(each, address=await address_of(work, each.address)) for each in programme.calendars
    ]
    rotas = [
        replace(each, calendar=await address_of(work, each.calendar)) for each in programme.rotas
    ]
    return replace(programme, calendars=tuple(calendars), rotas=tuple(rotas))


async def forget_addresses(
    work: Work, before: Iterable[Programme], kept: Iterable[Programme]
) -> None:
    """Erase the addresses that these programmes name and none of those that are kept does."""
    names = {name for each in kept for name in _marks(each)}
    for name in {name for each in before for name in _marks(each)} - names:
        await work.vault.clear(_sealed(name))


def _marks(programme: Programme) -> set[str]:
    found = {each.address for each in programme.calendars}
    found |= {each.calendar for each in programme.rotas}
    return {text for text in found if text.startswith(MARKED)}
