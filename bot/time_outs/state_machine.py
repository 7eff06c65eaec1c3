"""The course of a time-out: every change of its state, its one next step, and its end."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.core.context import Context, want_redraw
from bot.core.jobs import Job, JobState, Recipient, Urgency, schedule
from bot.core.names import CORE_POST, JobName, Screen
from bot.core.retention import erase_unless_held
from bot.core.seen import ShownCard
from bot.programme import current
from bot.time_outs.cover_people import INVITE, askable, asker_of, coverer_of, invited, shown_to
from bot.time_outs.model import (
    ARRIVAL,
    FIRST_ANSWER,
    GRACE,
    LONGER,
    NOT_BEGUN,
    PAUSES,
    SILENT_RUNG,
    Outcome,
    TimeOut,
    TimeOutEnded,
    TimeOutState,
    after_rung,
)
from bot.time_outs.screens import COVER_CARD, COVERING, MINE, OLDER, PASSED

STEP = JobName("time_out.step")
LAST_WORD = JobName("time_out.last_word")


# ---- the next step, and who hears of it ----


async def move(context: Context, time_out: TimeOut, next_at: datetime | None) -> TimeOut:
    """Save a changed time-out and plan its one next step; steps planned before are outdated."""
    jobs = context.work.of(Job)
    time_out = await context.work.save(replace(time_out, turn=time_out.turn + 1))
    for job in await jobs.find(
        Job.subject.is_(time_out.reference), Job.kind.is_(STEP), Job.state.is_(JobState.PENDING)
    ):
        await context.work.save(replace(job, state=JobState.CANCELLED))
    if next_at is not None:
        await plan(context, time_out, next_at)
    return time_out


async def plan(context: Context, time_out: TimeOut, at: datetime) -> None:
    """Write the step of the present turn."""
    await schedule(
        context.work,
        STEP,
        f"time-out-step:{time_out.reference}:{time_out.turn}",
        at,
        subject=time_out.reference,
        detail=str(time_out.turn),
    )


async def write_to_asker(context: Context, time_out: TimeOut) -> None:
    """Post the asker's card anew, so that the telephone says there is news."""
    await _supersede(context, time_out, MINE)
    await context.post(
        MINE,
        time_out.reference,
        Recipient.sealed(time_out.person),
        f"time-out-mine:{time_out.reference}:{time_out.turn}",
        urgency=Urgency.ANSWER,
    )


async def write_to_coverer(context: Context, time_out: TimeOut, to: Recipient) -> None:
    """Post the coverer's card anew."""
    await _supersede(context, time_out, COVERING)
    await context.post(
        COVERING,
        time_out.reference,
        to,
        f"time-out-covering:{time_out.reference}:{time_out.turn}",
        urgency=Urgency.ANSWER,
    )


def _to_coverer(time_out: TimeOut) -> Recipient:
    return Recipient.sealed(time_out.coverer(time_out.round))


async def _supersede(context: Context, time_out: TimeOut, screen: Screen) -> None:
    """Cards of this screen make way for the newer one that is about to be posted."""
    jobs = context.work.of(Job)
    for job in await jobs.find(
        Job.subject.is_(time_out.reference), Job.screen.is_(screen), Job.state.is_(JobState.PENDING)
    ):
        await context.work.save(replace(job, state=JobState.CANCELLED))
    for shown in await context.work.of(ShownCard).find(
        ShownCard.subject.is_(time_out.reference), ShownCard.screen.is_(screen)
    ):
        await want_redraw(context.work, await context.work.save(replace(shown, screen=OLDER)))


# ---- asking ----


async def begin(context: Context, time_out: TimeOut) -> None:
    """Ask the first people and plan what happens if none of them says yes."""
    time_out = await move(
        context,
        replace(time_out, next_word_at=context.now + FIRST_ANSWER),
        context.now + FIRST_ANSWER,
    )
    time_out = await _widen(context, time_out)
    await write_to_asker(context, time_out)


async def ask_single(context: Context, time_out: TimeOut, person: str) -> TimeOut:
    """Ask one more person, whom the asker picked."""
    time_out = await context.work.save(replace(time_out, singles=time_out.singles + 1))
    picked = time_out.picked(time_out.singles)
    await context.work.vault.seal(picked, person)
    await _invite(context, time_out, [Recipient.sealed(picked)])
    return time_out


async def ask_everybody(context: Context, time_out: TimeOut, *, leave_lead_out: bool) -> None:
    """Ask the lists after all, where only picked people had been asked."""
    time_out = await move(
        context,
        replace(
            time_out,
            alone=False,
            leave_lead_out=leave_lead_out,
            rung=0,
            next_word_at=context.now + FIRST_ANSWER,
        ),
        context.now + FIRST_ANSWER,
    )
    await _widen(context, time_out)
    await context.redraw(time_out.reference, MINE)


