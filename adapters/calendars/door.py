"""The doors at which calendars are fetched: who has the secret reads, and nobody is asked who."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from aiohttp import web

from bot.core.errors import StorageDown
from bot.core.storage import Storage, Work, in_one_work

Behind = TypeVar("Behind")
IN_PATH = "{secret:[0-9a-f]{32}}"
log = logging.getLogger(__name__)


def add_door(
    app: web.Application,
    path: str,
    storage: Storage,
    behind: Callable[[Work, str], Awaitable[Behind | None]],
    written: Callable[[Behind, datetime], bytes],
) -> None:
    """Answer ``GET path`` with what lies behind its secret.

    A secret that is wrong and one that leads to nothing any more look alike: 404. ``written``
    gets what was found and the moment it was looked for.
    """

    async def show(request: web.Request) -> web.Response:
        async def look(work: Work) -> tuple[Behind | None, datetime]:
            return await behind(work, request.match_info["secret"]), work.now

        try:
            found, now = await in_one_work(storage, look, reads_only=True)
        except StorageDown:
            log.exception("storage_down")
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "60"}) from None
        if found is None:
            raise web.HTTPNotFound
        return web.Response(
            body=written(found, now),
            content_type="text/calendar",
            charset="utf-8",
            headers={"Content-Disposition": 'attachment; filename="calendar.ics"'},
        )

    app.router.add_get(path, show)
