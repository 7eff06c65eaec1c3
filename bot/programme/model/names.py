"""The names of channels, kinds of event, and harms."""

from dataclasses import dataclass
from enum import StrEnum

from bot.core.packed import Packed

ANNOUNCEMENTS = "announcements"
"""The key of the open channel that announces the programme."""


class ChannelOwner(StrEnum):
    """What has a channel of its own; the programme's channels have plain keys."""

    UNIT = "unit"
    AREA = "area"


@dataclass(frozen=True)
class ChannelKey(Packed):
    """The key of a unit's own channel, or of an area's private channel for requests."""

    between = "/"

    owner: ChannelOwner
    of: str
    """The key of the unit or the area."""
    channel: str | None = None
    """The key of the channel among those of the area; a unit has only one."""

    @classmethod
    def of_unit(cls, unit: str) -> str:
        """The key of the channel of a unit."""
        return str(cls(ChannelOwner.UNIT, unit))

    @classmethod
    def of_area(cls, area: str, channel: str) -> str:
        """The key of a channel of an area."""
        return str(cls(ChannelOwner.AREA, area, channel))

    @classmethod
    def name_in_playbook(cls, key: str) -> str:
        """The key under which the playbook names the channel, whoever owns it."""
        owned = cls.owned(key)
        return (owned.channel if owned else None) or key

    @classmethod
    def owned(cls, key: str) -> "ChannelKey | None":
        """Read a channel's key; ``None`` for a channel of the whole programme."""
        try:
            return cls.parse(key)
        except ValueError:
            return None


class Kind(StrEnum):
    """The kind of an adverse event, in the words of the intake contract and the form's order."""

    PATIENT_DEATH = "patient_death"
    UNEXPECTED_DEATH = "unexpected_death"
    RESUSCITATION = "resuscitation"
    PAEDIATRIC_EVENT = "paediatric_event"
    SERIOUS_HARM = "serious_harm"
    MEDICATION_EVENT = "medication_event"
    PROCEDURE_EVENT = "procedure_event"
    NEAR_MISS = "near_miss"
    VIOLENCE_OR_THREAT = "violence_or_threat"
    EXPOSURE_INJURY = "exposure_injury"
    COLLEAGUE_LOSS = "colleague_loss"
    DISCLOSURE_TALK = "disclosure_talk"
    EVENT_REVIEW = "event_review"
    LITIGATION_NOTICE = "litigation_notice"
    FIRST_DAY_BACK = "first_day_back"
    MEDIA_ATTENTION = "media_attention"
    REGULATOR_VISIT = "regulator_visit"
    ANNIVERSARY = "anniversary"
    OTHER = "other"


MILESTONES = frozenset(
    {
        Kind.DISCLOSURE_TALK,
        Kind.EVENT_REVIEW,
        Kind.FIRST_DAY_BACK,
        Kind.MEDIA_ATTENTION,
        Kind.REGULATOR_VISIT,
    }
)
"""The kinds that a coordinator plans for a day: each may bring an earlier event back."""

PERSONAL = frozenset({Kind.LITIGATION_NOTICE, Kind.ANNIVERSARY})
"""Kinds that nobody may send a message about: their person alone keeps such a day.

They are only read from records and playbooks of older versions.
"""


class Harm(StrEnum):
    """How severe the harm was, most severe first (AHRQ Harm Scale v1.2)."""

    DEATH = "death"
    SEVERE = "severe"
    MODERATE = "moderate"
    MILD = "mild"
    NONE = "none"
    UNKNOWN = "unknown"
