"""Supporters, chaplains and the EAP's desk: who is on duty for which area."""

from datetime import timedelta

from bot.job_kinds import JobKind
from bot.people import TAKERS
from bot.routes import Feature, OnCommand, Sweep
from bot.supporters import handlers, jobs, views
from bot.supporters.duty import duty_of, go_off_duty, go_on_duty
from bot.supporters.roster import on_duty
from bot.supporters.screens import DUTY

__all__ = ["FEATURE", "duty_of", "go_off_duty", "go_on_duty", "on_duty"]

FEATURE = Feature(
    routes=(
        OnCommand("support duty", handlers.show, TAKERS, reads_only=True),
        OnCommand("support duty on", handlers.on, TAKERS),
        OnCommand("support duty off", handlers.off, TAKERS),
    ),
    screens={DUTY: views.duty},
    jobs=(JobKind(jobs.TIDY, jobs.tidy),),
    sweeps=(Sweep(jobs.TIDY, timedelta(hours=1)),),
)
