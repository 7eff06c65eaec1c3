"""Reads the body of an answer to the end, up to a size."""

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
