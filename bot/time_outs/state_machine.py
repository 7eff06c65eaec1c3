"""The state machine of a time-out: its changes of state, its one next step, and its end."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.core.context import Context, want_redraw
from bot.core.jobs import Job, JobState, Recipient, Urgency, schedule
from bot.core.messages import Message
from bot.core.names import CORE_NUDGE, CORE_POST, JobName
from bot.core.retention import erase_unless_held
from bot.core.storage import Work
from bot.programme import current
from bot.time_outs.cover_people import (
    INVITE,
    askable,
    asker_of,
    coverer_of,
    invited,
    is_asleep_now,
    shown_to,
)
from bot.time_outs.model import (
    ARRIVAL,
    FIRST_ANSWER,
    GRACE,
    LONGER,
    NOT_BEGUN,
    PAUSES,
    SILENT_LEVEL,
    Outcome,
    TimeOut,
    TimeOutEnded,
    TimeOutState,
    after_level,
    after_quiet_level,
)
from bot.time_outs.screens import COVER_CARD, COVERING, MINE, OLDER, PASSED, TOO_LATE

STEP = JobName("time_out.step")
LAST_WORD = JobName("time_out.last_word")


# ---- the next step and its messages ----


async def move(context: Context, time_out: TimeOut, next_at: datetime | None) -> TimeOut:
    """Save a changed time-out and plan its one next step in place of any earlier one."""
    jobs = context.work.of(Job)
    time_out = await context.work.save(replace(time_out, turn=time_out.turn + 1))
    for job in await jobs.find(
        Job.subject.is_(time_out.reference), Job.kind.is_(STEP), Job.state.is_(JobState.PENDING)
    ):
        await context.work.save(replace(job, state=JobState.CANCELLED))
    if next_at is not None:
        key = f"time-out-step:{time_out.reference}:{time_out.turn}"
        turn = str(time_out.turn)
        await schedule(context.work, STEP, key, next_at, subject=time_out.reference, detail=turn)
    return time_out


async def write_to_asker(context: Context, time_out: TimeOut) -> None:
    """Post the asker's card anew, so that their phone notifies them."""
    key = f"time-out-mine:{time_out.reference}:{time_out.turn}"
    await _post_anew(context, time_out, MINE, Recipient.sealed(time_out.person), key)


async def write_to_coverer(
    context: Context, time_out: TimeOut, to: Recipient | None = None
) -> None:
    """Post the coverer's card anew; ``to`` is by default the coverer of the present round."""
    key = f"time-out-covering:{time_out.reference}:{time_out.turn}"
    to = to or Recipient.sealed(time_out.coverer(time_out.round))
    await _post_anew(context, time_out, COVERING, to, key)


async def _post_anew(
    context: Context, time_out: TimeOut, message: Message, to: Recipient, key: str
) -> None:
    await context.supersede(time_out.reference, message, OLDER)
    await context.post(message, time_out.reference, to, key)


# ---- asking ----


async def begin(context: Context, time_out: TimeOut) -> None:
    """Ask the first people and plan the next level."""
    at = context.now + FIRST_ANSWER
    time_out = await move(context, replace(time_out, next_word_at=at), at)
    time_out = await _widen(context, time_out)
    await write_to_asker(context, time_out)


async def ask_single(context: Context, time_out: TimeOut, person: str) -> TimeOut:
    """Ask one more person that the asker picked."""
    time_out = await context.work.save(replace(time_out, singles=time_out.singles + 1))
    picked = time_out.picked(time_out.singles)
    await context.work.vault.seal(picked, person)
    await _invite(context, time_out, [Recipient.sealed(picked)])
    return time_out


async def ask_everybody(context: Context, time_out: TimeOut, *, leave_lead_out: bool) -> None:
    """Ask the unit's lists after only picked people were asked."""
    at = context.now + FIRST_ANSWER
    changed = replace(
        time_out, alone=False, leave_lead_out=leave_lead_out, level=0, next_word_at=at
    )
    time_out = await move(context, changed, at)
    await _widen(context, time_out)
    await context.redraw(time_out.reference, MINE)


