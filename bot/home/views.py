"""Loads what the home screens show; those for emergencies need no database."""

from bot.check_ins import wishes_of
from bot.core.context import Context, drawn
from bot.core.names import HOME_UNKNOWN_COMMAND
from bot.core.people import PlatformAccount, Role
from bot.core.screens import Card
from bot.drills.names import HOME_MENU
from bot.home import screens
from bot.home.emergency_screens import CRISIS, URGENT, crisis_card, urgent_card


async def _menu(context: Context, subject: str) -> Card:
    supporter = Role.SUPPORTER in context.roles
    return screens.menu_card(context.words, context.lines, supporter=supporter)


async def _help(context: Context, subject: str) -> Card:
    return screens.help_card(context.words, context.lines, subject)


async def _admin(context: Context, subject: str) -> Card:
    coordinator = Role.COORDINATOR in context.roles
    reports = coordinator or Role.UNIT_LEAD in context.roles
    return screens.admin_card(
        context.words, context.lines, reports=reports, coordinator=coordinator
    )


async def _admin_help(context: Context, subject: str) -> Card:
    return screens.admin_help_card(context.words, context.lines, subject)


async def _unknown(context: Context, subject: str) -> Card:
    """``subject`` is the command and up to three similar ones, separated by ``|``."""
    command, *near = subject.split("|")
    return screens.unknown_card(context.words, context.lines, command, tuple(near))


async def _settings(context: Context, subject: str) -> Card:
    wishes = await wishes_of(context.work, context.actor.reference)
    until = wishes.quiet_until
    theirs = PlatformAccount.person.is_(context.actor.reference)
    rows = await context.work.of(PlatformAccount).find(theirs)
    platforms = sorted({row.platform for row in rows})
    prefers = context.actor.prefers if context.actor.prefers in platforms else ""
    settings = screens.Settings(
        stopped=wishes.stopped,
        quiet_until=until if until is not None and until > context.now else None,
        prefers=prefers,
        platforms=tuple(platforms),
    )
    return screens.settings_card(context.words, context.lines, settings)


VIEWS = {
    HOME_MENU: _menu,
    screens.MORE: drawn(screens.more_card),
    screens.SUPPORTER: drawn(screens.supporter_card),
    screens.NOW: drawn(screens.now_card),
    screens.HELP: _help,
    screens.ADMIN_MENU: _admin,
    screens.ADMIN_HELP: _admin_help,
    screens.SETTINGS: _settings,
    screens.FREE_TEXT: drawn(screens.free_text_card),
    HOME_UNKNOWN_COMMAND: _unknown,
    CRISIS: drawn(crisis_card),
    URGENT: drawn(urgent_card),
}
