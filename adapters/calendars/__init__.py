"""Calendars in iCalendar format: the shifts hospitals publish, and the feeds this service serves.

``fetcher`` downloads a calendar, ``parser`` reads who works when, and ``sync`` does both
regularly and passes the shifts to the bot. Only people and their working times leave this package.
"""

from adapters.calendars.faults import CalendarFault
from adapters.calendars.fetcher import Fetched, Fetcher, Known
from adapters.calendars.parser import CalendarRead, Entry, read_calendar
from adapters.calendars.sync import Calendars

__all__ = [
    "CalendarFault",
    "CalendarRead",
    "Calendars",
    "Entry",
    "Fetched",
    "Fetcher",
    "Known",
    "read_calendar",
]
