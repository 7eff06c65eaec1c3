"""Referrals: somebody who worries about a colleague sends them one gentle note."""

from datetime import timedelta

from bot.core.commands import EVERY_DAY, FIRST_STEPS, HelpLine, Listing
from bot.core.context import drawn, drawn_in_words
from bot.core.job_kinds import HOWEVER_LATE, JobKind
from bot.core.routes import (
    Feature,
    OnCommand,
    OnPress,
    OnSubmission,
    Sweep,
    answers,
    ask,
    replace_card,
)
from bot.referrals import handlers, jobs, review_handlers, review_screens, screens, views
from bot.referrals.handlers import forget, held
from bot.referrals.names import COLLEAGUE_NO_THANKS, COLLEAGUE_NOTE, REVIEW, REVIEW_ASK

# A name typed after the command is ignored: the sender picks the person in the form, so that
# nobody else of that name gets the note.
_open = answers(ask(COLLEAGUE_NOTE))

FEATURE = Feature(
    routes=(
        OnCommand(
            "support colleague",
            _open,
            reads_only=True,
            help=HelpLine(FIRST_STEPS, 40, "home.help.colleague"),
            listing=Listing(60, "home.listed.colleague"),
        ),
        # No role is required: the handlers check whether the actor reviews a unit.
        OnCommand(
            "support-admin review",
            review_handlers.open_review,
            reads_only=True,
            help=HelpLine(EVERY_DAY, 15, "home.admin_help.review"),
        ),
        OnSubmission(REVIEW, review_handlers.send_which, reads_only=True),
        OnSubmission(REVIEW_ASK, review_handlers.send_need),
        OnPress(COLLEAGUE_NOTE, _open, reads_only=True),
        OnSubmission(COLLEAGUE_NOTE, handlers.send),
        OnPress(
            COLLEAGUE_NO_THANKS, handlers.no_thanks, gone=answers(replace_card(screens.CLOSED))
        ),
        OnPress(screens.SENDER, handlers.see_sender, reads_only=True),
    ),
    screens={screens.NOTE: views.note, screens.WAYS: views.ways},
    notices=(screens.CLOSED, review_screens.STARTED, review_screens.NOT_NEEDED),
    forms={
        COLLEAGUE_NOTE: drawn_in_words(screens.note_form),
        screens.THANKS: drawn(screens.thanks_form),
        screens.SENDER: views.sender,
        REVIEW: review_handlers.which,
        REVIEW_ASK: review_handlers.ask_need,
    },
    jobs=(
        JobKind(handlers.ERASE, jobs.erase_note, HOWEVER_LATE),
        JobKind(jobs.TIDY, jobs.tidy, HOWEVER_LATE),
    ),
    sweeps=(Sweep(jobs.TIDY, timedelta(days=1)),),
)
