"""Reads who is in a conversation, at most once a minute and with a short timeout."""

import asyncio
import logging
import time
from collections.abc import Callable

from cachetools import TTLCache

from adapters.teams.address import Place
from adapters.teams.clients import FAULTS, Tenants
from adapters.teams.transport import Member, TeamsTransport

TIMEOUT_S = 1.0
KEPT_FOR_S = 60.0
MOST_KEPT = 500
log = logging.getLogger(__name__)


class Members:
    """A cache of the members of conversations."""

    def __init__(
        self, transport: TeamsTransport, tenants: Tenants, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Cache lists by the clock ``now``."""
        self._transport = transport
        self._tenants = tenants
        self._kept: TTLCache[Place, list[Member]] = TTLCache(MOST_KEPT, KEPT_FOR_S, timer=now)

    async def of(self, place: Place) -> list[Member] | None:
        """All members, or ``None`` if they cannot be read now. Raises nothing."""
        known = self._kept.get(place)
        if known is not None:
            return known
        try:
            async with asyncio.timeout(TIMEOUT_S):
                found = await self.read(place)
        except FAULTS as fault:
            log.info("members_not_known", extra={"error": type(fault).__name__})
            return None
        self._kept[place] = found
        return found

    async def read(self, place: Place) -> list[Member]:
        """All current members. Raises what a transport raises, and ``PlatformBusy``."""
        url = await self._tenants.service_url(place.tenant)
        return await self._transport.members(url, place.conversation)
