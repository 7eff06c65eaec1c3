"""When a platform's people are read: once a day, and earlier if the playbook names others."""

import abc
from collections.abc import Callable
from functools import partial

from bot.core.people import Person
from bot.core.storage import Storage, Work, in_one_work
from bot.programme import list_of_group, looking_first, note_fault, take_wanted

EVERY_S = 24 * 60 * 60
AGAIN_S = 10 * 60
"""The pause after a failure, and the shortest pause between two readings."""


class DailyRoster(abc.ABC):
    """Decides when to read who is on a platform."""

    def __init__(
        self, platform: str, storage: Storage, look_s: float, now: Callable[[], float]
    ) -> None:
        """Check every ``look_s`` seconds of the clock ``now`` whether the playbook names others."""
        self._platform = platform
        self._storage = storage
        self._look_s = look_s
        self._now = now
        self._next = self._look = self._read_at = now()
        self._known: object = None

    async def keep(self) -> int:
        """Read everything if it is due; one of the worker's slow duties."""
        if self._now() < min(self._next, self._look):
            return 0
        self._look = self._now() + self._look_s
        named = await in_one_work(self._storage, self._named, reads_only=True)
        calm = named == self._known or self._now() < self._read_at + AGAIN_S
        wanted = await looking_first(self._storage, partial(take_wanted, platform=self._platform))
        if self._now() < self._next and calm and not wanted:
            return 0
        self._read_at = self._now()
        self._next, self._known = self._read_at + EVERY_S, named
        if await self._read_all():
            self._next = self._now() + AGAIN_S
        return 0

    @abc.abstractmethod
    async def _read_all(self) -> bool:
        """Read everybody; return whether anything could not be read."""

    @abc.abstractmethod
    async def _places(self, work: Work) -> object:
        """The places the playbook names; the roster is read again when they change."""

    async def _named(self, work: Work) -> object:
        """What decides whom to look for: the number of people with an e-mail, and the places."""
        people = work.of(Person)
        known = await people.count() - await people.count(Person.email_index.is_(None))
        return known, await self._places(work)

    async def _note_unreachable(self, group: str) -> None:
        """Show coordinators that a unit's group could not be read."""
        name = list_of_group(self._platform, group)
        await in_one_work(self._storage, partial(note_fault, name=name, fault="unreachable"))