async def _widen(context: Context, time_out: TimeOut) -> TimeOut:
    """Ask everybody this escalation level adds."""
    if time_out.alone:
        return time_out
    work, asker = context.work, await asker_of(context.work, time_out)
    able = await askable(work, time_out.unit, asker, leave_lead_out=time_out.leave_lead_out)
    before = await invited(work, time_out)
    now = [person for person in able.by(time_out.level) if person not in before]
    await _invite(context, time_out, [Recipient.person(person) for person in now])
    asked = before.keys() | set(now)
    # Whoever was asked and is asleep by now is among those no more, and was asked all the same.
    lead_asked = time_out.lead_asked or not asked.isdisjoint(able.leads)
    next_asked = time_out.next_asked or not asked.isdisjoint(able.next_in_line)
    return await work.save(replace(time_out, lead_asked=lead_asked, next_asked=next_asked))


async def _invite(context: Context, time_out: TimeOut, recipients: Iterable[Recipient]) -> None:
    for recipient in recipients:
        await schedule(
            context.work,
            INVITE,
            f"time-out-invite:{time_out.reference}:{recipient}:{time_out.turn}",
            context.now,
            subject=time_out.reference,
            screen=COVER_CARD,
            recipient=recipient,
        )


async def _remind(context: Context, time_out: TimeOut) -> None:
    """Ask everybody again who was asked, has not said "Not now" and is not asleep by now.

    Whoever is asleep keeps the card that they have: it still takes their yes.
    """
    awake = await _waiting_for(context, time_out, only_awake=True)
    for recipient in awake:
        await context.supersede(time_out.reference, COVER_CARD, OLDER, recipient)
    await _invite(context, time_out, awake)


async def ask_on(context: Context, time_out: TimeOut) -> None:
    """Go to the next escalation level: ask more people, or again, and inform the asker."""
    level, promised, quiet = time_out.level + 1, time_out.next_word_at, time_out.is_quiet
    if level == len(PAUSES) or (quiet and promised is not None and promised <= context.now):
        await finish(context, time_out, Outcome.NO_COVER)
        return
    if quiet and promised is not None:
        next_at, inform_at = after_quiet_level(level, context.now, promised)
    else:
        next_at, inform_at = after_level(level, context.now, promised)
    time_out = await move(context, replace(time_out, level=level, next_word_at=inform_at), next_at)
    time_out = await _widen(context, time_out)
    if level > SILENT_LEVEL:
        await _remind(context, time_out)
    if quiet and not _holds_up(time_out):
        await _match_next(context, time_out.unit)
    if level == SILENT_LEVEL or quiet:
        await context.redraw(time_out.reference, MINE)
    else:
        await write_to_asker(context, time_out)


async def decline(context: Context, time_out: TimeOut, person: str) -> None:
    """Note that somebody who was asked cannot cover, and quiet their cards."""
    await _make_quiet(context, time_out, person)
    if time_out.state is not TimeOutState.ASKED or time_out.alone:
        return
    if time_out.level < SILENT_LEVEL and not await _waiting_for(context, time_out):
        # Nobody who was asked can still say yes, so the next level comes at once.
        await move(context, time_out, context.now)


async def _make_quiet(context: Context, time_out: TimeOut, person: str) -> None:
    for shown in await shown_to(context.work, time_out, person, COVER_CARD, COVERING):
        await want_redraw(context.work, await context.work.save(replace(shown, screen=PASSED)))


async def _waiting_for(
    context: Context, time_out: TimeOut, *, only_awake: bool = False
) -> list[Recipient]:
    before = await invited(context.work, time_out)
    return [
        recipient
        for person, recipient in before.items()
        if not await shown_to(context.work, time_out, person, PASSED)
        and not (only_awake and await is_asleep_now(context.work, person))
    ]


# ---- a yes to a break that a lead offered ----


async def match(context: Context, time_out: TimeOut) -> None:
    """Find cover for somebody who said yes to an offer, for one after the other in a unit.

    Otherwise each of those who can cover would get as many cards at once as people said yes.
    """
    if await _others_are_matched(context.work, time_out) or not _is_worth_asking(context, time_out):
        time_out = replace(time_out, queued=True)
        await move(context, time_out, time_out.next_word_at)
    else:
        await _ask_quietly(context, time_out)


async def wait_on(context: Context, time_out: TimeOut) -> None:
    """Take the next step of a queued time-out: its turn, or the end of its time."""
    if time_out.next_word_at is None or time_out.next_word_at <= context.now:
        await finish(context, time_out, Outcome.NO_COVER)
    else:
        await match(context, time_out)


