"""Counts without names: how often something happened in a month and an area."""

from collections.abc import Mapping
from enum import StrEnum

from bot.core.records import Field, Record, stored
from bot.requests.model import AskerAnswer, Lasted, Reason, Way


class Counted(StrEnum):
    """What is counted; each is counted when it closes."""

    FIRST_NOTES = "first_notes"
    ANSWERED = "answered"
    CLOSED = "closed"
    TALKS_DONE = "talks_done"
    TALKS_WITHDRAWN = "talks_withdrawn"
    CLAIMED_IN_10 = "claimed_in_10_minutes"
    CLAIMED_IN_30 = "claimed_in_30_minutes"
    CLAIMED_LATER = "claimed_later"
    NEVER_CLAIMED = "never_claimed"
    LASTED_15 = "talks_up_to_15_minutes"
    LASTED_30 = "talks_up_to_30_minutes"
    LASTED_60 = "talks_up_to_60_minutes"
    LASTED_LONGER = "talks_over_60_minutes"
    BY_PHONE = "talks_by_phone"
    IN_PERSON = "talks_in_person"
    BY_VIDEO = "talks_by_video"
    BY_MESSAGES = "talks_by_messages"
    ABOUT_HARD_EVENT = "talks_about_a_hard_event"
    ABOUT_WORK = "talks_about_work"
    ABOUT_THREAT = "talks_about_a_threat"
    ABOUT_LIFE = "talks_about_life"
    ABOUT_OTHER = "talks_about_something_else"
    NEEDS_MORE = "talks_that_need_more"
    SOON_ENOUGH = "talks_soon_enough"
    NOT_SOON_ENOUGH = "talks_not_soon_enough"
    HELPED = "talks_that_helped"
    NOT_HELPED = "talks_that_did_not_help"
    CALLS_TALKED = "calls_with_a_talk"
    CALLS_NOT_TALKED = "calls_without_a_talk"
    """Declined, not answered and not made are one number, so that none of them is told."""
    CALLS_HELPED = "calls_that_helped"
    CALLS_NOT_HELPED = "calls_that_did_not_help"
    BREAKS_COVERED = "breaks_covered"
    BREAKS_NOT_COVERED = "breaks_not_covered"


class Counter(Record):
    """How often something happened in a month and an area; it refers to nobody and nothing.

    Each count starts as a row of its own, so that two hundred notes at once never wait for one
    row; ``fold`` adds the rows up.
    """

    month: Field[str]
    """Such as ``2026-05``, in the programme's time zone."""
    area: Field[str]
    name: Field[Counted]
    count: Field[int] = stored(default=1)
    kind: Field[str] = stored(default="")
    """The key of the support kind, for counts of talks."""


DESCRIBED: Mapping[StrEnum, Counted] = {
    Lasted.UP_TO_15: Counted.LASTED_15,
    Lasted.UP_TO_30: Counted.LASTED_30,
    Lasted.UP_TO_60: Counted.LASTED_60,
    Lasted.LONGER: Counted.LASTED_LONGER,
    Way.PHONE: Counted.BY_PHONE,
    Way.IN_PERSON: Counted.IN_PERSON,
    Way.VIDEO: Counted.BY_VIDEO,
    Way.MESSAGES: Counted.BY_MESSAGES,
    Reason.HARD_EVENT: Counted.ABOUT_HARD_EVENT,
    Reason.WORK: Counted.ABOUT_WORK,
    Reason.THREAT: Counted.ABOUT_THREAT,
    Reason.LIFE: Counted.ABOUT_LIFE,
    Reason.OTHER: Counted.ABOUT_OTHER,
}
"""What a supporter may record about a talk. Each is counted alone, never combined with another."""


RATED: Mapping[AskerAnswer, Counted] = {
    AskerAnswer.SOON: Counted.SOON_ENOUGH,
    AskerAnswer.NOT_SOON: Counted.NOT_SOON_ENOUGH,
    AskerAnswer.HELPED: Counted.HELPED,
    AskerAnswer.NOT_HELPED: Counted.NOT_HELPED,
}
"""What whoever asked may say about a talk."""


CALLS_RATED: Mapping[AskerAnswer, Counted] = {
    AskerAnswer.HELPED: Counted.CALLS_HELPED,
    AskerAnswer.NOT_HELPED: Counted.CALLS_NOT_HELPED,
}
"""What somebody may say about a call for which they did not ask."""


def claimed_within(minutes: int | None) -> Counted:
    """The bucket for how long a request waited to be claimed."""
    if minutes is None:
        return Counted.NEVER_CLAIMED
    if minutes <= 10:  # noqa: PLR2004 - minutes until the first escalation
        return Counted.CLAIMED_IN_10
    if minutes <= 30:  # noqa: PLR2004 - minutes until the third escalation
        return Counted.CLAIMED_IN_30
    return Counted.CLAIMED_LATER
