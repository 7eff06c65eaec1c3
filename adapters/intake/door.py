"""The route: size, encoding, signature, rate, then what the body says. It logs none of it."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from aiohttp import web

from adapters.intake.parse import BadField, parse
from adapters.intake.rate import Rate
from adapters.intake.signing import is_signed
from bot.adverse_events.model import SourceReport, Taken, UnknownUnitError
from bot.clock import Clock
from bot.errors import Conflict, StorageDown

PATH = "/intake/{source}"
LARGEST = 64 * 1024
PER_MINUTE = 300
PLAIN_ENCODINGS = frozenset({"", "identity"})
TRY_AGAIN_IN = 5
log = logging.getLogger(__name__)

Take = Callable[[SourceReport], Awaitable[Taken]]


def add_intake(
    app: web.Application,
    take: Take,
    keys: Mapping[str, Sequence[bytes]],
    clock: Clock,
    programme: Clock | None = None,
    rate: Rate | None = None,
) -> None:
    """Add ``POST /intake/{source}``; ``keys`` by source.

    ``clock`` says whether a signature is stale, ``programme`` (the same unless given) whether
    what is told of lies in the future.

    202 taken, 200 known already, 400 with the field and the reason, 401 not signed by a source
    we know, 413 more than 64 KiB, 415 packed, 429 too many at once, 503 not now, 500 our fault.
    """
    door = _Door(take, keys, clock, programme or clock, rate or Rate(PER_MINUTE))
    app.router.add_post(PATH, door.answer)


class _Door:
    def __init__(
        self,
        take: Take,
        keys: Mapping[str, Sequence[bytes]],
        clock: Clock,
        programme: Clock,
        rate: Rate,
    ) -> None:
        self._take = take
        self._keys = keys
        self._clock = clock
        self._programme = programme
        self._rate = rate

    async def answer(self, request: web.Request) -> web.Response:
        """Every way it can go is an answer; no exception leaves."""
        try:
            return await self._answer(request)
        except (StorageDown, Conflict):
            log.warning("intake_not_now")
            return _said(503, {"error": "not taken, try again"}, retry_after=TRY_AGAIN_IN)
        except Exception as fault:  # noqa: BLE001 - a source gets an answer, whatever it is
            # Neither its text nor its trace: they may quote the body.
            log.error("intake_failed", extra={"error": type(fault).__name__})  # noqa: TRY400
            return _said(500, {"error": "on our side; nothing was taken"})

    async def _answer(self, request: web.Request) -> web.Response:
        encoding = request.headers.get("Content-Encoding", "").strip().casefold()
        if encoding not in PLAIN_ENCODINGS:
            # The signature is over the bytes sent; and a small body unpacks to any size.
            return _closing(_said(415, {"error": "send the body as it is, not packed"}))
        body = await _read(request)
        if body is None:
            return _closing(_said(413, {"error": "the body has more than 64 KiB"}))
        source = request.match_info["source"]
        if not is_signed(self._keys, source, request.headers, body, self._clock.now()):
            return _said(401, {"error": "not signed by a source known here, or not just now"})
        wait = self._rate.wait(source)
        if wait:
            return _said(429, {"error": "too many at once"}, retry_after=wait)
        try:
            taken = await self._take(parse(source, body, self._programme.now()))
        except BadField as bad:
            return _said(400, {"field": bad.field, "reason": bad.reason})
        except UnknownUnitError:
            return _said(400, {"field": "unit", "reason": "is no unit of the programme"})
        return _said(202 if taken is Taken.ACCEPTED else 200, {"status": taken.value})


async def _read(request: web.Request) -> bytes | None:
    """The body, or ``None`` as soon as it is clear that it is too large."""
    if (request.content_length or 0) > LARGEST:
        return None
    body = bytearray()
    async for piece in request.content.iter_any():
        body += piece
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _said(status: int, body: dict[str, str], retry_after: int = 0) -> web.Response:
    headers = {"Retry-After": str(retry_after)} if retry_after else {}
    return web.json_response(body, status=status, headers=headers)


def _closing(response: web.Response) -> web.Response:
    """What was not read is not read later either."""
    response.force_close()
    return response
