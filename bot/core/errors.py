"""The errors of this package, one for each way of handling them."""

from collections.abc import Mapping
from datetime import timedelta


class BotError(Exception):
    """The base of every error that this package raises on purpose."""


class Conflict(BotError):
    """Another work changed what this one had read; the whole work is run again."""


class StorageDown(BotError):
    """The database does not answer; only screens without storage can be shown."""


class LeaseLost(BotError):
    """We lost a job: it was cancelled, or another worker has leased it."""


class ReadsOnly(BotError):
    """A read-only work was asked to write: a fault in the program."""


class SubjectGone(BotError):
    """The subject of a screen has ended or was erased; a job about it is cancelled."""


class Refused(BotError):
    """The person cannot do this now; ``key`` names the text that explains why."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class FormRefused(BotError):
    """A form has faults; it is shown again with the entered values.

    ``faults`` maps an input's name to the key of the text that explains the fault.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(", ".join(sorted(faults)))
        self.faults = dict(faults)


class NotDrawn(BotError):
    """A picture could not be made; what it shows is said in words instead."""


class RecipientGone(BotError):
    """The platform gave evidence that it cannot reach this person or channel: never try again."""


class Unwanted(RecipientGone):
    """The person blocked the app: do not try their other platforms instead."""


class PlatformBusy(BotError):
    """The platform asks us to wait."""

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(f"retry after {retry_after.total_seconds():.0f} s")
        self.retry_after = retry_after


class InstallationBroken(PlatformBusy):
    """The platform refuses the whole installation: everything waits until somebody mends it."""

    def __init__(self, code: str, retry_after: timedelta = timedelta(minutes=5)) -> None:
        """``code`` is the platform's own word for the refusal; it holds no personal data."""
        super().__init__(retry_after)
        self.code = code


class NotUnderstood(BotError):
    """The platform refused a message for a reason we do not know, so nobody counts as gone."""

    def __init__(self, code: str) -> None:
        """``code`` is the platform's own word for the refusal; it holds no personal data."""
        super().__init__(code)
        self.code = code


class Faulty(BotError):
    """The platform refused the content of a message: a fault in the program."""

    def __init__(self, code: str) -> None:
        """``code`` is the platform's own word for the refusal; it holds no personal data."""
        super().__init__(code)
        self.code = code


class OutcomeUnknown(BotError):
    """It is unknown whether the platform did what we asked."""
