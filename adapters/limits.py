"""Turns away an address whose requests keep being refused, before anything looks at them.

A signature or a token has to be checked before it can be refused, and whoever guesses secrets or
calendar addresses makes us check. Each request costs its address something, which comes back
unless the request is refused. So nobody whose requests are in order is ever limited, however many
come at once: not Slack's burst after an outage, and not a hospital system with a night's backlog.
"""

import ipaddress
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web
from cachetools import LRUCache

from bot.core.health import Symptom
from bot.core.symptoms import LIMITED

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

OWN_NETWORK: tuple[Network, ...] = tuple(
    ipaddress.ip_network(each)
    for each in (
        "127.0.0.0/8",
        "::1/128",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "fc00::/7",
        "fe80::/10",
    )
)
"""Addresses that only this machine and the hospital's own network have."""
BURST = 1000
"""So many requests of one address may be in hand, or refused at once. Slack's come together."""
PER_SECOND = 20.0
"""So many refusals a second of one address are borne for ever."""
MOST_ADDRESSES = 10_000
ONE_HOLDER = 64
"""The length of the part of an IPv6 address that one holder of many addresses has in common."""
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

    def caller(self, peer: str | None, forwarded: Iterable[str]) -> str | None:
        """The address outside that asks, or ``None`` if the request comes from inside.

        ``forwarded`` are the values of X-Forwarded-For, to which each proxy adds whom it heard.
        """
        heard = [part for value in forwarded for part in value.split(",")]
        for text in (peer or "", *reversed(heard)):
            address = _address(text.strip())
            if address is None:
                return None
            if not any(address in network for network in self._proxies):
                return _holder(address)
        return None

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer 429 to an address that has nothing left."""
        caller = self.caller(request.remote, request.headers.getall("X-Forwarded-For", ()))
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


def _address(text: str) -> IpAddress | None:
    """The address in a header, which may have a port, or ``None``."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _holder(address: IpAddress) -> str:
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(ipaddress.ip_network((int(address), ONE_HOLDER), strict=False))
