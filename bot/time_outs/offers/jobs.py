"""Sends offers of breaks, ends them, and erases what would say who has answered."""

from collections.abc import Iterable
from datetime import timedelta

from bot.adverse_events.model import Episode
from bot.core.context import Context
from bot.core.job_kinds import HOWEVER_LATE, DeliverPlanned, Done, Dropped, JobKind, Paused, Step
from bot.core.jobs import Job, JobState, Recipient, schedule
from bot.core.names import JobName
from bot.core.seen import ShownCard, forget_shown
from bot.programme import paused
from bot.time_outs.offers.audience import Offered, still_to_send
from bot.time_outs.offers.model import OFFER_LASTS, OFFER_TRACES_FOR
from bot.time_outs.offers.screens import OFFER
from bot.unit_leads.model import LeadGuide

SEND = JobName("time_out.offer")
OVER = JobName("time_out.offer_over")
ERASE = JobName("time_out.offer_erase")
LOOK_AGAIN = timedelta(minutes=1)


async def send(context: Context, guide: LeadGuide, people: Iterable[Offered]) -> None:
    """Offer a break to each of these people, and plan the end of the offer."""
    work, event = context.work, guide.reference
    at = int(context.now.timestamp())
    for offered in people:
        episode = offered.episode
        await schedule(
            work,
            SEND,
            f"break-offer:{episode.reference}:{at}",
            context.now,
            subject=episode.reference,
            screen=OFFER,
            recipient=Recipient.sealed(episode.person),
        )
    over = context.now + OFFER_LASTS
    await schedule(work, OVER, f"break-offer-over:{event}:{at}", over, subject=event)
    erase = over + OFFER_TRACES_FOR
    await schedule(work, ERASE, f"break-offer-erase:{event}:{at}", erase, subject=event)


async def _send(context: Context, job: Job) -> Step:
    if await paused(context.work):
        return Paused(context.now + LOOK_AGAIN)
    return DeliverPlanned() if await still_to_send(context, job.subject) else Dropped()


async def _over(context: Context, job: Job) -> Step:
    """Redraw the cards that nobody pressed, as the offer is over."""
    for episode in await context.work.of(Episode).find(Episode.event.is_(job.subject)):
        await context.redraw(episode.reference, OFFER)
    return Done()


async def _erase(context: Context, job: Job) -> Step:
    """Erase where these cards hang and that they were sent: the ones left were not answered."""
    work = context.work
    for episode in await work.of(Episode).find(Episode.event.is_(job.subject)):
        for shown in await work.of(ShownCard).find(
            ShownCard.subject.is_(episode.reference), ShownCard.screen.is_(OFFER)
        ):
            await forget_shown(work, shown)
        for sent in await work.of(Job).find(Job.subject.is_(episode.reference), Job.kind.is_(SEND)):
            if sent.state is not JobState.SENDING:
                await work.remove(sent)
    return Done()


JOBS = (
    JobKind(SEND, _send, HOWEVER_LATE),
    JobKind(OVER, _over, HOWEVER_LATE),
    JobKind(ERASE, _erase, HOWEVER_LATE),
)
