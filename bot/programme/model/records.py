"""The programme as it is kept, its versions, and the log of its changes."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.storage import Record

CURRENT = "current"


@dataclass(frozen=True, kw_only=True)
class Configuration(Record):
    """The programme as applied last; its reference is always ``current``.

    ``document`` is the programme as JSON, people by reference. ``paused`` stops first notes and
    follow-ups everywhere; what a person asks for goes on. ``file`` is a keyed mark of the file
    that was applied last, so that starting with the same file takes nothing back.
    """

    applied_at: datetime
    version: int = 1
    document: str = "{}"
    paused: bool = False
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class ProgrammeVersion(Record):
    """The programme as it was applied once; its reference is the version's number.

    Kept so that what was removed can be put back, and so that "what did it say then" has an
    answer. People stand in it by reference, as they do in the present one.
    """

    number: int
    at: datetime
    document: str = "{}"


@dataclass(frozen=True, kw_only=True)
class AuditEntry(Record):
    """Who changed the configuration, hash-chained; never who was asked or answered."""

    at: datetime
    number: int
    who: str
    what: str
    digest: str
