"""Whose account is whose: once a day, everybody Slack knows, by work e-mail.

``users.list`` gives hundreds a call, so the whole of a hospital costs some dozens of calls of
tier 2. It runs beside the worker: nobody's request waits for it.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.address import PLATFORM, account_of
from adapters.slack.clients import Clients, Installation, Installations, Json, pages
from adapters.slack.workplace import profile_of
from bot.core.conversation import Profile
from bot.core.errors import BotError
from bot.core.people import (
    Account,
    Person,
    PlatformAccount,
    account_mark,
    email_mark,
    is_back,
    name_of,
    take_account,
)
from bot.core.storage import Storage, Work, in_one_work
from bot.programme import (
    current,
    found_in,
    keep_roster,
    list_of_group,
    looking_first,
    note_fault,
    note_read,
    reading_in,
    recognise,
    take_wanted,
)
from bot.programme.model import Unit

EVERY_S = 24 * 60 * 60
AGAIN_S = 10 * 60
"""After trouble it is tried again sooner."""
LOOK_S = 30
"""Between two looks whether the playbook names others."""
PAGE = 500
BETWEEN_S = 0.6
"""Between two people asked about one by one: users.info is of tier 4, a hundred a minute."""
FAULTS = (SlackApiError, SlackClientError, ClientError, BotError, TimeoutError, ValueError)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Member:
    """Somebody in a workspace: their account, their proven e-mail, and whether they left."""

    account: Account
    email: str
    locale: str
    left: bool
    name: str = ""
    zone: str = ""


@dataclass
class _Seen:
    """Who was found in the workspaces of one tenant: where somebody left, they may not be gone."""

    here: set[Account] = field(default_factory=set)
    left: dict[Account, Member] = field(default_factory=dict)


class Roster:
    """Keeps accounts in step with the workspaces, and units with their user groups."""

    def __init__(
        self,
        clients: Clients,
        storage: Storage,
        installations: Installations,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """``now`` says when a day is over; ``sleep`` waits for as long as Slack wants."""
        self._sleep = sleep
        self._clients = clients
        self._storage = storage
        self._installations = installations
        self._now = now
        self._next = self._look = self._read_at = now()
        self._known: object = None

    async def keep(self) -> int:
        """A slow duty of the worker: once a day, and within minutes when others are named."""
        if self._now() < min(self._next, self._look):
            return 0
        self._look = self._now() + LOOK_S
        named = await in_one_work(self._storage, _named, reads_only=True)
        calm = named == self._known or self._now() < self._read_at + AGAIN_S
        wanted = await looking_first(self._storage, partial(take_wanted, platform=PLATFORM))
        if self._now() < self._next and calm and not wanted:
            return 0
        self._read_at = self._now()
        self._next, self._known = self._read_at + EVERY_S, named
        if await self.sync():
            self._next = self._now() + AGAIN_S
        return 0

    async def sync(self) -> bool:
        """Read every workspace, a page a transaction; whether one of them could not be read."""
        programme = await in_one_work(self._storage, current, reads_only=True)
        units = [unit for unit in programme.units if PLATFORM in unit.groups]
        seen: dict[str, _Seen] = {}
        lacking = False
        for installation in await self._installations.everywhere():
            told = seen.setdefault(installation.tenant, _Seen())
            try:
                lacking |= await self._read(installation, units, told)
            except FAULTS:
                log.exception("slack_roster_not_read")
                lacking = True
        if lacking:
            # Who was not seen in one workspace may be in the one that could not be read.
            return True
        for told in seen.values():
            gone = [member for account, member in told.left.items() if account not in told.here]
            await in_one_work(self._storage, partial(forget, members=gone))
        return False

    async def _read(self, installation: Installation, units: list[Unit], seen: _Seen) -> bool:
        client = self._clients.by(installation)
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
            members = [_member(tenant, user) for user in users]
            known |= {str(user["id"]): profile_of(user) for user in users if not _is_bot(user)}
            seen.here |= {member.account for member in members if not member.left}
            seen.left |= {member.account: member for member in members if member.left}
            await in_one_work(self._storage, partial(learn, members=members))
        return known

    async def _groups(
        self, client: AsyncWebClient, installation: Installation, team: str, units: list[Unit]
    ) -> tuple[list[tuple[Unit, list[str]]], bool]:
        """The user groups of the playbook in a workspace; and whether one could not be read."""
        found, lacking = [], False
        for unit in units:
            of, _, group = unit.groups[PLATFORM].partition(":")
            if of not in {team, installation.tenant}:
                continue
            try:
                answer = await client.usergroups_users_list(usergroup=group, team_id=team)
            except FAULTS as fault:
                # One group that is gone keeps the others, and everybody's account, from nothing.
                log.warning("slack_group_not_read", extra={"error": type(fault).__name__})
                lacking = lacking or of == team
                if of == team:
                    name = list_of_group(PLATFORM, unit.groups[PLATFORM])
                    note = partial(note_fault, name=name, fault="unreachable")
                    await in_one_work(self._storage, note)
                continue
            found.append((unit, [str(user) for user in answer.get("users") or ()]))
        return found, lacking

    async def _look_up(self, client: AsyncWebClient, user: str) -> Profile | None:
        """Somebody of a group whom the workspace's own listing does not have."""
        await self._sleep(BETWEEN_S)
        found = (await client.users_info(user=user, include_locale=True)).get("user") or {}
        return None if _is_bot(found) else profile_of(found)


