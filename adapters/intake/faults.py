"""The fault of a message, in fixed words: which field and why, never what the message contained."""


class BadField(Exception):
    """A message cannot be accepted; ``field`` and ``reason`` are sent to its sender and stored."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field} {reason}")
        self.field = field
        self.reason = reason
