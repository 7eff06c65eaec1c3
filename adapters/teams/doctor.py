"""Finds problems with Teams and their remedies, for ``support-timeout doctor``."""

import asyncio
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from adapters.platforms import Named
from adapters.teams.address import PLATFORM, Place, account_of, place_of
from adapters.teams.clients import Tenants, sending
from adapters.teams.directory import Directory
from adapters.teams.keys import SigningKeys
from adapters.teams.members import Members
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.tokens import AppTokens, NoToken
from adapters.teams.transport import Declined, NotReached, Unanswered
from bot.core import symptoms
from bot.core.errors import BotError, InstallationBroken, PlatformBusy, RecipientGone
from bot.core.health import Cause, Symptom
from bot.core.people import Account

AT_ONCE = 10


async def examine(
    keys: SigningKeys,
    tokens: AppTokens | None,
    tenants: Tenants,
    members: Members,
    messenger: TeamsMessenger,
    named: Named,
) -> list[Symptom]:
    """Examine signing keys, the app's secret, its tenants, and the playbook's channels and people.

    If ``named`` holds known accounts, the members of private channels who are not among them are
    counted.
    """
    if tokens is None:
        return [_symptom(symptoms.OPEN_DOOR)]
    found = await _keys(keys)
    broken = await _secret(tokens)
    if broken:
        return [*found, *broken]
    found += await _tenants(tenants)
    for key, address in named.channels.items():
        compared = named.known if named.known and key in named.private else None
        found += await _channel(members, key, place_of(address), compared)
    return found + await _people(messenger, named.people)


async def _keys(keys: SigningKeys) -> list[Symptom]:
    if await keys.check():
        return []
    return [_symptom(symptoms.UNREACHABLE, keys.host)]


async def _secret(tokens: AppTokens) -> list[Symptom]:
    try:
        await tokens.get()
    except NoToken as fault:
        if fault.error:
            return [_symptom(symptoms.TOKEN, fault.error)]
        return [_symptom(symptoms.UNREACHABLE, tokens.host)]
    return []


async def _tenants(tenants: Tenants) -> list[Symptom]:
    heard = set(await tenants.seen())
    silent = sorted(tenants.allowed - heard)
    if not silent:
        return []
    return [_symptom(symptoms.SILENT_TENANTS, f"{len(silent)} / {len(tenants.allowed)}")]


async def _channel(
    members: Members, key: str, place: Place, known: AbstractSet[Account] | None
) -> list[Symptom]:
    """Examine a channel; with ``known``, report members whom the playbook does not name."""
    try:
        there = await sending(lambda: members.read(place))
    except RecipientGone:
        return [_symptom(symptoms.CHANNEL_UNSEEN, key)]
    except (BotError, TimeoutError) as fault:
        return [_not_looked_at(key, fault)]
    found = []
    if guests := sum(one.guest for one in there):
        found.append(_symptom(symptoms.GUESTS, key, guests))
    own = {account_of(place.tenant, one.account) for one in there if not one.guest}
    if known is not None and (others := own - known):
        found.append(_symptom(symptoms.STRANGERS, key, len(others)))
    return found


async def _people(messenger: TeamsMessenger, people: Iterable[Account]) -> list[Symptom]:
    """One symptom about the people of the playbook who do not have the app."""
    gate = asyncio.Semaphore(AT_ONCE)
    lost: list[Account] = []
    faults: list[Exception] = []

    async def look(account: Account) -> None:
        async with gate:
            try:
                await messenger.open_direct(account)
            except RecipientGone:
                lost.append(account)
            except BotError as fault:
                faults.append(fault)

    await asyncio.gather(*(look(account) for account in people))
    found = [_not_looked_at("", faults[0])] if faults else []
    return found + ([_symptom(symptoms.UNREACHED, count=len(lost))] if lost else [])


def _not_looked_at(channel: str, fault: Exception) -> Symptom:
    if isinstance(fault, InstallationBroken):
        return _symptom(symptoms.TOKEN, fault.code)
    if channel and not isinstance(fault, PlatformBusy | TimeoutError):
        return _symptom(symptoms.CHANNEL_UNREAD, channel)
    return _symptom(symptoms.UNREACHABLE, type(fault).__name__)


async def examine_directory(directory: Directory) -> list[Symptom]:
    """Check in each tenant that the app may read Entra."""
    found = []
    for tenant in directory.tenants:
        try:
            await directory.check(tenant)
        except (Declined, NotReached, Unanswered) as fault:
            found.append(_symptom(symptoms.DIRECTORY, str(fault)))
    return found


def _symptom(cause: Cause, detail: str = "", count: int = 0) -> Symptom:
    return Symptom(cause, PLATFORM, detail, count)
