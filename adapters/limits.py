"""Turns away an address whose requests keep being refused, before anything looks at them.

A signature or a token has to be checked before it can be refused, and whoever guesses secrets or
calendar addresses makes us check. Each request costs its address something, which comes back
unless the request is refused. So nobody whose requests are in order is ever limited, however many
come at once: neither a platform's burst nor a hospital system with a night's backlog.
"""

import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web
from cachetools import LRUCache

from adapters.callers import OWN_NETWORK, Network, caller_of
from bot.core.health import Symptom
from bot.core.symptoms import LIMITED

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

BURST = 1000
"""So many of an address may be in hand or refused at once; a platform's come together."""
PER_SECOND = 20.0
"""So many refusals a second of one address are borne for ever."""
MOST_ADDRESSES = 10_000
TOLD_EVERY_S = 60.0
WORTH_TELLING_S = 60 * 60.0
BAD, OURS = 400, 500
log = logging.getLogger(__name__)


@dataclass
class _Left:
    """What an address has left."""

    requests: float
    at: float


class Limits:
    """What each address may still do at the doors of this process; nothing is written down."""

    def __init__(
        self,
        proxies: Sequence[Network] = OWN_NETWORK,
        *,
        burst: int = BURST,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """``proxies`` may say for whom they ask. ``seconds`` tells when something comes back."""
        self._proxies = proxies
        self.burst = burst
        self._seconds = seconds
        self._left: LRUCache[str, _Left] = LRUCache(MOST_ADDRESSES)
        self._refused: Counter[str] = Counter()
        self._told = self._last = float("-inf")

    @property
    def refused(self) -> Mapping[str, int]:
        """How many requests were turned away since the start, by the pattern of their path."""
        return dict(self._refused)

    @property
    def symptoms(self) -> list[Symptom]:
        """That requests were turned away within the last hour."""
        if self._seconds() - self._last > WORTH_TELLING_S:
            return []
        return [Symptom(LIMITED)]

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer 429 to an address that has nothing left."""
        forwarded = request.headers.getall("X-Forwarded-For", ())
        caller = caller_of(self._proxies, request.remote, forwarded)
        if caller is None:
            return await handler(request)
        if not self._takes(caller):
            self._turned_away(request)
            raise web.HTTPTooManyRequests(text="Later.", headers={"Retry-After": "10"})
        try:
            response = await handler(request)
        except web.HTTPException as refusal:
            self._settle(caller, refusal.status)
            raise
        except Exception:
            self._settle(caller, OURS)
            raise
        self._settle(caller, response.status)
        return response

    def _takes(self, caller: str) -> bool:
        now = self._seconds()
        left = self._left.get(caller)
        if left is None:
            left = self._left[caller] = _Left(self.burst, now)
        left.requests = min(self.burst, left.requests + (now - left.at) * PER_SECOND)
        left.at = now
        if left.requests < 1:
            return False
        left.requests -= 1
        return True

    def _settle(self, caller: str, status: int) -> None:
        """Give back what a request has cost, unless it was refused."""
        left = self._left.get(caller)
        if left is not None and not BAD <= status < OURS:
            left.requests = min(self.burst, left.requests + 1)

    def _turned_away(self, request: web.Request) -> None:
        resource = request.match_info.route.resource
        self._refused[resource.canonical if resource else "none"] += 1
        self._last = self._seconds()
        if self._last - self._told >= TOLD_EVERY_S:
            self._told = self._last
            log.warning("requests_limited", extra={"count": self._refused.total()})
