"""Where the menu's words and buttons lead."""

from bot.core.context import Context
from bot.core.conversation import Command, Press
from bot.core.errors import SubjectGone
from bot.core.people import Person, PlatformAccount, Role, chosen_by_oneself
from bot.core.routes import (
    CommandHandler,
    OnCommand,
    OnPress,
    PressHandler,
    Reply,
    Route,
    replace,
    say,
)
from bot.home import screens
from bot.home.crisis_screen import CRISIS
from bot.home.urgent_screen import URGENT

OPTIONS = "check_in.options"
DOCTOR = "programme.doctor"
QUEUE = "request.queue"
MINE = "request.mine"
OPEN = "request.overview"
DUTY = "supporters.duty"


def _says(screen: str) -> CommandHandler:
    async def handler(context: Context, command: Command) -> Reply:
        return say(screen)

    return handler


def _shows(screen: str) -> PressHandler:
    async def handler(context: Context, press: Press, subject: str) -> Reply:
        return say(screen)

    return handler


async def prefer(context: Context, press: Press, platform: str) -> Reply:
    """Send notes on this platform from now on; one must have an account there."""
    found = await context.work.of(PlatformAccount).count(
        person=context.actor.reference, platform=platform
    )
    if not found:
        raise SubjectGone
    # The screen is drawn for the person as they are now.
    context.person = await context.work.of(Person).change(context.actor, prefers=platform)
    return replace(screens.SETTINGS)


async def read(context: Context, press: Press, language: str) -> Reply:
    """Read this language from now on, whatever the hospital or an app says."""
    if language not in context.words.others():
        raise SubjectGone
    locale = chosen_by_oneself(language)
    context.person = await context.work.of(Person).change(context.actor, locale=locale)
    context.words = context.words.into(language)
    return replace(screens.SETTINGS)


ROUTES: tuple[Route, ...] = (
    OnCommand("support", _says(screens.MENU), reads_only=True),
    OnCommand("support now", _says(screens.NOW), reads_only=True),
    OnCommand("support help", _says(screens.HELP), without_storage=True),
    OnCommand("support crisis", _says(CRISIS), without_storage=True),
    OnCommand("support urgent", _says(URGENT), without_storage=True),
    OnCommand("support settings", _says(screens.SETTINGS), reads_only=True),
    # Adapters send whatever is no command as "say" without its words: nothing typed gets here.
    OnCommand("say", _says(screens.FREE_TEXT), without_storage=True),
    OnCommand("support-admin", _says(screens.ADMIN_MENU), reads_only=True),
    OnCommand("support-admin help", _says(screens.ADMIN_HELP), without_storage=True),
    OnCommand("support-admin help setup", _says(screens.ADMIN_SETUP_HELP), without_storage=True),
    OnPress(screens.ADMIN_SETUP_HELP, _shows(screens.ADMIN_SETUP_HELP), without_storage=True),
    OnPress("request.urgent", _shows(URGENT), without_storage=True),
    OnPress("crisis.show", _shows(CRISIS), without_storage=True),
    OnPress("home.talk", _shows(OPTIONS), reads_only=True),
    OnPress("home.doctor", _shows(DOCTOR), Role.COORDINATOR, reads_only=True),
    OnPress("home.more", _shows(screens.MORE), reads_only=True),
    OnPress("home.help", _shows(screens.HELP), without_storage=True),
    OnPress("home.help_supporters", _shows(screens.HELP_SUPPORTERS), without_storage=True),
    OnPress("home.admin_help", _shows(screens.ADMIN_HELP), without_storage=True),
    OnPress("home.settings", _shows(screens.SETTINGS), reads_only=True),
    OnPress("home.supporter", _shows(screens.SUPPORTER), Role.SUPPORTER, reads_only=True),
    OnPress("home.queue", _shows(QUEUE), Role.SUPPORTER, reads_only=True),
    OnPress("home.mine", _shows(MINE), Role.SUPPORTER, reads_only=True),
    OnPress("home.duty", _shows(DUTY), Role.SUPPORTER, reads_only=True),
    OnPress("home.open", _shows(OPEN), Role.COORDINATOR, reads_only=True),
    OnPress("home.prefer", prefer),
    OnPress("home.read", read),
)
