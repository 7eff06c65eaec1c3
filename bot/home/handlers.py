"""Where the menu's words and buttons lead."""

from dataclasses import replace

from bot.core.context import Context
from bot.core.conversation import Command, Press
from bot.core.errors import SubjectGone
from bot.core.people import TAKERS, Person, PlatformAccount, Role, chosen_by_oneself
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
from bot.home import screens
from bot.home.commands import ADMIN_HELP, SUPPORT_HELP, page_of
from bot.home.crisis_screen import CRISIS
from bot.home.urgent_screen import URGENT

OPTIONS = "check_in.options"
DOCTOR = "programme.doctor"
QUEUE = "request.queue"
MINE = "request.mine"
OPEN = "request.overview"
DUTY = "supporters.duty"
PAGES = {screens.HELP: SUPPORT_HELP, screens.ADMIN_HELP: ADMIN_HELP}


def _says(screen: str) -> CommandHandler:
    async def handler(context: Context, command: Command) -> Reply:
        return say(screen)

    return handler


def _shows(screen: str, of: str = "") -> PressHandler:
    async def handler(context: Context, press: Press, subject: str) -> Reply:
        return say(screen, of)

    return handler


def _explains(screen: str) -> CommandHandler:
    """``help [topic]``; whatever else is typed there opens the first page."""

    async def handler(context: Context, command: Command) -> Reply:
        return say(screen, page_of(PAGES[screen], "".join(command.words[1:2])).topic)

    return handler


def _turns(screen: str) -> PressHandler:
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
    context.person = await context.work.of(Person).save(replace(context.actor, prefers=platform))
    return replace_card(screens.SETTINGS)


async def read(context: Context, press: Press, language: str) -> Reply:
    """Read this language from now on, whatever the hospital or an app says."""
    if language not in context.words.others():
        raise SubjectGone
    locale = chosen_by_oneself(language)
    context.person = await context.work.of(Person).save(replace(context.actor, locale=locale))
    context.words = context.words.into(language)
    return replace_card(screens.SETTINGS)


ROUTES: tuple[Route, ...] = (
    OnCommand("support", _says(screens.MENU), reads_only=True),
    OnCommand("support now", _says(screens.NOW), reads_only=True),
    OnCommand("support talk", _says(OPTIONS), reads_only=True),
    OnCommand("support help", _explains(screens.HELP), without_storage=True),
    OnCommand("support crisis", _says(CRISIS), without_storage=True),
    OnCommand("support urgent", _says(URGENT), without_storage=True),
    OnCommand("support settings", _says(screens.SETTINGS), reads_only=True),
    # Adapters send whatever is no command as "say" without its words: nothing typed gets here.
    OnCommand("say", _says(screens.FREE_TEXT), without_storage=True),
    OnCommand("support-admin", _says(screens.ADMIN_MENU), reads_only=True),
    OnCommand("support-admin help", _explains(screens.ADMIN_HELP), without_storage=True),
    OnPress("request.urgent", _shows(URGENT), without_storage=True),
    OnPress("crisis.show", _shows(CRISIS), without_storage=True),
    OnPress("home.talk", _shows(OPTIONS), reads_only=True),
    OnPress("home.doctor", _shows(DOCTOR), Role.COORDINATOR, reads_only=True),
    OnPress("home.more", _shows(screens.MORE), reads_only=True),
    OnPress(screens.HELP, _turns(screens.HELP), without_storage=True),
    OnPress(screens.ADMIN_HELP, _turns(screens.ADMIN_HELP), without_storage=True),
    # Buttons of cards that hang from before help had pages.
    OnPress("home.help_supporters", _shows(screens.HELP, "supporters"), without_storage=True),
    OnPress("home.admin_setup_help", _shows(screens.ADMIN_HELP, "setup"), without_storage=True),
    OnPress("home.settings", _shows(screens.SETTINGS), reads_only=True),
    OnPress("home.supporter", _shows(screens.SUPPORTER), TAKERS, reads_only=True),
    OnPress("home.queue", _shows(QUEUE), TAKERS, reads_only=True),
    OnPress("home.mine", _shows(MINE), TAKERS, reads_only=True),
    OnPress("home.duty", _shows(DUTY), TAKERS, reads_only=True),
    OnPress("home.open", _shows(OPEN), Role.COORDINATOR, reads_only=True),
    OnPress("home.prefer", prefer),
    OnPress("home.read", read),
)
