"""A few taps after a talk, for counting: nothing leads from them to the talk or to anybody.

When a supporter presses Done, what was held of the talk is erased. A slip, which knows neither,
is all that its card leads to from then on; whoever has it may fill it in once.
"""

from datetime import timedelta
from typing import TypeVar

from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.errors import SubjectGone
from bot.core.job_kinds import Done, Step
from bot.core.jobs import Job
from bot.core.names import JobName
from bot.core.routes import Reply, ask
from bot.core.screens import Card, Form
from bot.core.storage import new_reference
from bot.requests.feedback.screens import (
    DESCRIBE,
    LASTED,
    MORE,
    REASON,
    THANKS,
    WAY,
    YES,
    describe_form,
    done_card,
    thanks_form,
)
from bot.requests.model import Lasted, Reason, TalkDescribed, TalkSlip, Way
from bot.requests.privacy import forget_shown

E = TypeVar("E", Lasted, Way, Reason)
KEPT_FOR = timedelta(days=7)


TIDY = JobName("feedback.tidy")


async def make_slip(context: Context, area: str) -> TalkSlip:
    """A slip for a talk that is done; on which day it was, it does not say."""
    over = context.now + KEPT_FOR
    midnight = over.replace(hour=0, minute=0, second=0, microsecond=0)
    slip = TalkSlip(reference=new_reference(), area=area, erase_at=midnight)
    await context.work.add(slip)
    return slip


async def opened(context: Context, press: Press, subject: str) -> Reply:
    """Open the few questions."""
    return ask(DESCRIBE, (await _slip(context, subject)).reference)


async def described(context: Context, sent: Submission) -> Reply:
    """Have what was chosen counted, each by itself, once."""
    slip = await _slip(context, sent.subject)
    await context.work.remove(slip)
    context.tell(
        TalkDescribed(
            area=slip.area,
            lasted=_chosen(Lasted, sent.one(LASTED)),
            way=_chosen(Way, sent.one(WAY)),
            reason=_chosen(Reason, sent.one(REASON)),
            needs_more=YES in sent.values.get(MORE, ()),
        )
    )
    await context.redraw(slip.reference)
    return ask(THANKS)


async def _slip(context: Context, subject: str) -> TalkSlip:
    slip = await context.work.of(TalkSlip).get(subject)
    if slip is None:
        raise SubjectGone
    return slip


def _chosen(kind: type[E], value: str) -> E | None:
    return kind(value) if value in {each.value for each in kind} else None


async def tidy(context: Context, job: Job) -> Step:
    """Forget the feedback tokens that nobody used, and where their cards hang."""
    work = context.work
    for slip in await work.of(TalkSlip).find(TalkSlip.erase_at.at_most(work.now)):
        await forget_shown(work, slip.reference)
        await work.remove(slip)
    return Done()


async def draw_done(context: Context, subject: str) -> Card:
    """It is closed; the questions are there while the slip is."""
    slip = await context.work.of(TalkSlip).get(subject)
    return done_card(context.words, context.lines, subject, asks=slip is not None)


async def draw_form(context: Context, subject: str) -> Form:
    """The few questions."""
    return describe_form(context.words, (await _slip(context, subject)).reference)


async def draw_thanks(context: Context, subject: str) -> Form:
    """It is counted."""
    return thanks_form(context.words)
