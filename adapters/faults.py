"""What keeps the program from starting, with the remedy."""


class NotReady(Exception):
    """The database does not answer, or its schema is older than this program."""

    def __str__(self) -> str:
        """What to do about it."""
        return (
            "The database does not answer, or its schema is older than this program.\n"
            "  Start it, then run: support-timeout migrate"
        )
