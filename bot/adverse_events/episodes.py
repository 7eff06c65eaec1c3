"""Episodes: found by those they belong to, marked as notes go out, ended, forgotten."""

from dataclasses import replace
from datetime import timedelta

from bot.adverse_events.audience import audience_index
from bot.adverse_events.empty_audience import ask_if_nobody
from bot.adverse_events.model import (
    AdverseEvent,
    Episode,
    EpisodeBegun,
    EpisodeEnded,
    EpisodeState,
    EraseWanted,
    Report,
)
from bot.adverse_events.names import PROGRESS, SHOW_PROGRESS
from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.housekeeping import EPOCH
from bot.core.jobs import Job, JobState, cancel, schedule
from bot.core.people import Person
from bot.core.retention import erase_unless_held
from bot.core.seen import Seen, ShownCard
from bot.core.storage import Work, new_reference
from bot.programme import current

PROGRESS_EVERY = timedelta(seconds=15)


async def own_episode(context: Context, reference: str) -> Episode:
    """The care of this reference, if it is about the person who acts; else ``SubjectGone``."""
    episode = await context.work.of(Episode).get(reference)
    person = await context.work.vault.open(Episode.person.of(reference))
    if episode is None or not person or person != context.actor.reference:
        raise SubjectGone
    if episode.whose is None:
        # Forgotten, and kept back by counsel's hold: for everybody it is gone.
        raise SubjectGone
    return episode


async def episode_without_event(context: Context, person: Person) -> Episode:
    """A new care for somebody who asks for something without any adverse event."""
    area = (await current(context.work)).area_of_unit(person.unit)
    episode = Episode(
        reference=new_reference(),
        area=area.key if area else "",
        begun_at=context.now,
        whose=context.work.vault.blind_index("whose", person.reference),
        state=EpisodeState.ANSWERED,
    )
    await context.work.add(episode)
    await context.work.vault.seal(episode.person, person.reference)
    context.tell(EpisodeBegun(episode.reference))
    return episode


async def episodes_of(work: Work, person: str) -> list[Episode]:
    """The episodes about a person (by reference) that are not forgotten, oldest first."""
    return await work.of(Episode).find(
        Episode.whose.is_(work.vault.blind_index("whose", person)), order_by=Episode.begun_at
    )


async def on_the_list(work: Work, event: str | None, person: str) -> bool:
    """Whether a person (by reference) is, or was before being forgotten, on an event's list."""
    if event is None:
        return False
    blind_index = audience_index(work, event, person)
    return await work.of(Episode).count(Episode.audience_index.is_(blind_index)) > 0


async def people_on_the_list(work: Work, event: str) -> list[Person]:
    """The people on an event's list, without those who were forgotten."""
    found = []
    for episode in await work.of(Episode).find(Episode.event.is_(event)):
        reference = await work.vault.open(episode.person)
        person = await work.of(Person).get(reference) if reference else None
        if person is not None:
            found.append(person)
    return found


async def end_episode(context: Context, episode: Episode, *, erase_now: bool = False) -> Episode:
    """End an episode for good, once, and tell; one that has ended may still be erased sooner."""
    if episode.state is EpisodeState.ENDED:
        if erase_now:
            context.tell(EraseWanted(episode.reference))
        return episode
    episode = await context.work.save(replace(episode, state=EpisodeState.ENDED))
    context.tell(EpisodeEnded(episode.reference, erase_now=erase_now))
    return episode


async def forget_episode(context: Context, reference: str) -> None:
    """Forget who an episode is about: keys, shown cards and jobs go; twice is no fault.

    Under counsel's hold the keys stay for now, and nothing leads to what they open.

    The row of an episode after an adverse event stays, with nothing but the blind index that
    says "do not write again".
    """
    episode = await context.work.of(Episode).get(reference)
    await cancel(context.work, reference)
    await forget_shown(context.work, reference)
    if episode is not None:
        person = await context.work.vault.open(Episode.person.of(reference))
        if not await erase_unless_held(context.work, reference, episode.area, person):
            # Nothing leads to it any more; what it was stays, sealed, until the hold ends.
            await context.work.save(replace(episode, whose=None, state=EpisodeState.ENDED))
            return
    await _forget_steps(context.work, reference)
    await context.work.vault.erase(reference)
    if episode is None:
        return
    if episode.event is None:
        await context.work.remove(episode)
    else:
        await context.work.save(replace(episode, whose=None, state=EpisodeState.ENDED))


async def _forget_steps(work: Work, subject: str) -> None:
    """Forget what was planned, sent and pressed about an episode.

    Beside the blind index that stays, which planned notes there were would tell whether they
    answered.
    """
    for job in await work.of(Job).find(Job.subject.is_(subject)):
        if job.state is not JobState.SENDING:
            await work.remove(job)
    for seen in await work.of(Seen).find(Seen.subject.is_(subject)):
        await work.save(replace(seen, screen="", subject=""))


async def forget_shown(work: Work, subject: str) -> None:
    """Forget where the cards about a subject hang; they are not redrawn any more."""
    for shown in await work.of(ShownCard).find(ShownCard.subject.is_(subject)):
        await work.vault.erase(shown.reference)
        await work.remove(shown)


async def note_reached(context: Context, episode: Episode) -> None:
    """Note that the first note of an episode has arrived."""
    state = EpisodeState.WRITTEN if episode.state is EpisodeState.WAITING else episode.state
    await context.work.save(replace(episode, state=state, first_note_at=context.now))
    await _progress_soon(context, episode)


async def note_unreachable(context: Context, episode: Episode) -> None:
    """Note that one's person cannot be written to; if that leaves nobody, people are asked."""
    await context.work.save(replace(episode, state=EpisodeState.UNREACHABLE))
    await _progress_soon(context, episode)
    event = await context.work.of(AdverseEvent).get(episode.event or "")
    if event is not None:
        await ask_if_nobody(context, event)


async def _progress_soon(context: Context, episode: Episode) -> None:
    """Redraw the progress every few seconds at most: a big audience is many notes."""
    period = (context.now - EPOCH) // PROGRESS_EVERY + 1
    await schedule(
        context.work,
        SHOW_PROGRESS,
        f"progress:{episode.event}:{period}",
        EPOCH + period * PROGRESS_EVERY,
        subject=episode.event or "",
    )


async def show_progress(context: Context, event: str) -> None:
    """Bring the progress cards of everyone who reported an adverse event up to date."""
    for report in await context.work.of(Report).find(Report.event.is_(event)):
        await context.redraw(report.reference, PROGRESS)
