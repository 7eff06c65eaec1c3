"""A supporter's own note: one the day after they talked with somebody, for them alone."""

from datetime import datetime, time, timedelta

from bot.core.records import TEXT, Field, Record, Sealed

AT = time(10)
"""When it comes at the earliest, on the supporter's own clock, on the next day."""
LATEST = timedelta(days=1)
"""How late it may come; after that the day it is about is too long ago."""
KEPT_FOR = timedelta(days=7)
"""How long its buttons work, and how long it is kept whose it is."""


class OwnNote(Record):
    """One note to one supporter, for all they talked with on one day.

    ``whose`` is ``mark("own-note", person)``,
    ``day`` the day it is for, ``YYYY-MM-DD`` on their calendar; of both together there is one.
    It knows no request.
    """

    whose: Field[str]
    day: Field[str]
    area: Field[str]
    at: Field[datetime]

    person = Sealed(TEXT)
