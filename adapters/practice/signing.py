"""Signatures of the page's requests: the page signs each body with the workspace's key."""

import hashlib
import hmac
from collections.abc import Mapping

from adapters.clock import SystemClock

TIMESTAMP = "X-Practice-Timestamp"
SIGNATURE = "X-Practice-Signature"
WINDOW_S = 300


def sign(key: str, timestamp: str, body: bytes) -> str:
    """The signature of a body: ``v1=`` and the hex HMAC-SHA-256 over version, time and body."""
    signed = b"v1:" + timestamp.encode() + b":" + body
    return "v1=" + hmac.new(key.encode(), signed, hashlib.sha256).hexdigest()


def is_signed(key: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether the headers hold a signature of this body made within the last five minutes."""
    timestamp = headers.get(TIMESTAMP, "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):  # noqa: PLR2004
        return False
    # Browser and server share this machine's clock; practice time does not matter here.
    if abs(SystemClock().now().timestamp() - int(timestamp)) > WINDOW_S:
        return False
    given = headers.get(SIGNATURE, "").encode("utf-8", "replace")
    return hmac.compare_digest(given, sign(key, timestamp, body).encode())
