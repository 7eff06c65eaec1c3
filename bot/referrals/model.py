"""A gentle note to a colleague, which names its sender only if the sender agrees."""

from datetime import datetime, timedelta

from bot.core.records import TEXT, Field, Record, Sealed, stored

ONE_IN = timedelta(days=30)
"""A person gets at most one such note in this time, from all senders together."""
KEPT_FOR = timedelta(days=7)
"""How long its buttons work; then its recipient and its sender are erased."""


class ColleagueNote(Record):
    """A note from one colleague to another."""

    at: Field[datetime]
    whose: Field[str]
    """``blind_index("colleague-note", person)`` of the recipient."""
    named: Field[bool] = stored(default=False)

    person = Sealed(TEXT)
    """The recipient."""
    sender = Sealed(TEXT)
    """The sender, stored only if they agreed to be named."""


class LastColleagueNote(Record):
    """When a person last got such a note. Its reference is their blind index; kept 30 days."""

    at: Field[datetime]
