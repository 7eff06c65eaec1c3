"""Matches Slack accounts to people once a day, by work e-mail.

``users.list`` returns hundreds of users per call, so a whole hospital takes a few dozen calls of
tier 2. This runs beside the worker; no request waits for it.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.daily_roster import DailyRoster, Outcome, Search
from adapters.slack.address import PLATFORM, account_of, split_group
from adapters.slack.clients import (
    Clients,
    Installation,
    Installations,
    Json,
    error_of,
    pages,
    refusal_of,
)
from adapters.slack.parse import Leaver
from adapters.slack.pictures import SlackPictures
from adapters.slack.workplace import profile_of
from bot.core.conversation import Profile
from bot.core.errors import BotError, PlatformBusy
from bot.core.people import (
    Account,
    Person,
    PlatformAccount,
    account_index,
    email_index,
    name_of,
    take_account,
)
from bot.core.storage import Storage, Work, in_one_work
from bot.programme import (
    Sought,
    current,
    found_in,
    keep_roster,
    list_of_group,
    match_accounts,
    note_read,
    reading_in,
)
from bot.programme.model import Unit

LOOK_S = 30
PICTURES_S = 60 * 60
"""The pause between two checks whether the playbook names others."""
PAGE = 500
BETWEEN_S = 0.6
"""The pause between two calls of users.info, which is of tier 4 (a hundred a minute)."""
BETWEEN_LOOK_UPS_S = 1.3
"""The pause between two calls of users.lookupByEmail, which is of tier 3 (fifty a minute)."""
ELSEWHERE_WITHIN_S = 2.0
"""Slack waits three seconds for the answer to an event."""
NOT_FOUND = "users_not_found"
FAULTS = (SlackApiError, SlackClientError, ClientError, BotError, TimeoutError, ValueError)
log = logging.getLogger(__name__)


Member = tuple[Account, Profile]
"""A person in a workspace; the e-mail address of an outsider is empty."""


@dataclass
class _Seen:
    """Members found in a tenant's workspaces; a person may have left only one of them."""

    here: set[Account] = field(default_factory=set)
    left: dict[Account, Profile] = field(default_factory=dict)


