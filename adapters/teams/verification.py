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

from adapters.request_body import JSON, read_body
from adapters.teams.parse import tenant_of
from adapters.teams.transport import Json, TeamsTransport, Unauthenticated

LONGEST_HEADER = 8 * 1024
CHANNEL = "msteams"
log = logging.getLogger(__name__)


async def read_proved(
    request: web.Request,
    transport: TeamsTransport,
    tenants: AbstractSet[str],
    *,
    unauthenticated: bool = False,
) -> Json:
    """The activity of a request that Teams sent. Raises an HTTP error for any other request.

    ``tenants`` are the served tenants, in lower case. With ``unauthenticated`` (development only)
    no proof is needed, and an empty ``tenants`` serves all.
    """
    header = request.headers.get("Authorization", "")
    if not unauthenticated and not (header.startswith("Bearer ") and len(header) < LONGEST_HEADER):
        raise _nobody("no token")
    activity = _object(await read_body(request, {JSON}, "Send JSON."))
    if activity.get("channelId") != CHANNEL and not unauthenticated:
        raise _nobody("not of Teams")
    try:
        await transport.authenticate(activity, header)
    except Unauthenticated as fault:
        raise _nobody(str(fault)) from fault
    tenant = tenant_of(activity)
    if not tenant or (tenant not in tenants and not (unauthenticated and not tenants)):
        raise _nobody("a tenant that is not on the list")
    return activity


def _nobody(why: str) -> web.HTTPUnauthorized:
    log.warning("teams_delivery_refused", extra={"error": why})
    return web.HTTPUnauthorized(text="Nothing proves who sent this.")


def _object(body: bytes) -> Json:
    try:
        found: Any = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as fault:
        raise web.HTTPBadRequest(text="The body cannot be read.") from fault
    if not isinstance(found, dict):
        raise web.HTTPBadRequest(text="The body is not an object.")
    return found
