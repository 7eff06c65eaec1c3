"""The programme as it is kept, its versions, and the log of its changes."""

from datetime import datetime

from bot.core.records import Field, Record, stored

CURRENT = "current"


class Configuration(Record):
    """The programme as applied last; its reference is always ``current``.

    ``document`` is the programme as JSON, people by reference. ``paused`` stops first notes and
    follow-ups everywhere; what a person asks for goes on. ``file`` is a keyed mark of the file
    that was applied last, so that starting with the same file takes nothing back.
    """

    applied_at: Field[datetime]
    version: Field[int] = stored(default=1)
    document: Field[str] = stored(default="{}")
    paused: Field[bool] = stored(default=False)
    file: Field[str] = stored(default="")


class ProgrammeVersion(Record):
    """The programme as it was applied once; its reference is the version's number.

    Kept so that what was removed can be put back, and so that "what did it say then" has an
    answer. People stand in it by reference, as they do in the present one.
    """

    number: Field[int]
    at: Field[datetime]
    document: Field[str] = stored(default="{}")


class AuditEntry(Record):
    """Who changed the configuration, hash-chained; never who was asked or answered."""

    at: Field[datetime]
    number: Field[int]
    who: Field[str]
    what: Field[str]
    digest: Field[str]
