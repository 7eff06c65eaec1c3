"""Home: the page, the menu, the fastest help, settings, the crisis screen, and help."""

from datetime import timedelta

from bot.adverse_events.model import BrakeMoved
from bot.core.commands import OPEN_HOME, SETTING_UP, HelpLine, Listing
from bot.core.context import drawn, drawn_in_words
from bot.core.job_kinds import HOWEVER_LATE, JobKind
from bot.core.lines import Lines
from bot.core.names import Screen
from bot.core.people import Role
from bot.core.routes import Feature, OnCommand, OnPress, Reaction, Sweep
from bot.core.screens import Card
from bot.core.texts import Words
from bot.duty.model import DutyChanged
from bot.home import home_card, kit, names, onboarding, screens
from bot.home.emergency_screens import crisis_card, urgent_card
from bot.home.handlers import ROUTES
from bot.home.page import HOME, OWN
from bot.home.views import ABOUT_COMMANDS, VIEWS
from bot.privacy.model import PersonForgotten
from bot.requests import QueueMoved


def open_cards(words: Words, lines: Lines) -> tuple[Card, ...]:
    """The cards that anybody may see, with most of the hospital's own words in them."""
    draw = (crisis_card, urgent_card, onboarding.announcement_card)
    return tuple(each(words, lines) for each in draw)


FEATURE = Feature(
    routes=(
        *ROUTES,
        # Adapters send this when somebody opens their page.
        OnCommand(OPEN_HOME, home_card.opened, help=None, listing=Listing(10, "home.listed.home")),
        OnPress(names.HOME_DUTY_ON, home_card.duty_on, Role.SUPPORTER),
        OnPress(names.HOME_DUTY_OFF, home_card.duty_off, Role.SUPPORTER),
        OnPress(OWN.action, home_card.own, reads_only=True),
        # Clients send this on their own when they show a card that may have changed.
        OnPress(names.CARD_REFRESH, home_card.refresh, reads_only=True),
        OnPress(names.HOME_LOOK, home_card.look, reads_only=True),
        OnCommand(
            "support-admin announce",
            onboarding.announce,
            Role.COORDINATOR,
            reads_only=True,
            help=HelpLine(SETTING_UP, 70, "home.admin_help.announce"),
        ),
        OnPress(names.OPEN_HOME_ANNOUNCE, onboarding.post, Role.COORDINATOR),
        OnCommand(
            "support-admin kit",
            kit.show,
            Role.COORDINATOR,
            reads_only=True,
            help=HelpLine(SETTING_UP, 72, "home.admin_help.kit"),
        ),
        OnPress(names.HOME_ANNOUNCE_FIRST, onboarding.announce, Role.COORDINATOR, reads_only=True),
    ),
    screens={
        **VIEWS,
        OWN: home_card.draw_own,
        onboarding.WELCOME: onboarding.draw_welcome,
        onboarding.ANNOUNCE: drawn(onboarding.announce_card),
        names.HOME_ANNOUNCEMENT: drawn(onboarding.announcement_card),
        onboarding.NOWHERE: onboarding.draw_nowhere,
        kit.KIT: kit.draw,
        onboarding.NOT_ANNOUNCED: drawn_in_words(onboarding.not_announced_card),
    },
    about_registry={**ABOUT_COMMANDS, HOME: home_card.draw},
    notices=(onboarding.ANNOUNCED, screens.CLOSED),
    # Screens of the time before help had pages, in answers that a repeated delivery asks for.
    old_screens={
        Screen("home.help_supporters"): screens.HELP,
        Screen("home.admin_setup_help"): screens.ADMIN_HELP,
    },
    jobs=(
        JobKind(home_card.TIDY, home_card.tidy, HOWEVER_LATE),
        JobKind(home_card.TURNED, home_card.turned, HOWEVER_LATE),
        JobKind(
            onboarding.POSTING,
            onboarding.run_posting,
            HOWEVER_LATE,
            delivered=onboarding.posted,
            given_up=onboarding.not_posted,
        ),
    ),
    reactions=(
        Reaction(QueueMoved, home_card.queue_moved),
        Reaction(BrakeMoved, home_card.brake_moved),
        Reaction(DutyChanged, home_card.duty_changed),
        Reaction(PersonForgotten, onboarding.forget_welcome),
    ),
    sweeps=(
        Sweep(home_card.TIDY, timedelta(hours=1)),
        Sweep(home_card.TURNED, home_card.TURNED_EVERY),
    ),
)
