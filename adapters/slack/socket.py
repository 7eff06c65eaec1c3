"""Socket Mode: for hospitals that let nothing in from outside. The same listeners, no door.

The SDK's client reconnects by itself; the watchdog is for when it does not.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientError
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

LOOK_EVERY_S = 10.0
PATIENCE = 3
"""So many looks in a row without a connection, and it is made anew."""
OPENED_WITHIN_S = 90.0
"""Longer than Slack's client waits where Slack wants it to, shorter than anybody should wait."""
FAULTS = (SlackApiError, SlackClientError, ClientError, OSError, TimeoutError)
log = logging.getLogger(__name__)


@asynccontextmanager
async def listening(
    bolt: AsyncApp,
    client: AsyncWebClient,
    app_token: str,
    every: float = LOOK_EVERY_S,
    within: float = OPENED_WITHIN_S,
) -> AsyncIterator[None]:
    """Listen over a socket beside the block; ``client`` speaks with the app's token.

    It is looked after ``every`` so many seconds, and is to be open ``within`` so many.
    """
    watch = asyncio.create_task(_watch(bolt, client, app_token, every, within))
    try:
        yield
    finally:
        watch.cancel()
        await asyncio.gather(watch, return_exceptions=True)


async def _watch(
    bolt: AsyncApp, client: AsyncWebClient, app_token: str, every: float, within: float
) -> None:
    while True:
        handler = AsyncSocketModeHandler(bolt, app_token, web_client=client)
        try:
            # An address Slack gave is good once and for moments. Where the connection to it
            # fails, its client tries the same one again for ever.
            async with asyncio.timeout(within):
                await handler.connect_async()  # type: ignore[no-untyped-call]
            await _until_lost(handler, every)
            log.warning("slack_socket_lost")
        except Exception:
            # Whatever it is, it is tried again: without a socket nobody can ask for anything.
            log.exception("slack_socket_not_opened")
            await asyncio.sleep(every)
        finally:
            await asyncio.shield(_closed(handler))


async def _until_lost(handler: AsyncSocketModeHandler, every: float) -> None:
    """Return when there has been no connection for some looks in a row."""
    missing = 0
    while missing < PATIENCE:
        await asyncio.sleep(every)
        missing = 0 if await handler.client.is_connected() else missing + 1


async def _closed(handler: AsyncSocketModeHandler) -> None:
    try:
        await handler.close_async()  # type: ignore[no-untyped-call]
    except FAULTS:
        log.info("slack_socket_not_closed")
