"""How an attempt to send ends: one of five results.

A message ends by its delivery, by evidence about its recipient, or by its own last hour. Everything
else is doubt, and doubt waits.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.core.conversation import Address
from bot.core.errors import (
    Faulty,
    InstallationBroken,
    NotUnderstood,
    OutcomeUnknown,
    PlatformBusy,
    RecipientGone,
    Unwanted,
)
from bot.core.jobs import Reason


@dataclass(frozen=True)
class Delivered:
    """The platform confirmed it."""

    address: Address
    message: str


@dataclass(frozen=True)
class Waits:
    """It was not delivered, or nobody knows; nothing says that its reader is gone."""

    reason: Reason
    pause: timedelta | None = None
    """``None``: a pause that grows with each attempt."""
    code: str = ""


@dataclass(frozen=True)
class Gone:
    """The platform gave evidence that it cannot reach this recipient."""

    unwanted: bool = False
    """Whether the person blocked the app, so no other platform of theirs is tried."""


@dataclass(frozen=True)
class Expired:
    """Its last hour passed."""


@dataclass(frozen=True)
class Faulted:
    """A fault in the program: the platform refused what we sent, or our own code failed.

    Nobody else can mend it, so it is an alarm at once; a later version may still deliver it.
    """

    code: str


Result = Delivered | Waits | Gone | Expired | Faulted


def refused_with(error: Exception) -> Waits | Gone | Faulted:
    """Return the result that an error of a ``Messenger`` stands for."""
    match error:
        case RecipientGone():
            return Gone(unwanted=isinstance(error, Unwanted))
        case InstallationBroken():
            return Waits(Reason.INSTALLATION, error.retry_after, error.code)
        case PlatformBusy():
            return Waits(Reason.BUSY, error.retry_after)
        case OutcomeUnknown() | TimeoutError():
            return Waits(Reason.UNKNOWN)
        case NotUnderstood():
            return Waits(Reason.REFUSED, code=error.code)
        case Faulty():
            return Faulted(error.code)
        case _:
            return Faulted(type(error).__name__)
