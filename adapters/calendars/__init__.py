"""Calendars: who is at work or on duty when, by iCalendar, from wherever a hospital keeps rotas.

``fetch`` gets one by its address, ``read`` says who is at work in it, ``keeping`` does both now
and then and hands what was read to the bot. Only who, from when and until when leaves here.
``own`` goes the other way: somebody's own turns of duty, for the calendar on their phone.
"""

from adapters.calendars.faults import CalendarFault
from adapters.calendars.fetch import Fetched, Fetcher, Known
from adapters.calendars.keeping import Calendars
from adapters.calendars.read import CalendarRead, Entry, read_calendar

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
