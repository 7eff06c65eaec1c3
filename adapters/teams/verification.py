"""Verifies size, shape, tenant, host and token of a request before anything else.

Every fault of a token gives the same 401. A request that does not come from the Bot Connector
never causes a 500.
https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import json
import logging
from collections.abc import Set as AbstractSet
from typing import Any

from aiohttp import web

from adapters.refusals import Reason, Refusals
from adapters.request_body import JSON, read_body
from adapters.teams.address import PLATFORM
from adapters.teams.claims import CHANNEL
from adapters.teams.parse import tenant_of
from adapters.teams.transport import Json, TeamsTransport, Unauthenticated

LONGEST_HEADER = 8 * 1024
log = logging.getLogger(__name__)


class Verification:
    """Reads the activities that Teams sent, and counts what it refuses."""

    def __init__(
        self,
        transport: TeamsTransport,
        tenants: AbstractSet[str],
        refusals: Refusals,
        *,
        unauthenticated: bool = False,
    ) -> None:
        """``tenants`` are the served tenants, in lower case.

        With ``unauthenticated`` (development only) no proof is needed, and an empty ``tenants``
        serves all.
        """
        self._transport = transport
        self._tenants = tenants
        self._refusals = refusals
        self._open = unauthenticated
        self._serves_all = unauthenticated and not tenants

    async def read(self, request: web.Request) -> Json:
        """The activity of a request that Teams sent. Raises an HTTP error for any other."""
        header = request.headers.get("Authorization", "")
        if not self._open and not header:
            raise self._refused(Unauthenticated(Reason.NO_TOKEN))
        if not self._open and not (header.startswith("Bearer ") and len(header) < LONGEST_HEADER):
            raise self._refused(Unauthenticated(Reason.UNREADABLE))
        activity = _object(await read_body(request, {JSON}, "Send JSON."))
        try:
            if activity.get("channelId") != CHANNEL and not self._open:
                raise Unauthenticated(Reason.CHANNEL)
            await self._transport.authenticate(activity, header)
            tenant = tenant_of(activity)
            if not tenant or (
                tenant not in self._tenants and not (self._open and not self._tenants)
            ):
                raise Unauthenticated(Reason.TENANT)
        except Unauthenticated as fault:
            raise self._refused(fault) from fault
        return activity

    def _refused(self, fault: Unauthenticated) -> web.HTTPUnauthorized:
        """Record why, and make the answer, which does not tell."""
        self._refusals.note(PLATFORM, fault.reason, fault.seconds)
        log.warning(
            "teams_delivery_refused",
            extra={"reason": fault.reason.value, "seconds": fault.seconds},
        )
        return web.HTTPUnauthorized(text="Nothing proves who sent this.")


def _object(body: bytes) -> Json:
    try:
        found: Any = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as fault:
        raise web.HTTPBadRequest(text="The body cannot be read.") from fault
    if not isinstance(found, dict):
        raise web.HTTPBadRequest(text="The body is not an object.")
    return found
