"""Where the menu's words and buttons lead."""

from dataclasses import replace

from bot.check_ins.names import CHECK_IN_OPTIONS
from bot.core.context import Context
from bot.core.conversation import Command, Press
from bot.core.errors import SubjectGone
from bot.core.names import CRISIS_SHOW, Screen
from bot.core.people import PlatformAccount, Role, chosen_by_oneself
from bot.core.routes import (
    CommandHandler,
    OnCommand,
    OnPress,
    PressHandler,
    Reply,
    Route,
    replace_card,
    say,
)
from bot.drills.names import HOME_MENU
from bot.home import screens
from bot.home.commands import ADMIN_HELP, SUPPORT_HELP, page_of
from bot.home.crisis_screen import CRISIS
from bot.home.names import (
    HOME_ADMIN_SETUP_HELP,
    HOME_DOCTOR,
    HOME_MINE,
    HOME_OPEN,
    HOME_PREFER,
    HOME_QUEUE,
    HOME_READ,
    OPEN_HOME_HELP_SUPPORTERS,
    OPEN_HOME_SETTINGS,
    OPEN_HOME_SUPPORTER,
)
from bot.home.urgent_screen import URGENT
from bot.programme.names import PROGRAMME_DOCTOR
from bot.referrals.names import HOME_TALK, OPEN_HOME_MORE
from bot.requests.names import REQUEST_MINE, REQUEST_OVERVIEW, REQUEST_QUEUE, REQUEST_URGENT
from bot.supporters.names import HOME_DUTY, SUPPORTERS_DUTY

PAGES = {screens.HELP: SUPPORT_HELP, screens.ADMIN_HELP: ADMIN_HELP}


def _says(screen: Screen) -> CommandHandler:
    async def handler(context: Context, command: Command) -> Reply:
        return say(screen)

    return handler


def _shows(screen: Screen, of: str = "") -> PressHandler:
    async def handler(context: Context, press: Press, subject: str) -> Reply:
        return say(screen, of)

    return handler


def _explains(screen: Screen) -> CommandHandler:
    """``help [topic]``; whatever else is typed there opens the first page."""

    async def handler(context: Context, command: Command) -> Reply:
        return say(screen, page_of(PAGES[screen], "".join(command.words[1:2])).topic)

    return handler


def _turns(screen: Screen) -> PressHandler:
    """Open a page of help, by its topic."""

    async def handler(context: Context, press: Press, subject: str) -> Reply:
        return say(screen, page_of(PAGES[screen], subject).topic)

    return handler


async def prefer(context: Context, press: Press, platform: str) -> Reply:
    """Send notes on this platform from now on; one must have an account there."""
    found = await context.work.of(PlatformAccount).count(
        PlatformAccount.person.is_(context.actor.reference), PlatformAccount.platform.is_(platform)
    )
    if not found:
        raise SubjectGone
    # The screen is drawn for the person as they are now.
    context.person = await context.work.save(replace(context.actor, prefers=platform))
    return replace_card(screens.SETTINGS)


async def read(context: Context, press: Press, language: str) -> Reply:
    """Read this language from now on, whatever the hospital or an app says."""
    if language not in context.words.others():
        raise SubjectGone
    locale = chosen_by_oneself(language)
    context.person = await context.work.save(replace(context.actor, locale=locale))
    context.words = context.words.into(language)
    return replace_card(screens.SETTINGS)


ROUTES: tuple[Route, ...] = (
    OnCommand("support", _says(HOME_MENU), reads_only=True),
    OnCommand("support now", _says(screens.NOW), reads_only=True),
    OnCommand("support help", _explains(screens.HELP), without_storage=True),
    OnCommand("support crisis", _says(CRISIS), without_storage=True),
    OnCommand("support urgent", _says(URGENT), without_storage=True),
    OnCommand("support settings", _says(screens.SETTINGS), reads_only=True),
    # Adapters send whatever is no command as "say" without its words: nothing typed gets here.
    OnCommand("say", _says(screens.FREE_TEXT), without_storage=True),
    OnCommand("support-admin", _says(screens.ADMIN_MENU), reads_only=True),
    OnCommand("support-admin help", _explains(screens.ADMIN_HELP), without_storage=True),
    OnPress(REQUEST_URGENT, _shows(URGENT), without_storage=True),
    OnPress(CRISIS_SHOW, _shows(CRISIS), without_storage=True),
    OnPress(HOME_TALK, _shows(CHECK_IN_OPTIONS), reads_only=True),
    OnPress(HOME_DOCTOR, _shows(PROGRAMME_DOCTOR), Role.COORDINATOR, reads_only=True),
    OnPress(OPEN_HOME_MORE, _shows(screens.MORE), reads_only=True),
    OnPress(screens.HELP.action, _turns(screens.HELP), without_storage=True),
    OnPress(screens.ADMIN_HELP.action, _turns(screens.ADMIN_HELP), without_storage=True),
    # Buttons of cards that hang from before help had pages.
    OnPress(OPEN_HOME_HELP_SUPPORTERS, _shows(screens.HELP, "supporters"), without_storage=True),
    OnPress(HOME_ADMIN_SETUP_HELP, _shows(screens.ADMIN_HELP, "setup"), without_storage=True),
    OnPress(OPEN_HOME_SETTINGS, _shows(screens.SETTINGS), reads_only=True),
    OnPress(OPEN_HOME_SUPPORTER, _shows(screens.SUPPORTER), Role.SUPPORTER, reads_only=True),
    OnPress(HOME_QUEUE, _shows(REQUEST_QUEUE), Role.SUPPORTER, reads_only=True),
    OnPress(HOME_MINE, _shows(REQUEST_MINE), Role.SUPPORTER, reads_only=True),
    OnPress(HOME_DUTY, _shows(SUPPORTERS_DUTY), Role.SUPPORTER, reads_only=True),
    OnPress(HOME_OPEN, _shows(REQUEST_OVERVIEW), Role.COORDINATOR, reads_only=True),
    OnPress(HOME_PREFER, prefer),
    OnPress(HOME_READ, read),
)
