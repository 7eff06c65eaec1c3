"""Decides which service URLs may be trusted.

Every activity carries a service URL. It is stored, and the app's token is later sent to it, so a
wrong one would leak the token. It is checked when it arrives and before each call.
"""

import ipaddress
from urllib.parse import urlsplit

LONGEST = 500


class ServiceHosts:
    """The allowed hosts of the Bot Connector."""

    def __init__(self, allowed: frozenset[str]) -> None:
        """``allowed`` are host names, or ``host:port`` of a test server on this machine.

        Only a listed host of this machine may be used without TLS.
        """
        self._allowed = frozenset(one.casefold() for one in allowed)

    def allows(self, service_url: str) -> bool:
        """Whether a URL is on an allowed host. Never raises."""
        if len(service_url) > LONGEST or not service_url.isascii():
            return False
        try:
            url = urlsplit(service_url)
            host, port = url.hostname or "", url.port
        except ValueError:
            return False
        if url.username is not None or url.password is not None or url.query or url.fragment:
            return False
        if is_loopback(host) and url.scheme in {"http", "https"}:
            return bool({host, f"{host}:{port}"} & self._allowed)
        return url.scheme == "https" and port in {None, 443} and host in self._allowed


def same_service_url(one: str, other: str) -> bool:
    """Whether two service URLs are the same place.

    Microsoft writes the same URL with and without a slash at its end. Scheme and host do not
    distinguish upper and lower case.
    """
    return _normal(one) == _normal(other)


def _normal(service_url: str) -> tuple[str, ...]:
    try:
        url = urlsplit(service_url)
    except ValueError:
        return (service_url,)
    return url.scheme, url.netloc.casefold(), url.path.rstrip("/"), url.query, url.fragment


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
