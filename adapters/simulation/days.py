"""Plays days in a simulated hospital."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.simulation.clinicians import Clinicians
from adapters.simulation.diary import Break, Diary, Talk
from adapters.simulation.events import Events, Mix
from adapters.simulation.hospital import Hospital
from adapters.simulation.mailbox import Shown
from adapters.simulation.supporters import Supporters
from adapters.simulation.turns import read_turns
from bot.programme import Window
from bot.requests.model import TOLD_AT_LEVEL, RequestState, SupportRequest
from bot.requests.paging import PAGE
from bot.requests.promises import promise_of
from bot.requests.screens import STATUS
from bot.time_outs.model import TimeOut, TimeOutState
from bot.time_outs.screens import MINE

DAY = timedelta(days=1)
ANSWERED_FOR = 20
"""For how many days after the last event supporters still look for open requests."""
USUAL_MIX = Mix()
Watch = Callable[[list[Shown]], Awaitable[None]]


def always() -> bool:
    """Go on."""
    return True


async def nobody_watches(shown: list[Shown]) -> None:
    """Watch nothing."""


@dataclass
class Played:
    """A simulation that ended: what people did, and everything that was shown to them."""

    hospital: Hospital
    started_at: datetime
    ended_at: datetime
    """When the last event's day was over; what followed came from earlier ones."""
    diary: Diary = field(default_factory=Diary)


async def play(
    hospital: Hospital,
    days: int,
    then: timedelta,
    watch: Watch = nobody_watches,
    *,
    mix: Mix = USUAL_MIX,
    goes_on: Callable[[], bool] = always,
) -> Played:
    """Let events happen for some days, and time pass for ``then`` until all has come to its end.

    ``watch`` is told what was shown, whenever everything that was due is done. Once ``goes_on``
    says no, it ends early.
    """
    await hospital.read_staff()
    diary, start = Diary(), hospital.now
    hospital.turns = await read_turns(
        hospital.storage, Window(start, start + (days + ANSWERED_FOR) * DAY)
    )
    clinicians, supporters = Clinicians(hospital, diary), Supporters(hospital, diary)
    events = Events(hospital, diary, clinicians, supporters, mix)
    events.plan(start, days)
    events.plan_shifts(start, days + ANSWERED_FOR)
    end, seen = start + days * DAY + then, 0
    while True:
        await hospital.settle()
        new = hospital.mailbox.shown[seen:]
        if new:
            seen = hospital.mailbox.noted(seen + len(new))
            for shown in new:
                await _note(hospital, diary, shown)
                _let_see(hospital, clinicians, supporters, shown)
            await watch(new)
            continue
        if hospital.now >= end or not goes_on():
            return Played(hospital, start, min(hospital.now, start + days * DAY), diary)
        if hospital.now >= start + (days + ANSWERED_FOR) * DAY:
            hospital.swept_every = DAY
        hospital.clock.set(await hospital.next_stop(end))


def _let_see(
    hospital: Hospital, clinicians: Clinicians, supporters: Supporters, shown: Shown
) -> None:
    """Let those who get a new message plan what they do about it."""
    if shown.is_answer or not shown.is_new:
        return
    if shown.card.screen == PAGE:
        supporters.is_paged(shown)
        return
    employee = hospital.staff.get(shown.where)
    if employee is not None:
        clinicians.sees(employee, shown)
        supporters.sees(employee, shown)
        return
    for each in hospital.readers.get(shown.where, ()):
        supporters.sees_channel(each, shown)


async def _note(hospital: Hospital, diary: Diary, shown: Shown) -> None:
    """Note what a request or a break has come to, when its person reads it."""
    screen, subject = shown.card.screen, shown.card.subject
    if screen == MINE and subject not in diary.breaks:
        diary.breaks[subject] = Break(shown.where, shown.at)
    if screen == MINE:
        async with hospital.storage.reading() as work:
            time_out = await work.of(TimeOut).get(subject)
        if time_out is not None and time_out.state is TimeOutState.COVERED:
            own = diary.breaks[subject]
            own.covered_at = own.covered_at or shown.at
    if screen != STATUS or not subject:
        return
    async with hospital.storage.reading() as work:
        request = await work.of(SupportRequest).get(subject)
        if request is None:
            return
        if subject not in diary.talks:
            promise = await promise_of(work, request)
            diary.talks[subject] = Talk(
                shown.where, request.asked_at, request.option, promise.yes_by
            )
    talk = diary.talks[subject]
    if request.state is RequestState.OPEN and request.level >= TOLD_AT_LEVEL:
        talk.told_at = talk.told_at or shown.at
    if request.state is RequestState.WITHDRAWN and talk.ended_at is None:
        talk.ended_at = shown.at
