"""Finds people who must not be in a private channel, but are."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot.core.conversation import Address, Workplace
from bot.core.health import Symptom
from bot.core.people import AT_ONCE, Account, accounts_of_all, everybody
from bot.core.storage import Storage, in_one_work
from bot.core.symptoms import NOT_FOR_THEM
from bot.programme import (
    current,
    investigators,
    kept_apart,
    managers_among,
    private_channels,
)
from bot.programme.model import ChannelKey


@dataclass(frozen=True)
class KeptApart:
    """A channel on one platform, and the accounts that may not be in it."""

    key: str
    channel: Address
    accounts: tuple[Account, ...]


async def who_is_kept_apart(storage: Storage) -> list[KeptApart]:
    """The private channels of the playbook, each with the accounts that may not be in it.

    Managers may not be where requests hang that they may not take; investigators in none. People
    are read some at a time, in units of work of their own.
    """
    programme = await in_one_work(storage, current, reads_only=True)
    managers: set[str] = set()
    here: set[str] = set()
    async for people in everybody(storage):
        managers |= managers_among(people)
        here |= {person.reference for person in people}
    barred = investigators(programme)
    apart = kept_apart(programme, frozenset(managers))
    accounts = await _accounts_of(storage, sorted((apart | barred) & here))
    found = []
    closed = {kind.channel_key for kind in programme.supports if not kind.managers}
    for key, places in private_channels(programme).items():
        these = apart if ChannelKey.name_in_playbook(key) in closed else barred
        theirs = [each for person in sorted(these) for each in accounts.get(person, ())]
        for platform, value in places.items():
            on_it = tuple(each for each in theirs if each.platform == platform)
            if on_it:
                found.append(KeptApart(key, Address(platform, value), on_it))
    return found


async def _accounts_of(storage: Storage, people: Sequence[str]) -> dict[str, list[Account]]:
    found: dict[str, list[Account]] = {}
    for first in range(0, len(people), AT_ONCE):
        some = people[first : first + AT_ONCE]
        found |= await in_one_work(storage, partial(accounts_of_all, people=some), reads_only=True)
    return found


async def examine_members(
    workplaces: Mapping[str, Workplace], channels: Sequence[KeptApart]
) -> list[Symptom]:
    """Managers and investigators who sit in a channel that is not for them.

    Several channels are asked about at once.
    """
    counts = await asyncio.gather(*(_inside(workplaces, apart) for apart in channels))
    return [
        Symptom(NOT_FOR_THEM, apart.channel.platform, apart.key, count)
        for apart, count in zip(channels, counts, strict=True)
        if count
    ]


async def _inside(workplaces: Mapping[str, Workplace], apart: KeptApart) -> int:
    workplace = workplaces.get(apart.channel.platform)
    if workplace is None:
        return 0
    inside = [each for each in apart.accounts if await workplace.is_member(apart.channel, each)]
    return len(inside)
