"""The service URL of each tenant, and calls whose failures are the bot's own errors."""

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from adapters.teams.address import PLATFORM
from adapters.teams.endings import ending_of, moment
from adapters.teams.hosts import ServiceHosts, same_service_url
from adapters.teams.tokens import NoToken
from adapters.teams.transport import Declined, NotReached, TransportError, Unanswered
from bot.core.errors import (
    BotError,
    InstallationBroken,
    OutcomeUnknown,
    PlatformBusy,
    StorageDown,
)
from bot.core.installations import Grant, grants, install, serving
from bot.core.storage import Storage, in_one_work

T = TypeVar("T")

MENDED_BY = timedelta(minutes=5)
"""How long to wait for a tenant that is not served."""
KEPT_FOR_S = 60.0
"""How long another process may use a service URL that was changed in this one."""
FAULTS = (TransportError, BotError, TimeoutError, ValueError)
"""The exceptions of a call to Teams."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Known:
    at: float
    service_url: str


class Tenants:
    """The served tenants and their service URLs."""

    def __init__(
        self,
        allowed: frozenset[str],
        hosts: ServiceHosts,
        default_url: str,
        storage: Storage | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """``default_url`` is for tenants without a known URL; without storage URLs stay in memory.

        An empty ``allowed`` serves every tenant.
        """
        self.allowed = allowed
        self._hosts = hosts
        self._default = default_url
        self._storage = storage
        self._now = now
        self._known: dict[str, _Known] = {}

    async def service_url(self, tenant: str) -> str:
        """The service URL of a tenant. Raises ``PlatformBusy`` if the tenant is not served."""
        if self.allowed and tenant not in self.allowed:
            raise PlatformBusy(MENDED_BY)
        known = self._known.get(tenant)
        if known is not None and (self._now() - known.at < KEPT_FOR_S or not self._storage):
            return known.service_url
        found = await self._read(tenant) or self._default
        if not self._hosts.allows(found):
            # The list of hosts may have been shortened since the URL was stored.
            log.warning("teams_service_url_not_allowed")
            found = self._default
        self._known[tenant] = _Known(self._now(), found)
        return found

    async def heard_from(self, tenant: str, service_url: str) -> None:
        """Store the service URL of a tenant's newest activity, if its host is allowed."""
        known = self._known.get(tenant)
        if known is not None and same_service_url(known.service_url, service_url):
            return
        if not self._hosts.allows(service_url):
            return
        self._known[tenant] = _Known(self._now(), service_url)
        if self._storage is None or same_service_url(await self._read(tenant), service_url):
            return
        grant = Grant(tenant, "", service_url)
        try:
            await in_one_work(self._storage, lambda work: install(work, PLATFORM, grant))
        except BotError:
            # The activity itself matters more, and the next one brings the URL again.
            self._known.pop(tenant, None)
            log.warning("teams_service_url_not_kept")

    async def seen(self) -> tuple[str, ...]:
        """The served tenants from which at least one activity came."""
        found = set(self._known)
        if self._storage is not None:
            given = await in_one_work(
                self._storage, lambda work: grants(work, PLATFORM), reads_only=True
            )
            found |= {grant.organisation for grant in given}
        return tuple(sorted(found & self.allowed if self.allowed else found))

    async def _read(self, tenant: str) -> str:
        if self._storage is None:
            return ""
        try:
            grant = await in_one_work(
                self._storage, lambda work: serving(work, PLATFORM, tenant), reads_only=True
            )
        except StorageDown:
            return ""
        return grant.token if grant is not None else ""


async def sending(call: Callable[[], Awaitable[T]]) -> T:
    """Make a call that shows something, and raise its failure as one of the bot's errors."""
    try:
        return await call()
    except NoToken as fault:
        if fault.error:
            raise InstallationBroken(fault.error) from fault
        raise PlatformBusy(moment(None)) from fault
    except NotReached as fault:
        # Nothing left this machine.
        raise PlatformBusy(moment(None)) from fault
    except (Unanswered, TimeoutError) as fault:
        raise OutcomeUnknown from fault
    except Declined as fault:
        raise ending_of(fault.status, fault.codes, fault.retry_after) from fault
