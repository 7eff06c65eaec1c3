"""Whose account is whose: once a day, everybody in the playbook's channels, by work e-mail.

A bot without Graph sees the people of the teams it is in, and nobody else.
"""

import logging
import time
from collections.abc import Callable
from functools import partial

from adapters.teams.address import PLATFORM, account_of, place_of
from adapters.teams.clients import FAULTS
from adapters.teams.members import Members
from adapters.teams.transport import Member
from bot.conversation import Address
from bot.people import (
    Person,
    PlatformAccount,
    account_mark,
    add_account,
    email_mark,
)
from bot.programme import current
from bot.storage import AnyOf, Storage, Work, in_one_work

EVERY_S = 24 * 60 * 60
AGAIN_S = 10 * 60
"""After trouble it is tried again sooner."""
log = logging.getLogger(__name__)


class Roster:
    """Gives people of the playbook the accounts that channels show them with."""

    def __init__(
        self,
        members: Members,
        storage: Storage,
        tenants: frozenset[str],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """``tenants`` are those whose people are served; ``now`` says when a day is over."""
        self._members = members
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
            await self.sync()
        except FAULTS:
            log.exception("teams_roster_not_read")
            self._next = self._now() + AGAIN_S
        return 0

    async def sync(self) -> None:
        """Read the channels, one transaction each. Raises what the transport raises."""
        programme = await in_one_work(self._storage, current, reads_only=True)
        places = [*programme.channels.values(), *(unit.channels for unit in programme.units)]
        named = {at[PLATFORM] for at in places if PLATFORM in at}
        for value in sorted(named):
            place = place_of(Address(PLATFORM, value))
            if place.tenant.casefold() not in self._tenants:
                continue
            members = await self._members.read(place)
            trusted = [one for one in members if _proven(one, place.tenant.casefold())]
            await in_one_work(self._storage, partial(learn, tenant=place.tenant, members=trusted))


def _proven(member: Member, tenant: str) -> bool:
    """Whether their e-mail address says who they are: a guest's is somebody else's to give."""
    return bool(member.email) and not member.guest and member.tenant in {"", tenant}


async def learn(work: Work, tenant: str, members: list[Member]) -> None:
    """Give people of the playbook their accounts."""
    here = {email_mark(work, one.email): account_of(tenant, one.account) for one in members}
    marks = {account_mark(work, account) for account in here.values()}
    rows = await work.of(PlatformAccount).find(mark=AnyOf(tuple(marks)))
    known = {row.mark for row in rows}
    for person in await work.of(Person).find(email_mark=AnyOf(tuple(here)), active=True):
        account = here[person.email_mark or ""]
        if account_mark(work, account) not in known:
            await add_account(work, person, account)
