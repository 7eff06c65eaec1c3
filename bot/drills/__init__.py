"""Drills: a rehearsal with people who agreed, in records and cards that can be nothing else."""

from bot.drills import running, screens, views
from bot.drills.names import ASK, CONTROL, INVITE, LEFT, NOTE, ON, TAKE
from bot.drills.running import forget, held
from bot.people import Role
from bot.routes import Feature, OnCommand, OnPress, OnSubmission

__all__ = ["FEATURE", "forget", "held"]

_COORDINATORS = Role.COORDINATOR

FEATURE = Feature(
    routes=(
        OnCommand("support-admin drill", running.on, _COORDINATORS, reads_only=True),
        OnCommand("support-admin drill on", running.on, _COORDINATORS, reads_only=True),
        OnCommand("support-admin drill off", running.off, _COORDINATORS),
        OnSubmission(ON, running.send_on, _COORDINATORS),
        OnPress(screens.BEGIN, running.begin, _COORDINATORS),
        OnPress(screens.END, running.end, _COORDINATORS),
        # Who may press these is decided by their part in it, not by a role.
        OnPress(screens.JOIN, running.join),
        OnPress(screens.LEAVE, running.leave),
        OnPress(screens.TALK, running.talk),
        OnPress(screens.BREAK, running.take_break),
        OnPress(screens.NO_THANKS, running.no_thanks),
        OnPress(TAKE, running.open_take, reads_only=True),
        OnSubmission(TAKE, running.take),
        OnPress(screens.NOT_NOW, running.pass_on, reads_only=True),
        OnPress(screens.FOR_REAL, running.for_real, reads_only=True),
    ),
    screens={
        CONTROL: views.control,
        INVITE: views.invite,
        NOTE: views.note,
        ASK: views.ask,
        LEFT: views.left,
    },
    forms={ON: views.on, TAKE: views.take},
    jobs=running.JOBS,
    sweeps=running.SWEEPS,
)
