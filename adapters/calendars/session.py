"""``GET /calendar/session/SECRET.ics``: one group session, for the calendar of who comes."""

from datetime import datetime

from aiohttp import web
from icalendar import Calendar, Event

from adapters.calendars.door import IN_PATH, add_door
from bot.core.storage import Storage
from bot.core.texts import Wording
from bot.sessions import SessionEntry, session_behind


def add_session_calendars(app: web.Application, storage: Storage, wording: Wording) -> None:
    """Add the door. A wrong secret and a session that is over look alike."""

    def file(found: SessionEntry, now: datetime) -> bytes:
        return written(found, wording.words("en", "UTC")("group.entry"), now)

    add_door(app, f"/calendar/session/{IN_PATH}.ics", storage, session_behind, file)


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
