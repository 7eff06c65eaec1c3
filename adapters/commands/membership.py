"""For ``doctor``: finds people who must not be in a private channel, but are."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.conversation import Address, Workplace
from bot.core.people import Account, Person, accounts_of, name_of
from bot.core.storage import Work
from bot.programme import (
    Finding,
    current,
    investigators,
    kept_apart,
    managers_among,
    private_channels,
)
from bot.programme.model import ChannelKey

MOST_NAMED = 10
MEND = "Take them out of that channel: what is asked for there is not for them."


@dataclass(frozen=True)
class KeptApart:
    """A channel on one platform, and who may not be in it: the name of each account."""

    key: str
    channel: Address
    accounts: Mapping[Account, str]


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
        accounts = {
            account: await name_of(work, person.reference)
            for person in people
            if person.reference in these
            for account in await accounts_of(work, person)
        }
        for platform, value in places.items():
            here = {each: name for each, name in accounts.items() if each.platform == platform}
            if here:
                found.append(KeptApart(key, Address(platform, value), here))
    return found


async def examine_members(
    workplaces: Mapping[str, Workplace], channels: list[KeptApart]
) -> list[Finding]:
    """Managers and investigators who sit in a channel that is not for them."""
    found = []
    for each in channels:
        workplace = workplaces.get(each.channel.platform)
        if workplace is None:
            continue
        inside = [
            name or "somebody without a name here"
            for account, name in each.accounts.items()
            if await workplace.is_member(each.channel, account)
        ]
        if inside:
            more = f" and {len(inside) - MOST_NAMED} more" if len(inside) > MOST_NAMED else ""
            who = ", ".join(sorted(inside)[:MOST_NAMED]) + more
            what = f"Managers or investigators are in the channel {each.key}: {who}."
            found.append(Finding(True, what, MEND))
    return found
