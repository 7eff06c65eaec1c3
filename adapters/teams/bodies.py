"""Bodies: the whole of an answer and no more than it may be, and how ours are written."""

import json
from typing import Any

from aiohttp import ClientResponse

PIECE = 64 * 1024


async def whole(response: ClientResponse, most: int) -> bytes:
    """Everything, however many pieces it comes in. Raises ``ValueError`` beyond ``most`` bytes."""
    body = bytearray()
    async for piece in response.content.iter_chunked(PIECE):
        body += piece
        if len(body) > most:
            raise ValueError("more than it should be")
    return bytes(body)


def as_sent(found: Any) -> bytes:  # noqa: ANN401 - plain JSON
    """JSON as its own letters: escaped, a name in Hebrew would weigh three times as much."""
    # A half of a character cannot be sent, and is shown as a question mark.
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
