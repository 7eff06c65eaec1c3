"""What can go wrong, named for what the catcher does about it."""

from collections.abc import Mapping
from datetime import timedelta


class BotError(Exception):
    """The base of every error this package raises on purpose."""


class Conflict(BotError):
    """Somebody else changed what this work had read; the whole work is run again."""


class StorageDown(BotError):
    """The database does not answer; only screens that need no storage can be shown."""


class LeaseLost(BotError):
    """A job is no longer ours: it was cancelled, or another worker has it by now."""


class ReadsOnly(BotError):
    """A reading work was asked to write: a fault in the program, never a person's."""


class SubjectGone(BotError):
    """What a screen would show has ended or was erased; a job for it ends quietly."""


class Refused(BotError):
    """The person may not do this now; ``key`` names the words they may read about it."""

    def __init__(self, key: str, **values: str | int) -> None:
        """Keep the key of the words and the values they need."""
        super().__init__(key)
        self.key = key
        self.values = values


class FormRefused(BotError):
    """A form cannot be taken as it is; ``faults`` maps an input's name to a words key.

    The form is shown again with everything that was entered still in it.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        """Keep the faults by input name."""
        super().__init__(", ".join(sorted(faults)))
        self.faults = dict(faults)


class RecipientGone(BotError):
    """The platform says this person or channel cannot be reached: never try again."""


class Unwanted(RecipientGone):
    """They have blocked us there: nobody looks for them on another platform instead."""


class PlatformBusy(BotError):
    """The platform asks to wait; trying again later costs nothing."""

    def __init__(self, retry_after: timedelta) -> None:
        """Keep how long the platform asks us to wait."""
        super().__init__(f"retry after {retry_after.total_seconds():.0f} s")
        self.retry_after = retry_after


class OutcomeUnknown(BotError):
    """The platform may or may not have done it, and cannot be asked."""
