"""The routes: size, encoding, whose it is, rate, then what the body says. It logs none of it."""

import base64
import hashlib
import hmac
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from aiohttp import web

from adapters.intake import fhir
from adapters.intake.faults import BadField
from adapters.intake.fhir_resources import LARGEST as LARGEST_FHIR
from adapters.intake.mapped import Elsewhere
from adapters.intake.parse import parse, parse_mapped
from adapters.intake.rate import Rate
from adapters.intake.signing import is_signed
from adapters.intake.take import Said
from bot.adverse_events.model import Taken
from bot.core.clock import Clock
from bot.core.errors import Conflict, StorageDown
from bot.programme.model import Programme, SourceForm

PATH = "/intake/{source}"
FHIR_PATH = "/intake/{source}/{type}/{id}"
"""Where a FHIR R4 server puts a resource; what the path says of it is not read."""

LARGEST = 64 * 1024
PER_MINUTE = 300
PLAIN_ENCODINGS = frozenset({"", "identity"})
TRY_AGAIN_IN = 5
BEARER = "bearer "
log = logging.getLogger(__name__)


class Into(Protocol):
    """What the door hands to (``Intake``)."""

    async def programme(self) -> Programme:
        """The programme as it stands."""
        ...

    async def take_all(self, said: Sequence[Said]) -> Taken:
        """Take everything a message says, or nothing of it."""
        ...

    async def unread(self, source: str, fault: BadField) -> None:
        """Write down that a message could not be taken."""
        ...


def add_intake(
    app: web.Application,
    into: Into,
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

    A source of the form ``fhir`` may send its key as a bearer token instead of signing, for
    FHIR servers cannot sign, and up to 1 MiB; its answers are ``OperationOutcome``.
    """
    door = _Door(into, keys, clock, programme or clock, rate or Rate(PER_MINUTE))
    app.router.add_post(PATH, door.answer)
    app.router.add_put(FHIR_PATH, door.answer)


class _Door:
    def __init__(
        self,
        into: Into,
        keys: Mapping[str, Sequence[bytes]],
        clock: Clock,
        programme: Clock,
        rate: Rate,
    ) -> None:
        self._into = into
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
        source = request.match_info["source"]
        bears = _bears(self._keys, source, request.headers.get("Authorization", ""))
        body = await _read(request, LARGEST_FHIR if bears else LARGEST)
        if body is None:
            size = "1 MiB" if bears else "64 KiB"
            return _closing(_said(413, {"error": f"the body has more than {size}"}))
        if not bears and not is_signed(
            self._keys, source, request.headers, body, self._clock.now()
        ):
            return _said(401, {"error": "not signed by a source known here, or not just now"})
        wait = self._rate.wait(source)
        if wait:
            return _said(429, {"error": "too many at once"}, retry_after=wait)
        return await self._taken(source, body, bears=bears)

    async def _taken(self, key: str, body: bytes, *, bears: bool) -> web.Response:
        programme = await self._into.programme()
        known = programme.source(key)
        is_fhir = known is not None and known.form is SourceForm.FHIR
        if bears and not is_fhir:
            # A token shows once to whoever listens; only who cannot sign may use one.
            return _said(401, {"error": "this source signs its messages"})
        try:
            said = _reading(programme, key, body, self._programme.now())
            taken = await self._into.take_all(said)
        except BadField as bad:
            await self._into.unread(key, bad)
            refused = {"field": bad.field, "reason": bad.reason}
            return _outcome(400, bad) if is_fhir else _said(400, refused)
        return _said(202 if taken is Taken.ACCEPTED else 200, {"status": taken.value})


def _reading(programme: Programme, key: str, body: bytes, now: datetime) -> Sequence[Said]:
    """What a body says, as its source writes it. Raises ``BadField``."""
    source = programme.source(key)
    if source is None or (source.form is SourceForm.JSON and not source.fields):
        return [parse(key, body, now)]
    match source.form:
        case SourceForm.JSON:
            try:
                return [parse_mapped(programme, source, body, now)]
            except Elsewhere:
                return []
        case SourceForm.FHIR:
            return fhir.read(programme, source, body, now)
        case SourceForm.HL7 | SourceForm.CSV:
            raise BadField("body", "of this source is not sent to this address")


def _bears(keys: Mapping[str, Sequence[bytes]], source: str, header: str) -> bool:
    """Whether the header holds a key of this source, as it stands in the settings."""
    if not header.casefold().startswith(BEARER):
        return False
    given = hashlib.sha256(header[len(BEARER) :].strip().encode(errors="replace")).digest()
    fits = [
        hmac.compare_digest(hashlib.sha256(base64.b64encode(key)).digest(), given)
        for key in keys.get(source, ()) or (b"",)
    ]
    return any(fits) and bool(keys.get(source))


async def _read(request: web.Request, largest: int) -> bytes | None:
    """The body, or ``None`` as soon as it is clear that it is too large."""
    if (request.content_length or 0) > largest:
        return None
    body = bytearray()
    async for piece in request.content.iter_any():
        body += piece
        if len(body) > largest:
            return None
    return bytes(body)


def _said(status: int, body: Mapping[str, object], retry_after: int = 0) -> web.Response:
    headers = {"Retry-After": str(retry_after)} if retry_after else {}
    return web.json_response(body, status=status, headers=headers)


def _outcome(status: int, bad: BadField) -> web.Response:
    """The answer a FHIR server can read."""
    issue = {"severity": "error", "code": "invalid", "diagnostics": f"{bad.field} {bad.reason}"}
    return _said(status, {"resourceType": "OperationOutcome", "issue": [issue]})


def _closing(response: web.Response) -> web.Response:
    """What was not read is not read later either."""
    response.force_close()
    return response
