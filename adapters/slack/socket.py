"""Socket Mode, for hospitals that allow no connections from outside.

The SDK's client reconnects by itself; the watch here replaces it when that fails.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientError, ClientTimeout
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.outbound import Outbound
from adapters.sessions import open_session

LOOK_EVERY_S = 10.0
PATIENCE = 3
"""The number of checks in a row without a connection before a new client is made."""
OPENED_WITHIN_S = 90.0
"""The time to connect; longer than the waits that Slack itself demands."""
NO_LIMIT = ClientTimeout(total=None)
"""A socket stays open for hours; ``listening`` limits how long it may take to open."""
FAULTS = (SlackApiError, SlackClientError, ClientError, OSError, TimeoutError)
log = logging.getLogger(__name__)


@asynccontextmanager
async def listening(
    bolt: AsyncApp,
    client: AsyncWebClient,
    app_token: str,
    every: float = LOOK_EVERY_S,
    within: float = OPENED_WITHIN_S,
    outbound: Outbound | None = None,
) -> AsyncIterator[None]:
    """Listen over a socket during the block; ``client`` uses the app's token.

    The connection is checked ``every`` that many seconds, and must open ``within`` that many.
    ``outbound`` says how it leaves.
    """
    opening = _Opening(bolt, client, app_token, outbound or Outbound())
    watch = asyncio.create_task(_watch(opening, every, within))
    try:
        yield
    finally:
        watch.cancel()
        await asyncio.gather(watch, return_exceptions=True)


@dataclass(frozen=True)
class _Opening:
    """Makes a client for each connection."""

    bolt: AsyncApp
    client: AsyncWebClient
    app_token: str
    outbound: Outbound

    async def handler(self) -> AsyncSocketModeHandler:
        """A client that is not connected, with a session of ours instead of its own."""
        made = AsyncSocketModeHandler(self.bolt, self.app_token, web_client=self.client)
        await made.client.aiohttp_client_session.close()
        made.client.aiohttp_client_session = open_session(self.outbound, NO_LIMIT)
        return made


async def _watch(opening: _Opening, every: float, within: float) -> None:
    while True:
        handler: AsyncSocketModeHandler | None = None
        try:
            handler = await opening.handler()
            # Slack's socket address is valid once and briefly. If connecting fails, the SDK's
            # client would retry the same address forever.
            async with asyncio.timeout(within):
                await handler.connect_async()  # type: ignore[no-untyped-call]
            await _until_lost(handler, every)
            log.warning("slack_socket_lost")
        except Exception:
            # Retry after any failure, because without a socket nobody can ask for anything.
            log.exception("slack_socket_not_opened")
            await asyncio.sleep(every)
        finally:
            if handler is not None:
                await asyncio.shield(_closed(handler))


async def _until_lost(handler: AsyncSocketModeHandler, every: float) -> None:
    """Return after ``PATIENCE`` checks in a row without a connection."""
    missing = 0
    while missing < PATIENCE:
        await asyncio.sleep(every)
        missing = 0 if await handler.client.is_connected() else missing + 1


async def _closed(handler: AsyncSocketModeHandler) -> None:
    try:
        await handler.close_async()  # type: ignore[no-untyped-call]
    except FAULTS:
        log.info("slack_socket_not_closed")
