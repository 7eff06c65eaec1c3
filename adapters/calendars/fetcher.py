"""Downloads a calendar over HTTPS, with limits on size, time and redirects.

An address from a playbook must not give access to hosts that only this machine can reach. Every
host, also after a redirect, must therefore have a public address, unless the setting
``SUPPORT_CALENDAR_HOSTS`` names it (such as a rota server in the hospital's own network). Those
hosts are called directly. For all others the hospital's proxy looks up the name, if there is a
proxy: a host that this machine finds in a private network is refused before the proxy is asked.
"""

import asyncio
import ipaddress
import socket
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ThreadedResolver,
)
from aiohttp.abc import AbstractResolver, ResolveResult

from adapters.calendars.faults import (
    NOT_HTTPS,
    PRIVATE,
    REFUSED,
    TOO_LARGE,
    UNREACHABLE,
    CalendarFault,
)
from adapters.outbound import HTTPS, Outbound
from adapters.sessions import open_session

LARGEST = 8 * 1024 * 1024
TIMEOUT_S = 20.0
TIMEOUT = ClientTimeout(total=TIMEOUT_S)
MOST_REDIRECTS = 3
MOVED = frozenset({301, 302, 303, 307, 308})
OK, UNCHANGED = 200, 304
HEADERS = {"Accept": "text/calendar, */*;q=0.1", "User-Agent": "support-time-out"}


@dataclass(frozen=True)
class Known:
    """The validators of the last download, so that the server can answer "not modified"."""

    tag: str = ""
    modified: str = ""


@dataclass(frozen=True)
class Fetched:
    """A download; ``body`` is ``None`` if the calendar has not changed."""

    body: bytes | None
    known: Known


class PrivateHost(OSError):
    """The host has no public address."""


class _Guarded(AbstractResolver):
    """Resolves names to public addresses only, so the checked address is the one connected to."""

    def __init__(self, inside: frozenset[str]) -> None:
        self._inside = inside
        self._names = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._names.resolve(host, port, family)
        if host.casefold() in self._inside:
            return found
        public = [each for each in found if is_public(each["host"])]
        if not public:
            raise PrivateHost
        return public

    async def close(self) -> None:
        await self._names.close()


def is_public(address: str) -> bool:
    """Whether this is the address of a host on the public internet."""
    ip = _ip_address(address)
    return ip is not None and ip.is_global and not ip.is_multicast


class Fetcher:
    """Downloads calendars; call ``close`` at the end."""

    def __init__(
        self, inside: frozenset[str] = frozenset(), outbound: Outbound | None = None
    ) -> None:
        """``inside`` names hosts that may be in the hospital's own network."""
        self._inside = frozenset(host.casefold() for host in inside)
        self._outbound = outbound or Outbound()
        self._names: _Guarded | None = None
        self._direct: ClientSession | None = None
        self._proxied: ClientSession | None = None

    async def close(self) -> None:
        """Close the HTTP sessions."""
        for session in (self._direct, self._proxied):
            if session is not None:
                await session.close()
        if self._names is not None:
            await self._names.close()

    async def fetch(self, address: str, known: Known | None = None) -> Fetched:
        """Download the calendar at an address. Raises ``CalendarFault``."""
        known = known or Known()
        url = address
        try:
            async with asyncio.timeout(TIMEOUT_S):
                for _ in range(MOST_REDIRECTS + 1):
                    await self._check(url)
                    async with self._open(url, known) as answer:
                        if answer.status in MOVED and "Location" in answer.headers:
                            url = urljoin(url, answer.headers["Location"])
                            continue
                        return await _read(answer, known)
        except ClientConnectorError as fault:
            inside = isinstance(fault.os_error, PrivateHost)
            raise CalendarFault(PRIVATE if inside else UNREACHABLE) from fault
        except PrivateHost as fault:
            raise CalendarFault(PRIVATE) from fault
        except (ClientError, TimeoutError, OSError, ValueError) as fault:
            raise CalendarFault(UNREACHABLE) from fault
        raise CalendarFault(REFUSED)

    def _open(self, url: str, known: Known) -> "AbstractAsyncContextManager[ClientResponse]":
        headers = {}
        if known.tag:
            headers["If-None-Match"] = known.tag
        if known.modified:
            headers["If-Modified-Since"] = known.modified
        session = self._by_proxy() if self._is_proxied(url) else self._directly()
        return session.get(url, headers=headers, allow_redirects=False)

    def _guarded(self) -> _Guarded:
        if self._names is None:
            self._names = _Guarded(self._inside)
        return self._names

    # Sessions are created at the first download: most processes need none.

    def _directly(self) -> ClientSession:
        if self._direct is None:
            outbound = replace(self._outbound, proxy="")
            self._direct = open_session(
                outbound, TIMEOUT, self._guarded(), per_host=2, headers=HEADERS
            )
        return self._direct

    def _by_proxy(self) -> ClientSession:
        if self._proxied is None:
            # Only the proxy's own name is looked up here, and it may be in the hospital's network.
            self._proxied = open_session(self._outbound, TIMEOUT, per_host=2, headers=HEADERS)
        return self._proxied

    def _is_proxied(self, url: str) -> bool:
        host = _host_of(url)
        by = self._outbound.proxy_for(host, _port_of(url))
        return host not in self._inside and by is not None

    async def _check(self, url: str) -> None:
        """Refuse what must not be called. Names called directly are checked when resolved."""
        host = _host_of(url)
        if urlsplit(url).scheme != "https" or not host:
            raise CalendarFault(NOT_HTTPS)
        # A literal address is never resolved.
        if _ip_address(host) and not is_public(host) and host not in self._inside:
            raise CalendarFault(PRIVATE)
        if not _ip_address(host) and self._is_proxied(url):
            try:
                await self._guarded().resolve(host)
            except PrivateHost:
                raise
            except OSError:
                return  # Only the proxy can look up names of the internet.


def _host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").casefold()


def _port_of(url: str) -> int:
    """The port that is called; the usual one for a port that does not exist."""
    with suppress(ValueError):
        return urlsplit(url).port or HTTPS
    return HTTPS


def _ip_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


async def _read(answer: ClientResponse, known: Known) -> Fetched:
    if answer.status == UNCHANGED and known != Known():
        return Fetched(None, known)
    if answer.status != OK:
        raise CalendarFault(REFUSED)
    body = bytearray()
    async for chunk in answer.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > LARGEST:
            raise CalendarFault(TOO_LARGE)
    validators = Known(answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
    return Fetched(bytes(body), validators)