async def _ask_quietly(context: Context, time_out: TimeOut) -> None:
    promised = time_out.next_word_at or context.now
    at = min(context.now + FIRST_ANSWER, promised)
    time_out = await move(context, replace(time_out, queued=False, level=0), at)
    await _widen(context, time_out)


async def _match_next(context: Context, unit: str) -> None:
    """Begin to look for cover for the person who has waited longest and still has the time."""
    queued = await context.work.of(TimeOut).find(
        TimeOut.unit.is_(unit), TimeOut.queued.is_(True), order_by=TimeOut.asked_at
    )
    waiting = [
        each
        for each in queued
        if each.state is TimeOutState.ASKED and _is_worth_asking(context, each)
    ]
    if waiting and not await _others_are_matched(context.work, waiting[0]):
        await _ask_quietly(context, waiting[0])


async def _others_are_matched(work: Work, time_out: TimeOut) -> bool:
    """Whether the others in this unit wait for a search after another yes to an offer."""
    asked = await work.of(TimeOut).find(
        TimeOut.unit.is_(time_out.unit), TimeOut.state.is_(TimeOutState.ASKED)
    )
    others = [each for each in asked if each.reference != time_out.reference]
    return any(each.is_quiet and not each.queued and _holds_up(each) for each in others)


def _holds_up(time_out: TimeOut) -> bool:
    """Whether others wait for this search: only while it goes up the lists the first time.

    Their time runs from their own yes, so nobody's search may use up that of everybody else.
    """
    return time_out.level <= SILENT_LEVEL


def _is_worth_asking(context: Context, time_out: TimeOut) -> bool:
    """Whether there is time for a yes; otherwise people would get a card that is over already."""
    ends_at = time_out.next_word_at
    return ends_at is not None and ends_at >= context.now + FIRST_ANSWER


# ---- cover ----


async def cover(context: Context, time_out: TimeOut, person: str, arrives_at: datetime) -> None:
    """Record the first yes, by one conditional update: at most one person covers."""
    work = context.work
    covered = replace(
        time_out,
        state=TimeOutState.COVERED,
        round=time_out.round + 1,
        level=0,
        arrives_at=arrives_at,
        next_word_at=None,
        covered_by=work.vault.blind_index("cover", person),
    )
    time_out = await move(context, covered, arrives_at + ARRIVAL)
    await work.vault.seal(time_out.coverer(time_out.round), person)
    await context.redraw(time_out.reference, COVER_CARD, PASSED)
    await write_to_coverer(context, time_out)
    await write_to_asker(context, time_out)
    if time_out.offer:
        await _match_next(context, time_out.unit)


async def uncover(context: Context, time_out: TimeOut) -> None:
    """Ask on and inform the asker, after the cover cannot come or did not."""
    person = await coverer_of(context.work, time_out)
    await _cancel_posts(context, time_out)
    await _make_quiet(context, time_out, person)
    waiting = time_out.alone or bool(await _waiting_for(context, time_out))
    at = context.now + FIRST_ANSWER
    asked = replace(
        time_out,
        state=TimeOutState.ASKED,
        level=0,
        arrives_at=None,
        covered_by=None,
        next_word_at=at,
    )
    time_out = await move(context, asked, at if waiting else context.now)
    await _remind(context, time_out)
    time_out = await _widen(context, time_out)
    await context.redraw(time_out.reference, COVER_CARD, PASSED)
    await write_to_asker(context, time_out)


async def begin_break(context: Context, time_out: TimeOut) -> None:
    """Begin the break because the asker pressed that they are on it; nobody else begins it."""
    ends_at = context.now + time_out.length
    running = replace(time_out, state=TimeOutState.RUNNING, level=0, ends_at=ends_at)
    await move(context, running, ends_at)
    await context.redraw(time_out.reference, MINE, COVERING)


async def ask_whether_it_came(context: Context, time_out: TimeOut) -> None:
    """Ask the asker whether the cover came, and remind the cover; later close the time-out."""
    if time_out.level:
        await finish(context, time_out, Outcome.NOT_BEGUN)
        return
    time_out = await move(context, replace(time_out, level=1), context.now + NOT_BEGUN)
    await write_to_coverer(context, time_out)
    await write_to_asker(context, time_out)


# ---- the break, and its end ----


