"""How calls leave this machine: by the hospital's proxy, and trusting its certificate authority.

Every client of another service gets its session or its TLS context here. The proxy of each call is
decided here, too, since the clients' own ways differ: Slack's library ignores ``NO_PROXY``, and
aiohttp's takes names and passwords from ``~/.netrc`` along with the proxy.
"""

import ipaddress
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import (
    ClientConnectorError,
    ClientHandlerType,
    ClientHttpProxyError,
    ClientRequest,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    TCPConnector,
)
from aiohttp.abc import AbstractResolver
from yarl import URL

NOT_SENT = (ClientConnectorError, ClientHttpProxyError)
"""After these nothing reached the host: no connection, or a proxy that opened none."""
CONNECTIONS = 100


@dataclass(frozen=True)
class Outbound:
    """The proxy and the authorities of the hospital's network; neither by default."""

    proxy: str = field(default="", repr=False)  # it may hold a password
    """Its address, such as ``http://proxy.hospital.org:3128``; empty connects directly."""
    direct: str = ""
    """The hosts that are called without the proxy, as ``NO_PROXY`` lists them."""
    authorities: Path | None = None
    """A PEM file of certificate authorities that are trusted beside the system's."""

    def trust(self) -> ssl.SSLContext:
        """A context for the client's side of TLS. Raises ``OSError`` if the file is at fault."""
        context = ssl.create_default_context()
        if self.authorities is not None:
            context.load_verify_locations(self.authorities)
        return context

    def proxy_for(self, host: str) -> URL | None:
        """The proxy over which a host is called, or ``None`` if directly, as this machine is."""
        if not self.proxy or _is_this_machine(host):
            return None
        if any(_covers(entry.strip(), host) for entry in self.direct.split(",")):
            return None
        return URL(self.proxy)

    def session(
        self,
        timeout: ClientTimeout,
        resolver: AbstractResolver | None = None,
        *,
        force_close: bool = False,
        per_host: int = 0,
        headers: dict[str, str] | None = None,
    ) -> ClientSession:
        """A session whose calls leave as set; its owner closes it.

        ``resolver`` replaces the look-up of names. ``force_close`` uses each connection once.
        ``per_host`` limits the connections to one host.
        """
        connector = TCPConnector(
            ssl=self.trust(),
            limit=CONNECTIONS,
            limit_per_host=per_host,
            force_close=force_close,
            resolver=resolver,
            # A resolver of its own is asked each time.
            use_dns_cache=resolver is None,
        )
        return ClientSession(
            connector=connector, timeout=timeout, headers=headers, middlewares=(self._send,)
        )

    async def _send(self, request: ClientRequest, send: ClientHandlerType) -> ClientResponse:
        """Send a request by the proxy of its host, whatever the client's library has chosen."""
        request.update_proxy(self.proxy_for(request.url.host or ""), None, None)
        return await send(request)


def _covers(entry: str, host: str) -> bool:
    """Whether an entry of ``NO_PROXY`` (a host, the end of its name, a network, ``*``) has it."""
    if entry == "*":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host) in ipaddress.ip_network(entry, strict=False)
    end = entry.casefold().removeprefix("*").removeprefix(".")
    return bool(end) and f".{host.casefold()}".endswith(f".{end}")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"
