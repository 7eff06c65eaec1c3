"""The whole body of an answer, and no more than it may be."""

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
