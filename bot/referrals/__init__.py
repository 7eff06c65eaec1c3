"""Colleagues: somebody worries about somebody, and leaves one gentle note."""

from datetime import timedelta

from bot.core.job_kinds import JobKind
from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission, Sweep
from bot.referrals import handlers, jobs, screens, views
from bot.referrals.handlers import forget, held
from bot.referrals.names import COLLEAGUE_NO_THANKS, COLLEAGUE_NOTE

__all__ = ["FEATURE", "forget", "held"]

FEATURE = Feature(
    routes=(
        OnCommand("support colleague", handlers.open_by_words, reads_only=True),
        OnPress(COLLEAGUE_NOTE, handlers.open_by_button, reads_only=True),
        OnSubmission(COLLEAGUE_NOTE, handlers.send),
        OnPress(COLLEAGUE_NO_THANKS, handlers.no_thanks),
        OnPress(screens.SENDER, handlers.see_sender, reads_only=True),
    ),
    screens={screens.NOTE: views.note, screens.CLOSED: views.closed},
    forms={
        COLLEAGUE_NOTE: views.form,
        screens.THANKS: views.thanks,
        screens.SENDER: views.sender,
    },
    jobs=(JobKind(handlers.ERASE, jobs.erase_note), JobKind(jobs.TIDY, jobs.tidy)),
    sweeps=(Sweep(jobs.TIDY, timedelta(days=1)),),
)
