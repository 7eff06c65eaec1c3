"""Authenticates a source by an HMAC over the version, the source, the time and the raw body."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from adapters.refusals import Reason

TIMESTAMP = "X-Support-Timestamp"
SIGNATURE = "X-Support-Signature"
WINDOW = timedelta(minutes=5)
LONGEST_TIMESTAMP = 12
NO_KEY = b"checking an unknown source takes as long as a known one"


def sign(key: bytes, source: str, timestamp: int, body: bytes) -> str:
    """The value of ``X-Support-Signature`` for a body sent at this moment (Unix seconds)."""
    return _digest(key, source, str(timestamp), body).decode()


def why_unsigned(
    keys: Mapping[str, Sequence[bytes]],
    source: str,
    headers: Mapping[str, str],
    body: bytes,
    now: datetime,
) -> tuple[Reason, int] | None:
    """What differs in a body that no known source signed just now; ``None`` if one did.

    ``keys`` has several keys while a source changes its key. A signature counts for five minutes
    before and after ``now``. The number is by how many seconds the time is off: what is stale
    must have a good signature, because anybody can send an old time.
    """
    stamp = headers.get(TIMESTAMP, "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= LONGEST_TIMESTAMP):
        return Reason.NO_TOKEN, 0
    known = keys.get(source, ())
    given = headers.get(SIGNATURE, "").encode(errors="replace")
    fits = [
        hmac.compare_digest(_digest(key, source, stamp, body), given) for key in known or (NO_KEY,)
    ]
    if not known:
        return Reason.UNKNOWN_KEY, 0
    if not any(fits):
        return Reason.SIGNATURE, 0
    late = round(now.timestamp() - int(stamp))
    if abs(late) > WINDOW.total_seconds():
        return (Reason.EXPIRED, late) if late > 0 else (Reason.NOT_YET_VALID, -late)
    return None


def _digest(key: bytes, source: str, stamp: str, body: bytes) -> bytes:
    """Sign the timestamp as written: ``0123`` and ``123`` are different messages."""
    signed = b":".join((b"v1", source.encode(errors="replace"), stamp.encode(), body))
    return b"v1=" + hmac.new(key, signed, hashlib.sha256).hexdigest().encode()
