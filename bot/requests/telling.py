"""Says where a request stands: to the person who asked, and to whoever holds it."""

from collections.abc import Iterable
from datetime import timedelta

from bot.core.context import Context
from bot.core.jobs import OPEN, Job, JobState, Recipient
from bot.core.messages import TWO_MINUTES, Message
from bot.core.names import CORE_POST
from bot.core.records import SealedValue
from bot.core.storage import new_reference
from bot.requests import next_step
from bot.requests.model import Origin, SupportRequest
from bot.requests.names import (
    CALL_COMING,
    HANDED_CARD,
    HELD_CARD,
    REMINDER,
    RETURNED,
    SAID_YES,
    SUITS_CARD,
)
from bot.requests.queries import is_planned
from bot.requests.screens import OLDER, STATUS, STILL_THERE
from bot.supporters import note_asked

SHOWN_AGAIN_AFTER: timedelta = TWO_MINUTES
"""Who presses the same again within this has the word on their request before their eyes."""
BEFORE_A_WORD = (STATUS, STILL_THERE, CALL_COMING)
"""What makes way for a newer word on where a request stands."""
TO_HOLDER = (HELD_CARD, SAID_YES, SUITS_CARD, RETURNED)
"""What a supporter reads of a request that they hold, or held."""


async def to_requester(
    context: Context,
    request: SupportRequest,
    key: str,
    message: Message = STATUS,
    *,
    by_day: bool = False,
) -> None:
    """Post a private note to the person of a request.

    One that says where it stands takes the place of those before it: of several that hang there,
    all would read the same. With ``by_day`` that note waits for its reader's day, and the one
    before it stays until then.
    """
    if request.origin is Origin.CALL:
        # They asked for nothing: what they read is the one line of before, redrawn.
        return
    if await is_planned(context.work, request, key):
        return
    kind = CORE_POST
    if message == STATUS and (by_day or context.is_late):
        kind = next_step.WORD
        for before in BEFORE_A_WORD:
            await context.call_off(request.reference, before)
    elif message == STATUS:
        await follow_older_words(context, request.reference)
    to = Recipient.sealed(request.person)
    await context.post(message, request.reference, to, key, kind=kind)


async def follow_older_words(context: Context, request: str) -> None:
    """Let what its person read before of a request make way for what is posted now."""
    for before in BEFORE_A_WORD:
        await context.supersede(request, before, OLDER)


async def remind(context: Context, request: SupportRequest, person: str, key: str) -> bool:
    """Ask somebody (by reference) privately to take an open request, in place of the card before.

    Whoever asks them: two cards would read the same. Returns ``False`` and changes nothing if this
    key was used before.
    """
    if await is_planned(context.work, request, key):
        return False
    to = Recipient.person(person)
    await context.supersede(request.reference, REMINDER, OLDER, to)
    await note_asked(context.work, person)
    return await context.post(REMINDER, request.reference, to, key)


async def to_holder(context: Context, request: SupportRequest, message: Message, key: str) -> None:
    """Post a private note to whoever holds a request in its present round."""
    recipient = Recipient.sealed(request.supporter(request.round))
    await context.post(message, request.reference, recipient, key)


async def show_below(context: Context, request: SupportRequest) -> None:
    """Post where a request stands to its person, who has just asked for it once more.

    Not if it was posted a moment ago: who presses twice would get it twice. That one is redrawn
    with whatever happens.
    """
    posted = await context.work.of(Job).count(
        Job.subject.is_(request.reference),
        Job.screen.is_(STATUS),
        Job.state.one_of((*OPEN, JobState.SENDING, JobState.SENT)),
        Job.due_at.at_least(context.now - SHOWN_AGAIN_AFTER),
        Job.due_at.at_most(context.now),
    )
    if not posted:
        await to_requester(context, request, f"asked:{new_reference()}")


async def retire_older_words_to_holder(
    context: Context, request: SupportRequest, holder: str
) -> None:
    """Let what somebody read of a request that they held before make way for what they read now.

    ``holder`` (by reference) has just taken it once more. The cards of before would come to life
    again and read the same, and those not sent yet would come as the same message twice. What
    other people read who held it stays.
    """
    before = [request.supporter(round_) for round_ in range(request.round)]
    await _retire(context, request, holder, before, TO_HOLDER)


async def retire_older_question(context: Context, request: SupportRequest, colleague: str) -> None:
    """Let what asked somebody to take a request over make way for what asks them once more."""
    before = [request.handed(round_) for round_ in range(request.round)]
    await _retire(context, request, colleague, before, (HANDED_CARD,))


async def _retire(
    context: Context,
    request: SupportRequest,
    person: str,
    sealed: Iterable[SealedValue[str]],
    messages: Iterable[Message],
) -> None:
    """Let these messages make way where a sealed reference is that of a person."""
    for before in sealed:
        if await context.work.vault.open(before) == person:
            for message in messages:
                to = Recipient.sealed(before)
                await context.supersede(request.reference, message, OLDER, to)
