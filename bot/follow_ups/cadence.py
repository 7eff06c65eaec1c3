"""Begins, answers, and ends the cadence of an episode's later notes."""

from dataclasses import replace
from datetime import datetime

from bot.adverse_events import end_episode, episodes_of
from bot.adverse_events.model import AdverseEvent, Episode, EpisodeState, trigger_of
from bot.check_ins import wishes_of
from bot.check_ins.names import LATER
from bot.core.context import Context
from bot.core.jobs import OPEN, Job, JobState, Urgency, cancel, postponed, schedule
from bot.core.retention import hold_on
from bot.core.storage import Work
from bot.follow_ups.erasure_time import has_live_request
from bot.follow_ups.model import (
    Cadence,
    CadenceEnded,
    Stage,
    due_at,
    is_asked_for,
    is_last,
    planned,
    variant_for,
)
from bot.follow_ups.names import FOLLOW_UP_NOTE
from bot.programme import current
from bot.programme.model import MILESTONES


async def cadence_of(work: Work, episode: str) -> Cadence | None:
    """Return the cadence of an episode; ``None`` before its first note and after erasure."""
    return await work.of(Cadence).get(episode)


async def begin(context: Context, episode: Episode) -> None:
    """Plan the one note for a person who has not answered, and end their older cadences.

    A milestone has messages of its own and no cadence.
    """
    if episode.event is None or episode.state is EpisodeState.ENDED:
        return
    event = await context.work.of(AdverseEvent).get(episode.event)
    if event is not None and event.kind in MILESTONES:
        return
    others = await _others_of(context.work, episode)
    taken = {cadence.variant for _, cadence in others}
    cadence = Cadence(
        reference=episode.reference,
        begun_at=context.now,
        variant=variant_for(episode.reference, taken),
        stages=await _kept(context.work, event) if event else (),
    )
    if not await context.work.add(cadence):
        return
    for other, _ in others:
        await end_episode(context, other)
    await _plan(context.work, cadence)


async def _kept(work: Work, event: AdverseEvent) -> tuple[str, ...]:
    programme = await current(work)
    return programme.notes_kept(event.area, trigger_of(programme, event))


async def _others_of(work: Work, episode: Episode) -> list[tuple[Episode, Cadence]]:
    """Return the person's other episodes that have a cadence, ended ones too."""
    if episode.whose is None:
        return []
    found = []
    for other in await work.of(Episode).find(Episode.whose.is_(episode.whose)):
        cadence = await cadence_of(work, other.reference)
        if cadence is not None and other.reference != episode.reference:
            found.append((other, cadence))
    return found


async def _plan(work: Work, cadence: Cadence) -> None:
    """Schedule a job for every stage; jobs that exist stay as they are."""
    for stage in planned(cadence):
        if is_asked_for(cadence, stage):
            continue
        await schedule(
            work,
            FOLLOW_UP_NOTE,
            f"follow-up:{cadence.reference}:{stage}",
            due_at(cadence, stage),
            subject=cadence.reference,
            detail=stage,
            urgency=Urgency.FOLLOW_UP,
        )


async def bring_back(context: Context, episode: Episode, at: datetime) -> None:
    """Plan one note at the moment that its person chose, in place of an earlier choice.

    It is the only one to come, unless they press something on it, or a talk is under way.
    """
    work = context.work
    if episode.event is None:
        alone = Cadence(
            reference=episode.reference,
            begun_at=context.now,
            variant=variant_for(episode.reference, set()),
            stages=(Stage.DAY,),
        )
        await work.add(alone)
    await begin(context, episode)
    cadence = await cadence_of(work, episode.reference)
    if cadence is None or cadence.ended:
        return
    under_way = await has_live_request(work, episode.reference) or cadence.sent_stage is not None
    answered = cadence.answered and under_way
    if episode.event is not None and not answered:
        # Whatever they press from now on is their answer.
        await work.save(replace(episode, state=EpisodeState.WRITTEN))
    wishes = await wishes_of(work, context.actor.reference)
    changed = replace(
        cadence,
        answered=answered,
        later=True,
        later_at=at,
        despite_quiet=wishes.quiet_until,
        pressed_at=context.now,
        ignored=0,
    )
    await _plan(work, await work.save(changed))
    await _plan_asked_for(work, episode.reference, at)


