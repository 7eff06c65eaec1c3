"""How calls leave this machine: by the hospital's proxy, and trusting its certificate authority.

The settings alone: ``sessions`` opens the connections.
"""

import ipaddress
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path


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
        if self.authorities is None:
            return _of_the_system()
        context = ssl.create_default_context()
        context.load_verify_locations(self.authorities)
        return context

    def proxy_for(self, host: str) -> str | None:
        """The proxy over which a host is called, or ``None`` if directly.

        This machine is called directly, and so is what only it can reach.
        """
        if not self.proxy or _is_at_hand(host):
            return None
        if any(_covers(entry.strip(), host) for entry in self.direct.split(",")):
            return None
        return self.proxy


@cache
def _of_the_system() -> ssl.SSLContext:
    """The system's authorities; reading some hundred certificates takes longer than a press."""
    return ssl.create_default_context()


def _covers(entry: str, host: str) -> bool:
    """Whether an entry of ``NO_PROXY`` (a host, the end of its name, a network, ``*``) has it."""
    if entry == "*":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host) in ipaddress.ip_network(entry, strict=False)
    end = entry.casefold().removeprefix("*").removeprefix(".")
    return bool(end) and f".{host.casefold()}".endswith(f".{end}")


def _is_at_hand(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
        return address.is_loopback or address.is_link_local
    except ValueError:
        return host.casefold() == "localhost"
