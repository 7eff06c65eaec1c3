"""Home: the page, the menu, the fastest help, settings, the crisis screen, and help."""

from datetime import timedelta

from bot.core.job_kinds import JobKind, OnUnknown
from bot.core.people import Role
from bot.core.routes import Feature, OnCommand, OnPress, Sweep
from bot.home import home_card, onboarding
from bot.home.handlers import ROUTES
from bot.home.page import HOME, OWN
from bot.home.refresh import refresh
from bot.home.views import VIEWS
from bot.requests import QueueMoved
from bot.supporters.model import DutyChanged

__all__ = ["FEATURE"]

FEATURE = Feature(
    routes=(
        *ROUTES,
        # Adapters send it when somebody opens their page; nobody types it.
        OnCommand("home", home_card.opened),
        OnPress("home.duty_on", home_card.duty_on),
        OnPress("home.duty_off", home_card.duty_off),
        OnPress(OWN, home_card.own, reads_only=True),
        # Clients send it by themselves when they show a card that others may have changed.
        OnPress("card.refresh", refresh, reads_only=True),
        OnPress("home.look", home_card.look, reads_only=True),
        OnCommand("support-admin announce", onboarding.announce, Role.COORDINATOR, reads_only=True),
        OnPress("home.announce", onboarding.post, Role.COORDINATOR),
        OnPress(
            "home.announce_first", onboarding.announce_by_button, Role.COORDINATOR, reads_only=True
        ),
    ),
    screens={
        **VIEWS,
        HOME: home_card.draw,
        OWN: home_card.draw_own,
        onboarding.WELCOME: onboarding.draw_welcome,
        onboarding.ANNOUNCE: onboarding.draw_announce,
        onboarding.ANNOUNCED: onboarding.draw_announced,
        onboarding.ANNOUNCEMENT: onboarding.draw_announcement,
        onboarding.NOT_ANNOUNCED: onboarding.draw_not_announced,
    },
    jobs=(
        JobKind(home_card.TIDY, home_card.tidy),
        JobKind(home_card.TURNED, home_card.turned),
        JobKind(
            onboarding.POSTING,
            onboarding.run_posting,
            on_unknown=OnUnknown.DROP,
            unreachable=onboarding.not_posted,
        ),
    ),
    reactions=((QueueMoved, home_card.queue_moved), (DutyChanged, home_card.duty_changed)),
    sweeps=(
        Sweep(home_card.TIDY, timedelta(hours=1)),
        Sweep(home_card.TURNED, home_card.TURNED_EVERY),
    ),
)
