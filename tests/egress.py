"""A network that lets traffic out by a proxy alone, and whose certificates are its own.

The hosts behind the proxy have names that no resolver knows, so a call that misses the proxy fails.
"""

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from adapters.outbound import Outbound
from tests.certificates import Authority

USER = "bot:p%40ss"
ALLOWED = base64.b64encode(b"bot:p@ss").decode()
CONNECTED = b"HTTP/1.1 200 Connection established\r\n\r\n"
HTTPS = 443
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Egress:
    """The proxy, and what lies behind it."""

    authority: Authority
    port: int = 0
    refuses: int = 0
    """The status with which the proxy opens no connection; 0 lets all through."""
    asked: list[str] = field(default_factory=list)
    """The hosts to which a connection was asked for, with their ports."""
    _behind: dict[str, int] = field(default_factory=dict)
    _servers: list[asyncio.Server] = field(default_factory=list)

    @property
    def outbound(self) -> Outbound:
        """What a deployment in this network is told."""
        proxy = f"http://{USER}@127.0.0.1:{self.port}"
        return Outbound(proxy, authorities=self.authority.file)

    async def put(self, host: str, origin: str) -> str:
        """Put a server of this machine behind the proxy, with TLS; returns its address there."""
        to = urlsplit(origin).port

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await _join((reader, writer), await asyncio.open_connection("127.0.0.1", to))

        tls = self.authority.serving(host)
        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
        self._servers.append(server)
        self._behind[f"{host}:{HTTPS}"] = server.sockets[0].getsockname()[1]
        return f"https://{host}"

    async def listen(self) -> None:
        """Listen on a port of loopback."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._servers.append(server)
        self.port = server.sockets[0].getsockname()[1]

    def close(self) -> None:
        """Take nobody any more."""
        for server in self._servers:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        verb, to, _ = head.split("\r\n", 1)[0].split(" ")
        self.asked.append(to)
        status = self.refuses or (0 if f"Proxy-Authorization: Basic {ALLOWED}" in head else 407)
        if status or verb != "CONNECT" or to not in self._behind:
            writer.write(f"HTTP/1.1 {status or 502} No\r\nContent-Length: 0\r\n\r\n".encode())
            writer.close()
            return
        writer.write(CONNECTED)
        there = await asyncio.open_connection("127.0.0.1", self._behind[to])
        await _join((reader, writer), there)


async def _join(one: Streams, other: Streams) -> None:
    """Pass on what comes from either side until both have ended."""
    await asyncio.gather(_pass_on(one[0], other[1]), _pass_on(other[0], one[1]))


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while piece := await reader.read(65_536):
            writer.write(piece)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def egress(folder: Path) -> AsyncIterator[Egress]:
    """A proxy that asks for a name and a password, and an authority with its file in a folder."""
    found = Egress(Authority(folder))
    await found.listen()
    try:
        yield found
    finally:
        found.close()
