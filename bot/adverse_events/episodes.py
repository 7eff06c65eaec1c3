"""Finds episodes by their person, records their first notes, and ends and erases them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

from bot.adverse_events.audience import audience_index, people_of, seal_people
from bot.adverse_events.empty_audience import ask_if_nobody
from bot.adverse_events.model import (
    UNWRITTEN,
    AdverseEvent,
    Episode,
    EpisodeBegun,
    EpisodeEnded,
    EpisodeState,
    EraseWanted,
    NoMoreWanted,
    Report,
    ReportState,
)
from bot.adverse_events.names import PROGRESS, SHOW_PROGRESS
from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.housekeeping import EPOCH
from bot.core.jobs import Job, JobState, cancel, schedule
from bot.core.people import Person, person_behind
from bot.core.retention import erase_unless_held, hold_on
from bot.core.seen import Seen
from bot.core.storage import Work, new_reference
from bot.programme import current

UNSENT = (ReportState.BRAKED, ReportState.LET_GO, ReportState.LIMITED, ReportState.HELD)
"""Confirmed reports whose people have not begun to join."""

PROGRESS_EVERY = timedelta(seconds=15)


async def own_episode(context: Context, reference: str) -> Episode:
    """The episode, if it is about the actor; else raises ``SubjectGone``."""
    episode = await context.need(Episode, reference)
    person = await context.work.vault.open(Episode.person.of(reference))
    # Without an owner it was erased and is only kept by a legal hold.
    if not person or person != context.actor.reference or episode.whose is None:
        raise SubjectGone
    return episode


async def episode_without_event(context: Context, person: Person) -> Episode:
    """A new episode for somebody who asks for something without an adverse event."""
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
    """The episodes about a person (by reference) that are not erased, oldest first."""
    return await work.of(Episode).find(
        Episode.whose.is_(work.vault.blind_index("whose", person)), order_by=Episode.begun_at
    )


async def on_the_list(work: Work, event: str | None, person: str) -> bool:
    """Whether a person (by reference) is on an event's list, or was before their erasure."""
    if event is None:
        return False
    blind_index = audience_index(work, event, person)
    return await work.of(Episode).count(Episode.audience_index.is_(blind_index)) > 0


async def staff_on_the_list(work: Work, event: str, unit: str) -> AsyncIterator[Person]:
    """Yield the people of the staff list who are on an event's list, also those erased from it.

    For a look that must not differ with who has said no. Nothing of it may be kept. The people of
    the event's unit come early: whoever asks for more reads everybody, if some were erased.
    """
    on_it = await work.of(Episode).find(Episode.event.is_(event))
    left = {each.audience_index for each in on_it}
    kept = [episode.reference for episode in on_it if episode.whose is not None]
    sealed = (await work.vault.open_all(kept)).values()
    known = tuple(dict.fromkeys(each["person"] for each in sealed if "person" in each))
    for where in (
        (Person.reference.one_of(known),),
        (Person.works_in.has_one_of((unit,)),),
        (),
    ):
        if not left:
            return
        people = await work.of(Person).find(*where, Person.active.is_(True), Person.adult.is_(True))
        for person in people:
            index = audience_index(work, event, person.reference)
            if index in left:
                left.remove(index)
                yield person


async def people_on_the_list(work: Work, event: str) -> list[Person]:
    """The people on an event's list, without those who were erased."""
    found = []
    for episode in await work.of(Episode).find(Episode.event.is_(event)):
        person = await person_behind(work, episode.person)
        if person is not None:
            found.append(person)
    return found


async def take_off_lists(work: Work, person: str) -> None:
    """Take a person (by reference) off the lists of reports for which nothing was sent yet.

    Another report of the same event does not put them on again: as after any erasure, the index
    "do not write again" stays with the event. Under a legal hold their name stays, sealed apart.
    """
    reports = await work.of(Report).find(Report.state.one_of(UNSENT))
    # Read together what is opened one by one next.
    await work.vault.open_all([report.people for report in reports])
    for report in reports:
        people = await people_of(work, report)
        if not person or person not in people:
            continue
        await seal_people(work, report, [each for each in people if each != person])
        owner = await _never_write(work, report, person)
        if owner is not None and await hold_on(work, report.area) is not None:
            await work.vault.seal(Episode.person.of(owner), person)
            await erase_unless_held(work, owner, report.area, person)


