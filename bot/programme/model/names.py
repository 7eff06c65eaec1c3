"""What a programme's parts are called: channels, kinds, harms, options."""

from enum import StrEnum

CLAIMS = "claims"
"""The key of the private channel in which supporters claim requests."""
CHAPLAINS = "chaplains"
"""The key of the private channel of the chaplains."""
EAP_DESK = "eap"
"""The key of the private channel of the EAP's desk, which takes call-backs."""
ANNOUNCEMENTS = "announcements"
"""The key of the open channel in which the programme says that it exists."""
OF_UNIT = "unit/"
"""Before a unit's key: the key of that unit's own channel."""
OF_AREA = "area/"
"""Before an area's key, a stroke and one of ``PRIVATE``: the key of that area's own channel."""
PRIVATE = (CLAIMS, CHAPLAINS, EAP_DESK)
"""The channels in which requests are claimed; an area may have its own in place of them."""
CHANNELS = (*PRIVATE, ANNOUNCEMENTS)
"""The channels a programme may have, each on any of its platforms."""


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


class Option(StrEnum):
    """Whom one may talk with: a peer (tier 2), or a chaplain or the EAP (tier 3)."""

    PEER = "peer"
    CHAPLAIN = "chaplain"
    EAP = "eap"


class Harm(StrEnum):
    """How great the harm was, greatest first (AHRQ Harm Scale v1.2)."""

    DEATH = "death"
    SEVERE = "severe"
    MODERATE = "moderate"
    MILD = "mild"
    NONE = "none"
    UNKNOWN = "unknown"
