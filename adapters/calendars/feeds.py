"""Calendar feeds: one person's own duty turns, and one group session, as iCalendar files.

The secret in the address is the only proof: anybody who has it can read the file.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

from aiohttp import web
from icalendar import Calendar, Event, vDuration

from bot.core.errors import StorageDown
from bot.core.storage import Storage, Work, in_one_work
from bot.core.texts import Wording
from bot.duty import OwnCalendar, calendar_behind
from bot.sessions import SessionEntry, session_behind

T = TypeVar("T")
BY_CAPABILITY = "{secret:[0-9a-f]{32}}.ics"
REFRESH_INTERVAL = timedelta(hours=1)
"""How often a calendar app should fetch the file again."""

log = logging.getLogger(__name__)


def add_duty_feed(app: web.Application, storage: Storage, wording: Wording) -> None:
    """Add ``GET /calendar/SECRET.ics``: the duty turns of one person."""

    def file(found: OwnCalendar, now: datetime) -> bytes:
        title = wording.words(found.locale, "UTC")("supporters.calendar.entry")
        return duty_file(found, title, now)

    _add_feed(app, f"/calendar/{BY_CAPABILITY}", storage, calendar_behind, file)


def add_session_feed(app: web.Application, storage: Storage, wording: Wording) -> None:
    """Add ``GET /calendar/session/SECRET.ics``: one group session."""

    def file(found: SessionEntry, now: datetime) -> bytes:
        return session_file(found, wording.words("en", "UTC")("group.entry"), now)

    _add_feed(app, f"/calendar/session/{BY_CAPABILITY}", storage, session_behind, file)


def duty_file(own: OwnCalendar, title: str, now: datetime) -> bytes:
    """Write the turns with times in UTC and one title for all; the file holds no names."""
    calendar = _calendar("Duty", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", vDuration(REFRESH_INTERVAL), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in own.entries:
        event = _event(entry.uid, title, entry.starts, entry.ends, now)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def session_file(entry: SessionEntry, title: str, now: datetime) -> bytes:
    """Write the session with its place under a neutral title; the file holds no names."""
    calendar = _calendar("Meeting", "CANCEL" if entry.is_cancelled else "PUBLISH")
    event = _event(entry.uid, title, entry.starts_at, entry.ends_at, now)
    event.add("sequence", entry.changes)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("location", entry.place)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(product: str, method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//Support Time Out//{product}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(uid: str, title: str, starts: datetime, ends: datetime, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", title)
    event.add("class", "PRIVATE")
    return event


def _add_feed(
    app: web.Application,
    path: str,
    storage: Storage,
    find: Callable[[Work, str], Awaitable[T | None]],
    write: Callable[[T, datetime], bytes],
) -> None:
    """Answer ``GET path`` with what ``find`` returns for the secret, as ``write`` writes it.

    A wrong secret and one that has expired get the same answer, 404.
    """

    async def show(request: web.Request) -> web.Response:
        async def look(work: Work) -> tuple[T | None, datetime]:
            return await find(work, request.match_info["secret"]), work.now

        try:
            found, now = await in_one_work(storage, look, reads_only=True)
        except StorageDown:
            log.exception("storage_down")
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "60"}) from None
        if found is None:
            raise web.HTTPNotFound
        return web.Response(
            body=write(found, now),
            content_type="text/calendar",
            charset="utf-8",
            headers={"Content-Disposition": 'attachment; filename="calendar.ics"'},
        )

    app.router.add_get(path, show)
