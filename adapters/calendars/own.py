"""``GET /calendar/SECRET.ics``: somebody's own turns of duty, for their own calendar."""

from datetime import datetime, timedelta

from aiohttp import web
from icalendar import Calendar, Event, vDuration

from adapters.calendars.door import IN_PATH, add_door
from bot.core.storage import Storage
from bot.core.texts import Wording
from bot.supporters import OwnCalendar, calendar_behind

EVERY = timedelta(hours=1)
"""How often a calendar app may ask; what it shows is that old at most."""


def add_own_calendars(app: web.Application, storage: Storage, wording: Wording) -> None:
    """Add the door. Who has the secret reads; a wrong one and one taken away look alike."""

    def file(found: OwnCalendar, now: datetime) -> bytes:
        title = wording.words(found.locale, "UTC")("supporters.calendar.entry")
        return written(found, title, now)

    add_door(app, f"/calendar/{IN_PATH}.ics", storage, calendar_behind, file)


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
