"""Reads the bodies of requests within limits, before anything else looks at them."""

from collections.abc import Set as AbstractSet

from aiohttp import ClientPayloadError, web

LARGEST_BODY = 256 * 1024
PIECE = 16 * 1024
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


async def read_body(request: web.Request, types: AbstractSet[str], wanted: str) -> bytes:
    """The body of a request in plain UTF-8 with one of these content ``types``.

    Raises 415 for an encoding, another type (with the text ``wanted``) or another charset, 413 if
    the body is too large, and 400 if it ends early.
    """
    if request.headers.get("Content-Encoding", "identity").casefold() != "identity":
        raise web.HTTPUnsupportedMediaType(text="Send it as it is, without an encoding.")
    if request.content_type not in types:
        raise web.HTTPUnsupportedMediaType(text=wanted)
    if (request.charset or "utf-8").casefold().replace("_", "-") not in {"utf-8", "utf8"}:
        raise web.HTTPUnsupportedMediaType(text="Send UTF-8.")
    if (size := request.content_length or 0) > LARGEST_BODY:
        raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, size)
    body = bytearray()
    try:
        async for piece in request.content.iter_chunked(PIECE):
            body += piece
            if len(body) > LARGEST_BODY:
                raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, len(body))
    except (ConnectionError, ClientPayloadError, web.RequestPayloadError) as fault:
        raise web.HTTPBadRequest(text="The body is torn off.") from fault
    return bytes(body)
