"""What peers and coordinators read of a request, be it a wish of its person or a call.

One sentence for each of the two, so that no card says that somebody asked for help who did not.
"""

from datetime import datetime

from bot.core.names import Screen
from bot.core.texts import Words
from bot.programme import claim_text, one_of
from bot.programme.model import SupportKind
from bot.requests import names
from bot.requests.model import (
    ENDED,
    TOLD_AGAIN_AT_LEVEL,
    TOLD_AT_LEVEL,
    TRIES_TOLD,
    Origin,
    RequestState,
    SupportRequest,
)
from bot.requests.promises import Promise
from bot.requests.screens import when


def asked_text(words: Words, request: SupportRequest, kind: SupportKind) -> str:
    """What is asked for: a talk, by its person, or a call, by a coordinator."""
    if request.origin is Origin.CALL:
        return words("support_requests.calls.claim", one=one_of(words, kind))
    return claim_text(words, kind)


def reminder_text(
    words: Words, request: SupportRequest, one: str, waited: str, *, on_duty: bool
) -> str:
    """A private question to somebody on duty or off, for the first time or again."""
    is_call = request.origin is Origin.CALL
    if waited and is_call:
        return words("support_requests.calls.reminder_again", age=waited)
    if waited:
        return words("support_requests.reminder_again", one=one, age=waited)
    if on_duty and is_call:
        return words("support_requests.calls.reminder", one=one)
    if on_duty:
        return words("support_requests.reminder", one=one)
    if is_call:
        return words("support_requests.calls.reminder_off_duty", one=one)
    return words("support_requests.reminder_off_duty", one=one)


def still_waits_text(
    words: Words, request: SupportRequest, one: str, now: datetime, waited: str
) -> str:
    """Other words each time, so that a repeat is read."""
    if request.origin is Origin.CALL:
        if request.level <= TOLD_AT_LEVEL:
            since = when(words, request.asked_at, now)
            return words("support_requests.calls.waits", code=request.code, time=since, one=one)
        return words("support_requests.calls.waits_long", code=request.code, age=waited, one=one)
    if request.level <= TOLD_AT_LEVEL:
        since = when(words, request.asked_at, now)
        return words("support_requests.needs_someone.open", code=request.code, time=since, one=one)
    if request.level <= TOLD_AGAIN_AT_LEVEL:
        return words("support_requests.needs_someone.again", code=request.code, age=waited, one=one)
    return words("support_requests.needs_someone.long", code=request.code, age=waited, one=one)


def over_text(words: Words, request: SupportRequest) -> str:
    """What is left of a request that nobody can take any more."""
    if request.origin is Origin.CALL and request.state in ENDED:
        return words("support_requests.calls.not_needed")
    return words("support_requests.taken")


def take_text(words: Words, request: SupportRequest) -> str:
    """What to expect of a talk, and how to begin it."""
    if request.origin is Origin.CALL:
        return words("support_requests.calls.take")
    return words("support_requests.take.what")


def holding_text(
    words: Words, request: SupportRequest, promise: Promise, now: datetime, screen: Screen
) -> str:
    """What a supporter holds, and until when."""
    at = request.next_step_at or now
    due = when(words, promise.calls_by or at, now)
    if request.state is RequestState.OFFERED:
        return words("support_requests.held.offered", time=due)
    if request.state is RequestState.REACHED:
        return words("support_requests.held.reached", code=request.code, day=words.day(at))
    is_call = request.origin is Origin.CALL
    if request.tried >= TRIES_TOLD:
        if is_call:
            return words("support_requests.calls.tried_again", code=request.code, time=due)
        return words("support_requests.held.tried_again", code=request.code, time=due)
    if request.tried and is_call:
        return words("support_requests.calls.tried", code=request.code, time=due)
    if request.tried:
        return words("support_requests.held.tried", code=request.code, time=due)
    if screen == names.SAID_YES:
        return words("support_requests.held.said_yes", code=request.code, time=due)
    return words("support_requests.held.claimed", code=request.code, time=due)
