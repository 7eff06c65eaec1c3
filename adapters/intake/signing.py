"""Authenticates a source by an HMAC over the version, the source, the time and the raw body."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

TIMESTAMP = "X-Support-Timestamp"
SIGNATURE = "X-Support-Signature"
WINDOW = timedelta(minutes=5)
LONGEST_TIMESTAMP = 12
NO_KEY = b"checking an unknown source takes as long as a known one"


def sign(key: bytes, source: str, timestamp: int, body: bytes) -> str:
    """The value of ``X-Support-Signature`` for a body sent at this moment (Unix seconds)."""
    return _digest(key, source, str(timestamp), body).decode()


def is_signed(
    keys: Mapping[str, Sequence[bytes]],
    source: str,
    headers: Mapping[str, str],
    body: bytes,
    now: datetime,
) -> bool:
    """Whether a known source signed this body at most five minutes before or after ``now``.

    ``keys`` has several keys while a source changes its key. A missing or stale header, an
    unknown source and a wrong signature all give ``False``.
    """
    stamp = headers.get(TIMESTAMP, "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= LONGEST_TIMESTAMP):
        return False
    if abs(now.timestamp() - int(stamp)) > WINDOW.total_seconds():
        return False
    known = keys.get(source, ())
    given = headers.get(SIGNATURE, "").encode(errors="replace")
    fits = [
        hmac.compare_digest(_digest(key, source, stamp, body), given) for key in known or (NO_KEY,)
    ]
    return any(fits) and bool(known)


def _digest(key: bytes, source: str, stamp: str, body: bytes) -> bytes:
    """Sign the timestamp as written: ``0123`` and ``123`` are different messages."""
    signed = b":".join((b"v1", source.encode(errors="replace"), stamp.encode(), body))
    return b"v1=" + hmac.new(key, signed, hashlib.sha256).hexdigest().encode()
