"""Finds the address that asks, behind the proxies that are believed about it."""

import ipaddress
from collections.abc import Iterable, Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

OWN_NETWORK: tuple[Network, ...] = tuple(
    ipaddress.ip_network(each)
    for each in (
        "127.0.0.0/8",
        "::1/128",
        "10.0.0.0/8",
        "100.64.0.0/10",  # of clusters and carriers (RFC 6598)
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "fc00::/7",
        "fe80::/10",
    )
)
"""Addresses that only this machine and the hospital's own network have."""
ONE_HOLDER = 64
"""The length of the part of an IPv6 address that one holder of many addresses has in common."""


def caller_of(proxies: Sequence[Network], peer: str | None, forwarded: Iterable[str]) -> str | None:
    """The address outside that asks, or ``None`` if the request comes from inside.

    ``proxies`` may say for whom they ask. ``forwarded`` are the values of X-Forwarded-For, to
    which each proxy adds whom it heard.
    """
    heard = [part for value in forwarded for part in value.split(",")]
    for text in (peer or "", *reversed(heard)):
        address = _address(text.strip())
        if address is None:
            return None
        if not any(address in network for network in proxies):
            return _holder(address)
    return None


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