async def _widen(context: Context, time_out: TimeOut) -> TimeOut:
    """Ask whoever is to be asked by this rung and was not yet."""
    if time_out.alone:
        return time_out
    able = await askable(
        context.work,
        time_out.unit,
        await asker_of(context.work, time_out),
        leave_lead_out=time_out.leave_lead_out,
    )
    before = await invited(context.work, time_out)
    now = [person for person in able.by(time_out.rung) if person not in before]
    await _invite(context, time_out, [Recipient.person(person) for person in now])
    asked = before.keys() | set(now)
    return await context.work.save(
        replace(
            time_out,
            lead_asked=not asked.isdisjoint(able.leads),
            next_asked=not asked.isdisjoint(able.next_in_line),
        )
    )


async def _invite(context: Context, time_out: TimeOut, whom: Iterable[Recipient]) -> None:
    for recipient in whom:
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
    """Ask again whoever was asked and has not said "Not now"."""
    again = await _waiting_for(context, time_out)
    await _supersede(context, time_out, COVER_CARD)
    await _invite(context, time_out, again)


async def ask_on(context: Context, time_out: TimeOut) -> None:
    """Nobody has said yes so far: ask more people, or again, and tell the asker the truth."""
    rung = time_out.rung + 1
    if rung == len(PAUSES):
        await finish(context, time_out, Outcome.NO_COVER)
        return
    step_at, word_at = after_rung(rung, context.now, time_out.next_word_at)
    time_out = await move(context, replace(time_out, rung=rung, next_word_at=word_at), step_at)
    time_out = await _widen(context, time_out)
    if rung == SILENT_RUNG:
        await context.redraw(time_out.reference, MINE)
        return
    if rung > SILENT_RUNG:
        await _remind(context, time_out)
    await write_to_asker(context, time_out)


async def decline(context: Context, time_out: TimeOut, person: str) -> None:
    """Somebody who was asked cannot: what they see is quiet from now on."""
    await _make_quiet(context, time_out, person)
    if time_out.state is not TimeOutState.ASKED or time_out.alone:
        return
    if time_out.rung < SILENT_RUNG and not await _waiting_for(context, time_out):
        # Nobody is left who could still say yes: there is nothing to wait for.
        await move(context, time_out, context.now)


async def _make_quiet(context: Context, time_out: TimeOut, person: str) -> None:
    for shown in await shown_to(context.work, time_out, person, COVER_CARD, COVERING):
        await want_redraw(context.work, await context.work.save(replace(shown, screen=PASSED)))


async def _waiting_for(context: Context, time_out: TimeOut) -> list[Recipient]:
    """Those who were asked and have not said "Not now"."""
    before = await invited(context.work, time_out)
    return [
        recipient
        for person, recipient in before.items()
        if not await shown_to(context.work, time_out, person, PASSED)
    ]


# ---- cover ----


async def cover(context: Context, time_out: TimeOut, person: str, arrives_at: datetime) -> None:
    """Somebody said yes: one conditional update, so that at most one person ever does."""
    work = context.work
    time_out = await move(
        context,
        replace(
            time_out,
            state=TimeOutState.COVERED,
            round=time_out.round + 1,
            rung=0,
            arrives_at=arrives_at,
            next_word_at=None,
            covered_by=work.vault.blind_index("cover", person),
            person_ready=False,
            coverer_ready=False,
        ),
        arrives_at + ARRIVAL,
    )
    await work.vault.seal(time_out.coverer(time_out.round), person)
    await context.redraw(time_out.reference, COVER_CARD, PASSED)
    await write_to_coverer(context, time_out, _to_coverer(time_out))
    await write_to_asker(context, time_out)


async def uncover(context: Context, time_out: TimeOut) -> None:
    """The cover cannot come, or did not: ask on, and tell the asker."""
    person = await coverer_of(context.work, time_out)
    await _cancel_posts(context, time_out)
    await _make_quiet(context, time_out, person)
    waiting = time_out.alone or bool(await _waiting_for(context, time_out))
    time_out = await move(
        context,
        replace(
            time_out,
            state=TimeOutState.ASKED,
            rung=0,
            arrives_at=None,
            covered_by=None,
            person_ready=False,
            coverer_ready=False,
            next_word_at=context.now + FIRST_ANSWER,
        ),
        context.now + FIRST_ANSWER if waiting else context.now,
    )
    await _remind(context, time_out)
    time_out = await _widen(context, time_out)
    await context.redraw(time_out.reference, PASSED)
    await write_to_asker(context, time_out)


