"""After a talk: it is closed, and the supporter may say for counting how it was."""

from datetime import timedelta

from bot.core.job_kinds import HOWEVER_LATE, JobKind
from bot.core.notices import drawn_note
from bot.core.places import of_area
from bot.core.routes import Feature, OnPress, OnSubmission, Sweep
from bot.requests.feedback import handlers, screens
from bot.requests.model import FeedbackToken
from bot.requests.names import DONE_CARD

FEEDBACK = Feature(
    routes=(
        OnPress(screens.DESCRIBE, handlers.opened, reads_only=True),
        OnSubmission(screens.DESCRIBE, handlers.described),
    ),
    screens={DONE_CARD: handlers.draw_done},
    forms={
        screens.DESCRIBE: handlers.draw_form,
        screens.THANKS: drawn_note(screens.THANKS, "support_requests.describe.counted"),
    },
    jobs=(JobKind(handlers.TIDY, handlers.tidy, HOWEVER_LATE),),
    sweeps=(Sweep(handlers.TIDY, timedelta(hours=24)),),
    places=(of_area(FeedbackToken.area),),
)
