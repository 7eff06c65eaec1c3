"""The HTTP routes: check size, encoding, signature and rate, then read the body; log none of it."""

import base64
import hashlib
import hmac
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from aiohttp import web

from adapters.intake import fhir
from adapters.intake.faults import BadField
from adapters.intake.fhir_resources import LARGEST as LARGEST_FHIR
from adapters.intake.fhir_resources import NothingInIt
from adapters.intake.gateway import Reported
from adapters.intake.json_reports import parse, parse_mapped
from adapters.intake.mapping import Elsewhere
from adapters.intake.rate import Rate
from adapters.signing import why_unsigned
from bot.adverse_events.model import Taken
from bot.core.clock import Clock
from bot.core.errors import Conflict, StorageDown
from bot.core.observations import Observations, Topic
from bot.programme.model import Programme, SourceForm

PATH = "/intake/{source}"
FHIR_PATH = "/intake/{source}/{type}/{id}"
"""Where a FHIR R4 server puts or deletes a resource.

The type and the id of what is put are read from its body; a deletion changes nothing.
"""

LARGEST = 64 * 1024
PER_MINUTE = 300
"""How many messages a source may send."""

FHIR_PER_MINUTE = 6000
"""Of a FHIR server with its token: it sends every change of every stay of a large hospital."""

PLAIN_ENCODINGS = frozenset({"", "identity"})
TRY_AGAIN_IN_S = 5
BEARER = "bearer "
log = logging.getLogger(__name__)


class Into(Protocol):
    """Accepts what the routes receive (``Intake``)."""

    async def programme(self) -> Programme:
        """The programme as it stands."""
        ...

    async def take_all(self, reported: Sequence[Reported]) -> Taken:
        """Accept everything a message reports, or nothing of it."""
        ...

    async def unread(self, source: str, fault: BadField) -> None:
        """Record that a message was refused."""
        ...


def add_intake(
    app: web.Application,
    into: Into,
    keys: Mapping[str, Sequence[bytes]],
    clock: Clock,
    programme: Clock | None = None,
    rate: Rate | None = None,
    observations: Observations | None = None,
) -> None:
    """Add ``POST /intake/{source}``; ``keys`` are the sources' keys.

    ``clock`` decides whether a signature is stale, ``programme`` (by default the same) whether
    an event lies in the future. ``observations`` count what is not signed.

    Status codes: 202 accepted, 200 already known, 400 with field and reason, 401 not signed by
    a known source, 413 more than 64 KiB, 415 compressed, 429 too many messages, 503 try again,
    500 internal error.

    A source of the form ``fhir`` may send its key as a bearer token instead of a signature, as
    FHIR servers cannot sign, and up to 1 MiB. Its errors are answered with ``OperationOutcome``; a
    message without a resource, and a deletion, with 200. Its successes have no body. Of what a
    subscription brings, that which names no unit of ours is counted, and the rest is accepted.
    """
    webhook = _Webhook(
        into,
        keys,
        clock,
        programme or clock,
        rate or Rate(PER_MINUTE),
        rate or Rate(FHIR_PER_MINUTE),
        observations or Observations(),
    )
    app.router.add_post(PATH, webhook.answer)
    app.router.add_put(FHIR_PATH, webhook.answer)
    app.router.add_delete(FHIR_PATH, webhook.answer)


