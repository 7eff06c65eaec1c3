"""What the core asks of the programme: ``bot.context.Directory``."""

from bot.conversation import Address
from bot.lines import Lines
from bot.people import Person, Role
from bot.programme.configuration import NOT_SET_UP, current, places_of
from bot.programme.model import Option, Programme
from bot.storage import Work


class ProgrammeDirectory:
    """Roles, channels and zone from the record; the support lines from memory.

    The lines are remembered at the start and again whenever the record is read, so that every
    process has them with the database down.
    """

    def __init__(self) -> None:
        self._lines = Lines(NOT_SET_UP.lines, NOT_SET_UP.urgent)

    def remember(self, programme: Programme) -> None:
        """Hold the support lines of this programme in memory."""
        held = Lines(programme.lines, programme.urgent)
        if self._lines != held:
            self._lines = held

    async def refresh(self, work: Work) -> None:
        """Hold the support lines of the programme as it stands in memory."""
        await self._current(work)

    async def roles_of(self, work: Work, person: Person) -> frozenset[Role]:
        return roles_in(await self._current(work), person.reference)

    async def channel(self, work: Work, key: str, platform: str) -> Address | None:
        programme = await self._current(work)
        value = places_of(programme, key).get(platform)
        return Address(platform, value) if value else None

    async def zone(self, work: Work) -> str:
        return (await self._current(work)).zone

    def lines(self) -> Lines:
        return self._lines

    async def _current(self, work: Work) -> Programme:
        programme = await current(work)
        self.remember(programme)
        return programme


def roles_in(programme: Programme, person: str) -> frozenset[Role]:
    """The roles a person (by reference) holds in a programme; everybody is a clinician."""
    roles = {Role.CLINICIAN}
    if any(person in area.supporters for area in programme.areas):
        roles.add(Role.SUPPORTER)
    if any(person in area.chaplains for area in programme.areas):
        roles.add(Role.CHAPLAIN)
    if any(person in programme.takers(area, Option.EAP) for area in programme.areas):
        roles.add(Role.EAP)
    if any(person in area.counsel for area in programme.areas):
        roles.add(Role.COUNSEL)
    if any(person in area.coordinators for area in programme.areas):
        roles.add(Role.COORDINATOR)
    if any(person in unit.leads for unit in programme.units):
        roles.add(Role.UNIT_LEAD)
    return frozenset(roles)