class Roster(DailyRoster):
    """Synchronises accounts with the workspaces, and units with their user groups."""

    def __init__(
        self,
        clients: Clients,
        storage: Storage,
        installations: Installations,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        pictures: SlackPictures | None = None,
    ) -> None:
        """``now`` is the clock of the schedule; ``sleep`` waits as long as Slack demands.

        Old ``pictures`` are deleted along the way.
        """
        super().__init__(PLATFORM, storage, LOOK_S, now)
        self._pictures = pictures
        self._pictures_at = now()
        self._sleep = sleep
        self._clients = clients
        self._installations = installations

    async def keep(self) -> int:
        """Also delete pictures that hang no longer, once an hour."""
        if self._pictures is not None and self._now() >= self._pictures_at:
            self._pictures_at = self._now() + PICTURES_S
            await self._pictures.remove_old()
        return await super().keep()

    async def _read_all(self) -> bool:
        return await self.sync()

    async def _places(self, work: Work) -> object:
        return [unit.groups.get(PLATFORM) for unit in (await current(work)).units]

    async def _search(self, sought: Sequence[Sought]) -> Search:
        outcomes: dict[str, Outcome] = {}
        left = list(sought)
        try:
            for installation in await self._installations.everywhere():
                left = [one for one in left if not await self._find(installation, one, outcomes)]
        except FAULTS as fault:
            log.warning("slack_account_not_sought", extra={"error": type(fault).__name__})
            refusal = refusal_of(fault) if isinstance(fault, SlackApiError) else None
            pause = refusal.retry_after.total_seconds() if isinstance(refusal, PlatformBusy) else 0
            return Search(outcomes, unreachable=True, pause_s=pause)
        return Search(outcomes)

    async def _find(
        self, installation: Installation, sought: Sought, outcomes: dict[str, Outcome]
    ) -> bool:
        """Link somebody's account in a workspace, or note why not; return whether it was found."""
        await self._sleep(BETWEEN_LOOK_UPS_S)
        client = self._clients.with_token(installation.token)
        try:
            answer = await client.users_lookupByEmail(email=sought.email)
        except SlackApiError as fault:
            if error_of(fault) != NOT_FOUND:
                raise
            outcomes.setdefault(sought.person, Outcome.UNKNOWN)
            return False
        user = answer.get("user") or {}
        account, profile = (
            account_of(installation.tenant, str(user.get("id", ""))),
            profile_of(user),
        )
        if not profile.active or not profile.email:
            unproven = profile.active and user.get("is_email_confirmed") is False
            outcomes[sought.person] = Outcome.UNCONFIRMED if unproven else Outcome.UNKNOWN
            return False
        await in_one_work(self._storage, partial(learn, members=[(account, profile)]))
        outcomes.pop(sought.person, None)
        return True

    async def sync(self) -> bool:
        """Read every workspace, one page per transaction; return whether one was unreadable."""
        programme = await in_one_work(self._storage, current, reads_only=True)
        units = [unit for unit in programme.units if PLATFORM in unit.groups]
        seen: dict[str, _Seen] = {}
        lacking = False
        for installation in await self._installations.everywhere():
            members = seen.setdefault(installation.tenant, _Seen())
            try:
                lacking |= await self._read(installation, units, members)
            except FAULTS:
                log.exception("slack_roster_not_read")
                lacking = True
        if lacking:
            # A person missing from one workspace may be in the unreadable one.
            return True
        for found in seen.values():
            gone = [each for each in found.left.items() if each[0] not in found.here]
            await in_one_work(self._storage, partial(forget, members=gone))
        return False

    async def _read(self, installation: Installation, units: list[Unit], seen: _Seen) -> bool:
        client = self._clients.with_token(installation.token)
        lacking = False
        async for team in teams_of(client, installation, self._sleep):
            groups, unread = await self._groups(client, installation, team, units)
            lacking |= unread
            known = await self._people(client, installation.tenant, team, seen)
            for unit, users in groups:
                members = [
                    (account_of(installation.tenant, user), profile)
                    for user in users
                    if (profile := known.get(user) or await self._look_up(client, user))
                    and profile.active
                ]
                await in_one_work(self._storage, partial(_listed, unit=unit, members=members))
        return lacking

    async def _people(
        self, client: AsyncWebClient, tenant: str, team: str, seen: _Seen
    ) -> dict[str, Profile]:
        def read(cursor: str | None) -> Awaitable[object]:
            return client.users_list(cursor=cursor, limit=PAGE, include_locale=True, team_id=team)

        known: dict[str, Profile] = {}
        async for page in pages(read, self._sleep):
            users = [user for user in page.get("members") or () if user.get("id")]
            members = [(account_of(tenant, str(user["id"])), profile_of(user)) for user in users]
            known |= {str(user["id"]): profile_of(user) for user in users if not _is_bot(user)}
            seen.here |= {account for account, profile in members if profile.active}
            seen.left |= {account: profile for account, profile in members if not profile.active}
            await in_one_work(self._storage, partial(learn, members=members))
        return known

    async def _groups(
        self, client: AsyncWebClient, installation: Installation, team: str, units: list[Unit]
    ) -> tuple[list[tuple[Unit, list[str]]], bool]:
        """The user ids of the playbook's groups in a workspace, and whether one was unreadable."""
        found, lacking = [], False
        for unit in units:
            of, group = split_group(unit.groups[PLATFORM])
            if of not in {team, installation.tenant}:
                continue
            try:
                answer = await client.usergroups_users_list(usergroup=group, team_id=team)
            except FAULTS as fault:
                # A missing group must not stop the other groups and the accounts.
                log.warning("slack_group_not_read", extra={"error": type(fault).__name__})
                if of == team:
                    lacking = True
                    await self._note_unreachable(unit.groups[PLATFORM])
                continue
            found.append((unit, [str(user) for user in answer.get("users") or ()]))
        return found, lacking

    async def _look_up(self, client: AsyncWebClient, user: str) -> Profile | None:
        """The profile of a group member who is missing from the workspace's user list."""
        await self._sleep(BETWEEN_S)
        found = (await client.users_info(user=user, include_locale=True)).get("user") or {}
        return None if _is_bot(found) else profile_of(found)


