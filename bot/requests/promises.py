"""By when somebody says yes to a request, and by when they call: the same for all who read it.

The person who asked and the supporters read the times that ``promise_of`` gives, so the two cannot
differ. A time stands there only while there is a reason to expect it.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.core.storage import Work
from bot.duty import staffed_until, usual_times
from bot.programme import current_in
from bot.requests import next_step
from bot.requests.model import Origin, RequestState, SupportRequest
from bot.requests.queries import area_of, ready_on_duty, somebody_there
from bot.requests.watching import watched_from


@dataclass(frozen=True)
class Promise:
    """What is promised about a request; unset times are not promised."""

    yes_by: datetime | None = None
    """By when somebody takes it."""
    calls_by: datetime | None = None
    """By when they make contact."""
    measured: bool = False
    """Whether these are the times within which most requests like it were answered."""


NOTHING_PROMISED = Promise()


async def promise_of(work: Work, request: SupportRequest) -> Promise:
    """The two times of a request, as it stands now.

    While it is open, they are those within which most requests of its kind were answered at this
    time of the day; where too few were counted, they come from the escalation, if people who may
    take it are on duty until it says that nobody has. Once it is taken, the deadline of its holder
    is the second one.
    """
    match request.state:
        case RequestState.OPEN if request.origin is Origin.CALL:
            return NOTHING_PROMISED
        case RequestState.OPEN:
            return await _while_open(work, request)
        case RequestState.CLAIMED:
            return Promise(calls_by=request.suits_at or request.next_step_at)
        case _:
            return NOTHING_PROMISED


async def _while_open(work: Work, request: SupportRequest) -> Promise:
    area = await area_of(work, request)
    programme = await current_in(work, request.area)
    ladder = programme.ladder_for(request.option)
    yes_by = next_step.told_at(ladder, request)
    if area is None or yes_by is None or yes_by <= work.now:
        return NOTHING_PROMISED
    usual = await usual_times(work, programme, request.option, request.asked_at)
    began = yes_by - ladder.on_call
    if not await somebody_there(work, request):
        # Nobody is asked before requests are watched again.
        began = await watched_from(work, programme, began, request)
    if usual is not None and began + usual.yes > work.now:
        return Promise(began + usual.yes, began + usual.call, measured=True)
    ready = [person.reference for person in await ready_on_duty(work, request)]
    there_until = await staffed_until(work, area, request.option, ready) if ready else None
    if there_until is None or there_until < yes_by:
        return NOTHING_PROMISED
    return Promise(yes_by, yes_by + ladder.confirm)
