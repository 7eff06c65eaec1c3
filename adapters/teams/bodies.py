"""Reads and writes the bodies of calls to Microsoft's services."""

import json
from typing import Any

from aiohttp import ClientResponse

PIECE = 64 * 1024


async def whole(response: ClientResponse, most: int) -> bytes:
    """The whole body of a response. Raises ``ValueError`` if it exceeds ``most`` bytes."""
    body = bytearray()
    async for piece in response.content.iter_chunked(PIECE):
        body += piece
        if len(body) > most:
            raise ValueError("more than it should be")
    return bytes(body)


def as_sent(found: Any) -> bytes:  # noqa: ANN401 - plain JSON
    """JSON in UTF-8 without escapes, which would triple the size of a name in Hebrew."""
    # A lone surrogate cannot be encoded and becomes a question mark.
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
