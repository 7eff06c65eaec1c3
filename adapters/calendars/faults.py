"""Why a calendar could not be read, as a fixed word; its contents are never logged or shown."""


class CalendarFault(Exception):
    """A calendar could not be read; ``word`` is a key under ``programme.list.fault``."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


NOT_HTTPS = "not_https"
PRIVATE = "private"
UNREACHABLE = "unreachable"
REFUSED = "refused"
TOO_LARGE = "too_large"
NO_CALENDAR = "no_calendar"
TOO_HEAVY = "too_heavy"
