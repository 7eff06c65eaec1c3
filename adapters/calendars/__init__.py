"""Calendars in iCalendar format: the shifts hospitals publish, and the feeds this service serves.

``fetcher`` downloads a calendar, ``parser`` reads who works when, in the process that ``reader``
starts (``reader_process``), and ``sync`` does both regularly and passes the shifts to the bot.
Only people and their working times leave this package, and titles where the playbook says that they
name people; those are never stored. ``feeds`` serves calendars of our own.
"""
