"""What people press about a survey, and what coordinators start and end."""

from dataclasses import replace

from bot.check_ins import kept_wishes
from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.errors import SubjectGone
from bot.core.jobs import Urgency, schedule
from bot.core.routes import Reply, replace_card, say
from bot.core.screens import Card, Form
from bot.core.storage import Work, new_reference
from bot.programme import current, note_change
from bot.surveys import screens
from bot.surveys.model import (
    FEWEST,
    LASTS,
    AnswerSubject,
    Survey,
    SurveyAnswer,
    SurveyAnswered,
    SurveyTicket,
    month_of,
    next_start,
)
from bot.surveys.names import INVITE, OVERVIEW, SECOND

# ---- who was asked ----


async def draw_ask(context: Context, subject: str) -> Card:
    """Draw the message; raises ``SubjectGone`` without its ticket."""
    await context.need(SurveyTicket, subject)
    return screens.ask_card(context.words, context.lines, subject)


async def draw_second(context: Context, subject: str) -> Card:
    """Draw the second question; raises ``SubjectGone`` without its ticket."""
    await context.need(SurveyTicket, subject)
    return screens.second_card(context.words, context.lines, subject)


async def hit_hard(context: Context, press: Press, subject: str) -> Reply:
    """Ask the second question. Nothing is kept of the first answer before it is answered."""
    await _open_ticket(context, subject)
    return replace_card(SECOND, subject)


async def answered(context: Context, press: Press, subject: str) -> Reply:
    """Let an answer wait for others, and give the ticket up."""
    said = AnswerSubject.of_subject(subject)
    ticket, survey = await _open_ticket(context, said.ticket)
    work = context.work
    await give_up(work, ticket)
    await work.add(SurveyAnswer(reference=new_reference(), month=survey.month, answer=said.answer))
    if await work.of(SurveyAnswer).count() >= FEWEST:
        await count_answers(context)
    return replace_card(screens.THANKS)


async def no_more(context: Context, press: Press, subject: str) -> Reply:
    """Send the actor no survey any more; the message may outlive its ticket."""
    wishes = await kept_wishes(context.work, context.actor.reference)
    await context.work.save(replace(wishes, surveys_stopped=True))
    ticket = await context.work.of(SurveyTicket).get(subject)
    if ticket is not None:
        await give_up(context.work, ticket)
    return replace_card(screens.STOPPED)


async def _open_ticket(context: Context, reference: str) -> tuple[SurveyTicket, Survey]:
    """Return a ticket and its survey; raises ``SubjectGone`` once either is over."""
    ticket = await context.need(SurveyTicket, reference)
    survey = await context.need(Survey, ticket.survey)
    if not survey.is_open(context.now):
        raise SubjectGone
    return ticket, survey


async def give_up(work: Work, ticket: SurveyTicket) -> None:
    """Remove a ticket; of a plan also the way to its person, and the right it had made."""
    if ticket.whose is not None:
        right = await work.vault.open(ticket.right)
        made = await work.of(SurveyTicket).get(right) if right else None
        if made is not None:
            await work.remove(made)
        await work.vault.erase(ticket.reference)
    await work.remove(ticket)


async def count_answers(context: Context) -> None:
    """Have all waiting answers counted."""
    for answer in await context.work.of(SurveyAnswer).find():
        context.tell(SurveyAnswered(answer.month, answer.answer))
        await context.work.remove(answer)


# ---- coordinators ----


async def last_survey(work: Work) -> Survey | None:
    """Return the survey that was started last."""
    found = await work.of(Survey).find(order_by=Survey.number)
    return found[-1] if found else None


async def draw_overview(context: Context, subject: str) -> Card:
    """Draw how it stands with surveys."""
    programme, last = await current(context.work), await last_survey(context.work)
    next_at = None
    if last is not None and not last.is_open(context.now):
        at = next_start(last, programme.reports.shortest, programme.zone)
        next_at = at if at > context.now else None
    return screens.overview_card(
        context.words,
        last,
        is_open=last is not None and last.is_open(context.now),
        next_at=next_at,
        k=programme.reports.k,
        zone=programme.zone,
    )


async def draw_start(context: Context, subject: str) -> Form:
    """Draw what is about to be sent; raises ``SubjectGone`` while no survey may start."""
    await _may_start(context)
    return screens.start_form(context.words, context.now + LASTS)


async def _may_start(context: Context) -> Survey | None:
    """Return the survey before this one; raises ``SubjectGone`` while none may start."""
    last = await last_survey(context.work)
    if last is not None:
        programme = await current(context.work)
        at = next_start(last, programme.reports.shortest, programme.zone)
        if last.is_open(context.now) or context.now < at:
            raise SubjectGone
    return last


async def start(context: Context, sent: Submission) -> Reply:
    """Start a survey: everybody who can be reached is asked, in portions."""
    before, work = await _may_start(context), context.work
    until = context.now + LASTS
    survey = Survey(
        reference=new_reference(),
        number=before.number + 1 if before else 1,
        started_at=context.now,
        until=until,
        month=month_of(until, (await current(work)).zone),
    )
    await work.add(survey)
    key = f"survey-invite:{survey.number}"
    await schedule(
        work, INVITE, key, context.now, subject=survey.reference, urgency=Urgency.FOLLOW_UP
    )
    await note_change(work, context.actor.reference, f"survey {survey.number} started")
    return say(OVERVIEW)


async def end(context: Context, press: Press, subject: str) -> Reply:
    """End a survey early: nobody more is asked, and the answers so far count."""
    survey = await context.need(Survey, subject)
    if survey.is_open(context.now):
        # Messages that still wait are dropped as they come due.
        await context.work.save(replace(survey, until=context.now))
        await note_change(context.work, context.actor.reference, f"survey {survey.number} ended")
    return replace_card(OVERVIEW)
