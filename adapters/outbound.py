"""How calls leave this machine: by the hospital's proxy, and trusting its certificate authority.

The settings alone: ``sessions`` opens the connections.
"""

import ipaddress
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HTTPS = 443


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

    def proxy_for(self, host: str, port: int = HTTPS) -> str | None:
        """The proxy over which a host is called at a port, or ``None`` if directly.

        This machine is called directly, and so is what only it can reach.
        """
        host = host.removeprefix("[").removesuffix("]").rstrip(".")
        if not self.proxy or _is_at_hand(host):
            return None
        if any(_covers(entry, host, port) for entry in self.direct.replace(",", " ").split()):
            return None
        return self.proxy


def _covers(entry: str, host: str, port: int) -> bool:
    """Whether an entry of ``NO_PROXY`` has this host.

    As curl, urllib and Go read them: a host, the end of its name, an address, a network (``/8``),
    ``*``; with a port it is only about that. IPv6 may stand in brackets.
    """
    if entry == "*":
        return True
    name, only = _without_port(entry)
    if only not in {None, port}:
        return False
    with suppress(ValueError):
        return ipaddress.ip_address(host) in ipaddress.ip_network(name, strict=False)
    end = name.casefold().removeprefix("*").removeprefix(".").rstrip(".")
    return bool(end) and f".{host.casefold()}".endswith(f".{end}")


def _without_port(entry: str) -> tuple[str, int | None]:
    """An entry's host or network, and its port if it has one."""
    if entry.startswith("["):
        name, _, rest = entry[1:].partition("]")
        if rest.startswith("/"):
            return name + rest, None
        port = rest.removeprefix(":")
    elif entry.count(":") == 1:
        name, _, port = entry.partition(":")
    else:
        # More colons than one are an IPv6 address without brackets.
        return entry, None
    return name, int(port) if port.isdecimal() else None


def _is_at_hand(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
        return address.is_loopback or address.is_link_local
    except ValueError:
        return host.casefold() == "localhost"


@cache
def _of_the_system() -> ssl.SSLContext:
    """The system's authorities; reading some hundred certificates takes longer than a press."""
    return ssl.create_default_context()