@dataclass(frozen=True)
class _Webhook:
    into: Into
    keys: Mapping[str, Sequence[bytes]]
    clock: Clock
    programme: Clock
    rate: Rate
    fhir_rate: Rate
    observations: Observations

    async def answer(self, request: web.Request) -> web.Response:
        """Answer every request; no exception leaves."""
        refuse = _refusal_for(request)
        try:
            return await self._answer(request, refuse)
        except (StorageDown, Conflict):
            log.warning("intake_not_now")
            return refuse(503, "not accepted, try again", TRY_AGAIN_IN_S)
        except Exception as fault:  # noqa: BLE001 - a source always gets an answer
            # Log neither text nor traceback: they may quote the body.
            log.error("intake_failed", extra={"error": type(fault).__name__})  # noqa: TRY400
            return refuse(500, "internal error; nothing was accepted", 0)

    async def _answer(self, request: web.Request, refuse: "_Refuse") -> web.Response:
        encoding = request.headers.get("Content-Encoding", "").strip().casefold()
        if encoding not in PLAIN_ENCODINGS:
            # The signature covers the bytes sent, and a small body could unpack to any size.
            return _closing(refuse(415, "send the body uncompressed", 0))
        source = request.match_info["source"]
        bears = _bears(self.keys, source, request.headers.get("Authorization", ""))
        body = await _read(request, LARGEST_FHIR if bears else LARGEST)
        if body is None:
            size = "1 MiB" if bears else "64 KiB"
            return _closing(refuse(413, f"the body has more than {size}", 0))
        if not bears and self._is_unsigned(source, request.headers, body):
            return refuse(401, "not signed by a known source, or not just now", 0)
        wait = (self.fhir_rate if bears else self.rate).wait(source)
        if wait:
            return refuse(429, "too many messages", wait)
        return await self._taken(source, body, request.method, bears=bears)

    def _is_unsigned(self, source: str, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether no known source signed a body just now; counts and logs why."""
        why = why_unsigned(self.keys, source, headers, body, self.clock.now())
        if why is None:
            return False
        reason, seconds = why
        # An unknown source is text that anybody can type.
        known = source if source in self.keys else "unknown"
        self.observations.note(Topic.INTAKE, known, reason.value, seconds)
        log.warning(
            "report_refused",
            extra={"source": known, "reason": reason.value, "seconds": seconds},
        )
        return True

    async def _taken(self, key: str, body: bytes, method: str, *, bears: bool) -> web.Response:
        programme = await self.into.programme()
        known = programme.source(key)
        is_fhir = known is not None and known.form is SourceForm.FHIR
        if bears and not is_fhir:
            # A token can be intercepted, so only sources that cannot sign may use one.
            text = "this source must sign its messages"
            return _operation_outcome(401, ISSUES[401], text)
        if method == "DELETE" and is_fhir:
            # A deleted record does not say that nobody died.
            return _accepted(Taken.KNOWN, is_fhir=True)
        try:
            at, is_update = self.programme.now(), method == "PUT"
            reported = read_body(programme, key, body, at, is_update=is_update)
            taken = await self.into.take_all(reported)
        except NothingInIt as bad:
            await self.into.unread(key, bad)
            return _accepted(Taken.KNOWN, is_fhir=True)
        except BadField as bad:
            await self.into.unread(key, bad)
            if not is_fhir:
                return _respond(400, {"field": bad.field, "reason": bad.reason})
            return _outcome(400, bad)
        return _accepted(taken, is_fhir=is_fhir)


def read_body(
    programme: Programme, key: str, body: bytes, now: datetime, *, is_update: bool = False
) -> list[Reported]:
    """What a body reports, in the form that its source uses. Raises ``BadField``.

    ``is_update``: a FHIR server sent it as a changed resource, as subscriptions do.
    """
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
            return fhir.read(programme, source, body, now, is_update=is_update)
        case SourceForm.HL7 | SourceForm.CSV:
            raise BadField("body", "of this source must not be sent to this address")


def _bears(keys: Mapping[str, Sequence[bytes]], source: str, header: str) -> bool:
    """Whether the header contains a key of this source, in base64 as in the settings."""
    if not header.casefold().startswith(BEARER):
        return False
    given = hashlib.sha256(header[len(BEARER) :].strip().encode(errors="replace")).digest()
    fits = [
        hmac.compare_digest(hashlib.sha256(base64.b64encode(key)).digest(), given)
        for key in keys.get(source, ()) or (b"",)
    ]
    return any(fits) and bool(keys.get(source))


async def _read(request: web.Request, largest: int) -> bytes | None:
    """Read the body; returns ``None`` as soon as it is too large."""
    if (request.content_length or 0) > largest:
        return None
    body = bytearray()
    async for piece in request.content.iter_any():
        body += piece
        if len(body) > largest:
            return None
    return bytes(body)


def _accepted(taken: Taken, *, is_fhir: bool) -> web.Response:
    """The answer to what was accepted: without a body for a FHIR server, which reads only its own.

    A server that cannot read an answer counts the delivery as failed, and repeats it.
    """
    status = 202 if taken is Taken.ACCEPTED else 200
    return web.Response(status=status) if is_fhir else _respond(status, {"status": taken.value})


_Refuse = Callable[[int, str, int], web.Response]
"""Refuses with a status, a text in fixed words, and the seconds after which to try again or 0."""

ISSUES = {401: "login", 413: "too-long", 415: "not-supported", 429: "throttled", 503: "transient"}
"""FHIR's codes for what is wrong, by status; any other is an ``exception``."""


def _refusal_for(request: web.Request) -> _Refuse:
    """How to refuse a request: in FHIR for whoever speaks it."""
    spoken = [request.headers.get(name, "") for name in ("Content-Type", "Accept")]
    bears = request.headers.get("Authorization", "").casefold().startswith(BEARER)
    speaks_fhir = bears or any("fhir" in each.casefold() for each in spoken)

    def refuse(status: int, text: str, retry_after: int) -> web.Response:
        if not speaks_fhir:
            return _respond(status, {"error": text}, retry_after)
        return _operation_outcome(status, ISSUES.get(status, "exception"), text, retry_after)

    return refuse


def _respond(
    status: int, body: Mapping[str, object], retry_after: int = 0, kind: str = "application/json"
) -> web.Response:
    headers = {"Retry-After": str(retry_after)} if retry_after else {}
    return web.json_response(body, status=status, headers=headers, content_type=kind)


def _outcome(status: int, bad: BadField) -> web.Response:
    """What is wrong with a message, so that a FHIR server can read it."""
    return _operation_outcome(status, "invalid", f"{bad.field} {bad.reason}")


def _operation_outcome(status: int, code: str, text: str, retry_after: int = 0) -> web.Response:
    issue = {"severity": "error", "code": code, "diagnostics": text}
    body = {"resourceType": "OperationOutcome", "issue": [issue]}
    return _respond(status, body, retry_after, kind="application/fhir+json")


def _closing(response: web.Response) -> web.Response:
    """Close the connection instead of reading the rest of the body."""
    response.force_close()
    return response
