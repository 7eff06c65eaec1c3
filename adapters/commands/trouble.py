"""Why a command could not do its work, in plain words, where a traceback would say less."""

from adapters.database.reachability import Cause, cause_of
from bot.core.errors import StorageDown

FULL = (
    "The database's disk is full, so nothing was changed.\n"
    "  Make room there, or give it a larger disk, and run it again.\n"
)
WENT_AWAY = (
    "The database does not answer, so it may not be done ({cause}).\n"
    "  See what support-timeout doctor says, and run it again.\n"
)


def said_of(fault: StorageDown) -> str:
    """What to do about a database that refused a command."""
    cause = cause_of(fault)
    return FULL if cause is Cause.DISK else WENT_AWAY.format(cause=cause)