async def _never_write(work: Work, report: Report, person: str) -> str | None:
    """Leave in a report's event what stays of somebody who was erased from it.

    Returns the reference that owns their name under a hold; ``None`` if they had joined before.
    """
    episode = Episode(
        reference=new_reference(),
        area=report.area,
        begun_at=work.now,
        event=report.event,
        state=EpisodeState.ENDED,
    )
    if report.event is None:
        return episode.reference
    index = audience_index(work, report.event, person)
    added = await work.add(replace(episode, audience_index=index))
    return episode.reference if added else None


async def end_episode(
    context: Context, episode: Episode, *, erase_now: bool = False, by_person: bool = False
) -> Episode:
    """End an episode for good; for one already ended, ``erase_now`` still asks for erasure.

    ``by_person``: because its person said that they wanted no more.
    """
    if episode.state is EpisodeState.ENDED:
        if erase_now:
            context.tell(EraseWanted(episode.reference))
        return episode
    episode = await context.work.save(replace(episode, state=EpisodeState.ENDED))
    context.tell(EpisodeEnded(episode.reference, erase_now=erase_now, by_person=by_person))
    return episode


async def want_no_more(context: Context, reference: str, *, erase_now: bool = False) -> None:
    """End an episode because the actor wants no more about it, whatever is left of it.

    What outlives the notes ends as well, also where they had ended by themselves.
    """
    context.tell(NoMoreWanted(reference, context.actor.reference))
    try:
        mine = await own_episode(context, reference)
    except SubjectGone:
        return
    await end_episode(context, mine, erase_now=erase_now, by_person=True)


async def forget_episode(context: Context, reference: str) -> None:
    """Erase the person, keys, cards and jobs of an episode; does nothing the second time.

    An episode of an adverse event keeps its row with the blind index that means "do not write
    again". Under a legal hold the keys stay, but nothing leads to them.
    """
    episode = await context.work.of(Episode).get(reference)
    await cancel(context.work, reference)
    await context.forget_cards(reference)
    if episode is not None:
        person = await context.work.vault.open(Episode.person.of(reference))
        if not await erase_unless_held(context.work, reference, episode.area, person):
            # Nothing leads to it any more; what it was stays, sealed, until the hold ends.
            await context.work.save(replace(episode, whose=None, state=EpisodeState.ENDED))
            return
    await _forget_deliveries(context.work, reference)
    await context.work.vault.erase(reference)
    if episode is None:
        return
    if episode.event is None:
        await context.work.remove(episode)
    else:
        await context.work.save(replace(episode, whose=None, state=EpisodeState.ENDED))


async def _forget_deliveries(work: Work, subject: str) -> None:
    """Erase the jobs and handled deliveries of an episode.

    Together with the blind index that stays, they would show whether the person answered.
    """
    for job in await work.of(Job).find(Job.subject.is_(subject)):
        if job.state is not JobState.SENDING:
            await work.remove(job)
    for seen in await work.of(Seen).find(Seen.subject.is_(subject)):
        await work.save(replace(seen, screen="", subject=""))


async def note_reached(context: Context, episode: Episode) -> None:
    """Record that the first note of an episode arrived."""
    state = EpisodeState.WRITTEN if episode.state in UNWRITTEN else episode.state
    await context.work.save(replace(episode, state=state, first_note_at=context.now))
    await _progress_soon(context, episode)


async def note_unreachable(context: Context, episode: Episode) -> None:
    """Record that nothing reaches a person; if the event now reaches nobody, ask for people."""
    if episode.state is EpisodeState.UNREACHABLE:
        return
    await context.work.save(replace(episode, state=EpisodeState.UNREACHABLE))
    await _progress_soon(context, episode)
    event = await context.work.of(AdverseEvent).get(episode.event or "")
    if event is not None:
        await ask_if_nobody(context, event)


async def _progress_soon(context: Context, episode: Episode) -> None:
    """Redraw the progress at most every few seconds, as a big audience gets many notes."""
    period = (context.now - EPOCH) // PROGRESS_EVERY + 1
    await schedule(
        context.work,
        SHOW_PROGRESS,
        f"progress:{episode.event}:{period}",
        EPOCH + period * PROGRESS_EVERY,
        subject=episode.event or "",
    )


async def show_progress(context: Context, event: str) -> None:
    """Redraw the progress cards of everyone who reported an adverse event."""
    for report in await context.work.of(Report).find(Report.event.is_(event)):
        await context.redraw(report.reference, PROGRESS)
