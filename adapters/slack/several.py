"""Several workspaces and Enterprise Grid: installed by OAuth, allow-listed, tokens sealed."""

import time
from collections.abc import Awaitable, Callable

from adapters.slack.address import PLATFORM
from adapters.slack.clients import Installation
from bot.installations import Grant, grants, installed, serving, uninstall
from bot.storage import Storage, Work, in_one_work

KEPT_FOR_S = 60.0
"""So long another process may go on with a token that was taken away in this one."""
Key = tuple[str, str, str]
Read = Callable[[Work], Awaitable[Grant | None]]


class SeveralInstallations:
    """``Installations`` from the database, held in memory for a minute."""

    def __init__(
        self,
        storage: Storage,
        allowed: frozenset[str],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """``allowed`` are ids of workspaces and organisations; nobody else is served."""
        self._storage = storage
        self._allowed = allowed
        self._now = now
        self._kept: dict[Key, tuple[float, Installation | None]] = {}

    def is_allowed(self, enterprise: str, team: str) -> bool:
        """Whether this workspace, or the organisation it is of, is on the list."""
        return bool({enterprise, team} & self._allowed - {""})

    async def find(self, enterprise: str, team: str) -> Installation | None:
        """The installation for a workspace that is allowed."""
        if not self.is_allowed(enterprise, team):
            return None
        return await self._cached(
            ("of", enterprise, team), lambda work: installed(work, PLATFORM, enterprise, team)
        )

    async def of_tenant(self, tenant: str) -> Installation | None:
        """The one by which people of a workspace or organisation are written to."""
        found = await self._cached(
            ("for", "", tenant), lambda work: serving(work, PLATFORM, tenant)
        )
        # A list that was shortened counts from the next start on.
        return found if found and self.is_allowed(found.enterprise, found.team) else None

    async def forget(self, enterprise: str, team: str) -> None:
        """It was taken away there."""
        self._kept.clear()

        async def erase(work: Work) -> bool:
            return await uninstall(work, PLATFORM, enterprise, team)

        await in_one_work(self._storage, erase)

    async def tenants(self) -> tuple[str, ...]:
        """Those that have installed it and are still allowed."""
        found = await in_one_work(
            self._storage, lambda work: grants(work, PLATFORM), reads_only=True
        )
        served = [grant for grant in found if self.is_allowed(grant.organisation, grant.workspace)]
        return tuple(sorted({grant.organisation or grant.workspace for grant in served}))

    def changed(self) -> None:
        """Something was installed: what is held in memory is old."""
        self._kept.clear()

    async def _cached(self, key: Key, read: Read) -> Installation | None:
        at, known = self._kept.get(key, (float("-inf"), None))
        if self._now() - at < KEPT_FOR_S:
            return known
        grant = await in_one_work(self._storage, read, reads_only=True)
        found = _installation(grant) if grant is not None else None
        self._kept[key] = (self._now(), found)
        return found


def _installation(grant: Grant) -> Installation:
    return Installation(grant.workspace, grant.token, grant.bot, grant.organisation)
