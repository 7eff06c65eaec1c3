"""Calendars in the iCalendar format: the one place that knows the libraries for it."""
