"""A few taps after a talk, for counting: nothing leads from them to the talk or to anybody.

When a supporter presses Done, everything held about the talk is erased. The card then leads only to
a feedback token, which knows neither the talk nor the people. Its owner may fill it in once.
"""

from datetime import datetime, timedelta

from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.job_kinds import Done, Step
from bot.core.jobs import Job
from bot.core.names import JobName
from bot.core.routes import Reply, ask
from bot.core.screens import Card, Form
from bot.core.storage import new_reference
from bot.requests.feedback import screens
from bot.requests.model import FeedbackToken, Lasted, Reason, TalkDescribed, Way

KEPT_FOR = timedelta(days=7)


TIDY = JobName("feedback.tidy")


async def make_token(context: Context, area: str) -> FeedbackToken:
    """A feedback token for a talk that is done; on which day it was, it does not say."""
    erase_at = week_from_now(context.now)
    token = FeedbackToken(reference=new_reference(), area=area, erase_at=erase_at)
    await context.work.add(token)
    return token


def week_from_now(now: datetime) -> datetime:
    """The midnight about a week from now, which does not tell when something was."""
    return (now + KEPT_FOR).replace(hour=0, minute=0, second=0, microsecond=0)


async def opened(context: Context, press: Press, subject: str) -> Reply:
    """Open the few questions."""
    return ask(screens.DESCRIBE, (await context.need(FeedbackToken, subject)).reference)


async def described(context: Context, sent: Submission) -> Reply:
    """Have what was chosen counted, each by itself, once."""
    token = await context.need(FeedbackToken, sent.subject)
    await context.work.remove(token)
    context.tell(
        TalkDescribed(
            area=token.area,
            lasted=sent.choice(screens.LASTED, Lasted),
            way=sent.choice(screens.WAY, Way),
            reason=sent.choice(screens.REASON, Reason),
            needs_more=screens.YES in sent.values.get(screens.MORE, ()),
        )
    )
    await context.redraw(token.reference)
    return ask(screens.THANKS)


async def tidy(context: Context, job: Job) -> Step:
    """Forget the feedback tokens that nobody used, and where their cards hang."""
    work = context.work
    for token in await work.of(FeedbackToken).find(FeedbackToken.erase_at.at_most(work.now)):
        await context.forget_cards(token.reference)
        await work.remove(token)
    return Done()


async def draw_done(context: Context, subject: str) -> Card:
    """It is closed; the questions are there while the feedback token is."""
    token = await context.work.of(FeedbackToken).get(subject)
    return screens.done_card(context.words, context.lines, subject, asks=token is not None)


async def draw_form(context: Context, subject: str) -> Form:
    """The few questions."""
    return screens.describe_form(
        context.words, (await context.need(FeedbackToken, subject)).reference
    )
