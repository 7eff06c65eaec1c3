"""A supporter's own note: sent to them alone, on the day after they talked with somebody."""

from datetime import datetime, time, timedelta

from bot.core.records import TEXT, Field, Record, Sealed

AT = time(10)
"""The earliest time of the next day, in the supporter's time zone."""
LATEST = timedelta(days=1)
"""How late the note may be sent; after that, its day is too long ago."""
KEPT_FOR = timedelta(days=7)
"""How long its buttons work, and how long its recipient is stored."""


class OwnNote(Record):
    """One note to one supporter about all their talks of one day; it names no request.

    ``whose`` and ``day`` together are unique.
    """

    whose: Field[str]
    """``blind_index("own-note", person)``."""
    day: Field[str]
    """The day it is sent, ``YYYY-MM-DD`` in the supporter's time zone."""
    area: Field[str]
    at: Field[datetime]

    person = Sealed(TEXT)
