"""Drills: a rehearsal with people who agreed, in records and cards that can be nothing else."""

from bot.core.people import Role
from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission
from bot.drills import handlers, screens, views
from bot.drills.handlers import forget, held
from bot.drills.names import ASK, CONTROL, INVITE, LEFT, NOTE, ON, TAKE

__all__ = ["FEATURE", "forget", "held"]

_COORDINATORS = Role.COORDINATOR

FEATURE = Feature(
    routes=(
        OnCommand("support-admin drill", handlers.on, _COORDINATORS, reads_only=True),
        OnCommand("support-admin drill on", handlers.on, _COORDINATORS, reads_only=True),
        OnCommand("support-admin drill off", handlers.off, _COORDINATORS),
        OnSubmission(ON, handlers.send_on, _COORDINATORS),
        OnPress(screens.BEGIN, handlers.begin, _COORDINATORS),
        OnPress(screens.END, handlers.end, _COORDINATORS),
        # Who may press these is decided by their part in it, not by a role.
        OnPress(screens.JOIN, handlers.join),
        OnPress(screens.LEAVE, handlers.leave),
        OnPress(screens.TALK, handlers.talk),
        OnPress(screens.BREAK, handlers.take_break),
        OnPress(screens.NO_THANKS, handlers.no_thanks),
        OnPress(TAKE, handlers.open_take, reads_only=True),
        OnSubmission(TAKE, handlers.take),
        OnPress(screens.NOT_NOW, handlers.pass_on, reads_only=True),
        OnPress(screens.FOR_REAL, handlers.for_real, reads_only=True),
    ),
    screens={
        CONTROL: views.control,
        INVITE: views.invite,
        NOTE: views.note,
        ASK: views.ask,
        LEFT: views.left,
    },
    forms={ON: views.on, TAKE: views.take},
    jobs=handlers.JOBS,
    sweeps=handlers.SWEEPS,
)
