"""The addresses of calendars are sealed, because an address shows who is at work and when.

The stored programme has a blind index in place of each address. The vault keeps the address under
that index for as long as a kept version of the programme names it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.core.records import TEXT, SealedValue
from bot.core.storage import Work
from bot.programme.model import Programme

_OWNER = "calendar-addresses"
"""One key seals all addresses, because they belong to nobody; each is erased by itself."""

MARKED = "sealed:"
"""Begins the text that replaces an address."""


def _sealed(name: str) -> SealedValue[str]:
    return SealedValue(_OWNER, name, TEXT)


def marked(work: Work, programme: Programme) -> tuple[Programme, Mapping[str, str]]:
    """The programme with blind indexes for addresses, and the address of each index."""
    found: dict[str, str] = {}

    def blind_index(address: str) -> str:
        if not address or address.startswith(MARKED):
            return address
        name = MARKED + work.vault.blind_index("calendar_address", address)
        found[name] = address
        return name

    calendars = tuple(
        replace(each, address=blind_index(each.address)) for each in programme.calendars
    )
    rotas = tuple(replace(each, calendar=blind_index(each.calendar)) for each in programme.rotas)
    return replace(programme, calendars=calendars, rotas=rotas), found


async def keep_addresses(work: Work, addresses: Mapping[str, str]) -> None:
    """Seal the addresses by their blind indexes; those already sealed stay."""
    for name, address in addresses.items():
        if not await work.vault.open(_sealed(name)):
            await work.vault.seal(_sealed(name), address)


async def address_of(work: Work, text: str) -> str:
    """The address behind a blind index in the programme; empty if it is no longer kept."""
    return (await work.vault.open(_sealed(text)) or "") if text.startswith(MARKED) else text


async def with_addresses(work: Work, programme: Programme) -> Programme:
    """The programme with its addresses in place of blind indexes, for an export."""
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
    """Erase the addresses in ``before`` that no kept programme names."""
    names = {name for each in kept for name in _indexes(each)}
    for name in {name for each in before for name in _indexes(each)} - names:
        await work.vault.clear(_sealed(name))


def _indexes(programme: Programme) -> set[str]:
    found = {each.address for each in programme.calendars}
    found |= {each.calendar for each in programme.rotas}
    return {text for text in found if text.startswith(MARKED)}
