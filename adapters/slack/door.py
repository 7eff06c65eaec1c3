"""Who may speak: size, headers, age and signature are checked before bolt sees anything.

Raw bolt answers 500 to a timestamp that is no number, a signature or body in odd bytes, and
unknown encodings; nothing that is not signed ever makes a 500 here.
https://docs.slack.dev/authentication/verifying-requests-from-slack/
"""

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import parse_qs

from aiohttp import ClientPayloadError, web

LARGEST_BODY = 256 * 1024
"""Slack's largest is a view of 250 KB."""
WINDOW_S = 300
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


async def read_signed(request: web.Request, secret: str, now: float) -> bytes:
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
    body = await _read(request)
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


def _is_signed(request: web.Request, body: bytes, secret: str, now: float) -> bool:
    if not secret:
        return False
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):  # noqa: PLR2004
        return False
    if abs(now - int(timestamp)) > WINDOW_S or not signature.isascii():
        return False
    base = b"v0:" + timestamp.encode() + b":" + body
    made = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return hmac.compare_digest(made, signature)


def payload_of(content_type: str, body: bytes) -> dict[str, Any]:
    """What a signed body says, to see which workspace it is of. Raises 400 for no such thing."""
    try:
        text = body.decode("utf-8")
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
