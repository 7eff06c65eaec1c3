"""Several workspaces and Enterprise Grid: installed by OAuth, allow-listed, tokens sealed."""

import time
from collections.abc import Awaitable, Callable
from datetime import datetime

from adapters.slack.address import PLATFORM
from adapters.slack.clients import Installation
from bot.core.installations import Grant, grants, installed, uninstall
from bot.core.storage import Storage, Work, in_one_work

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
        """The one by which a workspace, or the people of an organisation, are written to."""

        async def choose(work: Work) -> Grant | None:
            given = await grants(work, PLATFORM)
            # A list that was shortened counts from the next start on.
            return _chosen(tenant, [g for g in given if self._serves(g)])

        return await self._cached(("for", "", tenant), choose)

    async def forget(self, enterprise: str, team: str, as_of: datetime | None = None) -> None:
        """It was taken away there."""
        self._kept.clear()

        async def erase(work: Work) -> bool:
            return await uninstall(work, PLATFORM, enterprise, team, as_of)

        await in_one_work(self._storage, erase)

    async def everywhere(self) -> tuple[Installation, ...]:
        """Those that have installed it and are still allowed."""
        found = await in_one_work(
            self._storage, lambda work: grants(work, PLATFORM), reads_only=True
        )
        return tuple(_installation(grant) for grant in found if self._serves(grant))

    def _serves(self, grant: Grant) -> bool:
        return self.is_allowed(grant.organisation, grant.workspace)

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


def _chosen(tenant: str, newest: list[Grant]) -> Grant | None:
    """The workspace's own; else the newest of the organisation, that of all of it before others.

    A workspace that nobody put it into by itself may be of the one organisation that has it
    everywhere: which workspaces those are, only Slack knows.
    """
    own = [grant for grant in newest if tenant == grant.workspace]
    of_all = [grant for grant in newest if not grant.workspace]
    organisations = [grant for grant in (*of_all, *newest) if tenant == grant.organisation]
    return next(iter([*own, *organisations, *(of_all if len(of_all) == 1 else [])]), None)


def _installation(grant: Grant) -> Installation:
    return Installation(grant.workspace, grant.token, grant.bot, grant.organisation)
