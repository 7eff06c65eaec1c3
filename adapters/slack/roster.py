"""Whose account is whose: once a day, everybody Slack knows, by work e-mail.

``users.list`` gives hundreds a call, so the whole of a hospital costs a few calls of tier 2.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.slack.address import account_of
from adapters.slack.clients import Clients, Json
from adapters.slack.workplace import profile_of
from bot.conversation import Profile
from bot.errors import BotError
from bot.people import (
    Account,
    Person,
    PlatformAccount,
    account_mark,
    email_mark,
    give_account,
)
from bot.programme import current, found_in, keep_roster
from bot.programme.model import Unit
from bot.storage import AnyOf, Storage, Work, in_one_work

EVERY_S = 24 * 60 * 60
AGAIN_S = 10 * 60
"""After trouble it is tried again sooner."""
PAGE = 200
BETWEEN_S = 0.6
"""Between two people of a group: users.info is of tier 4, a hundred a minute."""
FAULTS = (SlackApiError, SlackClientError, ClientError, BotError, TimeoutError, ValueError)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Member:
    """Somebody in a workspace: their account, their proven e-mail, and whether they left."""

    account: Account
    email: str
    locale: str
    left: bool


class Roster:
    """Keeps accounts in step with a workspace, for tenants whose people are in the playbook."""

    def __init__(
        self,
        clients: Clients,
        storage: Storage,
        tenants: Callable[[], Awaitable[Iterable[str]]],
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """``tenants`` is awaited for the workspaces and organisations there are."""
        self._sleep = sleep
        self._clients = clients
        self._storage = storage
        self._tenants = tenants
        self._now = now
        self._next = now()

    async def keep(self) -> int:
        """A duty of the worker: once a day, bring the accounts up to date."""
        if self._now() < self._next:
            return 0
        self._next = self._now() + EVERY_S
        try:
            for tenant in await self._tenants():
                await self.sync(tenant)
                await self.sync_groups(tenant)
        except FAULTS:
            log.exception("slack_roster_not_read")
            self._next = self._now() + AGAIN_S
        return 0

    async def sync(self, tenant: str) -> None:
        """Read everybody, a page a transaction. Raises what Slack's client raises."""
        client = await self._clients.of(tenant)
        cursor = ""
        while True:
            answer = await client.users_list(cursor=cursor or None, limit=PAGE, include_locale=True)
            members = [_member(tenant, user) for user in answer.get("members") or ()]
            await in_one_work(self._storage, partial(learn, members=members))
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor", ""))
            if not cursor:
                return

    async def sync_groups(self, tenant: str) -> None:
        """Put the members of the playbook's user groups on their units' rosters."""
        programme = await in_one_work(self._storage, current, reads_only=True)
        client = await self._clients.of(tenant)
        for unit in programme.units:
            team, _, group = unit.slack_group.partition(":")
            if team != tenant:
                continue
            answer = await client.usergroups_users_list(usergroup=group)
            members = []
            for user in answer.get("users") or ():
                found = (await client.users_info(user=user, include_locale=True)).get("user") or {}
                if not found.get("deleted") and not found.get("is_bot"):
                    members.append((account_of(tenant, user), profile_of(found)))
                await self._sleep(BETWEEN_S)
            await in_one_work(self._storage, partial(_listed, unit=unit, members=tuple(members)))


async def _listed(work: Work, unit: Unit, members: tuple[tuple[Account, Profile], ...]) -> None:
    people = [
        await found_in(work, account, p.email, p.name, p.zone, p.locale) for account, p in members
    ]
    await keep_roster(work, f"slack:{unit.slack_group}", unit, people)


def _member(tenant: str, user: Json) -> Member:
    profile = profile_of(user)
    account = account_of(tenant, str(user.get("id", "")))
    return Member(account, profile.email, profile.locale, not profile.active)


async def learn(work: Work, members: list[Member]) -> None:
    """Give people of the playbook their accounts, and take them from those who left."""
    here = {email_mark(work, m.email): m for m in members if m.email and not m.left}
    people = await work.of(Person).find(email_mark=AnyOf(tuple(here)), active=True)
    rows = await _rows(work, members)
    for person in people:
        member = here[person.email_mark or ""]
        row = rows.get(account_mark(work, member.account))
        if row is None or row.person != person.reference:
            await give_account(work, person, member.account)
        if member.locale and person.locale == "en":
            await work.of(Person).change(person, locale=member.locale)
    for member in members:
        row = rows.get(account_mark(work, member.account)) if member.left else None
        if row is not None:
            await _gone(work, row)


async def _rows(work: Work, members: list[Member]) -> dict[str, PlatformAccount]:
    marks = tuple(account_mark(work, member.account) for member in members)
    found = await work.of(PlatformAccount).find(mark=AnyOf(marks))
    return {row.mark: row for row in found}


async def _gone(work: Work, row: PlatformAccount) -> None:
    """Their account is of no use; without another they can do nothing, and claims go back."""
    await work.of(PlatformAccount).remove(row)
    await work.vault.seal(row.person, f"account.{row.reference}", "")
    person = await work.of(Person).get(row.person)
    others = await work.of(PlatformAccount).count(person=row.person)
    if person is not None and person.active and not others:
        await work.of(Person).change(person, active=False)
