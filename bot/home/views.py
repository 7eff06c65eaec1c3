"""Loads what the home screens show; those for emergencies need no database."""

from collections.abc import Callable, Sequence

from bot.check_ins import wishes_of
from bot.core.commands import ADMIN_PAGES, SUPPORT_PAGES, HelpPage, page_of
from bot.core.context import Context, View, drawn
from bot.core.names import HOME_UNKNOWN_COMMAND, Screen
from bot.core.people import PlatformAccount, Role
from bot.core.platforms import known_platforms
from bot.core.routes import Registry, UnknownCommand
from bot.core.screens import Card
from bot.drills.names import HOME_MENU
from bot.home import screens
from bot.home.emergency_screens import CRISIS, URGENT, crisis_card, urgent_card


async def _menu(context: Context, subject: str) -> Card:
    supporter = Role.SUPPORTER in context.roles
    return screens.menu_card(context.words, context.lines, supporter=supporter)


def _help(screen: Screen, pages: Sequence[HelpPage]) -> Callable[[Registry], View]:
    """Return the maker of the view of help, which needs the commands of all features."""

    def make(registry: Registry) -> View:
        async def view(context: Context, subject: str) -> Card:
            page = page_of(pages, subject)
            told = registry.help_on(page)
            return screens.help_card(context.words, context.lines, screen, pages, page, told)

        return view

    return make


async def _admin(context: Context, subject: str) -> Card:
    coordinator = Role.COORDINATOR in context.roles
    reports = coordinator or Role.UNIT_LEAD in context.roles
    return screens.admin_card(
        context.words, context.lines, reports=reports, coordinator=coordinator
    )


async def _unknown(context: Context, subject: str) -> Card:
    unknown = UnknownCommand.of_subject(subject)
    return screens.unknown_card(context.words, context.lines, unknown.command, unknown.near)


async def _settings(context: Context, subject: str) -> Card:
    wishes = await wishes_of(context.work, context.actor.reference)
    until = wishes.quiet_until
    theirs = PlatformAccount.person.is_(context.actor.reference)
    rows = await context.work.of(PlatformAccount).find(theirs)
    known = await known_platforms(context.work)
    platforms = sorted({row.platform for row in rows if not known or row.platform in known})
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
    screens.ADMIN_MENU: _admin,
    screens.SETTINGS: _settings,
    HOME_UNKNOWN_COMMAND: _unknown,
    CRISIS: drawn(crisis_card),
    URGENT: drawn(urgent_card),
}
ABOUT_COMMANDS = {
    screens.HELP: _help(screens.HELP, SUPPORT_PAGES),
    screens.ADMIN_HELP: _help(screens.ADMIN_HELP, ADMIN_PAGES),
}
