"""The stored programme, its versions, and the log of its changes."""

from datetime import datetime

from bot.core.records import Field, Record, stored

CURRENT = "current"


class Configuration(Record):
    """The programme as applied last; its reference is always ``current``."""

    applied_at: Field[datetime]
    version: Field[int] = stored(default=1)
    document: Field[str] = stored(default="{}")
    """The programme as JSON, with people by reference."""
    paused: Field[bool] = stored(default=False)
    """Whether first notes and follow-ups are stopped; what people ask for goes on."""
    file: Field[str] = stored(default="")
    """The blind index of the playbook file applied last; a restart does not apply it again."""


class AppliedFile(Record):
    """A playbook file that was applied; its reference is the blind index of its text.

    A start that finds an older file again does not apply it over a newer one.
    """

    at: Field[datetime]
    """When it was applied last."""


class ProgrammeVersion(Record):
    """An earlier or the present programme; its reference is the version's number.

    It is kept so that a coordinator can look at it and restore what was removed. People stand in
    it by reference.
    """

    number: Field[int]
    at: Field[datetime]
    document: Field[str] = stored(default="{}")


class AuditEntry(Record):
    """Who changed the configuration and what, in a hash chain. Requests are never logged here."""

    at: Field[datetime]
    number: Field[int]
    who: Field[str]
    what: Field[str]
    digest: Field[str]
