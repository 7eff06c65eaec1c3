"""Verifies size, headers, age and signature of a request before bolt sees it.

Bolt alone answers 500 to a timestamp that is not a number, to odd bytes in a signature or body,
and to unknown encodings. Here an unsigned request never causes a 500.
https://docs.slack.dev/authentication/verifying-requests-from-slack/
"""

import json
import logging
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web
from slack_sdk.signature import Clock, SignatureVerifier

from adapters.refusals import Reason, Refusals
from adapters.request_body import FORM, JSON, read_body
from adapters.slack.address import PLATFORM

WINDOW_S = 300
"""How old a signature may be."""
log = logging.getLogger(__name__)


async def read_signed(request: web.Request, secret: str, now: float, refusals: Refusals) -> str:
    """The body of a request that Slack signed. Raises an HTTP error for any other request.

    ``now`` is in Unix seconds by the host's clock, because Slack signs with real time. What is
    refused is noted in ``refusals``.
    """
    try:
        body = (await read_body(request, {JSON, FORM}, "Send JSON or a form.")).decode("utf-8")
    except UnicodeDecodeError as fault:
        raise web.HTTPBadRequest(text="The body cannot be read.") from fault
    why = _why_unsigned(request, body, secret, now)
    if why is not None:
        reason, seconds = why
        refuse(refusals, reason, seconds)
        raise web.HTTPUnauthorized(text="The signature does not fit.")
    return body


def refuse(refusals: Refusals, reason: Reason, seconds: int = 0) -> None:
    """Note and log a refused delivery."""
    refusals.note(PLATFORM, reason, seconds)
    extra = {"reason": reason.value, "seconds": seconds}
    log.warning("slack_delivery_refused", extra=extra)


def _why_unsigned(
    request: web.Request, body: str, secret: str, now: float
) -> tuple[Reason, int] | None:
    """What differs in a request that Slack did not sign just now; ``None`` if it did."""
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    if not secret or not signature or not timestamp:
        return Reason.NO_TOKEN, 0
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):  # noqa: PLR2004
        return Reason.UNREADABLE, 0
    late = round(now - int(timestamp))
    try:
        # The age is looked at afterwards: only a good signature tells that it is a clock's fault.
        there = _Stopped(float(timestamp))
        if not SignatureVerifier(secret, there).is_valid(body, timestamp, signature):
            return Reason.SIGNATURE, 0
    except (TypeError, ValueError):
        # The verifier raises for a signature outside ASCII and for a blank secret.
        return Reason.UNREADABLE, 0
    if abs(late) > WINDOW_S:
        return (Reason.EXPIRED, late) if late > 0 else (Reason.NOT_YET_VALID, -late)
    return None


class _Stopped(Clock):
    """A clock for the verifier that stands at the time of the signature."""

    def __init__(self, at: float) -> None:
        self._at = at

    def now(self) -> float:
        return self._at


def payload_of(content_type: str, text: str) -> dict[str, Any]:
    """The payload of a signed body, as JSON or in a form. Raises 400 if it is neither."""
    try:
        if content_type == JSON:
            found = json.loads(text)
        else:
            fields = parse_qs(text, keep_blank_values=True, strict_parsing=bool(text))
            plain = {name: values[0] for name, values in fields.items()}
            found = json.loads(plain["payload"]) if "payload" in plain else plain
    except (ValueError, RecursionError) as fault:
        raise web.HTTPBadRequest(text="The body cannot be read.") from fault
    if not isinstance(found, dict):
        raise web.HTTPBadRequest(text="The body is not an object.")
    return found
