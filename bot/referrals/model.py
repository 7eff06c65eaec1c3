"""A colleague worries: one gentle note, which says who sent it only if they wish so."""

from datetime import datetime, timedelta

from bot.core.records import TEXT, Field, Record, Sealed, stored

ONE_IN = timedelta(days=30)
"""One such note a recipient in this time, whoever sends it."""
KEPT_FOR = timedelta(days=7)
"""How long its buttons go on working; then who it was to, and from, goes."""


class ColleagueNote(Record):
    """A note from one colleague to another.

    ``whose`` is ``mark("colleague-note", person)``, by which it is found.
    """

    at: Field[datetime]
    whose: Field[str]
    named: Field[bool] = stored(default=False)

    person = Sealed(TEXT)
    """Whom it is to."""
    sender = Sealed(TEXT)
    """Who wrote it, only if they agreed to be named."""


class LastColleagueNote(Record):
    """That somebody had such a note just now; its reference is the keyed mark. Kept 30 days."""

    at: Field[datetime]
