"""Home: the page, the menu, the fastest help, settings, the crisis screen, and help."""

from datetime import timedelta

from bot.home import onboarding, opening
from bot.home.handlers import ROUTES
from bot.home.page import HOME, OWN
from bot.home.refresh import refresh
from bot.home.views import VIEWS
from bot.job_kinds import JobKind, OnUnknown
from bot.people import Role
from bot.routes import Feature, OnCommand, OnPress, Sweep
from bot.support_requests import QueueMoved
from bot.supporters.model import DutyChanged

__all__ = ["FEATURE"]

FEATURE = Feature(
    routes=(
        *ROUTES,
        # Adapters send it when somebody opens their page; nobody types it.
        OnCommand("home", opening.opened),
        OnPress("home.duty_on", opening.duty_on),
        OnPress("home.duty_off", opening.duty_off),
        OnPress(OWN, opening.own, reads_only=True),
        # Clients send it by themselves when they show a card that others may have changed.
        OnPress("card.refresh", refresh, reads_only=True),
        OnPress("home.look", opening.look, reads_only=True),
        OnCommand("support-admin announce", onboarding.announce, Role.COORDINATOR, reads_only=True),
        OnPress("home.announce", onboarding.post, Role.COORDINATOR),
        OnPress(
            "home.announce_first", onboarding.announce_by_button, Role.COORDINATOR, reads_only=True
        ),
    ),
    screens={
        **VIEWS,
        HOME: opening.draw,
        OWN: opening.draw_own,
        onboarding.WELCOME: onboarding.draw_welcome,
        onboarding.ANNOUNCE: onboarding.draw_announce,
        onboarding.ANNOUNCED: onboarding.draw_announced,
        onboarding.ANNOUNCEMENT: onboarding.draw_announcement,
        onboarding.NOT_ANNOUNCED: onboarding.draw_not_announced,
    },
    jobs=(
        JobKind(opening.TIDY, opening.tidy),
        JobKind(opening.TURNED, opening.turned),
        JobKind(
            onboarding.POSTING,
            onboarding.run_posting,
            on_unknown=OnUnknown.DROP,
            unreachable=onboarding.not_posted,
        ),
    ),
    reactions=((QueueMoved, opening.queue_moved), (DutyChanged, opening.duty_changed)),
    sweeps=(
        Sweep(opening.TIDY, timedelta(hours=1)),
        Sweep(opening.TURNED, opening.TURNED_EVERY),
    ),
)
