"""Finds people who must not be in a private channel, but are."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.conversation import Address, Workplace
from bot.core.health import Symptom
from bot.core.people import Account, Person, accounts_of
from bot.core.storage import Work
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


async def who_is_kept_apart(work: Work) -> list[KeptApart]:
    """The private channels of the playbook, each with the accounts that may not be in it.

    Managers may not be where requests hang that they may not take; investigators in none.
    """
    programme = await current(work)
    people = await work.of(Person).find(Person.active.is_(True))
    barred = investigators(programme)
    apart = kept_apart(programme, managers_among(people))
    found = []
    closed = {kind.channel_key for kind in programme.supports if not kind.managers}
    for key, places in private_channels(programme).items():
        these = apart if ChannelKey.name_in_playbook(key) in closed else barred
        accounts = [
            account
            for person in people
            if person.reference in these
            for account in await accounts_of(work, person)
        ]
        for platform, value in places.items():
            here = tuple(each for each in accounts if each.platform == platform)
            if here:
                found.append(KeptApart(key, Address(platform, value), here))
    return found


async def examine_members(
    workplaces: Mapping[str, Workplace], channels: list[KeptApart]
) -> list[Symptom]:
    """Managers and investigators who sit in a channel that is not for them."""
    found = []
    for apart in channels:
        workplace = workplaces.get(apart.channel.platform)
        if workplace is None:
            continue
        inside = [each for each in apart.accounts if await workplace.is_member(apart.channel, each)]
        if inside:
            detail, count = apart.key, len(inside)
            found.append(Symptom(NOT_FOR_THEM, apart.channel.platform, detail, count))
    return found