async def time_is_up(context: Context, time_out: TimeOut) -> None:
    """Inform the asker that the time is up; without an answer, end the break later."""
    if time_out.level:
        await finish(context, time_out, Outcome.DONE)
        return
    time_out = await move(context, replace(time_out, level=1), context.now + GRACE)
    await context.redraw(time_out.reference, COVERING)
    await write_to_asker(context, time_out)


async def make_longer(context: Context, time_out: TimeOut) -> None:
    """Add a few minutes to the break, and inform the coverer."""
    ends_at = max(context.now, time_out.ends_at or context.now) + LONGER
    extensions = time_out.extensions + 1
    longer = replace(time_out, level=0, ends_at=ends_at, extensions=extensions)
    time_out = await move(context, longer, ends_at)
    await context.redraw(time_out.reference, MINE)
    await write_to_coverer(context, time_out)


async def finish(context: Context, time_out: TimeOut, outcome: Outcome) -> None:
    """End a time-out, redraw its cards, and erase who it was about.

    If the asker is owed a last message, the erasing waits until that was sent.
    """
    work, ref = context.work, time_out.reference
    coverer = await coverer_of(work, time_out)
    was_covered = time_out.state in {TimeOutState.COVERED, TimeOutState.RUNNING}
    owed = outcome in {Outcome.NO_COVER, Outcome.NOT_BEGUN, Outcome.TOO_LATE}
    on_the_way = outcome is Outcome.CANCELLED and time_out.state is TimeOutState.COVERED
    await _cancel_posts(context, time_out)
    over = replace(
        time_out,
        state=TimeOutState.OVER,
        outcome=outcome,
        covered_by=None,
        next_word_at=None,
        arrives_at=None,
        ends_at=context.now,
        queued=False,
        whose=time_out.whose if owed else None,
    )
    time_out = await move(context, over, None)
    if time_out.offer:
        await _match_next(context, time_out.unit)
    context.tell(TimeOutEnded(time_out.unit, was_covered, time_out.offer is not None))
    await context.redraw(ref)
    if on_the_way and coverer:
        # The coverer may be on their way, so they get a message before the name is erased.
        await write_to_coverer(context, time_out, Recipient.person(coverer))
    if owed:
        await _last_word(context, time_out, TOO_LATE if outcome is Outcome.TOO_LATE else MINE)
    else:
        await erase(context, time_out)


async def end_late(context: Context, time_out: TimeOut) -> None:
    """End a time-out whose step comes long after it was due; only who still waits hears of it."""
    match time_out.state:
        case TimeOutState.ASKED:
            await finish(context, time_out, Outcome.TOO_LATE)
        case TimeOutState.COVERED | TimeOutState.RUNNING:
            await finish(context, time_out, Outcome.DONE)
        case TimeOutState.OVER:
            return


async def tell_later(context: Context, time_out: TimeOut) -> None:
    """Tell the asker by day what could not be delivered while they waited."""
    late = replace(time_out, outcome=Outcome.TOO_LATE, ends_at=context.now)
    await _last_word(context, await context.work.save(late), TOO_LATE)


async def _last_word(context: Context, time_out: TimeOut, message: Message) -> None:
    if message == MINE:
        await context.supersede(time_out.reference, MINE, OLDER)
    await schedule(
        context.work,
        LAST_WORD,
        f"time-out-last-word:{time_out.reference}:{message}",
        context.now,
        subject=time_out.reference,
        screen=message,
        recipient=Recipient.sealed(time_out.person),
        urgency=Urgency.ANSWER,
    )


async def erase(context: Context, time_out: TimeOut) -> None:
    """Remove everything that tells whose time-out this was."""
    area = (await current(context.work)).area_of_unit(time_out.unit)
    person = await asker_of(context.work, time_out)
    await erase_unless_held(context.work, time_out.reference, area.key if area else "", person)
    if time_out.whose or time_out.episode:
        await context.work.save(replace(time_out, whose=None, episode=None))


async def _cancel_posts(context: Context, time_out: TimeOut) -> None:
    """Cancel posts and invitations of this time-out that were not sent yet."""
    jobs = context.work.of(Job)
    for job in await jobs.find(
        Job.subject.is_(time_out.reference), Job.state.is_(JobState.PENDING)
    ):
        if job.kind in {CORE_POST, CORE_NUDGE, INVITE}:
            await context.work.save(replace(job, state=JobState.CANCELLED))
