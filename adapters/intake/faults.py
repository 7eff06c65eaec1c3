"""What is wrong with a message, in fixed words: which field, and why; never what it held."""


class BadField(Exception):
    """A message that cannot be taken: which field, and why, in words for whoever sends it."""

    def __init__(self, field: str, reason: str) -> None:
        """Keep the field and the reason; both go to the sender, and to a row of ours."""
        super().__init__(f"{field} {reason}")
        self.field = field
        self.reason = reason
