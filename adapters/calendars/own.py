"""``GET /calendar/SECRET.ics``: somebody's own turns of duty, for their own calendar."""

import logging
from datetime import datetime, timedelta

from aiohttp import web
from icalendar import Calendar, Event, vDuration

from bot.errors import StorageDown
from bot.storage import Storage, Work, in_one_work
from bot.supporters import OwnCalendar, calendar_behind
from bot.texts import Wording

EVERY = timedelta(hours=1)
"""How often a calendar app may ask; what it shows is that old at most."""
log = logging.getLogger(__name__)


def add_own_calendars(app: web.Application, storage: Storage, wording: Wording) -> None:
    """Add the door. Who has the secret reads; a wrong one and one taken away look alike."""

    async def show(request: web.Request) -> web.Response:
        secret = request.match_info["secret"]

        async def look(work: Work) -> tuple[OwnCalendar | None, datetime]:
            return await calendar_behind(work, secret), work.now

        try:
            found, now = await in_one_work(storage, look, reads_only=True)
        except StorageDown:
            log.exception("storage_down")
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "60"}) from None
        if found is None:
            raise web.HTTPNotFound
        title = wording.words(found.locale, "UTC")("supporters.calendar.entry")
        return web.Response(
            body=written(found, title, now),
            content_type="text/calendar",
            charset="utf-8",
            headers={"Content-Disposition": 'attachment; filename="turns.ics"'},
        )

    app.router.add_get("/calendar/{secret:[0-9a-f]{32}}.ics", show)


def written(own: OwnCalendar, title: str, now: datetime) -> bytes:
    """The calendar in its own format: times in UTC, one title for all, and nobody's name."""
    calendar = Calendar()
    calendar.add("prodid", "-//Support Time Out//Duty//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", vDuration(EVERY), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in own.entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", now)
        event.add("dtstart", entry.starts)
        event.add("dtend", entry.ends)
        event.add("summary", title)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
