"""The names of channels, kinds of event, and harms."""

from enum import StrEnum

ANNOUNCEMENTS = "announcements"
"""The key of the open channel that announces the programme."""
OF_UNIT = "unit/"
"""Before a unit's key, it makes the key of that unit's own channel."""
OF_AREA = "area/"
"""``area/AREA/CHANNEL`` is the key of an area's own private channel."""


class Kind(StrEnum):
    """The kind of an adverse event, in the words of the intake contract."""

    PATIENT_DEATH = "patient_death"
    UNEXPECTED_DEATH = "unexpected_death"
    PAEDIATRIC_EVENT = "paediatric_event"
    SERIOUS_HARM = "serious_harm"
    MEDICATION_EVENT = "medication_event"
    PROCEDURE_EVENT = "procedure_event"
    NEAR_MISS = "near_miss"
    RESUSCITATION = "resuscitation"
    VIOLENCE_OR_THREAT = "violence_or_threat"
    EXPOSURE_INJURY = "exposure_injury"
    LITIGATION_NOTICE = "litigation_notice"
    DISCLOSURE_TALK = "disclosure_talk"
    EVENT_REVIEW = "event_review"
    FIRST_DAY_BACK = "first_day_back"
    ANNIVERSARY = "anniversary"
    COLLEAGUE_LOSS = "colleague_loss"
    OTHER = "other"


class Harm(StrEnum):
    """How severe the harm was, most severe first (AHRQ Harm Scale v1.2)."""

    DEATH = "death"
    SEVERE = "severe"
    MODERATE = "moderate"
    MILD = "mild"
    NONE = "none"
    UNKNOWN = "unknown"
