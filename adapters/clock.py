"""The host's clock."""

from datetime import UTC, datetime


class SystemClock:
    """The host's clock; the only code that asks the operating system for the time."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)


def in_utc(moment: datetime) -> datetime:
    """Convert a moment to UTC; raises ``ValueError`` if it has no zone."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} names no zone")
    return moment.astimezone(UTC)
