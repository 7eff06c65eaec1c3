"""Whose account is whose, and whose unit: once a day, from the playbook's channels and teams.

A bot without Graph sees the people of the teams it is in, and nobody else. With it, everybody in
Entra is known by their work e-mail, and whoever left is noticed.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from adapters.teams.address import PLATFORM, account_of, place_of
from adapters.teams.clients import FAULTS
from adapters.teams.directory import Directory, Entry
from adapters.teams.members import Members
from adapters.teams.transport import Member
from bot.core.conversation import Address
from bot.core.people import (
    Person,
    PlatformAccount,
    account_mark,
    accounts_of,
    email_mark,
    is_back,
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
    recognise,
    take_wanted,
)
from bot.programme.model import Programme, Unit

EVERY_S = 24 * 60 * 60
AGAIN_S = 10 * 60
"""After trouble, or when others are named, it is read again sooner."""
LOOK_S = 60
"""So often it is looked whether others are named."""
MOST_LOOKED_UP = 500
"""Of those whom the list did not name, so many are looked for one by one in a day."""
log = logging.getLogger(__name__)


class Roster:
    """Gives people of the playbook the accounts that channels show them with."""

    def __init__(
        self,
        members: Members,
        storage: Storage,
        tenants: frozenset[str],
        now: Callable[[], float] = time.monotonic,
        directory: Directory | None = None,
    ) -> None:
        """``tenants`` are those whose people are served; ``now`` says when a day is over.

        ``directory`` is Entra's, where it may be read.
        """
        self._directory = directory
        self._members = members
        self._storage = storage
        self._tenants = tenants
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
        try:
            lacking = await self.sync()
            if self._directory is not None:
                lacking |= await self.sync_directory(self._directory)
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
        units = [unit for unit in programme.units if PLATFORM in unit.groups]
        lacking = False
        for value in _places(programme):
            place = place_of(Address(PLATFORM, value))
            if place.tenant.casefold() not in self._tenants:
                continue
            try:
                everybody = await self._members.read(place)
            except FAULTS as fault:
                log.warning("teams_channel_not_read", extra={"error": type(fault).__name__})
                lacking = True
                if any(unit.groups[PLATFORM] == value for unit in units):
                    name = list_of_group(PLATFORM, value)
                    note = partial(note_fault, name=name, fault="unreachable")
                    await in_one_work(self._storage, note)
                continue
            members = _own(everybody, place.tenant.casefold())
            await in_one_work(
                self._storage,
                partial(learn, tenant=place.tenant, members=[one for one in members if one.email]),
            )
            guests = len(everybody) - len(members)
            for unit in units:
                if unit.groups[PLATFORM] == value:
                    listing = partial(
                        _listed, unit=unit, tenant=place.tenant, members=members, guests=guests
                    )
                    await in_one_work(self._storage, listing)
        return lacking

    async def sync_directory(self, directory: Directory) -> bool:
        """Read everybody in Entra, a page a transaction; whether a tenant could not be read.

        Only after all of a tenant was read does it count who is not there any more.
        """
        lacking = False
        for tenant in directory.tenants:
            seen: set[str] = set()
            try:
                async for page in directory.everybody(tenant):
                    seen |= {one.account for one in page}
                    await in_one_work(self._storage, partial(_taken_in, tenant=tenant, page=page))
                missing = await in_one_work(
                    self._storage, partial(_unseen, tenant=tenant, seen=seen), reads_only=True
                )
                # Some users may be kept from the list; only one who is nowhere has left.
                gone = [one for one in missing[:MOST_LOOKED_UP] if not await directory.has(*one)]
            except FAULTS as fault:
                log.warning("teams_directory_not_read", extra={"error": type(fault).__name__})
                lacking = True
                continue
            for _, account in gone:
                left = [Entry(account, (), left=True)]
                await in_one_work(self._storage, partial(_taken_in, tenant=tenant, page=left))
        return lacking


def _own(members: list[Member], tenant: str) -> list[Member]:
    """The hospital's own people: a guest's address is somebody else's to give, and proves nothing.

    Guests are skipped; the doctor counts them, and so does what coordinators see of rosters.
    """
    return [one for one in members if not one.guest and one.tenant in {"", tenant}]


async def _listed(work: Work, unit: Unit, tenant: str, members: list[Member], guests: int) -> None:
    """Make the members of a unit's team its people; they are on the unit's clock."""
    people = [
        await found_in(work, account_of(tenant, one.account), one.email, one.name, unit.zone, "")
        for one in members
    ]
    name = list_of_group(PLATFORM, unit.groups[PLATFORM])
    await keep_roster(work, name, unit, people)
    await note_read(work, name, people=len(people), passed_over=guests)


async def learn(work: Work, tenant: str, members: list[Member]) -> None:
    """Give people of the playbook their accounts."""
    here = {email_mark(work, one.email): account_of(tenant, one.account) for one in members}
    marks = {account_mark(work, account) for account in here.values()}
    rows = await work.of(PlatformAccount).find(PlatformAccount.mark.one_of(tuple(marks)))
    owners = {row.mark: row.person for row in rows}
    for person in await work.of(Person).find(
        Person.email_mark.one_of(tuple(here)), Person.active.is_(True)
    ):
        account = here[person.email_mark or ""]
        if owners.get(account_mark(work, account)) != person.reference:
            await recognise(work, person, account)


async def _named(work: Work) -> object:
    """What of the playbook says whom to look for: how many people, which channels and teams."""
    people = await work.of(Person).count() - await work.of(Person).count(
        Person.email_mark.is_(None)
    )
    programme = await current(work)
    teams = [(unit.key, unit.groups.get(PLATFORM)) for unit in programme.units]
    return people, _places(programme), teams


def _places(programme: Programme) -> list[str]:
    """The channels and teams that a playbook names in Teams, in order."""
    channels = [*programme.channels.values(), *(unit.channels for unit in programme.units)]
    channels += [places for area in programme.areas for places in area.channels.values()]
    channels += [unit.groups for unit in programme.units]
    return sorted({places[PLATFORM] for places in channels if PLATFORM in places})


async def _taken_in(work: Work, tenant: str, page: list[Entry]) -> None:
    """Give people of the playbook their accounts and language, and take them from who left."""
    own = [one for one in page if not one.guest and not one.left]
    members = [Member(one.account, "", one.name, email) for one in own for email in one.emails]
    marks = tuple(email_mark(work, one.email) for one in members)
    for person in await work.of(Person).find(
        Person.email_mark.one_of(marks), Person.active.is_(False)
    ):
        await is_back(work, person)
    await learn(work, tenant, members)
    known = {email_mark(work, email): one for one in own if one.locale for email in one.emails}
    for person in await work.of(Person).find(
        Person.email_mark.one_of(tuple(known)), Person.active.is_(True)
    ):
        if person.locale == "en":
            await work.of(Person).save(
                replace(person, locale=known[person.email_mark or ""].locale)
            )
    left = [account_mark(work, account_of(tenant, one.account)) for one in page if one.left]
    for row in await work.of(PlatformAccount).find(PlatformAccount.mark.one_of(tuple(left))):
        await take_account(work, row)


async def _unseen(work: Work, tenant: str, seen: set[str]) -> list[tuple[str, str]]:
    """Accounts we hold in a tenant that are not among those seen."""
    found = []
    for row in await work.of(PlatformAccount).find(PlatformAccount.platform.is_(PLATFORM)):
        person = await work.of(Person).get(row.person)
        accounts = await accounts_of(work, person) if person is not None else []
        found += [
            (tenant, one.user)
            for one in accounts
            if (one.platform, one.tenant) == (PLATFORM, tenant) and one.user not in seen
        ]
    return sorted(set(found))
