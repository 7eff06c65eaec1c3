"""The programme as the core sees it; implements ``bot.core.context.Directory``."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.core.conversation import Address
from bot.core.lines import Lines
from bot.core.people import Account, Person, Role
from bot.core.storage import Work
from bot.programme.hours.quiet_hours import next_allowed
from bot.programme.model import FIRST_KIND, PAGING, Programme
from bot.programme.people.joining import former_owner, is_new_name, recognise
from bot.programme.people.person_sources import reading_in
from bot.programme.stored.configuration import NOT_SET_UP, current, places_of, private_channel


class ProgrammeDirectory:
    """Roles, channels, and zone come from the record; the support lines come from memory.

    The lines are remembered at the start and whenever the record is read, so that every process has
    them while the database is down.
    """

    def __init__(self, reword: Callable[[Mapping[str, str]], None] | None = None) -> None:
        """Call ``reword`` with the hospital's own words whenever the programme changes."""
        self._reword = reword
        self._programme = NOT_SET_UP
        self._lines: dict[str, Lines] = {}

    def remember(self, programme: Programme) -> None:
        """Remember the support lines of this programme."""
        if self._programme is not programme:
            self._programme = programme
            self._lines = {}
            if self._reword:
                self._reword(programme.wording)

    async def refresh(self, work: Work) -> None:
        """Remember the support lines of the programme as it stands."""
        await self._current(work)

    async def roles_of(self, work: Work, person: Person) -> frozenset[Role]:
        return roles_in(await self._current(work), person.reference)

    async def channel(self, work: Work, key: str, platform: str) -> Address | None:
        programme = await self._current(work)
        if platform == PAGING:
            value = programme.paging_address(key)
        else:
            value = places_of(programme, key).get(platform)
        return Address(platform, value) if value else None

    async def zone(self, work: Work) -> str:
        return (await self._current(work)).zone

    async def language(self, work: Work) -> str:
        return (await self._current(work)).language

    async def hospital(self, work: Work) -> str:
        return (await self._current(work)).name

    async def closes_messages(self, work: Work) -> bool:
        return not (await self._current(work)).open_messages

    async def waking_at(self, work: Work, person: Person) -> datetime:
        unit = (await self._current(work)).unit(person.unit)
        return next_allowed(unit, person, work.now)

    async def reading_in(self, work: Work, person: Person, locale: str) -> Person:
        return await reading_in(work, person, locale)

    async def is_new_name(
        self, work: Work, owner: Person, person: Person, account: Account
    ) -> bool:
        return await is_new_name(work, owner, person, account)

    async def recognise(self, work: Work, person: Person, account: Account) -> Person:
        return await recognise(work, person, account)

    async def former_owner(self, work: Work, person: Person, account: Account) -> Person | None:
        return await former_owner(work, person, account)

    async def private_channels_of(self, work: Work, person: Person) -> frozenset[str]:
        programme, me = await self._current(work), person.reference
        return frozenset(
            private_channel(programme, area.key, kind.key)
            for area in programme.areas
            for kind in programme.supports
            if me in programme.takers(area, kind.key)
        )

    # The plan for danger is the same in every area, because the person is not looked up first.
    def lines(self, person: Person | None = None) -> Lines:
        area = self._programme.area_of_unit(person.unit) if person else None
        key = area.key if area else ""
        if key not in self._lines:
            here = self._programme.within(key)
            kinds = tuple(
                kind.key.replace("_", " ")
                for kind in here.supports
                if kind.key == FIRST_KIND or kind.is_offered
            )
            self._lines[key] = Lines(here.lines, self._programme.urgent, kinds)
        return self._lines[key]

    async def _current(self, work: Work) -> Programme:
        programme = await current(work)
        self.remember(programme)
        return programme


def roles_in(programme: Programme, person: str) -> frozenset[Role]:
    """The roles of a person, by reference, in a programme; everybody is a clinician."""
    roles = {Role.CLINICIAN}
    if any(person in programme.all_takers(area) for area in programme.areas):
        roles.add(Role.SUPPORTER)
    if any(person in area.counsel for area in programme.areas):
        roles.add(Role.COUNSEL)
    if any(area.is_run_by(person) for area in programme.areas):
        roles.add(Role.COORDINATOR)
    if any(person in unit.leads for unit in programme.units):
        roles.add(Role.UNIT_LEAD)
    return frozenset(roles)
