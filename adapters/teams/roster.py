"""Whose account is whose, and whose unit: once a day, from the playbook's channels and teams.

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
    email_mark,
    give_account,
)
from bot.programme import current, found_in, keep_roster
from bot.programme.model import Unit
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
            lacking = await self.sync()
        except FAULTS:
            log.exception("teams_roster_not_read")
            lacking = True
        if lacking:
            self._next = self._now() + AGAIN_S
        return 0

    async def sync(self) -> bool:
        """Read channels and teams, a transaction each; whether one of them could not be read.

        One that the app is not in keeps nothing of the others back, and changes nothing itself.
        """
        programme = await in_one_work(self._storage, current, reads_only=True)
        places = [*programme.channels.values(), *(unit.channels for unit in programme.units)]
        units = [unit for unit in programme.units if unit.teams_team]
        named = {at[PLATFORM] for at in places if PLATFORM in at}
        lacking = False
        for value in sorted(named | {unit.teams_team for unit in units}):
            place = place_of(Address(PLATFORM, value))
            if place.tenant.casefold() not in self._tenants:
                continue
            try:
                members = _own(await self._members.read(place), place.tenant.casefold())
            except FAULTS as fault:
                log.warning("teams_channel_not_read", extra={"error": type(fault).__name__})
                lacking = True
                continue
            await in_one_work(
                self._storage,
                partial(learn, tenant=place.tenant, members=[one for one in members if one.email]),
            )
            for unit in units:
                if unit.teams_team == value:
                    listing = partial(_listed, unit=unit, tenant=place.tenant, members=members)
                    await in_one_work(self._storage, listing)
        return lacking


def _own(members: list[Member], tenant: str) -> list[Member]:
    """The hospital's own people: a guest's address is somebody else's to give, and proves nothing.

    Guests are skipped, and the doctor counts them.
    """
    return [one for one in members if not one.guest and one.tenant in {"", tenant}]


async def _listed(work: Work, unit: Unit, tenant: str, members: list[Member]) -> None:
    """Make the members of a unit's team its people; they are on the unit's clock."""
    people = [
        await found_in(work, account_of(tenant, one.account), one.email, one.name, unit.zone, "")
        for one in members
    ]
    await keep_roster(work, f"{PLATFORM}:{unit.teams_team}", unit, people)


async def learn(work: Work, tenant: str, members: list[Member]) -> None:
    """Give people of the playbook their accounts."""
    here = {email_mark(work, one.email): account_of(tenant, one.account) for one in members}
    marks = {account_mark(work, account) for account in here.values()}
    rows = await work.of(PlatformAccount).find(mark=AnyOf(tuple(marks)))
    owners = {row.mark: row.person for row in rows}
    for person in await work.of(Person).find(email_mark=AnyOf(tuple(here)), active=True):
        account = here[person.email_mark or ""]
        if owners.get(account_mark(work, account)) != person.reference:
            await give_account(work, person, account)
