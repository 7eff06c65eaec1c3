"""What keeps the program from starting, with the remedy."""

SCHEMA = (
    "The database does not answer, or its schema is older than this program.\n"
    "  Start it, then run: support-timeout migrate"
)


class NotReady(Exception):
    """The service cannot begin; the text says why and what to do about it."""
