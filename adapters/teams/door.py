"""Who may speak: size, shape, tenant, host and token are checked before anything is done.

Whatever is amiss with a token is a 401, and nobody is told what it was; nothing that is not
proved to come from the Bot Connector ever makes a 500.
https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import json
import logging
from collections.abc import Set as AbstractSet
from typing import Any

from aiohttp import ClientPayloadError, web

from adapters.teams.parse import tenant_of
from adapters.teams.transport import Json, TeamsTransport, Unauthenticated

LARGEST_BODY = 256 * 1024
LONGEST_HEADER = 8 * 1024
CHANNEL = "msteams"
JSON = "application/json"
log = logging.getLogger(__name__)


async def read_proved(
    request: web.Request,
    transport: TeamsTransport,
    tenants: AbstractSet[str],
    *,
    unauthenticated: bool = False,
) -> Json:
    """The activity, once it is sure that Teams sent it. Raises the refusal as an HTTP answer.

    ``tenants`` are those whose people are served, in small letters. ``unauthenticated``: in
    development nobody has to prove anything, and any tenant is served if none is named.
    """
    header = request.headers.get("Authorization", "")
    if not unauthenticated and not (header.startswith("Bearer ") and len(header) < LONGEST_HEADER):
        raise _nobody("no token")
    if request.headers.get("Content-Encoding", "identity").casefold() != "identity":
        raise web.HTTPUnsupportedMediaType(text="Send it as it is, without an encoding.")
    if request.content_type != JSON:
        raise web.HTTPUnsupportedMediaType(text="Send JSON.")
    if (request.charset or "utf-8").casefold().replace("_", "-") not in {"utf-8", "utf8"}:
        raise web.HTTPUnsupportedMediaType(text="Send UTF-8.")
    activity = _object(await _read(request))
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


async def _read(request: web.Request) -> bytes:
    if (request.content_length or 0) > LARGEST_BODY:
        raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, request.content_length or 0)
    body = bytearray()
    try:
        async for chunk in request.content.iter_chunked(16 * 1024):
            body += chunk
            if len(body) > LARGEST_BODY:
                raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, len(body))
    except (ConnectionError, ClientPayloadError, web.RequestPayloadError) as fault:
        raise web.HTTPBadRequest(text="The body is torn off.") from fault
    return bytes(body)


def _object(body: bytes) -> Json:
    try:
        found: Any = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as fault:
        raise web.HTTPBadRequest(text="The body cannot be read.") from fault
    if not isinstance(found, dict):
        raise web.HTTPBadRequest(text="The body is not an object.")
    return found
