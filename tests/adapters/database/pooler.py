"""A pooler that lends connections by the transaction, as far as a listener can tell.

Whatever the server says on a connection between two transactions reaches nobody.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from sqlalchemy import make_url

_NOTIFICATION = b"A"


@asynccontextmanager
async def pooled(url: str) -> AsyncIterator[str]:
    """The address of a PostgreSQL behind such a pooler."""
    there = make_url(url)
    socket = Path(str(there.query["host"])) / ".s.PGSQL.5432"
    open_now: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_unix_connection(str(socket))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_passed_on(reader, to_server))
                group.create_task(_without_notifications(from_server, writer))
        finally:
            for each in (to_server, writer):
                each.transport.abort()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(serve(reader, writer))
        open_now.add(task)
        task.add_done_callback(open_now.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        here = there.set(host="127.0.0.1", port=port, query={"sslmode": "disable"})
        yield here.render_as_string(hide_password=False)
    finally:
        server.close()
        for task in list(open_now):
            task.cancel()
        await asyncio.gather(*open_now, return_exceptions=True)


async def _passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while some := await reader.read(65536):
            writer.write(some)
            await writer.drain()
    writer.close()


async def _without_notifications(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            kind, length = await reader.readexactly(1), await reader.readexactly(4)
            body = await reader.readexactly(int.from_bytes(length) - 4)
            if kind != _NOTIFICATION:
                writer.write(kind + length + body)
                await writer.drain()
    writer.close()
