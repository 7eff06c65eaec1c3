"""Sends a page to the hospital's paging system: a signed POST."""

import json
from datetime import timedelta

from aiohttp import (
    ClientConnectorCertificateError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
)

from adapters.outbound import Outbound
from adapters.sessions import NOT_SENT, open_session
from adapters.signing import SIGNATURE, TIMESTAMP, sign
from bot.core.clock import Clock
from bot.core.conversation import BeforeCall
from bot.core.errors import InstallationBroken, NotUnderstood, OutcomeUnknown, PlatformBusy

SIGNED_AS = "page"
"""Stands in the signature, so that a page cannot be sent back to us as the answer to one."""
DELIVERY = "Idempotency-Key"
CONNECT_S, ALL_S = 4.0, 9.0
"""Shorter than the worker waits for a send."""
USUAL_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=10)
BUSY = frozenset({429, 503})
MAYBE = frozenset({408, 500, 502, 504})
"""After these, the page may have gone all the same."""
UNSETTLED = frozenset({401, 403, 404, 405, 410})
"""What is wrong with the URL or the key."""


class WebhookPager:
    """The hospital's paging system behind its URL."""

    def __init__(
        self, url: str, key: bytes, clock: Clock, outbound: Outbound | None = None
    ) -> None:
        """Sign with ``key`` by ``clock``; ``outbound`` says how pages leave."""
        self._url, self._key, self._clock = url, key, clock
        self._outbound = outbound or Outbound()
        self._session: ClientSession | None = None

    async def close(self) -> None:
        """Close the HTTP session."""
        if self._session is not None:
            await self._session.close()

    async def page(self, delivery: str, text: str, before_call: BeforeCall) -> None:
        """Send a page once. Returns if the answer is 2xx: the paging system took it.

        Raises ``PlatformBusy`` if it did not and may later, ``InstallationBroken`` if the settings
        or the system need mending, ``NotUnderstood``, or ``OutcomeUnknown``.
        """
        body = json.dumps({"delivery": delivery, "message": text}).encode()
        stamp = int(self._clock.now().timestamp())
        headers = {
            "Content-Type": "application/json",
            TIMESTAMP: str(stamp),
            SIGNATURE: sign(self._key, SIGNED_AS, stamp, body),
            DELIVERY: delivery,
        }
        try:
            session = self._ready()
        except OSError as fault:
            # The file of our authorities cannot be read; nothing was sent.
            raise InstallationBroken("certificate") from fault
        await before_call()
        try:
            async with session.post(
                self._url, data=body, headers=headers, allow_redirects=False
            ) as answer:
                _judge(answer)
        except ClientConnectorCertificateError as fault:
            raise InstallationBroken("certificate") from fault
        except (*NOT_SENT, ConnectionTimeoutError) as fault:
            # Nothing was sent.
            raise PlatformBusy(USUAL_PAUSE) from fault
        except (ClientError, TimeoutError, OSError) as fault:
            raise OutcomeUnknown from fault

    def _ready(self) -> ClientSession:
        if self._session is None:
            # A connection that is used again may be closed already, and then nobody knows.
            timeout = ClientTimeout(total=ALL_S, sock_connect=CONNECT_S)
            self._session = open_session(self._outbound, timeout, force_close=True)
        return self._session


def _judge(answer: ClientResponse) -> None:
    status = answer.status
    if answer.ok and status < 300:  # noqa: PLR2004 - a redirect is no answer
        return
    if status in BUSY:
        raise PlatformBusy(_pause(answer.headers.get("Retry-After", "")))
    if status in MAYBE:
        raise OutcomeUnknown
    code = f"http_{status}"
    if status in UNSETTLED or status < 400:  # noqa: PLR2004 - redirects are not followed
        raise InstallationBroken(code)
    raise NotUnderstood(code)


def _pause(header: str) -> timedelta:
    if not (header.isascii() and header.isdigit() and len(header) < 6):  # noqa: PLR2004 - a day
        return USUAL_PAUSE
    return min(timedelta(seconds=max(int(header), 1)), LONGEST_PAUSE)
