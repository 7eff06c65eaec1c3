"""Finds problems with Teams and their remedies, for ``support-timeout doctor``."""

import asyncio
from collections.abc import Iterable, Mapping

from adapters.teams.address import Place, account_of, place_of
from adapters.teams.clients import Tenants, sending
from adapters.teams.directory import Directory
from adapters.teams.keys import SigningKeys
from adapters.teams.members import Members
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.tokens import AppTokens, NoToken
from adapters.teams.transport import Declined, NotReached, Unanswered
from bot.core.conversation import Address
from bot.core.errors import BotError, InstallationBroken, RecipientGone
from bot.core.people import Account
from bot.programme import Finding

NAMED = 10
AT_ONCE = 10
GRAPH = (
    "In Entra, give the app the application permission User.Read.All and grant admin consent,"
    " or take TEAMS_GRAPH out."
)


async def examine(
    keys: SigningKeys,
    tokens: AppTokens | None,
    tenants: Tenants,
    members: Members,
    messenger: TeamsMessenger,
    channels: Mapping[str, Address],
    people: Mapping[Account, str],
    private: Iterable[str] = (),
) -> list[Finding]:
    """Examine signing keys, the app's secret, its tenants, and the playbook's channels and people.

    ``private`` are the keys of the channels in which requests are claimed.
    """
    claimed_in = frozenset(private)
    if tokens is None:
        mend = "Take TEAMS_DEV_UNAUTHENTICATED out before anybody but you can reach this service."
        return [Finding(True, "Teams lets everybody in: this is for development only.", mend)]
    found = await _keys(keys)
    broken = await _secret(tokens)
    if broken:
        return [*found, *broken]
    found += await _tenants(tenants)
    for key, address in channels.items():
        known = people if key in claimed_in else None
        found += await _channel(members, key, place_of(address), known)
    return found + await _people(messenger, people)


async def _keys(keys: SigningKeys) -> list[Finding]:
    if await keys.check():
        return []
    mend = f"Let this machine reach https://{keys.host} (a proxy, a firewall)."
    return [Finding(True, "Microsoft's signing keys cannot be fetched.", mend)]


async def _secret(tokens: AppTokens) -> list[Finding]:
    try:
        await tokens.get()
    except NoToken as fault:
        if fault.error:
            mend = "Make a new client secret in Entra, and put its value into TEAMS_APP_PASSWORD."
            what = f"Entra does not take the app's id, secret or tenant ({fault.error})."
            return [Finding(True, what, mend)]
        mend = f"Let this machine reach https://{tokens.host} (a proxy, a firewall)."
        return [Finding(True, "Entra cannot be reached.", mend)]
    return []


async def _tenants(tenants: Tenants) -> list[Finding]:
    heard = set(await tenants.seen())
    silent = sorted(tenants.allowed - heard)
    if not silent:
        return []
    mend = "Upload the app (support-timeout manifest teams), install it, and write to it once."
    what = f"No activity has come from {len(silent)} of {len(tenants.allowed)} tenants so far."
    return [Finding(False, what, mend)]


async def _channel(
    members: Members, key: str, place: Place, known: Mapping[Account, str] | None
) -> list[Finding]:
    """Examine a channel; with ``known``, report members whom the playbook does not name."""
    try:
        there = await sending(lambda: members.read(place))
    except RecipientGone:
        mend = (
            "Add the app to that team, and to the channel as well if it is a private one;"
            " write the channel by the link that Teams copies."
        )
        return [Finding(True, f"The app does not see the Teams channel {key}.", mend)]
    except (BotError, TimeoutError) as fault:
        return [_not_looked_at(f"The Teams channel {key}", fault)]
    found = []
    if guests := sum(one.guest for one in there):
        mend = "Take them out of that channel: what stands there is for your own people."
        what = f"There are guests ({guests}) in the Teams channel {key}."
        found.append(Finding(False, what, mend))
    own = {account_of(place.tenant, one.account) for one in there if not one.guest}
    if known is not None and (others := own - known.keys()):
        mend = "Make it a private channel, with those alone in it who take what is asked there."
        what = (
            f"In the Teams channel {key} are people whom the playbook does not name: {len(others)}."
        )
        found.append(Finding(False, what, mend))
    return found


async def _people(messenger: TeamsMessenger, people: Mapping[Account, str]) -> list[Finding]:
    """One finding about the people of the playbook who do not have the app."""
    gate = asyncio.Semaphore(AT_ONCE)
    lost: list[str] = []
    faults: list[Exception] = []

    async def look(account: Account, name: str) -> None:
        async with gate:
            try:
                await messenger.open_direct(account)
            except RecipientGone:
                lost.append(name)
            except BotError as fault:
                faults.append(fault)

    await asyncio.gather(*(look(account, name) for account, name in people.items()))
    found = [_not_looked_at("Whether everybody has the app in Teams", faults[0])] if faults else []
    if lost:
        lost.sort()
        more = f" and {len(lost) - NAMED} more" if len(lost) > NAMED else ""
        mend = "Install the app for them: Teams admin centre, Setup policies, Installed apps."
        what = f"Teams cannot reach {', '.join(lost[:NAMED])}{more}: they have not got the app."
        found.append(Finding(False, what, mend))
    return found


def _not_looked_at(what: str, fault: Exception) -> Finding:
    if isinstance(fault, InstallationBroken):
        mend = "Ask the Teams administrator to allow the app, and the tenant to consent to it."
        return Finding(True, f"{what} cannot be looked at ({fault.code}).", mend)
    mend = "Try again in some minutes."
    return Finding(False, f"{what} cannot be looked at ({type(fault).__name__}).", mend)


async def examine_directory(directory: Directory) -> list[Finding]:
    """Check in each tenant that the app may read Entra."""
    found = []
    for tenant in directory.tenants:
        try:
            await directory.check(tenant)
        except (Declined, NotReached, Unanswered) as fault:
            what = f"Microsoft Graph does not say who works here ({fault})."
            found.append(Finding(True, what, GRAPH))
    return found
