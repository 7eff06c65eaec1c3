"""Supporter care: a note of their own the day after they talked with somebody."""

from datetime import timedelta

from bot.core.job_kinds import JobKind, OnUnknown
from bot.core.routes import Feature, OnPress, Reaction, Sweep
from bot.requests.model import Talked
from bot.supporter_care import handlers, notes, screens, views
from bot.supporter_care.names import SUPPORTER_CARE_OK, SUPPORTER_CARE_STOP
from bot.supporter_care.notes import forget, held

__all__ = ["FEATURE", "forget", "held"]

FEATURE = Feature(
    routes=(
        OnPress(SUPPORTER_CARE_OK, handlers.ok),
        OnPress(SUPPORTER_CARE_STOP, handlers.stop),
    ),
    screens={
        screens.NOTE: views.note,
        screens.DONE: views.done,
        screens.STOPPED: views.stopped,
    },
    jobs=(
        # Nobody waits for it: rather none than twice.
        JobKind(notes.SEND, notes.send, on_unknown=OnUnknown.DROP),
        JobKind(notes.ERASE, notes.erase_later),
        JobKind(notes.TIDY, notes.tidy),
    ),
    sweeps=(Sweep(notes.TIDY, timedelta(days=1)),),
    reactions=(Reaction(Talked, notes.on_talked),),
)
