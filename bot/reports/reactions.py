"""Counts when something closes, in the declared cells, without a reference to anybody."""

from datetime import timedelta

from bot.adverse_events.model import REPORTED, AdverseEvent, Episode, EventReleased
from bot.check_ins.model import FirstNoteSent, FirstNoteUndeliverable
from bot.core.context import Context
from bot.follow_ups.model import CadenceEnded, LaterNoteSent
from bot.milestones.model import MilestoneMessageSent
from bot.reports import declarations as tables
from bot.reports.counting import Count, count, count_in
from bot.reports.declarations import bucket
from bot.reports.table import Table
from bot.requests.model import (
    AskerAnswer,
    Origin,
    RequestEnded,
    StepUpOffered,
    TalkDescribed,
    TalkRated,
)
from bot.sessions.model import SessionHeld
from bot.surveys.model import SurveyAnswered
from bot.time_outs.model import TimeOutEnded

RATED: dict[AskerAnswer, Count] = {
    AskerAnswer.SOON: Count(tables.SOON_ENOUGH, "yes"),
    AskerAnswer.NOT_SOON: Count(tables.SOON_ENOUGH, "no"),
    AskerAnswer.HELPED: Count(tables.HELPED, "yes"),
    AskerAnswer.NOT_HELPED: Count(tables.HELPED, "no"),
}
"""What whoever asked may say about a talk."""


def _yes_or_no(table: Table, *, yes: bool) -> Count:
    return Count(table, "yes" if yes else "no")


async def count_event(context: Context, fact: EventReleased) -> None:
    """Count an adverse event whose messages are about to be sent."""
    event = await context.work.of(AdverseEvent).get(fact.event)
    if event is not None and event.kind in REPORTED:
        await count(
            context,
            Count(tables.EVENTS),
            Count(tables.EVENTS_BY_AREA, event.area),
            Count(tables.EVENTS_BY_KIND, str(event.kind)),
        )


async def count_first_note(context: Context, fact: FirstNoteSent) -> None:
    """Count a first message that arrived, and how long it took."""
    episode = await context.work.of(Episode).get(fact.episode)
    if episode is None:
        return
    late = episode.note_by is not None and context.now > episode.note_by
    minutes = (context.now - episode.begun_at) // timedelta(minutes=1)
    await count(
        context,
        Count(tables.MESSAGES_SENT, "late" if late else "in_time"),
        Count(tables.TO_FIRST_MESSAGE, bucket(minutes)),
    )


async def count_unreached(context: Context, fact: FirstNoteUndeliverable) -> None:
    """Count somebody whom no first message can reach."""
    await count(
        context,
        Count(tables.MESSAGES_SENT, "not_reached"),
        Count(tables.TO_FIRST_MESSAGE, bucket(None)),
    )


async def count_later_note(context: Context, fact: LaterNoteSent) -> None:
    """Count a later message that arrived."""
    await count(context, Count(tables.LATER_MESSAGES))


async def count_milestone_message(context: Context, fact: MilestoneMessageSent) -> None:
    """Count a message about a milestone that arrived."""
    await count(context, Count(tables.MILESTONE_MESSAGES))


async def count_cadence(context: Context, fact: CadenceEnded) -> None:
    """Count how the messages of one episode ended, when they end and not when it was answered."""
    cell = "stopped" if fact.by_person else "answered" if fact.answered else "silent"
    await count(context, Count(tables.CADENCES, cell))


async def count_session(context: Context, fact: SessionHeld) -> None:
    """Count a group session."""
    await count(context, Count(tables.SESSIONS))


async def count_step_up(context: Context, fact: StepUpOffered) -> None:
    """Count that somebody was offered the other kinds of support."""
    await count(context, Count(tables.STEP_UPS))


async def count_request(context: Context, fact: RequestEnded) -> None:
    """Count a request that ended, and how long its person waited.

    A call for which nobody asked counts apart, and only whether it became a talk: declined, not
    answered and not made are one number, so that none of them is told.
    """
    if fact.origin is Origin.CALL:
        await count(context, Count(tables.CALLS, "talked" if fact.done else "not_talked"))
        return
    counts = [
        Count(tables.REQUESTS),
        Count(tables.REQUESTS_BY_AREA, fact.area),
        Count(tables.REQUESTS_BY_KIND, fact.kind),
        Count(tables.RESULTS, _result(fact)),
        _yes_or_no(tables.IN_TIME, yes=fact.in_time),
    ]
    if fact.has_waited:
        counts.append(Count(tables.TO_CLAIM, bucket(fact.minutes_to_claim)))
    if fact.has_waited and fact.minutes_to_contact is not None:
        counts.append(Count(tables.TO_CONTACT, bucket(fact.minutes_to_contact)))
    await count(context, *counts)


def _result(fact: RequestEnded) -> str:
    if fact.done:
        return "talked"
    if fact.minutes_to_claim is not None or not fact.has_waited:
        return "taken"
    return "nobody" if fact.closed_unanswered else "withdrawn"


async def count_described(context: Context, fact: TalkDescribed) -> None:
    """Count each thing that a supporter recorded about a talk, never two together."""
    counts = []
    if fact.lasted is not None:
        counts.append(Count(tables.LENGTHS, str(fact.lasted)))
    if fact.way is not None:
        counts.append(Count(tables.WAYS, str(fact.way)))
    if fact.reason is not None:
        counts.append(Count(tables.REASONS, str(fact.reason)))
    if counts or fact.needs_more:
        # Who sent the form empty did not say that no more is needed.
        counts.append(_yes_or_no(tables.MORE_NEEDED, yes=fact.needs_more))
    await count(context, *counts)


async def count_rated(context: Context, fact: TalkRated) -> None:
    """Count what somebody said about the talk they had asked for, or about a call to them."""
    if fact.origin is not Origin.CALL:
        await count(context, RATED[fact.answer])
    elif fact.answer in {AskerAnswer.HELPED, AskerAnswer.NOT_HELPED}:
        helped = fact.answer is AskerAnswer.HELPED
        await count(context, _yes_or_no(tables.CALLS_HELPED, yes=helped))


async def count_break(context: Context, fact: TimeOutEnded) -> None:
    """Count a break that was covered, or one that never began."""
    await count(
        context,
        Count(tables.BREAKS),
        Count(tables.BREAK_RESULTS, "covered" if fact.covered else "not_covered"),
        Count(tables.BREAK_ORIGINS, "offered" if fact.offered else "asked"),
    )


async def count_survey(context: Context, fact: SurveyAnswered) -> None:
    """Count an answer in the month in which its survey ends, whenever it was given."""
    await count_in(context, fact.month, Count(tables.SURVEY, str(fact.answer)))
