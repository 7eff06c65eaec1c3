"""Asks everybody once, by day and in portions, and clears away what a survey leaves."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.adverse_events import episodes_of
from bot.adverse_events.model import EpisodeState
from bot.check_ins import wishes_of
from bot.core.context import Context
from bot.core.job_kinds import HOWEVER_LATE, Deliver, Done, Dropped, JobKind, NotNow, Step
from bot.core.jobs import Job, Recipient, Urgency, cancel, schedule
from bot.core.people import Person, PlatformAccount, person_behind
from bot.core.portions import go_on
from bot.core.routes import Sweep
from bot.core.seen import ShownCard, forget_shown
from bot.core.storage import Work, new_reference
from bot.programme import current, next_allowed, paused
from bot.surveys.handlers import count_answers, give_up
from bot.surveys.model import Survey, SurveyTicket
from bot.surveys.names import ASK, INVITE, NOTE, TIDY

LOOK_AGAIN = timedelta(hours=1)
AT_ONCE = 200
"""How many people one portion plans a message to, and how many tickets one removes."""
IN_CARE_FOR = timedelta(days=1)
"""The wait before somebody is asked who gets messages about something hard just now."""


async def invite(context: Context, job: Job) -> Step:
    """Plan a message to some of those who can be reached; another job goes on from there.

    The last portion is the largest: a few tickets that were written together would tell whose.
    """
    work = context.work
    survey = await context.need(Survey, job.subject)
    if not survey.is_open(context.now):
        return Dropped()
    people = await work.of(Person).find(
        Person.active.is_(True), Person.reference.at_least(job.detail), limit=2 * AT_ONCE
    )
    is_last = len(people) < 2 * AT_ONCE
    some = people if is_last else people[:AT_ONCE]
    # The portion before this one ended with the first of these.
    new = [person.reference for person in some if person.reference != job.detail]
    accounts = await work.of(PlatformAccount).find(PlatformAccount.person.one_of(new))
    reached = {account.person for account in accounts}
    await _plan(work, survey, reached)
    await work.save(replace(survey, asked=survey.asked + len(reached)))
    if not is_last:
        await go_on(work, job, some[-1].reference)
    return Done()


async def _plan(work: Work, survey: Survey, people: Iterable[str]) -> None:
    """Write a ticket and a job for each, in an order that says nothing of whose they are."""
    tickets = {
        SurveyTicket(
            reference=new_reference(), survey=survey.reference, whose=_index(work, person)
        ): person
        for person in people
    }
    for ticket in sorted(tickets, key=lambda each: each.reference):
        await work.add(ticket)
        await work.vault.seal(ticket.person, tickets[ticket])
        await schedule(
            work,
            NOTE,
            f"survey:{ticket.reference}",
            work.now,
            subject=ticket.reference,
            urgency=Urgency.FOLLOW_UP,
        )


def _index(work: Work, person: str) -> str:
    return work.vault.blind_index("survey", person)


async def ask(context: Context, job: Job) -> Step:
    """Send the message, put it off to a suitable hour, or drop it."""
    ticket = await context.need(SurveyTicket, job.subject)
    survey = await context.need(Survey, ticket.survey)
    person = await person_behind(context.work, ticket.person)
    if person is None or not await _wanted(context.work, survey, person):
        await give_up(context.work, ticket)
        return Dropped()
    if await paused(context.work):
        return NotNow(context.now + LOOK_AGAIN)
    if await _is_in_care(context.work, person):
        return NotNow(context.now + IN_CARE_FOR)
    wishes = await wishes_of(context.work, person.reference)
    unit = (await current(context.work)).unit(person.unit)
    at = next_allowed(unit, person, max(context.now, wishes.quiet_until or context.now))
    if at > context.now:
        return NotNow(at)
    return Deliver(ASK, await _right_of(context.work, ticket), Recipient.sealed(ticket.person))


async def _right_of(work: Work, plan: SurveyTicket) -> str:
    """Return the ticket that the message of a plan carries; make it for the first attempt.

    The job and the order of the plans would give the person back if the plan itself were it.
    """
    known = await work.vault.open(plan.right)
    if known is not None:
        return known
    ticket = SurveyTicket(reference=new_reference(), survey=plan.survey)
    await work.add(ticket)
    await work.vault.seal(plan.right, ticket.reference)
    return ticket.reference


async def _wanted(work: Work, survey: Survey, person: Person) -> bool:
    wishes = await wishes_of(work, person.reference)
    is_off = wishes.stopped or wishes.surveys_stopped
    return survey.is_open(work.now) and person.active and person.adult and not is_off


async def _is_in_care(work: Work, person: Person) -> bool:
    """Whether somebody gets messages about something hard, or asked for a talk about it."""
    episodes = await episodes_of(work, person.reference)
    return any(episode.state is not EpisodeState.ENDED for episode in episodes)


async def sent(context: Context, job: Job) -> None:
    """Forget to whom the message went, and where it hangs: its button has all that is needed."""
    shown = await context.work.of(ShownCard).get(job.reference)
    if shown is not None:
        await forget_shown(context.work, shown)
    plan = await context.work.of(SurveyTicket).get(job.subject)
    if plan is not None:
        await context.work.vault.erase(plan.reference)
        await context.work.remove(plan)


async def not_sent(context: Context, job: Job) -> None:
    """Forget somebody whom no message reached, and the right that was made for them."""
    plan = await context.work.of(SurveyTicket).get(job.subject)
    if plan is not None:
        await give_up(context.work, plan)
    await sent(context, job)


async def tidy(context: Context, job: Job) -> Step:
    """Count what waits, and remove the tickets of surveys that are over, in portions."""
    await count_answers(context)
    work = context.work
    for survey in await work.of(Survey).find(Survey.over.is_(False)):
        if survey.is_open(work.now):
            continue
        left = await work.of(SurveyTicket).find(
            SurveyTicket.survey.is_(survey.reference), limit=AT_ONCE
        )
        for ticket in left:
            await give_up(work, ticket)
        if len(left) == AT_ONCE:
            await go_on(work, job)
        else:
            await work.save(replace(survey, over=True))
    return Done()


async def forget_invitations(work: Work, person: str) -> None:
    """Ask a person (by reference) nothing that is planned and not sent yet."""
    for ticket in await _waiting_for(work, person):
        await cancel(work, ticket.reference, NOTE)
        await give_up(work, ticket)


async def merge_invitations(work: Work, old: str, new: str) -> None:
    """Let what is planned for one person go to another, who turned out to be the same."""
    known = {ticket.survey for ticket in await _waiting_for(work, new)}
    for ticket in await _waiting_for(work, old):
        if ticket.survey in known:
            await cancel(work, ticket.reference, NOTE)
            await give_up(work, ticket)
        else:
            await work.save(replace(ticket, whose=_index(work, new)))
            await work.vault.seal(ticket.person, new)


async def is_invited(work: Work, person: str) -> bool:
    """Whether a message with questions is planned for a person (by reference)."""
    return bool(await _waiting_for(work, person))


async def _waiting_for(work: Work, person: str) -> list[SurveyTicket]:
    return await work.of(SurveyTicket).find(SurveyTicket.whose.is_(_index(work, person)))


JOBS = (
    JobKind(INVITE, invite, HOWEVER_LATE),
    JobKind(NOTE, ask, HOWEVER_LATE, delivered=sent, given_up=not_sent, unknown=sent),
    JobKind(TIDY, tidy, HOWEVER_LATE),
)
SWEEPS = (Sweep(TIDY, timedelta(days=1)),)