async def hand_over(
    context: Context, time_out: TimeOut, *, by_asker: bool, by_coverer: bool
) -> None:
    """One side has handed over; the break begins when both have."""
    asker = time_out.person_ready or by_asker
    coverer = time_out.coverer_ready or by_coverer
    if asker and coverer:
        ends_at = context.now + time_out.length
        time_out = await move(
            context,
            replace(
                time_out,
                state=TimeOutState.RUNNING,
                rung=0,
                ends_at=ends_at,
                person_ready=True,
                coverer_ready=True,
            ),
            ends_at,
        )
    else:
        time_out = await context.work.save(
            replace(time_out, person_ready=asker, coverer_ready=coverer)
        )
    await context.redraw(time_out.reference, MINE, COVERING)


async def ask_whether_it_came(context: Context, time_out: TimeOut) -> None:
    """The cover was to be here by now: ask, and at last close what never began."""
    if time_out.rung:
        await finish(context, time_out, Outcome.NOT_BEGUN)
        return
    time_out = await move(context, replace(time_out, rung=1), context.now + NOT_BEGUN)
    if not time_out.coverer_ready:
        await write_to_coverer(context, time_out, _to_coverer(time_out))
    await write_to_asker(context, time_out)


# ---- the break, and its end ----


async def time_is_up(context: Context, time_out: TimeOut) -> None:
    """The one quiet note at the end; without an answer the break ends by itself."""
    if time_out.rung:
        await finish(context, time_out, Outcome.DONE)
        return
    time_out = await move(context, replace(time_out, rung=1), context.now + GRACE)
    await context.redraw(time_out.reference, COVERING)
    await write_to_asker(context, time_out)


async def make_longer(context: Context, time_out: TimeOut) -> None:
    """A few minutes more, and the coverer hears of it."""
    ends_at = max(context.now, time_out.ends_at or context.now) + LONGER
    time_out = await move(
        context,
        replace(time_out, rung=0, ends_at=ends_at, extensions=time_out.extensions + 1),
        ends_at,
    )
    await context.redraw(time_out.reference, MINE)
    await write_to_coverer(context, time_out, _to_coverer(time_out))


async def finish(context: Context, time_out: TimeOut, outcome: Outcome) -> None:
    """End a time-out: every card says so, and who it was about is erased.

    Where the asker is owed a last word, the erasing waits for it; the sweep sees to it that it
    does not wait long.
    """
    work, ref = context.work, time_out.reference
    coverer = await coverer_of(work, time_out)
    was_covered = time_out.state in {TimeOutState.COVERED, TimeOutState.RUNNING}
    owed = outcome in {Outcome.NO_COVER, Outcome.NOT_BEGUN}
    on_the_way = outcome is Outcome.CANCELLED and time_out.state is TimeOutState.COVERED
    await _cancel_posts(context, time_out)
    time_out = await move(
        context,
        replace(
            time_out,
            state=TimeOutState.OVER,
            outcome=outcome,
            covered_by=None,
            next_word_at=None,
            arrives_at=None,
            ends_at=context.now,
            whose=time_out.whose if owed else None,
        ),
        None,
    )
    context.tell(TimeOutEnded(time_out.unit, was_covered))
    await context.redraw(ref)
    if on_the_way and coverer:
        # They may be walking over. That they helped is no secret; whom they helped goes now.
        await write_to_coverer(context, time_out, Recipient.person(coverer))
    if owed:
        await _last_word(context, time_out)
    else:
        await erase(context, time_out)


async def _last_word(context: Context, time_out: TimeOut) -> None:
    await _supersede(context, time_out, MINE)
    await schedule(
        context.work,
        LAST_WORD,
        f"time-out-last-word:{time_out.reference}",
        context.now,
        subject=time_out.reference,
        screen=MINE,
        recipient=Recipient.sealed(time_out.person),
        urgency=Urgency.ANSWER,
    )


async def erase(context: Context, time_out: TimeOut) -> None:
    """Nobody can tell from now on whose time-out this was."""
    area = (await current(context.work)).area_of_unit(time_out.unit)
    person = await asker_of(context.work, time_out)
    await erase_unless_held(context.work, time_out.reference, area.key if area else "", person)
    if time_out.whose or time_out.episode:
        await context.work.save(replace(time_out, whose=None, episode=None))


async def _cancel_posts(context: Context, time_out: TimeOut) -> None:
    """Whatever was to be posted about this and was not yet has been overtaken."""
    jobs = context.work.of(Job)
    for job in await jobs.find(
        Job.subject.is_(time_out.reference), Job.state.is_(JobState.PENDING)
    ):
        if job.kind in {CORE_POST, INVITE}:
            await context.work.save(replace(job, state=JobState.CANCELLED))