async def redraw_later(context: Context, person: str) -> None:
    """Redraw what a person (by reference) reads of when one more note comes."""
    for episode in await episodes_of(context.work, person):
        await context.redraw(episode.reference, LATER)


async def is_asked_for_alone(work: Work, episode: str) -> bool:
    """Whether a note that somebody asked for is all that comes, as they have not answered yet."""
    cadence = await cadence_of(work, episode)
    if cadence is None or cadence.ended:
        return False
    return cadence.later_at is not None and not cadence.answered


async def note_asked_for(work: Work, episode: str) -> Job | None:
    """Return the job of the note that somebody asked to have back; ``None`` once it has ended."""
    open_jobs = Job.subject.is_(episode), Job.state.one_of(OPEN)
    found = await work.of(Job).find(*open_jobs, Job.kind.is_(FOLLOW_UP_NOTE))
    return next((job for job in found if job.detail == Stage.DAY), None)


async def _plan_asked_for(work: Work, episode: str, at: datetime) -> None:
    job = await note_asked_for(work, episode)
    if job is not None and job.state is JobState.PENDING:
        await work.save(postponed(job, at))
        return
    await schedule(
        work,
        FOLLOW_UP_NOTE,
        f"follow-up:{episode}:{Stage.DAY}:{at.isoformat()}",
        at,
        subject=episode,
        detail=Stage.DAY,
        urgency=Urgency.FOLLOW_UP,
    )


async def answer(context: Context, episode: str) -> None:
    """Plan the full cadence, once; each press delays the next note by at least a day.

    A press may come before the worker notes that the first note arrived.
    """
    found = await context.work.of(Episode).get(episode)
    if found is not None:
        await begin(context, found)
    cadence = await cadence_of(context.work, episode)
    if cadence is None or cadence.ended:
        return
    cadence = replace(cadence, answered=True, pressed_at=context.now, ignored=0)
    await _plan(context.work, await context.work.save(cadence))


async def note_press(context: Context, episode: str) -> None:
    """Note that a later note was not ignored."""
    cadence = await cadence_of(context.work, episode)
    if cadence is not None and not cadence.ended:
        await context.work.save(replace(cadence, pressed_at=context.now, ignored=0))


async def make_way(context: Context, milestone: str) -> None:
    """Put the notes off for a day for the person of a milestone's episode, who gets one now."""
    person = await context.work.vault.open(Episode.person.of(milestone))
    for episode in await episodes_of(context.work, person) if person else ():
        cadence = await cadence_of(context.work, episode.reference)
        if cadence is not None and not cadence.ended:
            await context.work.save(replace(cadence, sent_at=context.now))


async def finish(context: Context, cadence: Cadence, stage: Stage) -> None:
    """End the episode after its last stage; erase it at once if nobody answered."""
    episode = await context.work.of(Episode).get(cadence.reference)
    if episode is not None and is_last(cadence, stage):
        await end_episode(context, episode, erase_now=not cadence.answered)


async def close(context: Context, episode: str, *, by_person: bool = False) -> None:
    """Cancel what is planned for an episode, once."""
    await cancel(context.work, episode, FOLLOW_UP_NOTE)
    cadence = await cadence_of(context.work, episode)
    if cadence is not None and not cadence.ended:
        await context.work.save(replace(cadence, ended=True))
        context.tell(CadenceEnded(episode, cadence.answered, by_person))


async def forget(context: Context, episode: str) -> None:
    """Remove the cadence of an erased episode, unless a legal hold keeps it."""
    await close(context, episode)
    found = await context.work.of(Episode).get(episode)
    if found is not None and await hold_on(context.work, found.area) is not None:
        return
    cadence = await cadence_of(context.work, episode)
    if cadence is not None:
        await context.work.remove(cadence)
