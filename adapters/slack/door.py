"""Who may speak: size, headers, age and signature are checked before bolt sees anything.

Raw bolt answers 500 to a timestamp that is no number, a signature or body in odd bytes, and
unknown encodings; nothing that is not signed ever makes a 500 here.
https://docs.slack.dev/authentication/verifying-requests-from-slack/
"""

import json
from typing import Any
from urllib.parse import parse_qs

from aiohttp import ClientPayloadError, web
from slack_sdk.signature import Clock, SignatureVerifier

LARGEST_BODY = 256 * 1024
"""Slack's largest is a view of 250 KB."""
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


async def read_signed(request: web.Request, secret: str, now: float) -> str:
    """The body, once it is sure that Slack sent it. Raises the refusal as an HTTP answer.

    ``now`` in Unix seconds, by the host's clock: Slack signs by its own.
    """
    if request.headers.get("Content-Encoding", "identity").casefold() != "identity":
        raise web.HTTPUnsupportedMediaType(text="Send it as it is, without an encoding.")
    if request.content_type not in {JSON, FORM}:
        raise web.HTTPUnsupportedMediaType(text="Send JSON or a form.")
    if (request.charset or "utf-8").casefold().replace("_", "-") not in {"utf-8", "utf8"}:
        raise web.HTTPUnsupportedMediaType(text="Send UTF-8.")
    if (request.content_length or 0) > LARGEST_BODY:
        raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, request.content_length or 0)
    try:
        body = (await _read(request)).decode("utf-8")
    except UnicodeDecodeError as fault:
        raise web.HTTPBadRequest(text="The body cannot be read.") from fault
    if not _is_signed(request, body, secret, now):
        raise web.HTTPUnauthorized(text="The signature does not fit.")
    return body


async def _read(request: web.Request) -> bytes:
    body = bytearray()
    try:
        async for chunk in request.content.iter_chunked(16 * 1024):
            body += chunk
            if len(body) > LARGEST_BODY:
                raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, len(body))
    except (ConnectionError, ClientPayloadError, web.RequestPayloadError) as fault:
        raise web.HTTPBadRequest(text="The body is torn off.") from fault
    return bytes(body)


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
        # It takes no signature outside ASCII, and no blank secret.
        return False


class _Stopped(Clock):
    """The verifier's clock at the moment the request came in; it allows five minutes."""

    def __init__(self, at: float) -> None:
        self._at = at

    def now(self) -> float:
        return self._at


def payload_of(content_type: str, text: str) -> dict[str, Any]:
    """What a signed body says, to see which workspace it is of. Raises 400 for no such thing."""
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
