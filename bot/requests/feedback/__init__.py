"""After a talk: it is closed, and both may say for counting how it was."""

from datetime import timedelta

from bot.core.context import Context
from bot.core.job_kinds import HOWEVER_LATE, JobKind, Step
from bot.core.jobs import Job
from bot.core.notices import drawn_note
from bot.core.places import of_area
from bot.core.routes import (
    Feature,
    OnPress,
    OnSubmission,
    Reaction,
    Sweep,
    answers,
    replace_card,
)
from bot.requests.feedback import asker, handlers, screens
from bot.requests.model import AskerToken, FeedbackToken, RequestEnded, TalkAnswer
from bot.requests.names import DONE_CARD


async def _tidy(context: Context, job: Job) -> Step:
    await asker.tidy_questions(context)
    return await handlers.tidy(context, job)


FEEDBACK = Feature(
    routes=(
        OnPress(screens.DESCRIBE, handlers.opened, reads_only=True),
        OnSubmission(screens.DESCRIBE, handlers.described),
        OnPress(screens.RATE, asker.rated, gone=answers(replace_card(screens.CLOSED_TALK))),
    ),
    screens={DONE_CARD: handlers.draw_done, screens.CLOSED_TALK: asker.draw_closed_talk},
    notices=(screens.RATED,),
    forms={
        screens.DESCRIBE: handlers.draw_form,
        screens.THANKS: drawn_note(screens.THANKS, "support_requests.describe.counted"),
    },
    jobs=(JobKind(handlers.TIDY, _tidy, HOWEVER_LATE),),
    sweeps=(Sweep(handlers.TIDY, timedelta(hours=24)),),
    reactions=(Reaction(RequestEnded, asker.put_questions),),
    places=(of_area(FeedbackToken.area), of_area(AskerToken.area), of_area(TalkAnswer.area)),
)
