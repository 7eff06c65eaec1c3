"""Home: the page, the menu, the fastest help, settings, the crisis screen, and help."""

from datetime import timedelta

from bot.core.job_kinds import JobKind, OnUnknown
from bot.core.people import Role
from bot.core.routes import Feature, OnCommand, OnPress, Reaction, Sweep
from bot.home import home_card, onboarding
from bot.home.handlers import ROUTES
from bot.home.names import (
    CARD_REFRESH,
    HOME_ANNOUNCE_FIRST,
    HOME_ANNOUNCEMENT,
    HOME_DUTY_OFF,
    HOME_DUTY_ON,
    HOME_LOOK,
    OPEN_HOME_ANNOUNCE,
)
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
        OnPress(HOME_DUTY_ON, home_card.duty_on),
        OnPress(HOME_DUTY_OFF, home_card.duty_off),
        OnPress(OWN.action, home_card.own, reads_only=True),
        # Clients send it by themselves when they show a card that others may have changed.
        OnPress(CARD_REFRESH, refresh, reads_only=True),
        OnPress(HOME_LOOK, home_card.look, reads_only=True),
        OnCommand("support-admin announce", onboarding.announce, Role.COORDINATOR, reads_only=True),
        OnPress(OPEN_HOME_ANNOUNCE, onboarding.post, Role.COORDINATOR),
        OnPress(
            HOME_ANNOUNCE_FIRST, onboarding.announce_by_button, Role.COORDINATOR, reads_only=True
        ),
    ),
    screens={
        **VIEWS,
        HOME: home_card.draw,
        OWN: home_card.draw_own,
        onboarding.WELCOME: onboarding.draw_welcome,
        onboarding.ANNOUNCE: onboarding.draw_announce,
        onboarding.ANNOUNCED: onboarding.draw_announced,
        HOME_ANNOUNCEMENT: onboarding.draw_announcement,
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
    reactions=(
        Reaction(QueueMoved, home_card.queue_moved),
        Reaction(DutyChanged, home_card.duty_changed),
    ),
    sweeps=(
        Sweep(home_card.TIDY, timedelta(hours=1)),
        Sweep(home_card.TURNED, home_card.TURNED_EVERY),
    ),
)
