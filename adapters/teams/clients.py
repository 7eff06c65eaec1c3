"""The service URL of each tenant, and the meaning of the Bot Connector's refusals.

https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages#status-code-responses
"""

import logging
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from adapters.teams.address import PLATFORM
from adapters.teams.hosts import ServiceHosts
from adapters.teams.tokens import NoToken
from adapters.teams.transport import Declined, NotReached, TransportError, Unanswered
from bot.core.errors import (
    BotError,
    OutcomeUnknown,
    PlatformBusy,
    RecipientGone,
    StorageDown,
    Unwanted,
)
from bot.core.installations import Grant, grants, install, serving
from bot.core.storage import Storage, in_one_work

T = TypeVar("T")

KEPT_FOR_S = 60.0
"""How long another process may use a service URL that was changed in this one."""
BUSY = frozenset({412, 429, 502, 504})
GONE = frozenset({403, 404, 410})
OURS = frozenset(
    {
        "appdisabled",
        "botdisabledbyadmin",
        "botdisabledbytenantadmin",
        "botnotregistered",
        "invalidbotapihost",
        "tenantadminblocked",
        "notenoughpermissions",
    }
)
"""Refusals that an administrator has to fix; the recipient still exists."""
BLOCKED = frozenset({"conversationblockedbyuser", "messagewritesblocked"})
"""Refusals because a person blocked the app."""
UNAUTHORIZED = 401
SERVER_FAULT = 500
MENDED_BY = timedelta(minutes=5)
BUSY_FOR_S = 2.0
"""The first wait if Teams does not name one. Up to half of it is added at random, so that calls
do not all return at once; ``pace`` doubles it with each refusal."""
FAULTS = (TransportError, BotError, TimeoutError, ValueError)
"""The exceptions of a call to Teams."""
log = logging.getLogger(__name__)


class InstallationBroken(PlatformBusy):
    """The app was removed, or its secret is wrong; the message waits until that is fixed."""

    def __init__(self, error: str) -> None:
        """``error`` is Microsoft's error code."""
        super().__init__(MENDED_BY)
        self.error = error


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
        if known is not None and known.service_url == service_url:
            return
        if not self._hosts.allows(service_url):
            return
        self._known[tenant] = _Known(self._now(), service_url)
        if self._storage is None or await self._read(tenant) == service_url:
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
        raise PlatformBusy(_moment(None)) from fault
    except NotReached as fault:
        # Nothing left this machine.
        raise PlatformBusy(_moment(None)) from fault
    except (Unanswered, TimeoutError) as fault:
        raise OutcomeUnknown from fault
    except Declined as fault:
        raise _named(fault) from fault


def _named(fault: Declined) -> Exception:
    code = fault.code.casefold()
    if fault.status in BUSY:
        return PlatformBusy(_moment(fault.retry_after))
    if fault.status == UNAUTHORIZED or code in OURS:
        return InstallationBroken(fault.code or str(fault.status))
    if code in BLOCKED:
        return Unwanted()
    if fault.status in GONE:
        return RecipientGone()
    if fault.status >= SERVER_FAULT:
        return OutcomeUnknown()
    return fault


def _moment(seconds: float | None) -> timedelta:
    """The wait that Teams asked for, plus a random part."""
    wait = BUSY_FOR_S if seconds is None else max(1.0, seconds)
    return timedelta(seconds=wait * random.uniform(1.0, 1.5))  # noqa: S311 - no secret