async def teams_of(
    client: AsyncWebClient,
    installation: Installation,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> AsyncIterator[str]:
    """The workspaces of an installation: an organisation's are those the app is approved for."""
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


async def _named(work: Work) -> object:
    """What of the playbook says whom to look for: how many people, and which groups."""
    people = await work.of(Person).count() - await work.of(Person).count(
        Person.email_mark.is_(None)
    )
    return people, [unit.groups.get(PLATFORM) for unit in (await current(work)).units]


async def _listed(work: Work, unit: Unit, members: list[tuple[Account, Profile]]) -> None:
    people = [
        await found_in(work, account, p.email, p.name, p.zone, p.locale) for account, p in members
    ]
    name = list_of_group(PLATFORM, unit.groups[PLATFORM])
    await keep_roster(work, name, unit, people)
    await note_read(work, name, people=len(people))


def _member(tenant: str, user: Json) -> Member:
    profile = profile_of(user)
    account = account_of(tenant, str(user.get("id", "")))
    return Member(
        account, profile.email, profile.locale, not profile.active, profile.name, profile.zone
    )


async def learn(work: Work, members: list[Member]) -> None:
    """Give people of the playbook their accounts."""
    here = {email_mark(work, m.email): m for m in members if m.email and not m.left}
    people = await work.of(Person).find(Person.email_mark.one_of(tuple(here)))
    rows = await _rows(work, members)
    for found in people:
        member = here[found.email_mark or ""]
        person = await is_back(work, found)
        if not person.active:
            continue
        row = rows.get(account_mark(work, member.account))
        if row is None or row.person != person.reference:
            await recognise(work, person, member.account)
        await reading_in(work, person, member.locale)
    await _keep_up(work, members, rows)


async def _keep_up(work: Work, members: list[Member], rows: Mapping[str, PlatformAccount]) -> None:
    """What Slack knows better of people who are in no unit: their name, and where they are now."""
    known = {member.account: rows.get(account_mark(work, member.account)) for member in members}
    references = tuple(row.person for row in known.values() if row is not None)
    people = {
        one.reference: one
        for one in await work.of(Person).find(Person.reference.one_of(references))
    }
    for member in members:
        row = known[member.account]
        person = people.get(row.person) if row is not None else None
        if person is None or member.left:
            continue
        if member.name and not await name_of(work, person.reference):
            await work.vault.seal(person.name, member.name)
        if member.zone and not person.unit and person.zone != member.zone:
            await work.of(Person).save(replace(person, zone=member.zone))


async def forget(work: Work, members: list[Member]) -> None:
    """Take their accounts from those who left."""
    rows = await _rows(work, members)
    for row in rows.values():
        await take_account(work, row)


async def _rows(work: Work, members: list[Member]) -> dict[str, PlatformAccount]:
    marks = tuple(account_mark(work, member.account) for member in members)
    found = await work.of(PlatformAccount).find(PlatformAccount.mark.one_of(marks))
    return {row.mark: row for row in found}
