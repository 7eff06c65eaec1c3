"""Matches accounts to people and units once a day, from the playbook's channels and teams.

Without Graph a bot only sees the members of its teams. With Graph it knows everybody in Entra by
work e-mail, and notices who left.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from adapters.daily_roster import AGAIN_S, SEARCH_S, DailyRoster, Outcome, Search
from adapters.teams.address import PLATFORM, account_of, place_of
from adapters.teams.clients import FAULTS
from adapters.teams.directory import Directory, Entry
from adapters.teams.members import Members
from adapters.teams.transport import Declined, Member
from bot.core.conversation import Address
from bot.core.errors import PlatformBusy
from bot.core.people import (
    Person,
    PlatformAccount,
    account_index,
    accounts_of,
    email_index,
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
    people_waited_for,
)
from bot.programme.model import Programme, Unit

LOOK_S = 60
"""The pause between two checks whether the playbook names others."""
MOST_LOOKED_UP = 500
"""How many accounts that the list lacks are looked up one by one per day."""
log = logging.getLogger(__name__)


class Roster(DailyRoster):
    """Links the playbook's people to the accounts found in channels, teams and Entra."""

    def __init__(
        self,
        members: Members,
        storage: Storage,
        tenants: frozenset[str],
        now: Callable[[], float] = time.monotonic,
        directory: Directory | None = None,
    ) -> None:
        """Serve people of ``tenants``; ``directory`` is Entra's if the app may read it.

        ``now`` is the clock of the schedule.
        """
        super().__init__(PLATFORM, storage, LOOK_S, now)
        self._directory = directory
        self._members = members
        self._tenants = tenants
        self._pause_s: float = SEARCH_S
        self._sought: frozenset[str] = frozenset()

    async def _read_all(self) -> bool:
        try:
            lacking = await self.sync()
            if self._directory is not None:
                lacking |= await self.sync_directory(self._directory)
        except FAULTS:
            log.exception("teams_roster_not_read")
            return True
        return lacking

    async def _search(self, sought: Sequence[Sought]) -> Search:
        people = {one.person for one in sought}
        pause = 0.0
        try:
            if self._directory is not None:
                lacking = await self._search_directory(self._directory, sought)
            else:
                # A list is read whole, so it is read less and less often for the same people.
                news = bool(people - self._sought)
                self._pause_s = SEARCH_S if news else min(2 * self._pause_s, AGAIN_S)
                self._sought, pause = frozenset(people), self._pause_s
                lacking = await self.sync()
        except FAULTS as fault:
            log.warning("teams_account_not_sought", extra={"error": type(fault).__name__})
            return Search(unreachable=True, pause_s=_asked_to_wait_s(fault))
        wanted = partial(people_waited_for, platform=PLATFORM)
        waiting = await in_one_work(self._storage, wanted, reads_only=True)
        left = people & {one.person for one in waiting}
        return Search(dict.fromkeys(left, Outcome.UNKNOWN), unreachable=lacking, pause_s=pause)

    async def _search_directory(self, directory: Directory, sought: Sequence[Sought]) -> bool:
        for tenant in directory.tenants:
            for one in sought:
                page = await directory.with_email(tenant, one.email)
                await in_one_work(self._storage, partial(_taken_in, tenant=tenant, page=page))
        return False

    async def _places(self, work: Work) -> object:
        programme = await current(work)
        teams = [(unit.key, unit.groups.get(PLATFORM)) for unit in programme.units]
        return _places(programme), teams

    async def sync(self) -> bool:
        """Read channels and teams, one per transaction; return whether one was unreadable.

        An unreadable one changes nothing, and does not stop the others.
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
                    await self._note_unreachable(value)
                continue
            members = _own(everybody, place.tenant.casefold())
            known = [one for one in members if one.email]
            await in_one_work(self._storage, partial(learn, tenant=place.tenant, members=known))
            listed = partial(_listed, tenant=place.tenant, members=members)
            guests = len(everybody) - len(members)
            for unit in units:
                if unit.groups[PLATFORM] == value:
                    await in_one_work(self._storage, partial(listed, unit=unit, guests=guests))
        return lacking

    async def sync_directory(self, directory: Directory) -> bool:
        """Read everybody in Entra, one page per transaction; return whether a tenant failed.

        A missing person only counts as gone after a tenant was read completely.
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
                # The list may omit users; only one whom a look-up does not find has left.
                gone = [one for one in missing[:MOST_LOOKED_UP] if not await directory.has(*one)]
            except FAULTS as fault:
                log.warning("teams_directory_not_read", extra={"error": type(fault).__name__})
                lacking = True
                continue
            for _, account in gone:
                left = [Entry(account, (), left=True)]
                await in_one_work(self._storage, partial(_taken_in, tenant=tenant, page=left))
        return lacking


def _asked_to_wait_s(fault: Exception) -> float:
    """How many seconds a refusal asks us to wait; 0 if it does not say."""
    match fault:
        case Declined(retry_after=float(seconds)):
            return seconds
        case PlatformBusy(retry_after=pause):
            return pause.total_seconds()
    return 0.0


def _own(members: list[Member], tenant: str) -> list[Member]:
    """The hospital's own people. Guests are skipped, because their e-mail addresses prove nothing.

    The doctor and the coordinators' view of rosters count the guests.
    """
    return [one for one in members if not one.guest and one.tenant in {"", tenant}]


async def _listed(work: Work, unit: Unit, tenant: str, members: list[Member], guests: int) -> None:
    """Make the members of a unit's team its people, in the unit's time zone."""
    people = [
        await found_in(work, account_of(tenant, one.account), one.email, one.name, unit.zone, "")
        for one in members
    ]
    name = list_of_group(PLATFORM, unit.groups[PLATFORM])
    await keep_roster(work, name, unit, people)
    await note_read(work, name, people=len(people), passed_over=guests)


async def learn(work: Work, tenant: str, members: list[Member]) -> None:
    """Link the members' accounts to the people of the playbook."""
    await match_accounts(
        work, [(one.email, account_of(tenant, one.account)) for one in members if one.email]
    )


def _places(programme: Programme) -> list[str]:
    """The channels and teams that a playbook names, in order."""
    channels = [*programme.channels.values(), *(unit.channels for unit in programme.units)]
    channels += [places for area in programme.areas for places in area.channels.values()]
    channels += [unit.groups for unit in programme.units]
    return sorted({places[PLATFORM] for places in channels if PLATFORM in places})


async def _taken_in(work: Work, tenant: str, page: list[Entry]) -> None:
    """Link accounts and set languages for a page of Entra's users; unlink those who left."""
    own = [one for one in page if not one.guest and not one.left]
    members = [Member(one.account, "", one.name, email) for one in own for email in one.emails]
    await learn(work, tenant, members)
    known = {email_index(work, email): one for one in own if one.locale for email in one.emails}
    for person in await work.of(Person).find(
        Person.email_index.one_of(tuple(known)), Person.active.is_(True)
    ):
        if person.locale == "en":
            await work.save(replace(person, locale=known[person.email_index or ""].locale))
    left = [account_index(work, account_of(tenant, one.account)) for one in page if one.left]
    for row in await work.of(PlatformAccount).find(PlatformAccount.blind_index.one_of(tuple(left))):
        await take_account(work, row)


async def _unseen(work: Work, tenant: str, seen: set[str]) -> list[tuple[str, str]]:
    """The linked accounts of a tenant that are not in ``seen``."""
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