async def teams_of(
    client: AsyncWebClient,
    installation: Installation,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> AsyncIterator[str]:
    """The workspaces of an installation; for an organisation, those that approved the app."""
    if installation.team:
        yield installation.team
        return

    def read(cursor: str | None) -> Awaitable[object]:
        return client.auth_teams_list(cursor=cursor, limit=PAGE)

    async for page in pages(read, sleep):
        for team in page.get("teams") or ():
            yield str(team["id"])


def _is_bot(user: Json) -> bool:
    return bool(user.get("is_bot"))


async def _listed(work: Work, unit: Unit, members: list[tuple[Account, Profile]]) -> None:
    people = [
        await found_in(work, account, p.email, p.name, p.zone, p.locale) for account, p in members
    ]
    name = list_of_group(PLATFORM, unit.groups[PLATFORM])
    await keep_roster(work, name, unit, people)
    await note_read(work, name, people=len(people))


async def learn(work: Work, members: list[Member]) -> None:
    """Link the members' accounts to the people of the playbook."""
    here = {email_index(work, p.email): p for _, p in members if p.email and p.active}
    people = await match_accounts(work, [(p.email, a) for a, p in members if p.email and p.active])
    for blind_index, person in people.items():
        await reading_in(work, person, here[blind_index].locale)
    rows = await _rows(work, members)
    await _keep_up(work, members, rows)


async def _keep_up(work: Work, members: list[Member], rows: Mapping[str, PlatformAccount]) -> None:
    """Store missing names, and the current zone of people who are in no unit."""
    known = {account: rows.get(account_index(work, account)) for account, _ in members}
    references = tuple(row.person for row in known.values() if row is not None)
    people = {
        one.reference: one
        for one in await work.of(Person).find(Person.reference.one_of(references))
    }
    for account, profile in members:
        row = known[account]
        person = people.get(row.person) if row is not None else None
        if person is None or not profile.active:
            continue
        if profile.name and not await name_of(work, person.reference):
            await work.vault.seal(person.name, profile.name)
        if profile.zone and not person.unit and person.zone != profile.zone:
            await work.save(replace(person, zone=profile.zone))


async def forget(work: Work, members: list[Member]) -> None:
    """Unlink the accounts of members who left."""
    for row in (await _rows(work, members)).values():
        await take_account(work, row)


async def take_leaver(clients: Clients, storage: Storage, leaver: Leaver) -> None:
    """Unlink the account of somebody who left, before the daily reading would.

    Slack is asked whether it is still so: a delivery may come late, after they are back, and in an
    organisation they may have left one workspace only. If Slack does not tell, it is left to that
    reading. Raises ``StorageDown``.
    """
    if await _may_be_here(clients, leaver.account):
        return
    gone = [(leaver.account, Profile(active=False))]
    await in_one_work(storage, partial(forget, members=gone))


async def _may_be_here(clients: Clients, account: Account) -> bool:
    try:
        async with asyncio.timeout(ELSEWHERE_WITHIN_S):
            for installation in await clients.installations.everywhere():
                if installation.tenant != account.tenant:
                    continue
                client = clients.with_token(installation.token)
                user = (await client.users_info(user=account.user)).get("user") or {}
                if not user.get("deleted"):
                    return True
    except FAULTS as fault:
        log.warning("slack_leaver_not_sought", extra={"error": type(fault).__name__})
        return True
    return False


async def _rows(work: Work, members: list[Member]) -> dict[str, PlatformAccount]:
    indexes = tuple(account_index(work, account) for account, _ in members)
    found = await work.of(PlatformAccount).find(PlatformAccount.blind_index.one_of(indexes))
    return {row.blind_index: row for row in found}
