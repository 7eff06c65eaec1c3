"""What a programme's parts are called: channels, kinds of event, harms."""

from enum import StrEnum

ANNOUNCEMENTS = "announcements"
"""The key of the open channel in which the programme says that it exists."""
OF_UNIT = "unit/"
"""Before a unit's key: the key of that unit's own channel."""
OF_AREA = "area/"
"""Before an area's key, a stroke and a private channel's: the key of that area's own channel."""


class Kind(StrEnum):
    """What kind of adverse event it was (the words of the contract)."""

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
    """How great the harm was, greatest first (AHRQ Harm Scale v1.2)."""

    DEATH = "death"
    SEVERE = "severe"
    MODERATE = "moderate"
    MILD = "mild"
    NONE = "none"
    UNKNOWN = "unknown"
