"""``GET /calendar/session/SECRET.ics``: one group session, for the calendar of who comes."""

import logging
from datetime import datetime

from aiohttp import web
from icalendar import Calendar, Event

from bot.errors import StorageDown
from bot.group_sessions import SessionEntry, session_behind
from bot.storage import Storage, Work, in_one_work
from bot.texts import Wording

log = logging.getLogger(__name__)


def add_session_calendars(app: web.Application, storage: Storage, wording: Wording) -> None:
    """Add the door. A wrong secret and a session that is over look alike."""

    async def show(request: web.Request) -> web.Response:
        secret = request.match_info["secret"]

        async def look(work: Work) -> tuple[SessionEntry | None, datetime]:
            return await session_behind(work, secret), work.now

        try:
            found, now = await in_one_work(storage, look, reads_only=True)
        except StorageDown:
            log.exception("storage_down")
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "60"}) from None
        if found is None:
            raise web.HTTPNotFound
        return web.Response(
            body=written(found, wording.words("en", "UTC")("group.entry"), now),
            content_type="text/calendar",
            charset="utf-8",
            headers={"Content-Disposition": 'attachment; filename="meeting.ics"'},
        )

    app.router.add_get("/calendar/session/{secret:[0-9a-f]{32}}.ics", show)


def written(entry: SessionEntry, title: str, now: datetime) -> bytes:
    """The entry in its own format: a neutral title, the place, and nobody's name."""
    calendar = Calendar()
    calendar.add("prodid", "-//Support Time Out//Meeting//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if entry.is_cancelled else "PUBLISH")
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("sequence", entry.changes)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("summary", title)
    event.add("location", entry.place)
    event.add("class", "PRIVATE")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
