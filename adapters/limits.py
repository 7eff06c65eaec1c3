"""Turns away an address whose requests keep being refused, before anything looks at them.

A signature or a token has to be checked before it can be refused, and whoever guesses secrets or
calendar addresses makes us check. Each request that is refused costs its address something. So
an address whose requests are in order is never limited, however many come at once. A platform's
own door is left out: others send from the platform's addresses as well, its check is cheap, and
a press that is turned away may be somebody who asks for help.
"""

import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from aiohttp import web
from cachetools import LRUCache

from adapters.callers import OWN_NETWORK, Network, caller_of
from bot.core.health import Symptom
from bot.core.symptoms import LIMITED

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

BURST = 1000
"""So many refusals of an address are borne at once."""
PER_SECOND = 20.0
"""So many refusals a second of one address are borne for ever."""
MOST_ADDRESSES = 10_000
TOLD_EVERY_S = 60.0
WORTH_TELLING_S = 60 * 60.0
BAD, LATER, OURS = 400, 429, 500
_UNLIMITED = "is_unlimited"
log = logging.getLogger(__name__)

H = TypeVar("H", bound=Callable[..., Awaitable[web.StreamResponse]])


def unlimited(handler: H) -> H:
    """Leave a platform's door out of the limits."""
    setattr(handler, _UNLIMITED, True)
    return handler


@dataclass
class _Left:
    """How many refusals an address has left."""

    refusals: float
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
        if caller is None or getattr(request.match_info.handler, _UNLIMITED, False):
            return await handler(request)
        if self._of(caller).refusals < 1:
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

    def _of(self, caller: str) -> _Left:
        now = self._seconds()
        left = self._left.get(caller)
        if left is None:
            left = self._left[caller] = _Left(self.burst, now)
        left.refusals = min(self.burst, left.refusals + (now - left.at) * PER_SECOND)
        left.at = now
        return left

    def _settle(self, caller: str, status: int) -> None:
        """Note what a refusal costs. To be asked to come later is none."""
        if BAD <= status < OURS and status != LATER:
            self._of(caller).refusals -= 1

    def _turned_away(self, request: web.Request) -> None:
        resource = request.match_info.route.resource
        self._refused[resource.canonical if resource else "none"] += 1
        self._last = self._seconds()
        if self._last - self._told >= TOLD_EVERY_S:
            self._told = self._last
            log.warning("requests_limited", extra={"count": self._refused.total()})
