"""Messages that are posted, and the terms on which each of them goes out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from bot.core.jobs import Job, Urgency
from bot.core.names import Screen

FRESH_FOR = timedelta(hours=1)
"""How late a message may be and still count as an answer to what somebody just did."""
TWO_MINUTES = timedelta(minutes=2)
AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


class Hours(StrEnum):
    """At which hours a message may reach a person."""

    AT_ONCE = "at once"
    """At any hour for ``FRESH_FOR``, because somebody waits for it; later only by day."""
    BY_DAY = "by day"
    """Outside the reader's quiet hours, and when their platform lets them be disturbed."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Until when a message makes sense, at which hours it may go, and what doubt does to it."""

    lasts: timedelta
    """How long after it was first due it may still be sent; afterwards it expires."""
    hours: Hours
    repeats_after: timedelta | None
    """The pause before the one repeat if it is unknown whether it arrived; ``None``: no repeat."""
    urgency: Urgency = Urgency.CARE
    complete: bool = False
    """Whether it always shows all its words, even where a notification shows them to others.

    Only what answers its reader's own press may, and what somebody must act on at once. Neither
    says anything about its reader. Everything else hangs closed there (``bot.core.envelopes``).
    """

    def last_hour(self, job: Job) -> datetime:
        """Return the moment after which a job's message is not sent any more."""
        return job.meant_for + self.lasts

    def only_by_day(self, job: Job, now: datetime) -> bool:
        """Return whether the reader's quiet hours count at this moment."""
        return self.hours is Hours.BY_DAY or now > job.meant_for + FRESH_FOR


class Message(Screen):
    """The name of a screen that is also posted, with its terms."""

    __slots__ = ("terms",)
    terms: Terms

    def __new__(cls, name: str, terms: Terms) -> Self:
        """Name a screen and the terms on which it is posted."""
        message = super().__new__(cls, name)
        message.terms = terms
        return message

    def __getnewargs__(self) -> tuple[str, Terms]:  # type: ignore[override]
        """Return what a copy is made of."""
        return str(self), self.terms


def by_day(
    lasts: timedelta,
    *,
    repeats_after: timedelta | None = None,
    urgency: Urgency = Urgency.CARE,
) -> Terms:
    """Return the terms of a message that waits for its reader's day."""
    return Terms(lasts=lasts, hours=Hours.BY_DAY, repeats_after=repeats_after, urgency=urgency)


def at_once(
    lasts: timedelta,
    *,
    repeats_after: timedelta | None = None,
    urgency: Urgency = Urgency.CARE,
    complete: bool = False,
) -> Terms:
    """Return the terms of a message that somebody waits for."""
    return Terms(
        lasts=lasts,
        hours=Hours.AT_ONCE,
        repeats_after=repeats_after,
        urgency=urgency,
        complete=complete,
    )
