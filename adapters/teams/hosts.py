"""Which service URLs may be believed and written to.

A service URL comes with every activity, is stored, and is later written to with the app's own
token: a wrong one would hand that token to somebody else. So it is looked at on both ways.
"""

import ipaddress
from urllib.parse import urlsplit

LONGEST = 500


class ServiceHosts:
    """The hosts of the Bot Connector that we deal with."""

    def __init__(self, allowed: frozenset[str]) -> None:
        """``allowed`` are host names, or ``host:port`` of a stand-in on this machine.

        Only a host of this machine may be spoken to without TLS, and only if it is on the list.
        """
        self._allowed = frozenset(one.casefold() for one in allowed)

    def allows(self, service_url: str) -> bool:
        """Whether this is an address of one of them. Never raises."""
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


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
