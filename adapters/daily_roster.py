"""When a platform's people are read: once a day, and earlier if the playbook names others.

The accounts of people for whom a message waits are looked for every minute.
"""

import abc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import partial

from bot.core.people import Person
from bot.core.storage import Storage, Work, in_one_work
from bot.programme import (
    Sought,
    list_of_group,
    looking_first,
    note_fault,
    note_search,
    people_waited_for,
    search_is_over,
    take_wanted,
)

EVERY_S = 24 * 60 * 60
AGAIN_S = 10 * 60
"""The pause after a failure, and the shortest pause between two readings."""
SEARCH_S = 60
"""The shortest pause between two searches for the accounts of people who are waited for."""
MOST_SOUGHT = 20
"""How many accounts are looked for in one search; the others follow in the next ones."""


class Outcome(Enum):
    """What a platform says about somebody's work e-mail, if it finds no account."""

    UNKNOWN = "unknown"
    UNCONFIRMED = "unconfirmed"
    """There is an account, but the platform has not confirmed that the e-mail is its owner's."""


@dataclass(frozen=True)
class Search:
    """How a search for accounts ended; those that were found are linked already."""

    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    """What was said about each person, by reference, whose account was not found."""
    unreachable: bool = False
    """Whether the platform did not answer, so that the others were not asked about."""
    pause_s: float = 0.0
    """How long the platform asks us to wait before the next search."""


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
        self._search_at = self._next
        self._sought_at: dict[str, float] = {}
        """When each person's account was last looked for, while they are waited for."""
        self._outcomes: dict[str, Outcome] = {}

    async def keep(self) -> int:
        """Look for awaited accounts, and read everything if that is due; a slow duty."""
        await self._search_if_due()
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

    async def _search_if_due(self) -> None:
        if self._now() < self._search_at:
            return
        self._search_at = self._now() + SEARCH_S
        wanted = partial(people_waited_for, platform=self._platform)
        waiting = await in_one_work(self._storage, wanted, reads_only=True)
        if waiting:
            await self._search_for(waiting)
        elif await in_one_work(
            self._storage, partial(search_is_over, platform=self._platform), reads_only=True
        ):
            await in_one_work(self._storage, partial(note_search, platform=self._platform))

    async def _search_for(self, waiting: list[Sought]) -> None:
        """Look for some of these people, those first who were not looked for the longest."""
        here = {sought.person for sought in waiting}
        self._sought_at = {who: at for who, at in self._sought_at.items() if who in here}
        never = float("-inf")
        waiting.sort(key=lambda sought: self._sought_at.get(sought.person, never))
        some = waiting[:MOST_SOUGHT]
        found = await self._search(some)
        self._sought_at |= {sought.person: self._now() for sought in some}
        self._search_at = max(self._search_at, self._now() + found.pause_s)
        asked = {sought.person for sought in some}
        kept = {who: one for who, one in self._outcomes.items() if who in here - asked}
        self._outcomes = {**kept, **found.outcomes}
        said = list(self._outcomes.values())
        note = partial(
            self._note_search,
            unknown=said.count(Outcome.UNKNOWN),
            unconfirmed=said.count(Outcome.UNCONFIRMED),
            unreachable=found.unreachable,
        )
        await in_one_work(self._storage, note)

    async def _note_search(
        self, work: Work, *, unknown: int, unconfirmed: int, unreachable: bool
    ) -> None:
        await note_search(
            work,
            self._platform,
            waiting=len(await people_waited_for(work, self._platform)),
            unknown=unknown,
            unconfirmed=unconfirmed,
            unreachable=unreachable,
        )

    @abc.abstractmethod
    async def _search(self, sought: Sequence[Sought]) -> Search:
        """Look for these people by e-mail and link their accounts, at the platform's pace."""

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
