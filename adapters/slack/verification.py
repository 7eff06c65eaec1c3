"""Verifies size, headers, age and signature of a request before bolt sees it.

Bolt alone answers 500 to a timestamp that is not a number, to odd bytes in a signature or body,
and to unknown encodings. Here an unsigned request never causes a 500.
https://docs.slack.dev/authentication/verifying-requests-from-slack/
"""

import json
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web
from slack_sdk.signature import Clock, SignatureVerifier

from adapters.request_body import FORM, JSON, read_body


async def read_signed(request: web.Request, secret: str, now: float) -> str:
    """The body of a request that Slack signed. Raises an HTTP error for any other request.

    ``now`` is in Unix seconds by the host's clock, because Slack signs with real time.
    """
    try:
        body = (await read_body(request, {JSON, FORM}, "Send JSON or a form.")).decode("utf-8")
    except UnicodeDecodeError as fault:
        raise web.HTTPBadRequest(text="The body cannot be read.") from fault
    if not _is_signed(request, body, secret, now):
        raise web.HTTPUnauthorized(text="The signature does not fit.")
    return body


def _is_signed(request: web.Request, body: str, secret: str, now: float) -> bool:
    if not secret:
        return False
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):  # noqa: PLR2004
        return False
    try:
        return SignatureVerifier(secret, _Stopped(now)).is_valid(body, timestamp, signature)
    except (TypeError, ValueError):
        # The verifier raises for a signature outside ASCII and for a blank secret.
        return False


class _Stopped(Clock):
    """A stopped clock for the verifier, which accepts signatures of the last five minutes."""

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
