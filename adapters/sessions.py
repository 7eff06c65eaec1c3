"""Opens the connections to other services: each client gets its session here.

The proxy of each call is decided here, too, since the clients' own ways differ: one library ignores
``NO_PROXY``, and aiohttp takes names and passwords from ``~/.netrc`` along with the proxy.
"""

from aiohttp import (
    ClientConnectorError,
    ClientHandlerType,
    ClientHttpProxyError,
    ClientRequest,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    RequestInfo,
    TCPConnector,
)
from aiohttp.abc import AbstractResolver
from aiohttp.hdrs import PROXY_AUTHORIZATION
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from adapters.outbound import HTTPS, Outbound

NOT_SENT = (ClientConnectorError, ClientHttpProxyError)
"""After these nothing reached the host: no connection, or a proxy that opened none."""
CONNECTIONS = 100


def open_session(
    outbound: Outbound,
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

    async def send(request: ClientRequest, go_on: ClientHandlerType) -> ClientResponse:
        """Send a request by the proxy of its host, whatever the client's library has chosen."""
        proxy = outbound.proxy_for(request.url.host or "", request.url.port or HTTPS)
        request.update_proxy(URL(proxy) if proxy else None, None, None)
        try:
            return await go_on(request)
        except ClientHttpProxyError as error:
            refused = _without_password(error)
        # Outside of the handler, so that the first error is not kept as its context.
        raise refused

    connector = TCPConnector(
        ssl=outbound.trust(),
        limit=CONNECTIONS,
        limit_per_host=per_host,
        force_close=force_close,
        resolver=resolver,
        # A resolver of its own is asked each time.
        use_dns_cache=resolver is None,
    )
    return ClientSession(connector=connector, timeout=timeout, headers=headers, middlewares=(send,))


def _without_password(error: ClientHttpProxyError) -> ClientHttpProxyError:
    """The same error without the proxy's password, which stands in its address and a header."""
    asked = error.request_info
    headers = CIMultiDict(asked.headers)
    headers.pop(PROXY_AUTHORIZATION, None)
    shown = RequestInfo(
        asked.url, asked.method, CIMultiDictProxy(headers), asked.real_url.with_user(None)
    )
    return ClientHttpProxyError(
        shown, (), status=error.status, message=error.message, headers=error.headers
    )
