"""What a deployment knows of itself: who it is, when it was last alive, whether it is held.

A restored backup, or a copy on another machine, does not know what was sent since. It is held:
no job is carried out until somebody confirms. A clock that leaps by more than a day could erase
and close everything at once, so erasing and closing wait until the leap has lasted a day. It could
also end every message that was planned for later, so what was planned before the leap waits, too.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.records import Field, Record, stored
from bot.core.storage import Work, new_reference

CURRENT = "current"
LEAP = timedelta(days=1)
"""A deployment that was off for longer cannot be told from a clock that leapt."""
SETTLED_AFTER = timedelta(days=1)
"""How long the clock must go on from where it leapt to before it is believed."""
SURE_AFTER = timedelta(minutes=10)
"""How long everything planned before a leap waits: few wrong clocks stay wrong for longer."""
JUST_BEFORE = timedelta(minutes=10)
"""A leap is noticed within a minute: what is due later was planned by the clock as it is now."""
STEP_BACK = timedelta(minutes=2)
"""A time server sets a clock back by less than this."""


class HoldReason(StrEnum):
    """Why nothing is sent."""

    OLDER = "older"
    """The database is older than what the deployment last wrote to its ledger."""
    UNKNOWN = "unknown"
    """The ledger of this machine does not know the deployment."""


class DeploymentState(Record):
    """The one row about the deployment; its reference is always ``current``."""

    identity: Field[str]
    """Random; it is also in every ledger file of the deployment."""
    mark: Field[int]
    """Grows with every minute in which a process runs; also written to the ledger files."""
    marked_at: Field[datetime]
    """When the mark was written last."""
    place: Field[str] = stored(default="")
    """A digest of where the database was reached when the mark was written."""
    held: Field[HoldReason | None] = stored(default=None)
    held_at: Field[datetime | None] = stored(default=None)
    leapt_at: Field[datetime | None] = stored(default=None)
    """The moment the clock leapt to, until that is believed."""
    leapt_from: Field[datetime | None] = stored(default=None)
    """What the clock said before that leap."""
    went_back_from: Field[datetime | None] = stored(default=None)
    """What the clock said before it was set back, until it says so again."""


async def state_of(work: Work) -> DeploymentState | None:
    """Return what the deployment knows of itself; ``None`` before its first start."""
    return await work.of(DeploymentState).get(CURRENT)


def marked(state: DeploymentState, now: datetime, place: str) -> DeploymentState:
    """Return the state with a mark for ``now``, and with what the clock did since the last one."""
    leapt_at, leapt_from = state.leapt_at, state.leapt_from
    if now - state.marked_at > LEAP:
        leapt_at, leapt_from = now, leapt_from or state.marked_at
    elif leapt_at is not None and (now < leapt_at or now - leapt_at >= SETTLED_AFTER):
        leapt_at = leapt_from = None
    return replace(
        state,
        mark=max(state.mark + 1, int(now.timestamp())),
        marked_at=now,
        place=place,
        leapt_at=leapt_at,
        leapt_from=leapt_from,
        went_back_from=went_back_from(state, now),
    )


def went_back_from(state: DeploymentState, now: datetime) -> datetime | None:
    """Return what the clock said before it was set back, until it says so again.

    A clock that is set right after a leap did not go back.
    """
    if state.leapt_at is not None and now < state.leapt_at:
        return None
    before = state.went_back_from
    if state.marked_at - now >= STEP_BACK:
        before = max(state.marked_at, before or state.marked_at)
    return before if before is not None and now < before else None


async def hold(work: Work, reason: HoldReason) -> None:
    """Hold the deployment, if it is not held."""
    state = await state_of(work)
    if state is not None and state.held is None:
        await work.save(replace(state, held=reason, held_at=work.now))


async def release(work: Work, known_mark: int) -> None:
    """End a hold and believe the clock. ``known_mark`` is the newest mark in the ledger.

    A copy that nobody here knew becomes a deployment of its own, so that the next copy of the
    same original is recognised again.
    """
    state = await state_of(work)
    if state is None:
        return
    is_a_copy = state.held is HoldReason.UNKNOWN
    # Above every mark that any ledger of the deployment may hold, or it would be held again.
    mark = max(state.mark, known_mark, int(work.now.timestamp())) + int(LEAP.total_seconds())
    await work.save(
        replace(
            state,
            identity=new_reference() if is_a_copy else state.identity,
            mark=mark,
            marked_at=work.now,
            held=None,
            held_at=None,
            leapt_at=None,
            leapt_from=None,
            went_back_from=None,
        )
    )


async def clock_is_doubtful(work: Work) -> bool:
    """Return whether the clock leapt by more than a day and nobody has confirmed it yet."""
    state = await state_of(work)
    return state is not None and doubtful(state.marked_at, state.leapt_at, work.now)


async def leap_is_new(work: Work) -> bool:
    """Return whether the clock leapt minutes ago, so that nothing planned before is touched."""
    state = await state_of(work)
    if state is None:
        return False
    span = planned_before_a_leap(state.marked_at, state.leapt_from, state.leapt_at, work.now)
    return span is not None and span.after is None


def doubtful(marked_at: datetime, leapt_at: datetime | None, now: datetime) -> bool:
    """Return whether ``now`` is not to be believed, by the last mark and the last leap."""
    return leapt_at is not None or now - marked_at > LEAP


@dataclass(frozen=True)
class Span:
    """The jobs that are due after one moment, if it is given, and at or before another."""

    after: datetime | None
    until: datetime

    def holds(self, due_at: datetime) -> bool:
        """Return whether a job that is due then is one of them."""
        return due_at <= self.until and (self.after is None or due_at > self.after)


def planned_before_a_leap(
    marked_at: datetime, leapt_from: datetime | None, leapt_at: datetime | None, now: datetime
) -> Span | None:
    """Return which jobs became due by a leap only, and wait; ``None`` while the clock is believed.

    At first these are all; then, as the service may have been off, those that were due a day and
    more after it was last alive.
    """
    if leapt_at is None:
        if now - marked_at <= LEAP:
            return None
        leapt_from, leapt_at = marked_at, now
    if leapt_from is None:
        # A program before this one noticed the leap.
        return None
    is_new = now - leapt_at < SURE_AFTER
    return Span(None if is_new else leapt_from + LEAP, leapt_at - JUST_BEFORE)
